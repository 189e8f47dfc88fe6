"""Phrases of a word list, found in a sentence by one look at each of its words."""

from collections.abc import Iterator
from typing import NamedTuple

from kprlint.prose.data import rows
from kprlint.prose.text import Token

# “*” is a gap of some of these, “**” of any words.
_SMALL = frozenset(
    """
    a an any as able at be been being but by currently did do does even far fully further had has have it made
    materially much now of on our properly quite significantly since so still that the this to was were will would
    yet
    """.split()
)
_GAPS = {"*": 3, "**": 7}
# What ends the reach of a word: “not delivered, postponed” negates the first alone.
CLAUSE_MARKS = frozenset(",;:()–—")


class Phrase(NamedTuple):
    """`parts` are the words one after the other, each with what may stand for it; a number is a gap of so many words.

    `columns` are what the list says of it beyond the phrase itself.
    """

    text: str
    parts: tuple[frozenset[str] | int, ...]
    columns: tuple[str, ...]


class Phrases:
    """A list of phrases: “be/been re arranged” with alternatives, “not * progressed” with a gap."""

    def __init__(self, name: str) -> None:
        self._by_first: dict[str, list[Phrase]] = {}
        for text, *columns in rows(name):
            parts = tuple(
                _GAPS[part] if part in _GAPS else frozenset(part.split("/"))
                for part in text.split()
            )
            phrase = Phrase(text, parts, tuple(columns))
            first = parts[0]
            assert isinstance(first, frozenset), "a phrase begins with a word"
            for word in first:
                self._by_first.setdefault(word, []).append(phrase)

    def find(self, tokens: tuple[Token, ...]) -> Iterator[tuple[int, int, Phrase]]:
        """The phrases in `tokens`, each as the places of its first word and behind its last; the longest of each place."""
        for index, token in enumerate(tokens):
            candidates = self._by_first.get(negation(token.word))
            if candidates is None:
                continue
            best: tuple[int, Phrase] | None = None
            for phrase in candidates:
                end = _match(phrase.parts, 1, tokens, index + 1)
                if end and (best is None or end > best[0]):
                    best = end, phrase
            if best:
                yield index, *best


def _match(
    parts: tuple[frozenset[str] | int, ...], at: int, tokens: tuple[Token, ...], index: int
) -> int:
    """Where the parts from `at` on end, if they begin at `index`; 0 where they do not stand there."""
    if at == len(parts):
        return index
    part = parts[at]
    if isinstance(part, int):
        for place in range(index, min(index + part + 1, len(tokens))):
            if end := _match(parts, at + 1, tokens, place):
                return end
            if is_break(tokens[place]) or (part == 3 and tokens[place].word not in _SMALL):
                return 0
        return 0
    if index < len(tokens) and tokens[index].word in part and not is_break(tokens[index]):
        return _match(parts, at + 1, tokens, index + 1)
    return 0


def is_break(token: Token) -> bool:
    """Whether a mark before this word parts it from the word before."""
    return bool(token.before) and not CLAUSE_MARKS.isdisjoint(token.before)


def negation(word: str) -> str:
    """``not`` for “hasn't” and “cannot”; any other word as it is."""
    return "not" if word == "cannot" or word.endswith("n't") else word
