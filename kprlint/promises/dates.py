"""By when a step is promised, and whether that has moved from one report to the next."""

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from kprlint.model import Due, NextStep
from kprlint.model.due import is_over as has_ended
from kprlint.promises.promise import Promise
from kprlint.promises.words import key
from kprlint.prose.dates import Certainty, Tense, Why, find
from kprlint.prose.steps.deadline import as_due, deadline

# How long ago a day without a year may be, so that it can be no other year's: a quarter, and the weeks until it is reported.
_LATELY = timedelta(days=123)


class When(NamedTuple):
    """The interval by which a step is due, both days inclusive.

    `due` is the interval in the form of the field, None for one that has none (“spring 2024”); `in_words`: it stands
    in the words of the step alone.
    """

    start: date
    end: date
    due: Due | None
    in_words: bool


def when(promise: Promise, as_at: date | None = None) -> When | None:
    """The date of a step: its `due`, else the one certain deadline in its words; None for neither.

    The words are read as of `as_at`, by default the promise's own.
    """
    return date_of(promise.step, as_at or promise.as_at)


def date_of(step: NextStep, as_at: date) -> When | None:
    """The date of a step that was written on the day `as_at`."""
    if step.due:
        return When(step.due.start, step.due.end, step.due, in_words=False)
    if step.ongoing:
        return None
    return _in_words(step.action, as_at)


def is_over(due: When | None, day: date) -> bool:
    """Whether a date is over at the end of `day`; what has none is never late."""
    return due is not None and has_ended(due.end, day)


@lru_cache(maxsize=32768)
def _in_words(action: str, as_at: date) -> When | None:
    found = deadline(action, as_at)
    if found is None or not found.certain:
        return None
    return When(found.start, found.end, found.due, in_words=True)


def done_on(step: NextStep, as_at: date) -> Due | None:
    """When a step of a report as at a day was done: the date that is all of its `done`, in the form of the field or in words.

    One without a year is read where it lies in the months before the report, so that no other year can be meant. A date
    in a sentence is none: it may be of something else.
    """
    if step.done_on or not any(map(str.isalpha, step.done)):
        return step.done_on
    return _all_of(step.done.strip(" ."), as_at)


@lru_cache(maxsize=8192)
def _all_of(said: str, as_at: date) -> Due | None:
    dates = find(said, as_at, tense=Tense.PAST)
    if len(dates) != 1 or said[: dates[0].start].lower().strip() not in ("", "on"):
        return None
    found = dates[0]
    if said[found.end :].strip(" .") or not (found.first_day and found.last_day):
        return None
    if found.certainty is not Certainty.EXACT:
        lately = as_at - _LATELY < found.first_day <= as_at
        if (
            found.certainty is not Certainty.BY_CONVENTION
            or {*found.why} - {Why.NO_YEAR}
            or not lately
        ):
            return None
    return as_due(found.first_day, found.last_day)


class Move(NamedTuple):
    """How the date of a step, or of an activity, has moved: `days` from end to end, late is positive.

    `days` is None where the date was taken away, which is later than any.
    """

    before: When
    after: When | None
    days: int | None

    @property
    def is_later(self) -> bool:
        return self.days is None or self.days > 0


def move(before: Promise, after: Promise) -> Move | None:
    """How the date of a step moved; None where it did not.

    What has the same words is due at the same time by them: “in the next quarter”, said again, is no new date.
    Of a closed step nobody asks the date, so that it is not taken away where it is not written again.
    """
    same = key(before.action) == key(after.action)
    earlier, later = when(before), when(after, before.as_at if same else None)
    if later is None and not after.step.is_open:
        return None
    return moved(earlier, later)


def moved(before: When | None, after: When | None) -> Move | None:
    """How a date moved; None where it did not.

    One given for the first time has not moved, nor one that is only coarser and still holds the old one.
    """
    if before is None:
        return None
    if after is None:
        return Move(before, None, None)
    days = (after.end - before.end).days
    holds = after.start <= before.start and before.end <= after.end
    return Move(before, after, days) if days and not holds else None


def of_due(due: Due | None) -> When | None:
    """The date that a field `due` gives, such as that of a whole activity."""
    return When(due.start, due.end, due, in_words=False) if due else None
