"""Where a text says that work stands still or comes late."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from kprlint.prose.assertion import (
    BE,
    Spot,
    clause_before,
    has_before,
    has_other_sense,
    is_denied,
    is_maybe,
    is_name,
    spots,
)
from kprlint.prose.clause import DETERMINERS
from kprlint.prose.data import words
from kprlint.prose.patterns import Phrases, is_break
from kprlint.prose.resolved import is_over
from kprlint.prose.text import P

_REACH = 4
_YEARS = frozenset({"year's", "year"})
_COUNT = frozenset("one two three four five six seven eight nine ten several".split())


@cache
def _phrases() -> Phrases:
    return Phrases("stalled")


def stalls(passages: Iterable[P], *, complete: bool, first_year: int | None) -> Iterator[Spot[P]]:
    """The first phrase of each passage that contradicts a good status.

    `complete`: the status says that all is done, so that what was late once does not matter.
    `first_year`: what only tells of years before it is history.
    """
    told: P | None = None
    for spot in spots(_phrases(), passages):
        if spot.passage is not told and _contradicts(spot, complete, first_year):
            told = spot.passage
            yield spot


def _contradicts(spot: Spot[P], complete: bool, first_year: int | None) -> bool:
    kind, not_with, only_with = spot.phrase.columns
    if kind == "late" and complete and not _still_holds(spot):
        return False
    return has_before(spot, only_with) and not (
        is_name(spot)
        or has_other_sense(spot, not_with)
        or is_denied(spot)
        or is_maybe(spot)
        or _is_history(spot, first_year)
        or _is_by_others(spot)
        or is_over(spot)
    )


def _is_subject_other(spot: Spot[P]) -> bool:
    """Whether the clause is about another body from its beginning on: “The Government has delayed the duty”."""
    begin = spot.first
    while begin > 0 and not is_break(spot.tokens[begin]):
        begin -= 1
    head = [token.word for token in spot.tokens[begin : min(begin + 3, spot.first)]]
    return not words("sense", "others").isdisjoint(head)


def _still_holds(spot: Spot[P]) -> bool:
    """Whether the phrase is told of the present: “has been delayed”, not “was delayed”."""
    still = words("sense", "still")
    return any(token.word in still for token in clause_before(spot, _REACH))


def _is_history(spot: Spot[P], first_year: int | None) -> bool:
    """Whether the sentence tells of years that are over, and of no other."""
    if first_year is None or _still_holds(spot):
        return False
    if any(b.word == "last" and a.word in _YEARS for a, b in pairwise(clause_before(spot, 6))):
        return True  # “Last year's carnival was cancelled”
    years = [
        int(token.word)
        for token in spot.tokens
        if len(token.word) == 4 and token.word.isdecimal() and token.word[:2] in ("19", "20")
    ]
    return bool(years) and max(years) < first_year


def _is_by_others(spot: Spot[P]) -> bool:
    """Whether somebody else cancelled or deferred something: “The operator cancelled 12 services”."""
    tokens, first, after = spot.tokens, spot.first, spot.after
    if not 0 < first < after < len(tokens):
        return False
    if _is_subject_other(spot):
        return True
    if tokens[first].word not in ("cancelled", "deferred"):
        return False
    if any(t.word in BE or t.word in words("sense", "ours") for t in clause_before(spot, _REACH)):
        return False
    following = tokens[after].word
    return not is_break(tokens[after]) and (
        following in DETERMINERS or following in _COUNT or following[0].isdecimal()
    )
