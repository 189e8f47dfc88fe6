"""Days → words: the plainest way to write an interval, which `find` reads back, and what a date means."""

from collections.abc import Iterator
from datetime import date

from kprlint.model import FinancialYear, Quarter
from kprlint.model.due import MONTHS, say_day
from kprlint.model.interval import Grain, Interval
from kprlint.prose.dates.calendar import months
from kprlint.prose.dates.conventions import DEFAULT, Conventions, table
from kprlint.prose.dates.terms import Certainty, Found, Reading, Role, Why
from kprlint.prose.dates.vocabulary import SEASONS

_PARTS = ("early", "mid", "late", "early to mid", "mid to late", "first half of", "second half of")


def phrase(first: date, last: date, grain: Grain, *, conventions: Conventions = DEFAULT) -> str:
    """The words for an interval of a grain: ``Q3 2023/24``; the first and the last day where it has no name.

    They are read back as the same days, and as the same grain unless that is `Grain.RELATIVE`.
    """
    from kprlint.prose.dates import find

    for words in _candidates(first, last, grain, conventions):
        # The conventions may give “late spring” other days than those of the interval.
        found = find(words, first, conventions=conventions)
        if len(found) == 1 and found[0][3:6] == (first, last, grain) and found[0].text == words:
            return words
    return _from_to(first, last)


def _from_to(first: date, last: date) -> str:
    return f"{say_day(first)} to {say_day(last)}"


def _candidates(first: date, last: date, grain: Grain, conventions: Conventions) -> Iterator[str]:
    match grain:
        case Grain.DAY:
            yield say_day(first)
        case Grain.WEEK:
            yield f"week commencing {say_day(first)}"
        case Grain.MONTH:
            yield _month(first)
        case Grain.QUARTER:
            yield _quarter(first)
        case Grain.HALF:
            for year in _years(first):
                yield f"first half of {year}"
                yield f"second half of {year}"
        case Grain.SEASON:
            yield from _seasons(first, last, conventions)
        case Grain.FINANCIAL_YEAR:
            yield _financial_year(first)
        case Grain.CALENDAR_YEAR:
            yield f"calendar year {first.year}"
            for kind in ("municipal", "academic"):
                yield f"{FinancialYear(first.year)} {kind} year"
        case Grain.PART_OF_MONTH:
            for part in _PARTS:
                yield f"{part} {_month(first)}"
        case Grain.PART_OF_YEAR:
            wholes = [
                str(first.year),
                _financial_year(first),
                _quarter(first),
                *_seasons(first, last, conventions),
            ]
            for whole in wholes:
                for part in _PARTS:
                    yield f"{part} {whole}"
            yield f"new year {first.year}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _quarter(day: date) -> str:
    quarter = Quarter.of(day)
    return f"Q{quarter.number} {quarter.year}"


def _financial_year(day: date) -> str:
    return str(Quarter.of(day).year)


def _years(day: date) -> list[str]:
    return [_financial_year(day), str(day.year)]


def _seasons(first: date, last: date, conventions: Conventions) -> Iterator[str]:
    for name in SEASONS:
        month, end = conventions.season(name)
        for year in (first.year, first.year - 1):
            whole = months(year, month, (end - month) % 12 + 1)
            if whole and whole.first <= first and last <= whole.last:
                yield f"{name} {FinancialYear(year)}" if end < month else f"{name} {year}"


_BEFORE = {
    Role.DEADLINE: "by ",
    Role.UNTIL: "until ",
    Role.START: "from ",
    Role.SINCE: "since ",
    Role.AFTER: "after ",
    Role.FORMER: "formerly ",
    Role.NAME: "what something is about, ",
}


def meaning(found: Found, *, conventions: Conventions = DEFAULT) -> str:
    """What a date means, in plain English: ``by 31 March 2024, by convention: the year is not written …``."""
    why = "; ".join(dict.fromkeys(_reasons(found)))
    if found.certainty is Certainty.REFUSED:
        said = [_interval(reading, conventions) for reading in found.readings]
        perhaps = f"; perhaps {' or '.join(said)}" if said else ""
        return f"no date: {why or 'it cannot be read'}{perhaps}"
    if found.certainty is Certainty.AMBIGUOUS:
        said = [_interval(reading, conventions) for reading in found.readings]
        return f"{_BEFORE.get(found.role, '')}either {' or '.join(said)}: {why}"
    assert found.first_day is not None
    assert found.last_day is not None
    reading = Reading(found.first_day, found.last_day, found.grain)
    told = _BEFORE.get(found.role, "") + _interval(reading, conventions)
    if Why.TERM in found.why:
        told = _BEFORE.get(found.role, "") + span(Interval(found.first_day, found.last_day))
    if found.role is Role.DEADLINE and found.grain in (Grain.RANGE, Grain.RELATIVE):
        told = f"at some time from {_interval(reading, conventions)}"
    if found.certainty is Certainty.EXACT:
        return told
    return f"{told}, by convention: {why}"


def _reasons(found: Found) -> Iterator[str]:
    for why in found.why:
        if not (why is Why.END and found.role is Role.DEADLINE):
            yield why.value


def _interval(reading: Reading, conventions: Conventions) -> str:
    first, last, grain = reading
    days = span(Interval(first, last))
    if grain in (Grain.RANGE, Grain.RELATIVE):
        return days
    words = phrase(first, last, grain, conventions=conventions).removeprefix("calendar year ")
    if words == _from_to(first, last):
        return days
    # What a month and a year are needs no telling.
    return words if grain in (Grain.DAY, Grain.MONTH, Grain.CALENDAR_YEAR) else f"{words} ({days})"


def span(interval: Interval) -> str:
    """``1 October to 31 December 2023``: the days themselves, with no more months and years than needed."""
    first, last = interval
    if first == last:
        return say_day(first)
    if first.year != last.year:
        return f"{say_day(first)} to {say_day(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} to {say_day(last)}"
    return f"{first.day} to {say_day(last)}"


def conventions(of: Conventions = DEFAULT) -> str:
    """What is taken as usual, as a table for people, a line each."""
    from tabulate import tabulate

    return tabulate(table(of), headers=["convention", "value", "what it is"]) + "\n"
