"""How messages quote, list and propose, and how fixes write."""

import re
from collections.abc import Iterable

from kprlint.characters import latin, lookalikes, plain, unseen

_LONGEST_QUOTE = 60
# Nobody has a list of more words; to compare a word with each of them takes a second.
_MOST_COMPARED = 20_000


def quote(text: str) -> str:
    """`text` in quotation marks, on one line, cut in the middle of what is long."""
    line = " ".join(text.split())
    if len(line) > _LONGEST_QUOTE:
        line = f"{line[: _LONGEST_QUOTE - 20]} … {line[-17:]}"
    return f"“{line}”"


def any_of(words: Iterable[str], most: int = 12) -> str:
    """``a, b or c``; of more than `most` words the first ones and a count."""
    items = list(words)
    if len(items) > most:
        return f"{', '.join(items[:most])} … ({len(items)} in all)"
    return (
        items[0] if len(items) == 1 else f"{', '.join(items[:-1])} or {items[-1]}" if items else ""
    )


def all_of(words: Iterable[str], most: int = 20) -> str:
    """``a, b and c``; of more than `most` words the first ones and a count."""
    items = list(words)
    if len(items) > most or len(items) < 2:
        return any_of(items, most)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def closest(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` that `word` was probably meant to be; None where none is near."""
    by_fold = {w.casefold(): w for w in sorted(words, reverse=True)}
    folded = " ".join(plain(word).split()).casefold()
    if folded in by_fold:
        return by_fold[folded]
    begun = [name for name in sorted(by_fold) if len(folded) > 3 and name.startswith(folded)]
    if len(begun) == 1:
        return by_fold[begun[0]]
    if len(by_fold) > _MOST_COMPARED:
        return None
    from difflib import get_close_matches

    found = get_close_matches(folded, sorted(by_fold), n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """``. Did you mean “x”?``, to follow a sentence without its full stop; or nothing."""
    guess = closest(word, words)
    if guess is None:
        return ""
    return apart_by_space(word, guess) or f". Did you mean {quote(guess)}?"


# What a quotation does not show.
_SPACES = (
    (r"[\r\n]", "has a line break in it"),
    (r"\t", "has a tab in it"),
    (r"^ | $", "begins or ends with a space"),
    (r"  ", "has a double space in it"),
    (r"[\xa0\u2007\u202f]", "has a non-breaking space in it"),
    (r"[^\S ]", "has an unusual space in it"),
)


def apart_by_space(written: str, meant: str) -> str:
    """``: it has a double space in it``, where the two look the same in a quotation; or nothing."""
    if quote(plain(written)) != quote(plain(meant)):
        return ""
    for text, which in ((written, "it"), (meant, "the other one")):
        for odd in unseen(text):
            return f": {which} has a character in it that nobody sees ({odd.number}, {odd.name})"
        for character in text:
            if latin(character) != character:
                odd_one = next(lookalikes(f"a{character}"))
                return f": the “{character}” in {which} is no Latin letter ({odd_one.number}, {odd_one.name})"
        for pattern, says in _SPACES:
            if re.search(pattern, text):
                return f": {which} {says}"
        if plain(text) != text and quote(text) != quote(plain(text)):
            return f": {which} has characters in it that only look like letters"
    return ""


def install(extra: str) -> str:
    """The command that brings what the extra `extra` needs, however kprlint itself was installed.

    The libraries are named, and not “kprlint[extra]”: that would look for kprlint in a registry, which one that was installed
    from git need not be in.
    """
    from importlib.metadata import PackageNotFoundError, requires

    try:
        needs = [
            r for r in requires("kprlint") or () if re.search(rf"extra == ['\"]{extra}['\"]", r)
        ]
    except PackageNotFoundError:
        needs = []
    libraries = [need.partition(";")[0].replace(" ", "") for need in needs]
    named = " ".join(f"'{name}'" for name in libraries if not name.startswith("kprlint"))
    return f"pip install {named}" if named else f"pip install 'kprlint[{extra}]'"
