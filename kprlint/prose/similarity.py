"""Whether two sentences say the same: by their words, whatever their form."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from kprlint.prose.data import words
from kprlint.prose.lexicon import VB, lexicon
from kprlint.prose.text import Token

_KINDS = ("MD", "IS", "WAS", "HAS", "DT", "IN", "CC", "RB", "empty")
# The words that mean nothing by themselves.
SMALL = frozenset().union(*[words("closed", kind) for kind in _KINDS])
_ENDINGS = words("endings", "of stems")
# The longest first.
_LENGTHS = sorted({len(ending) for ending in _ENDINGS}, reverse=True)


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """What the forms of a word have in common, roughly: “insulat” of “insulated”, “insulation” and “insulating”."""
    word = word.removesuffix("'s").rstrip("'")
    known = lexicon()
    word = known.participles.get(word) or known.ings.get(word) or known.third.get(word) or word
    if word.endswith(("ment", "ments")) and word not in words("endings", "not of verbs"):
        # “agree” of “agreement”, “replace” of “replacement”, as of their verbs.
        base = word.removesuffix("s")[:-4]
        word = base if known.tags.get(base, 0) & VB else word
    for length in _LENGTHS:
        if len(word) - length >= 4 and word[-length:] in _ENDINGS:
            word = word[:-length]
            break
    return word[:-2] if word.endswith("at") and len(word) > 6 else word


def stems(tokens: Iterable[Token]) -> Iterator[str]:
    """The stems of the words that mean something by themselves."""
    return (stem(token.word) for token in tokens if token.word not in SMALL)
