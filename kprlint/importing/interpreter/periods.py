"""Which quarter a heading speaks of: “Q2 RAG”, “Status (September 2023)”, “RAG last quarter”."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, partial
from typing import NamedTuple

from kprlint.model import FinancialYear, Quarter
from kprlint.prose.months import ANY_MONTH
from kprlint.prose.numbers import NUMBERS, ORDINALS

_QUARTERS = NUMBERS | ORDINALS
# A report on September is written in October or November.
_LATE = timedelta(days=75)


class Side(StrEnum):
    """Where the time that a heading names lies, seen from the quarter that is imported."""

    NONE = "none"  # no time is named
    OWN = "own"
    BEFORE = "before"
    LATE = "late"  # a day after its end on which it may have been written
    NEXT = "next"
    AFTER = "after"


class HeadedPeriod(NamedTuple):
    """`end` is the last day of what is named, where it names days; `in_words` where it says “previous” and the like."""

    side: Side = Side.NONE
    end: date | None = None
    in_words: bool = False


def when_in(text: str, period: Quarter) -> tuple[str, HeadedPeriod]:
    """`text` (in lower case) without the time that it names, and that time."""
    for pattern, read in _kinds():
        found = pattern.search(text)
        if found and (when := read(found, period)):
            before, after = text[: found.start()].split(), text[found.end() :]
            if before and before[-1] == "since":
                when = HeadedPeriod()  # a time that it begins after
            while before and before[-1] in _ENDS and before[-1] != "and":
                before.pop()
            # “Q2 2023/24 (September 2023)” names it more than once; the first says it.
            return when_in(f"{' '.join(before)} {after}", period)[0], when
    return _trimmed(text), HeadedPeriod()


def _day(found: re.Match[str], period: Quarter) -> HeadedPeriod | None:
    year = int(found["year"])
    try:
        day = date(year + 2000 if year < 100 else year, int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return _ending(day, period)


def _quarter(found: re.Match[str], period: Quarter) -> HeadedPeriod | None:
    said = found["number"] or found["ordinal"]
    number = _QUARTERS.get(said) or int(said[0])
    year = found["before"] or found["after"]
    start = period.year.start
    if year:
        start = _financial(year) or start
        # “Q4 2024” may mean the year that the quarter ends in.
        if len(year) == 4 and number == period.number and start == period.year.start + 1:
            start -= 1
    return _apart(Quarter(FinancialYear(start), number) - period)


def _months(found: re.Match[str], period: Quarter) -> HeadedPeriod | None:
    name, year = (found["last"] or found["first"]), (found["year"] or found["year1"])
    month = ANY_MONTH[name]
    if year:
        at = int(year) + 2000 if int(year) < 100 else int(year)
    else:
        middle = period.first_day + timedelta(days=45)
        years = (middle.year - 1, middle.year, middle.year + 1)
        at = min(years, key=lambda y: abs(date(y, month, 15) - middle))
    if not 1900 <= at <= 2900:
        return None
    last = monthrange(at, month)[1]
    return _ending(date(at, month, min(int(found["day"] or last), last)), period)


def _year(found: re.Match[str], period: Quarter) -> HeadedPeriod | None:
    start = _financial(found[0])
    if start is None:
        return None
    if len(found[0]) == 4:  # a calendar year
        return (
            HeadedPeriod(Side.OWN) if start in (period.first_day.year, period.year.start) else None
        )
    side = Side.OWN if start == period.year.start else Side.BEFORE
    return HeadedPeriod(side if start <= period.year.start else Side.AFTER)


def _financial(year: str) -> int | None:
    digits = re.findall(r"\d+", year)
    first = int(digits[0])
    first += 2000 if first < 100 else 0
    if len(digits) > 1 and (first + 1) % 100 != int(digits[1]) % 100:
        return None
    return first if 1900 <= first <= 2900 else None


def _ending(day: date, period: Quarter) -> HeadedPeriod:
    if day < period.first_day:
        side = Side.BEFORE
    elif day <= period.last_day:
        side = Side.OWN
    else:
        side = Side.LATE if day <= period.last_day + _LATE else Side.AFTER
    return HeadedPeriod(side, day)


def _apart(quarters: int) -> HeadedPeriod:
    if quarters < 0:
        return HeadedPeriod(Side.BEFORE)
    return HeadedPeriod((Side.OWN, Side.NEXT)[quarters] if quarters < 2 else Side.AFTER)


def _half(found: re.Match[str], period: Quarter) -> HeadedPeriod | None:
    return _apart((2 if found[0].startswith("mid") else 4) - period.number)


def _in_words(side: Side, found: re.Match[str], period: Quarter) -> HeadedPeriod:
    return HeadedPeriod(side, None, True)


@cache
def _kinds() -> tuple[
    tuple[re.Pattern[str], Callable[[re.Match[str], Quarter], HeadedPeriod | None]], ...
]:
    months = "|".join(sorted(ANY_MONTH, key=len, reverse=True))
    year = r"(?:20)?\d\d\s?[/-]\s?(?:20)?\d\d|20\d\d"
    reported = (
        r"(?:quarter|qtr|period|month|year|report|reported|reporting period|time|cycle|meeting)"
    )
    words = {
        Side.BEFORE: rf"previous(?:ly)?(?:\s{reported})?|prior(?:\s{reported})?|preceding(?:\s{reported})?|former|"
        rf"last\s{reported}|prev\.?(?:\s{reported})?|last\s(?=rag|brag|status|rating)",
        Side.OWN: rf"this\s{reported}|current(?:ly)?(?:\s{reported})?|latest|in\s{reported}|during\s{reported}|the\s(?:quarter|period)",
        Side.NEXT: rf"next\s{reported}|following\s{reported}|forthcoming\s{reported}|coming\s{reported}",
    }
    return (
        (re.compile(r"\b(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4}|\d\d)\b"), _day),
        (
            re.compile(
                rf"(?:\b(?P<before>{year})\s?[,-]?\s?)?"
                r"\b(?:(?:q|qtr|quarter)\s?(?P<number>[1-4]|one|two|three|four)|"
                r"(?P<ordinal>1st|2nd|3rd|4th|first|second|third|fourth)\s(?:quarter|qtr))\b"
                rf"(?:\s?(?:of|in|for|,|-|:|/)?\s?(?P<after>{year})\b)?"
            ),
            _quarter,
        ),
        (
            re.compile(
                rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?(?P<first>{months})\b\.?(?:[\s'-]{{1,2}}(?P<year1>20\d\d|\d\d)\b(?!/))?"
                rf"(?:\s?(?:-|to|/|and|until|)\s?(?P<last>{months})\b\.?(?:[\s'-]{{1,2}}(?P<year>20\d\d|\d\d)\b)?)?(?P<day>)"
            ),
            _months,
        ),
        (re.compile(r"\b(?:mid|half)[\s-]?year\b|\byear[\s-]?end\b|\bend of year\b"), _half),
        (re.compile(rf"\b(?:{year})\b"), _year),
        *(
            (re.compile(rf"\b(?:{pattern})(?!\w)"), partial(_in_words, side))
            for side, pattern in words.items()
        ),
    )  # fmt: skip


# What is left of “Status as at 30 September” when its date is taken.
_ENDS = frozenset("as at in for to of on the during since from by end ending ended - : , until within and / reported".split())  # fmt: skip


def _trimmed(text: str) -> str:
    words = text.split()
    while words and words[0] in _ENDS:
        words.pop(0)
    while words and words[-1] in _ENDS:
        words.pop()
    return " ".join(words).strip(" :;,.-–/()")
