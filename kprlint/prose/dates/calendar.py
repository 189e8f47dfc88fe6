"""Intervals of days: months, halves of years, Easter. Where the calendar has no such day, the answer is None."""

from datetime import date, timedelta
from functools import lru_cache

from kprlint.model import FinancialYear
from kprlint.model.due import month_end
from kprlint.model.interval import Interval


@lru_cache(maxsize=4096)
def day(year: int, month: int, number: int) -> Interval | None:
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return Interval(found, found)


@lru_cache(maxsize=4096)
def months(year: int, first: int, count: int = 1) -> Interval | None:
    """`count` whole months from the month `first` of `year`; `first` may be past 12."""
    year, first = year + (first - 1) // 12, (first - 1) % 12 + 1
    last = first + count - 1
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    if not (1 <= year <= 9999 and 1 <= end_year <= 9999):
        return None
    return Interval(date(year, first, 1), month_end(end_year, end_month))


def later(start: date, number: int, unit: str) -> date | None:
    """The day `number` days, weeks, months, quarters or years after `start`: the same day, or the month's last."""
    try:
        match unit:
            case "fortnight":
                return start + timedelta(weeks=2 * number)
            case "day":
                return start + timedelta(days=number)
            case "week":
                return start + timedelta(weeks=number)
        count = number * {"month": 1, "quarter": 3, "year": 12}[unit]
        year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
        return date(year, month + 1, min(start.day, month_end(year, month + 1).day))
    except (ValueError, OverflowError):
        return None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> Interval | None:
    """The `nth` Monday (0) to Sunday (6) of a month; -1 is the last."""
    whole = months(year, month)
    if whole is None:
        return None
    if nth < 0:
        return day(year, month, whole.last.day - (whole.last.weekday() - weekday) % 7)
    return day(year, month, 1 + (weekday - whole.first.weekday()) % 7 + 7 * (nth - 1))


def financial_year_of(day: date) -> int:
    """The calendar year in which the financial year of a day begins."""
    return FinancialYear(day.year if day.month >= 4 else day.year - 1).start


def easter(year: int) -> date | None:
    """Easter Sunday (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * el) // 433
    month = (h + el - 7 * m + 90) // 25
    found = day(year, month, (h + el - 7 * m + 33 * month + 19) % 32)
    return found.first if found else None
