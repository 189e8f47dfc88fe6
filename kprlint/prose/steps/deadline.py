"""When a next step is due in words: the one answer for rules, reports and importers.

`deadline` is the time that the words hold the step to, and `without_deadline` the step without those words. Both read
the step as of the day it was written.
"""

from datetime import date, timedelta
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from kprlint.model import Quarter
from kprlint.model.due import Due
from kprlint.prose.data import words
from kprlint.prose.dates import Certainty, Found, Grain, Role, Tense, find
from kprlint.prose.dates.attach import (
    PLANNED,
    Occasion,
    is_done_at,
    is_time_of,
    is_year_written,
    occasion,
    place_of,
    rests_on_the_past,
    tense_at,
    tense_before,
    words_before,
)
from kprlint.prose.dates.format import phrase
from kprlint.prose.dates.own import Own, has_verb_first, is_what_starts, own_time, starts_itself
from kprlint.prose.dates.vocabulary import ANY_MONTH
from kprlint.prose.tokens import DASHES, Tokens

_LEADS = words("dates", "leads")
_LINKS = words("dates", "links (deadline)")
_EFFECT = words("dates", "effect")
_BEHIND = words("dates", "behind")


class Bearing(Enum):
    """What a date is to the step."""

    OWN = "own"
    LIKELY = "likely"  # the step's own, or that of something in it
    ELSE = "else"  # a time of something else: “Act on the audit in June 2023”
    FORMER = "former"  # the old one of two: “(originally due June 2023)”
    OCCASION = "occasion"  # has the date and tells when: “at the May 2024 elections”
    THING = "thing"  # which thing is meant: “the June 2023 survey”, “the budget for 2024/25”


# “Bring the review to the January meeting of the board.”
_TO_IT = (["to"], ["at"])
_OWN = frozenset({Bearing.OWN, Bearing.LIKELY})


# What has a time of its own, by which the step may go.
_OTHERS = frozenset({Bearing.ELSE, Bearing.OCCASION})


class StepDate(NamedTuple):
    """A date of a step."""

    found: Found
    bearing: Bearing

    @property
    def is_own(self) -> bool:
        """Whether the step may be held to it."""
        return self.bearing in _OWN


class Deadline(NamedTuple):
    """From the first day to the last, both inclusive, by the words from `begin` to before `after`.

    `begin` and `after` are offsets in code points, of the date alone. `certain`: it is the one date that the step
    can be held to, and has one meaning. `relative`: it is counted from the day of the text (“next spring”,
    “by 30 June”), so that the same words say another day in another quarter, and that is no move.
    """

    start: date
    end: date
    grain: Grain
    begin: int
    after: int
    certain: bool
    relative: bool

    @property
    def due(self) -> Due | None:
        """In a form that the field `due` has: a day, month, quarter or financial year; None where it has none."""
        return as_due(self.start, self.end)

    def __str__(self) -> str:
        """In words that are read back: ``March 2024``, ``spring 2024``, ``1 May 2024 to 3 June 2024``."""
        return phrase(self.start, self.end, self.grain)


def as_due(start: date, end: date) -> Due | None:
    """The days from `start` to `end` as a day, month, quarter or financial year; None where they are none of these."""
    quarter = Quarter.of(start)
    for form in (f"{start}", f"{start}"[:7], f"{quarter}", f"{quarter.year}"):
        due = Due.parse(form)
        if due and (due.start, due.end) == (start, end):
            return due
    return None


def deadline(action: str, as_at: date) -> Deadline | None:
    """When the step is due by its words, for a step written on the day `as_at`; None where they do not say.

    Of several dates it is the one that ends last, and not certain.
    """
    dates = [
        one for one in step_dates(action, as_at) if one.bearing in (Bearing.OWN, Bearing.LIKELY)
    ]
    told = [one.found for one in dates if one.found.first_day and one.found.last_day]
    if not told:
        return None
    last = max(told, key=_end)
    certain = len(dates) == 1 and last.certainty is not Certainty.AMBIGUOUS
    return _made(action, last, certain=certain)


def stated(action: str, as_at: date) -> Deadline | None:
    """The one deadline that the words state with “by” or its like and an exact date of their own; None for anything less.

    This is what may be written into a file as the step's due date; other dates beside it do not matter.
    """
    limits = [one for one in step_dates(action, as_at) if one.found.role is Role.DEADLINE]
    if len(limits) != 1:
        return None
    found = limits[0].found
    return _made(action, found, certain=True) if found.certainty is Certainty.EXACT else None


def _made(action: str, found: Found, *, certain: bool) -> Deadline | None:
    first, end, grain = found.first_day, found.last_day, found.grain
    if first is None or end is None:
        return None
    if grain is not Grain.DAY and first > date.min and _is_before(action, found):
        first = end = first - timedelta(days=1)
        grain = Grain.DAY
    return Deadline(first, end, grain, found.start, found.end, certain, not is_year_written(found))


def _is_before(text: str, found: Found) -> bool:
    """“before April 2024” is by 31 March."""
    return not words("when", "before a date").isdisjoint(words_before(text, found, 3))


def says_when(action: str, as_at: date) -> bool:
    """Whether the words give a time for the step, be it over, ambiguous or no such day.

    What is still to come is taken for a time of the step even where it may be one of something else in it:
    “Report within six weeks of the hearing on 4 December 2023”.
    """
    return any(
        one.is_own or (one.bearing in _OTHERS and _is_to_come(action, one, as_at))
        for one in step_dates(action, as_at)
    )


