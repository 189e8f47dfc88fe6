"""When a next step is due, where its words leave no choice."""

from datetime import date

from kprlint.importing.interpreter.found import Step
from kprlint.model import Quarter
from kprlint.model.activity import ONGOING
from kprlint.model.interval import Grain
from kprlint.model.printed import read_step
from kprlint.prose import dates
from kprlint.prose.dates import terms


def dated(action: str, period: Quarter, *, sure: bool) -> Step:
    """The step with its one exact deadline, if it has one; a text that is not `sure` has none.

    What a paper of ours prints behind a step is read as it is meant.
    """
    printed = read_step(action)
    if printed.due:
        typed = printed.due.start if printed.due.grain is Grain.DAY else str(printed.due)
        return Step(printed.action, typed, printed.owner)
    if printed.is_ongoing:
        return Step(printed.action, ONGOING, printed.owner)
    if printed.is_open or not sure or len(action) > 20_000:
        return Step(printed.action, None, printed.owner)
    return Step(printed.action, _in_words(printed.action, period), printed.owner)


def _in_words(action: str, period: Quarter) -> date | str | None:
    found = dates.find(action, period.last_day, tense=terms.Tense.FUTURE)
    deadlines = [f for f in found if f.role is terms.Role.DEADLINE]
    if len(deadlines) != 1 or deadlines[0].certainty is not terms.Certainty.EXACT:
        return None
    return _written(deadlines[0].first_day, deadlines[0].last_day)


def _written(first: date | None, last: date | None) -> date | str | None:
    """The interval in one of the grains that a due date has; None for any other."""
    if first is None or last is None:
        return None
    if first == last:
        return first
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}" if first.day == 1 and _ends_month(last) else None
    quarter = Quarter.of(first)
    if (first, last) == (quarter.first_day, quarter.last_day):
        return str(quarter)
    if (first, last) == (quarter.year.first_day, quarter.year.last_day):
        return str(quarter.year)
    return None


def _ends_month(day: date) -> bool:
    from calendar import monthrange

    return day.day == monthrange(day.year, day.month)[1]
