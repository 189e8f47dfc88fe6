"""Dates in prose, as far as two texts need them to be compared: “March 2024”, “Q3 2023/24”, “by 2025”."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from kprlint.model import Due, FinancialYear, Grain
from kprlint.model.due import MONTHS, month_end

_MONTH = "|".join(f"{name}|{name[:3]}" for name in MONTHS) + "|Sept"
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"""\b(?:
      (?P<quarter>Q(?:uarter)?\s?(?P<q>[1-4])(?:\s?(?:of|,)?\s?(?:the\s)?(?P<fy>{_YEAR}[/-](?:{_YEAR}|\d\d)))?)
    | (?P<fyq>{_YEAR}[/-]\d\d)\s?,?\s?Q(?P<fyqn>[1-4])
    | (?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?)?(?P<month>{_MONTH})\b\.?(?:\s(?P<year>{_YEAR}))?
    | (?P<season>spring|summer|autumn|winter|Christmas|Easter)(?:\s(?P<sy>{_YEAR}))?
    | (?P<iso>{_YEAR}-\d\d(?:-\d\d)?)(?![\d/])
    | (?P<financial>{_YEAR}[/-](?:{_YEAR}|\d\d))(?!\d)
    | (?P<calendar>{_YEAR})(?![\d/])
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# “may” and “march” are words, too: as months they are written in capitals, with a day, a year or a preposition.
_DOUBTFUL = {"may", "mar", "march"}
_BEFORE_A_MONTH = re.compile(
    r"\b(?:in|by|before|until|till|from|since|during|of|end|early|mid|late|and|to|for|on|after|this|next)\s$",
    re.I,
)
_BEFORE_A_SEASON = re.compile(_BEFORE_A_MONTH.pattern.replace("this", "the|this"), re.I)
# Longer than any of these words, so that none is found in the middle of another.
_LOOK_BACK = 16
# The first and the last month; Easter is in March in one year of four.
_SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "winter": (12, 2),
    "christmas": (12, 12),
    "easter": (4, 4),
}


class Mention(NamedTuple):
    """A date in a text: where it stands, and its interval.

    One without a year comes round every year: `due` then is its interval in the year 2000.
    """

    start: int
    end: int
    text: str
    due: Due | None
    every_year: bool

    def resolved(self, since: date) -> Due | None:
        """The interval; without a year the first one that ends on `since` or later."""
        if self.due is None or not self.every_year:
            return self.due
        for year in (since.year - 2000, since.year - 1999):
            first, last = (_moved(day, year) for day in (self.due.start, self.due.end))
            if last >= since:
                return Due(first, last, self.due.grain)
        return None


def _moved(day: date, years: int) -> date:
    year = day.year + years
    return day.replace(year=year, day=min(day.day, month_end(year, day.month).day))


@lru_cache(maxsize=65536)
def mentions(text: str) -> tuple[Mention, ...]:
    """The dates that `text` names, from left to right."""
    found = []
    for match in _DATE.finditer(text):
        before, month = text[max(0, match.start() - _LOOK_BACK) : match.start()], match["month"]
        alone = month and not match["day"] and not match["year"]
        if alone and (
            not month[0].isupper()
            or (month.casefold() in _DOUBTFUL and not _BEFORE_A_MONTH.search(before))
        ):
            continue
        if match["season"] and not match["sy"] and not _BEFORE_A_SEASON.search(before):
            continue
        plain = " ".join(match[0].casefold().split())
        due, every_year = _due(match)
        found.append(Mention(match.start(), match.end(), plain, due, every_year))
    return tuple(found)


def _due(match: "re.Match[str]") -> tuple[Due | None, bool]:
    """The interval, and whether it comes round every year."""
    if match["quarter"] or match["fyq"]:
        year = match["fy"] or match["fyq"]
        return _quarter(year or "2000/01", match["q"] or match["fyqn"]), not year
    if match["month"]:
        year = match["year"]
        return _month(int(year or 2000), match["month"], match["day"]), not year
    if match["season"]:
        year = match["sy"]
        return _season(int(year or 2000), match["season"]), not year
    if match["calendar"]:
        number = int(match["calendar"])
        return Due(date(number, 1, 1), date(number, 12, 31), Grain.FINANCIAL_YEAR), False
    return Due.parse(match["iso"] or match["financial"]), False


def _quarter(year: str, number: str) -> Due | None:
    found = FinancialYear.parse(year)
    return Due.parse(f"{found} Q{number}") if found else None


def _month(year: int, name: str, day: str | None) -> Due | None:
    short = name[:3].casefold()
    number = next(i for i, month in enumerate(MONTHS, start=1) if month[:3].casefold() == short)
    last = month_end(year, number)
    if not day:
        return Due(last.replace(day=1), last, Grain.MONTH)
    if not 1 <= int(day) <= last.day:
        return None
    return Due(last.replace(day=int(day)), last.replace(day=int(day)), Grain.DAY)


def _season(year: int, name: str) -> Due:
    first, last = _SEASONS[name.casefold()]
    end = month_end(year + (last < first), last)
    return Due(date(year, first, 1), end, Grain.MONTH if first == last else Grain.QUARTER)