def _is_to_come(text: str, one: StepDate, as_at: date) -> bool:
    found, bearing = one
    ahead = found.last_day is not None and found.last_day > as_at
    if ahead and bearing is Bearing.OCCASION and found.role is Role.NAME:
        return True  # “before the 2024 season”
    if not ahead or not (found.role in PLANNED or found.role is Role.AFTER):
        return False
    if found.role is Role.DEADLINE and has_verb_first(text):
        return True  # “Finish the audits that are left by the end of the year”
    goes_on = found.first_day is not None and found.first_day <= as_at  # “begun in May until March”
    return goes_on or tense_at(text, found) is not Tense.PAST or _is_behind_another(text, found)


def step_dates(action: str, as_at: date) -> tuple[StepDate, ...]:
    """Each date in the words of a step, with what it is to the step, from left to right."""
    return _step_dates(action, as_at)


@lru_cache(maxsize=8192)
def _step_dates(action: str, as_at: date) -> tuple[StepDate, ...]:
    found = find(action, as_at, tense=Tense.FUTURE)
    # Beside an old date the new one is the step's, whatever the words around it tell of the old.
    redated = any(one.role is Role.FORMER for one in found)
    return tuple(StepDate(one, _bearing(action, one, redated=redated)) for one in found)


def _bearing(text: str, found: Found, *, redated: bool) -> Bearing:
    if found.role is Role.FORMER:
        return Bearing.FORMER
    if not is_time_of(text, found) or found.role is Role.NAME:
        named = occasion(text, found)
        if named is None:
            return Bearing.THING
        if tense_at(text, found) is Tense.PAST or rests_on_the_past(text, found):
            return Bearing.ELSE
        if named is Occasion.ITSELF:
            return Bearing.OWN
        if named is Occasion.OTHER or own_time(text, found) is Own.NO:
            return Bearing.OCCASION
        to_it = words_before(text, found, 2)[-2:-1] in _TO_IT and has_verb_first(text)
        return Bearing.OWN if named is Occasion.MEETING and to_it else Bearing.LIKELY
    if found.role in PLANNED and _has_it_done(text, found):
        return Bearing.OWN
    told_as_past = not redated and _is_told_as_past(text, found)
    if (
        found.role not in PLANNED
        or (told_as_past and not _is_bounded(text, found))
        or (rests_on_the_past(text, found) and not (redated and found.role is Role.DEADLINE))
    ):
        return Bearing.ELSE
    own = own_time(text, found)
    if own is Own.NO:
        return Bearing.LIKELY if redated else Bearing.ELSE
    return Bearing.OWN if own is Own.CERTAIN and not _is_of_effect(text, found) else Bearing.LIKELY


def _has_it_done(text: str, found: Found) -> bool:
    """“To have all appraisals finished by March”, “Have all sites connected by March”."""
    first = text.lower().split(maxsplit=2)[:2]
    by_then = found.role is Role.DEADLINE or is_done_at(text, found)
    return by_then and (first == ["to", "have"] or first[:1] == ["have"])


def _is_told_as_past(text: str, found: Found) -> bool:
    if has_verb_first(text) and tense_before(text, found) is None:
        return False  # “Open by March 2024 as agreed in June 2023”
    return tense_at(text, found) is Tense.PAST


def _is_bounded(text: str, found: Found) -> bool:
    """“Install the points approved in July 2023 by 31 January 2024”: the past is that of another date."""
    if found.role is not Role.DEADLINE:
        return False
    return _is_behind_another(text, found)


def _is_behind_another(text: str, found: Found) -> bool:
    before = words_before(text, found, 8)
    return not ANY_MONTH.keys().isdisjoint(before) and has_verb_first(text)


def _is_of_effect(text: str, found: Found) -> bool:
    """“to apply from 1 April” is no date of the action, unless that is to start."""
    if found.role is Role.START and not starts_itself(text):
        return not is_what_starts(text, found)
    return not _EFFECT.isdisjoint(words_before(text, found, 3))


def _end(found: Found) -> tuple[date, date]:
    assert found.first_day
    assert found.last_day
    return found.last_day, found.first_day


def without_deadline(action: str, as_at: date) -> str:
    """The step without the words that say by when, and by when it was to be: “Open the depot” of “… by May 2024”.

    For comparing steps; what is left may lack a comma.
    """
    dates = [
        one.found
        for one in step_dates(action, as_at)
        if one.is_own or one.bearing is Bearing.FORMER
    ]
    kept, at = "", 0
    for found in dates:
        tokens, begin, end = place_of(action, found)
        begin, end = _with_leads(tokens, begin, end)
        kept += action[at : tokens.starts[begin]] + " "
        at = tokens.ends[end - 1]
    return " ".join((kept + action[at:]).split()).strip(" ,;:-–—.")


def _with_leads(tokens: Tokens, begin: int, end: int) -> tuple[int, int]:
    """The tokens of the date with what leads to it, and the bracket around them."""
    low = tokens.low
    first = at = begin
    while at > 0 and (low[at - 1] in _LEADS or low[at - 1] in ",;:(" or low[at - 1] in DASHES):
        at -= 1
        if low[at] not in _LINKS or at == begin - 1:
            first = at
    while low[end] in _BEHIND:
        end += 1
    if low[end] == ")" and "(" in low[first:begin]:
        end += 1
    return first, end
