"""Percentages that the figures beside them do not give: shares of a whole, changes, and answers that add up to too much."""

from collections.abc import Iterator

from kprlint.prose.facts.percentages.answers import sums
from kprlint.prose.facts.percentages.changes import changes
from kprlint.prose.facts.percentages.mismatch import Mismatch, Relation
from kprlint.prose.facts.percentages.quantities import SHARE, quantities
from kprlint.prose.facts.percentages.shares import shares
from kprlint.prose.needs import Needs
from kprlint.prose.text import sentences

__all__ = ["Mismatch", "Relation", "mismatches"]

NEEDS = Needs(signs=frozenset({"%", "cent", "pc"}))


def mismatches(text: str) -> Iterator[Mismatch]:
    """The percentages in `text` that are not what the figures beside them give, first to last."""
    if not NEEDS.met_by(text):
        return
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
