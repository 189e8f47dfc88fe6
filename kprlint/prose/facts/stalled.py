"""Where a text says that work stands still or comes late."""

from collections.abc import Iterable, Iterator

from kprlint.prose.assertion import (
    Mention,
    has_before,
    has_other_sense,
    is_historical,
    is_hypothetical,
    is_name,
    is_negated,
    is_of_now,
    is_of_others,
    mentions,
)
from kprlint.prose.patterns import listed
from kprlint.prose.resolved import is_resolved
from kprlint.prose.text import P

_PATTERNS = listed("stalled")
NEEDS = _PATTERNS.needs


def stalled(
    passages: Iterable[P], *, complete: bool, first_year: int | None
) -> Iterator[Mention[P]]:
    """The first phrase of each passage that contradicts a good status.

    `complete`: the status says that all is done, so that what was late once does not matter.
    `first_year`: what only tells of years before it is history.
    """
    told: P | None = None
    for mention in mentions(_PATTERNS, passages):
        if mention.passage is not told and _contradicts(mention, complete, first_year):
            told = mention.passage
            yield mention


def _contradicts(mention: Mention[P], complete: bool, first_year: int | None) -> bool:
    kind, not_with, only_with = mention.phrase.columns
    if kind == "late" and complete and not is_of_now(mention):
        return False
    return has_before(mention, only_with) and not (
        is_name(mention)
        or has_other_sense(mention, not_with)
        or is_negated(mention)
        or is_hypothetical(mention)
        or is_historical(mention, first_year)
        or is_of_others(mention)
        or is_resolved(mention)
    )
