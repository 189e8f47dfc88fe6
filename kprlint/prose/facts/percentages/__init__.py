"""Percentages that the figures beside them do not give: shares of a whole, changes, and answers that add up to too much."""

from collections.abc import Iterator
from functools import lru_cache

from kprlint.prose.facts.percentages.answers import sums
from kprlint.prose.facts.percentages.changes import changes
from kprlint.prose.facts.percentages.mismatch import Mismatch, Relation
from kprlint.prose.facts.percentages.quantities import SHARE, quantities
from kprlint.prose.facts.percentages.shares import shares
from kprlint.prose.needs import Needs
from kprlint.prose.text import sentences

__all__ = ["Mismatch", "Relation", "mismatches"]

NEEDS = Needs(signs=frozenset({"%", "cent", "pc"}))


def mismatches(text: str) -> tuple[Mismatch, ...]:
    """The percentages in `text` that are not what the figures beside them give, first to last."""
    return _all(text) if NEEDS.met_by(text) else ()


# Two rules ask of the same text: what is off, and what is only cut off.
@lru_cache(maxsize=2048)
def _all(text: str) -> tuple[Mismatch, ...]:
    return tuple(_mismatches(text))


def _mismatches(text: str) -> Iterator[Mismatch]:
    taken = -1
    for sentence in sentences(text):
        said = sentence.tokens
        told = list(quantities(text, said))
        if all(one.unit != SHARE for one in told):
            continue
        found = [*shares(text, said, told), *changes(text, said, told), *sums(text, said, told)]
        for one in sorted(found):
            if one.start >= taken:
                taken = one.end
                yield one
