"""spelling"""

from collections.abc import Iterator
from functools import cache

from kprlint.prose.data import rows
from kprlint.prose.data import words as words_of
from kprlint.prose.text import Token, sentences
from kprlint.rules.base import ActivityFile, Hit, Option, Profile, Severity, rule
from kprlint.wording import quote

_BEFORE_THE_NOUN = words_of("articles", "before a licence")
_CONSONANTS = tuple(words_of("articles", "consonants"))


@rule(
    "spelling",
    severity=Severity.INFO,
    profile=Profile.PUBLICATION,
    options=(Option("words", "strings", "spellings that the council uses all the same"),),
)
def spelling(file: ActivityFile, *, words: tuple[str, ...] = ()) -> Iterator[Hit]:
    """A word is misspelt, or spelt the American way.

    Only what is listed as a misspelling and cannot be another word: names of places are never judged. Endings in -ize
    are good British English. “A” before a vowel is one of them. “License” is the verb, and “a licence” the thing. In a name (“the Hope Center”) American
    spellings stay. What became of steps (`done`, `update` …) is read, too.

    ### Why it matters

    The report goes to councillors, partners and the press; slips make readers doubt the figures beside them.

    ### Bad

    ```yaml
    progress:
      - Temporary accomodation was found for nine families.
    ```

    ### Good

    ```yaml
    progress:
      - Temporary accommodation was found for nine families.
    ```
    """
    own = {word.casefold() for word in words}
    for passage in file.passages():
        for token, right in _misspelt(passage.text):
            if token.word in own:
                continue
            shown = right.capitalize() if token.is_capital else right
            if token.is_capitals:
                shown = right.upper()
            yield Hit(
                passage.at(token.start, token.end),
                f"{quote(token.raw)} is misspelt",
                f"write {quote(shown)}",
                (passage.field, token.raw, passage.text),
            )


@cache
def _table() -> dict[str, str]:
    found = dict[str, str]()
    for wrong, right in rows("spelling"):
        found[wrong] = right
    return found


@cache
def _suspects() -> frozenset[str]:
    """The words that a slip begins with: most sentences have none of them."""
    return frozenset({"a", "license", "licenses"}.union(wrong.split()[0] for wrong in _table()))


def _wants_an(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether “a” stands before a vowel that is heard: not “a one-off”, “a European grant”, nor “a EPC”."""
    if tokens[index].raw != "a" or index + 1 == len(tokens):
        return False
    word = tokens[index + 1]
    return (
        not word.before
        and len(word.raw) > 3
        and word.raw.isalpha()
        and not word.is_capital
        and word.word[0] in "aeio"
        and not word.word.startswith(_CONSONANTS)
    )


def _misspelt(text: str) -> Iterator[tuple[Token, str]]:
    """The misspelt words of `text`, each with the right one."""
    table, suspects = _table(), _suspects()
    for sentence in sentences(text):
        if suspects.isdisjoint(sentence.words):
            continue
        for index, token in enumerate(sentence.tokens):
            if token.word not in suspects:
                continue
            if token.word in ("license", "licenses"):
                before = sentence.tokens[index - 1].word if index else ""
                if before in _BEFORE_THE_NOUN:
                    yield token, token.word.replace("license", "licence")
                continue
            if _wants_an(sentence.tokens, index):
                yield token, "an"
                continue
            behind = sentence.tokens[index + 1] if index + 1 < len(sentence.tokens) else None
            both = f"{token.word} {behind.word}" if behind and not behind.before else ""
            right = table.get(token.word) or table.get(both, "").removesuffix(
                both[len(token.word) :]
            )
            if not right or token.before[-1:] in ("@", ".", "/", "_"):
                continue
            if token.is_capital and index and not token.before:
                continue  # a name
            yield token, right
