"""One item of time → its days, in a year that is known."""

from kprlint.model.interval import Grain, Interval
from kprlint.prose.dates import vocabulary as v
from kprlint.prose.dates.calendar import day, easter, later, months, nth_weekday
from kprlint.prose.dates.conventions import Conventions
from kprlint.prose.dates.grammar.nodes import (
    Day,
    Feast,
    Fixed,
    Half,
    Month,
    NewYear,
    Node,
    Quarter,
    Refused,
    Season,
    Term,
    WeekdayOf,
    Year,
)
from kprlint.prose.dates.terms import YearKind


def days_of(node: Node, year: int | None, conventions: Conventions) -> Interval | None:
    """The days of the item in `year`; None where there are none such."""
    time = node.time
    whole = time.days if isinstance(time, Fixed) else _whole(node, year, conventions)
    if whole is None:
        return None
    if node.week:
        return _week(whole, node.week)
    found: Interval | None = whole
    for part in filter(None, node.part.split(" + ")):
        found = _part(found, part, conventions) if found else None
    return found


def _whole(node: Node, year: int | None, c: Conventions) -> Interval | None:
    if year is None or not 2 <= year <= 9990:
        return None
    match node.time:
        case Day(month, number):
            return day(year + (node.in_financial_year and month < 4), month, number)
        case Month(number):
            return months(year + (node.in_financial_year and number < 4), number)
        case Quarter(number, kind):
            return months(year, 3 * number + (1 if kind is YearKind.FINANCIAL else -2), 3)
        case Half(number, kind):
            return months(year, 6 * number - (2 if kind is YearKind.FINANCIAL else 5), 6)
        case WeekdayOf(nth, weekday, month):
            return nth_weekday(year + (node.in_financial_year and month < 4), month, weekday, nth)
        case Term(name):
            first, last = c.term(name)
            year += node.in_financial_year and first < 4
            return months(year, first, last - first + 1)
        case Season(name):
            first, last = c.season(name)
            year += node.in_financial_year and first < 4
            return months(year, first, (last - first) % 12 + 1)
        case Feast(name):
            return _feast(name, year)
        case NewYear():
            first, last = c.new_year
            return months(year, first, (last - first) % 12 + 1)
        case Year(kind):
            first = {
                YearKind.CALENDAR: 1,
                YearKind.FINANCIAL: 4,
                YearKind.MUNICIPAL: c.municipal_year,
                YearKind.ACADEMIC: c.academic_year,
            }[kind]
            return months(year, first, 12)
        case Fixed() | Refused():
            return None


def _week(whole: Interval, week: str) -> Interval | None:
    begins, length = week.startswith("commencing"), 13 if week.endswith("fortnight") else 6
    other = later(whole.first, length if begins else -length, "day")
    if other is None:
        return None
    return Interval(whole.first, other) if begins else Interval(other, whole.last)


def _part(whole: Interval, part: str, c: Conventions) -> Interval | None:
    if part == "end":
        return Interval(whole.last, whole.last)
    if part == "start":
        return Interval(whole.first, whole.first)
    if part.startswith(("first ", "last ")):
        return _first_or_last(whole, *part.split())
    count = (whole.last.year - whole.first.year) * 12 + whole.last.month - whole.first.month + 1
    if count == 1:
        return _part_of_month(whole, part, c)
    if part.startswith("week"):
        return None
    if part.startswith("half"):
        if count % 2:
            return None
        first, size = (count // 2 if part == "half2" else 0), count // 2
    else:
        early, late = count // 3, count // 3
        if count == 12:
            early, late = c.early_months, c.late_months
        starts = {"early": 0, "mid": early, "late": count - late}
        ends = {"early": early, "mid": count - late, "late": count}
        names = part.split("-")
        first = starts[names[0]]
        size = ends[names[-1]] - first
    return months(whole.first.year, whole.first.month + first, size) if size > 0 else None


def _first_or_last(whole: Interval, end: str, number: str, unit: str) -> Interval | None:
    """“the first six months of”, “the last two weeks of”."""
    if end == "first":
        after = later(whole.first, int(number), unit)
        last = later(after, -1, "day") if after else None
        return Interval(whole.first, last) if last and last <= whole.last else None
    after = later(whole.last, 1, "day")
    first = later(after, -int(number), unit) if after else None
    return Interval(first, whole.last) if first and first >= whole.first else None


def _part_of_month(whole: Interval, part: str, c: Conventions) -> Interval | None:
    length = whole.last.day
    if part.startswith("week"):
        number = int(part[4:])
        first, last = (length - 6, length) if number > 4 else (7 * number - 6, 7 * number)
    elif part.startswith("half"):
        first, last = (1, 15) if part == "half1" else (16, length)
    else:
        names = part.split("-")
        spans = {"early": c.early_days, "mid": c.mid_days, "late": c.late_days}
        first, last = spans[names[0]][0], min(spans[names[-1]][1], length)
    if not 1 <= first <= last:
        return None
    return Interval(whole.first.replace(day=first), whole.first.replace(day=last))


def _feast(name: str, year: int) -> Interval | None:
    if name in v.MOVING_HOLIDAYS:
        return nth_weekday(year, *v.MOVING_HOLIDAYS[name])
    when = v.HOLIDAYS[tuple(name.split())]
    if isinstance(when, tuple):
        return day(year, *when)
    sunday = easter(year)
    found = later(sunday, when, "day") if sunday else None
    return Interval(found, found) if found else None


def grain_of(node: Node) -> Grain:
    """How fine the item is."""
    if node.week:
        return Grain.RANGE if node.week.endswith("fortnight") else Grain.WEEK
    if node.part.endswith(("end", "start")):
        return Grain.DAY
    whole = _grain(node)
    if not node.part:
        return whole
    if node.part.startswith(("first ", "last ")):
        return Grain.PART_OF_MONTH if whole is Grain.MONTH else Grain.PART_OF_YEAR
    if whole is Grain.MONTH:
        return Grain.WEEK if node.part.startswith("week") else Grain.PART_OF_MONTH
    if node.part.startswith("half") and whole in (Grain.CALENDAR_YEAR, Grain.FINANCIAL_YEAR):
        return Grain.HALF
    return Grain.PART_OF_YEAR


def _grain(node: Node) -> Grain:
    match node.time:
        case Month():
            return Grain.MONTH
        case Quarter():
            return Grain.QUARTER
        case Half():
            return Grain.HALF
        case Season():
            return Grain.SEASON
        case NewYear():
            return Grain.PART_OF_YEAR
        case Year(kind):
            return Grain.FINANCIAL_YEAR if kind is YearKind.FINANCIAL else Grain.CALENDAR_YEAR
        case Fixed(_, grain):
            return grain
        case Term():
            return Grain.PART_OF_YEAR
        case Day() | WeekdayOf() | Feast() | Refused():
            return Grain.DAY
