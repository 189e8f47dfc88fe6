"""Whether two sentences say the same: by their words, whatever their form."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from kprlint.prose.data import words
from kprlint.prose.lexicon import lexicon
from kprlint.prose.text import Token

_KINDS = ("MD", "IS", "WAS", "HAS", "DT", "IN", "CC", "RB", "empty")
# The words that mean nothing by themselves.
SMALL = frozenset().union(*[words("closed", kind) for kind in _KINDS])
# The longest first.
_ENDINGS = tuple(sorted(words("endings", "of stems"), key=len, reverse=True))


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """What the forms of a word have in common, roughly: “insulat” of “insulated”, “insulation” and “insulating”."""
    word = word.removesuffix("'s").rstrip("'")
    known = lexicon()
    word = known.participles.get(word) or known.ings.get(word) or known.third.get(word) or word
    if word.endswith(_ENDINGS):
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                word = word[: -len(ending)]
                break
    return word[:-2] if word.endswith("at") and len(word) > 6 else word


def stems(tokens: Iterable[Token]) -> Iterator[str]:
    """The stems of the words that mean something by themselves."""
    return (stem(token.word) for token in tokens if token.word not in SMALL)
