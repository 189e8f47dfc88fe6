"""Due dates: a day, a month, a quarter or a financial year, each an interval of days."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from kprlint.model.interval import Grain, Interval
from kprlint.model.quarter import FinancialYear, Quarter

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)

MONTHS = (
    "January February March April May June July August September October November December".split()
)


class Due(NamedTuple):
    """The interval from `start` to `end`, both inclusive, and the grain that it was written in."""

    start: date
    end: date
    grain: Grain

    @classmethod
    def parse(cls, text: str) -> "Due | None":
        """Reads ``2023-12-31``, ``2023-12``, ``2023/24 Q3`` and ``2023/24``; None for anything else.

        ``2023-12`` is December, never a financial year; ``2023-24`` is the financial year, since there
        is no month 24.
        """
        if quarter := Quarter.parse(text):
            return cls(quarter.first_day, quarter.last_day, Grain.QUARTER)
        if day := parse_day(text):
            return cls(day, day, Grain.DAY)
        if month := _MONTH.fullmatch(text):
            year, number = int(month[1]), int(month[2])
            if 1 <= number <= 12 and year >= 1:
                last = month_end(year, number)
                return cls(last.replace(day=1), last, Grain.MONTH)
        if financial_year := FinancialYear.parse(text):
            return cls(financial_year.first_day, financial_year.last_day, Grain.FINANCIAL_YEAR)
        return None

    @property
    def interval(self) -> Interval:
        """The days alone."""
        return Interval(self.start, self.end)

    def is_past(self, as_at: date) -> bool:
        """Whether the interval was over on the day `as_at`."""
        return is_over(self.end, as_at)

    def __str__(self) -> str:
        """The form that `parse` reads back."""
        match self.grain:
            case Grain.DAY:
                return self.start.isoformat()
            case Grain.MONTH:
                return self.start.isoformat()[:7]
            case Grain.QUARTER:
                return str(Quarter.of(self.start))
        return str(FinancialYear(self.start.year))


def is_over(last: date, as_at: date) -> bool:
    """Whether a time whose last day is `last` was over when a report as at a day was written: at the end of that day."""
    return last <= as_at


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    if (year, month) == (9999, 12):
        return date.max
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def parse_day(text: str) -> date | None:
    """The day that `text` is, in the one form ``YYYY-MM-DD``; None where there is no such day."""
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def say_day(day: date) -> str:
    """``30 September 2023``: the form that officers write, whatever the machine's language."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_due(due: Due) -> str:
    """``15 December 2023``, ``December 2023``, ``Q3 2023/24``, ``2023/24``."""
    match due.grain:
        case Grain.DAY:
            return say_day(due.start)
        case Grain.MONTH:
            return f"{MONTHS[due.start.month - 1]} {due.start.year:04}"
        case Grain.QUARTER:
            quarter = Quarter.of(due.start)
            return f"Q{quarter.number} {quarter.year}"
    return str(due)
