"""Whether two sentences say the same: by their words, whatever their form."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from kprlint.prose.clause import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    HAS,
    IS,
    MODALS,
    PREPOSITIONS,
    WAS,
)
from kprlint.prose.lexicon import verbs
from kprlint.prose.text import Token

SMALL = (
    ADVERBS
    | CONJUNCTIONS
    | DETERMINERS
    | HAS
    | IS
    | MODALS
    | PREPOSITIONS
    | WAS
    | frozenset("be been being it they we who which there".split())
)
# The longest first.
_ENDINGS = tuple(
    "ations ation ating ated ates ments ment ions ings ion ing ies ied ely ly es ed s e y".split()
)


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """What the forms of a word have in common, roughly: “insulat” of “insulated”, “insulation” and “insulating”."""
    word = word.removesuffix("'s").rstrip("'")
    known = verbs()
    word = known.participles.get(word) or known.ings.get(word) or known.third.get(word) or word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:-2] if word.endswith("at") and len(word) > 6 else word


def stems(tokens: Iterable[Token]) -> Iterator[str]:
    """The stems of the words that mean something by themselves."""
    return (stem(token.word) for token in tokens if token.word not in SMALL)
