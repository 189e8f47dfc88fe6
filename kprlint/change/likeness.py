"""How alike two titles are, for finding an activity that has another code: by their words, never letter by letter.

“Phase 1” and “phase 2” are 96 % the same letters; figures and names that differ keep two titles apart.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from kprlint.prose.data import words
from kprlint.prose.similarity import SMALL, stem
from kprlint.prose.text import sentences

_COMMON = 0.5


class Words(NamedTuple):
    """A text, ready to be compared: the stems of its words with what each counts for, its figures and its names."""

    weights: Mapping[str, float]
    figures: frozenset[str]
    names: frozenset[str]


@lru_cache(maxsize=65536)
def read(text: str) -> Words:
    weights: dict[str, float] = {}
    figures, names = set[str](), set[str]()
    everyday = words("everyday", "acts") | words("everyday", "things")
    for sentence in sentences(text):
        for place, token in enumerate(sentence.tokens):
            if token.word[0].isdecimal():
                if not (len(token.word) in (2, 4) and token.word[:2] in ("19", "20")):
                    figures.add(token.word)
            elif token.word not in SMALL and len(token.word) > 1:
                base = stem(token.word)
                weight = _COMMON if token.word in everyday else 1.0
                weights[base] = max(weight, weights.get(base, 0.0))
                if place and token.is_capital and token.word not in everyday:
                    names.add(base)
    return Words(weights, frozenset(figures), frozenset(names))


def apart(one: str, other: str) -> bool:
    """Whether each has a figure, or a name, that the other has not: parts of one thing, or alike things elsewhere."""
    a, b = read(one), read(other)
    figures = bool(a.figures and b.figures and not a.figures & b.figures)
    return figures or bool(a.names - b.weights.keys() and b.names - a.weights.keys())


def similarity(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The share of the words that both have, 0 to 1; the same the other way round."""
    total = sum(a.values()) + sum(b.values())
    shared = sum(weight + b[word] for word, weight in a.items() if word in b)
    return shared / total if total else 0.0
