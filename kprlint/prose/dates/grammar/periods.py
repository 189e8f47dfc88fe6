"""Quarters, halves, seasons, feasts, and years by their names."""

from datetime import date

from kprlint.model import Quarter as QuarterOfYear
from kprlint.model.interval import Grain, Interval
from kprlint.prose.data import words
from kprlint.prose.dates import vocabulary as v
from kprlint.prose.dates.calendar import later, months
from kprlint.prose.dates.grammar.behind import dated, with_year, year_behind
from kprlint.prose.dates.grammar.days import WEEKS, nth_weekday, week_of
from kprlint.prose.dates.grammar.nodes import (
    Day,
    Fixed,
    Half,
    Month,
    Node,
    Quarter,
    Refused,
    Season,
    Term,
    Year,
)
from kprlint.prose.dates.grammar.reader import PART, YEAR, Reader
from kprlint.prose.dates.grammar.spelt import spelt_day
from kprlint.prose.dates.grammar.years import (
    named_year,
    quarter_after,
    quarter_number,
    short_year,
    this_year,
    year_first,
)
from kprlint.prose.dates.terms import Why, YearKind
from kprlint.prose.tokens import DASHES


def named_season(r: Reader, at: int, announced: str) -> Node | None:
    tokens, low = r.tokens, r.low
    word, after = low[at], at + 1
    year = year_behind(r, after, "season")
    node = Node(Season(word), at, after)
    if year:
        return dated(r, node, year)
    if low[after] == "term" and not r.noun_at(after + 1):
        year = year_behind(r, after + 1, "season")
        term = node._replace(time=Term(word), end=after + 1)
        if year:
            return dated(r, term, year)
        return term if announced or r.stands_alone(at, after + 1) else None
    if low[after] in v.COMPOUNDS or r.is_place(after):
        return None
    if tokens.glued(after) and low[after] in DASHES and low[after + 1] not in v.SEASONS:
        return None
    if announced:
        return None if announced in ("to", "at", "about") else node
    joint, other = r.joint(after)
    follows = low[other + 1] if low[other] in v.PARTS else low[other]
    if (joint and follows in v.SEASONS) or r.stands_alone(at, after):
        return node
    return None


def numbered_quarter(r: Reader, at: int, announced: str) -> Node | None:
    low = r.low
    if r.tokens.glued(at) and r.tokens.is_number(at - 1):
        return None
    found = quarter_number(r, at)
    if found is None:
        if low[at] != "quarter":
            return None
        if after_next := unit_after_next(r, at):
            return after_next
        quarter = this_one(r, at, 0, "quarter", at + 1)
        return (
            quarter if announced == PART or quarter is None else at_its_end(r, quarter, announced)
        )
    # “Q1 of the survey” is a question.
    if low[found[1]] == "of" and low[found[1] + 1] == "the" and low[at] == "q":
        if not (
            r.tokens.is_number(found[1] + 2)
            or low[found[1] + 2] in v.YEAR_KINDS
            or low[found[1] + 2] in ("year", "fy", *v.TURNS)
        ):
            return None
    plural = "plural" if low[at].endswith("s") else ""
    quarter = Node(Quarter(found[0], said=plural), at, found[1])
    end = found[1] + (low[found[1]] in DASHES)
    if low[end] == "end" and not r.noun_at(end + 1):  # “Q3 end 2023/24”
        ended = with_year(r, quarter._replace(end=end + 1), "quarter")
        others = tuple(other._replace(part="end") for other in ended.others)
        return ended._replace(part="end", others=others)
    return with_year(r, quarter, "quarter")


def ordinal(r: Reader, at: int, _announced: str) -> Node | None:
    """“third quarter”, “second Tuesday in May”."""
    return (
        nth_weekday(r, at, _announced)
        or nth_quarter(r, at, at + 1, v.ORDINALS.get(r.low[at], 4))
        or spelt_day(r, at, _announced)
    )


def nth_quarter(r: Reader, at: int, after: int, number: int) -> Node | None:
    """“the third quarter of 2023/24”."""
    if r.low[after] not in ("quarter", "qtr"):
        return None
    return with_year(r, Node(Quarter(number, said="spelt"), at, after + 1), "quarter")


def numbered_half(r: Reader, at: int, _announced: str) -> Node | None:
    """“H1 2024/25”; without a year it is hydrogen, or a heading."""
    if r.low[at + 1] not in ("1", "2") or not r.tokens.glued(at + 1):
        return None
    node = with_year(r, Node(Half(int(r.low[at + 1])), at, at + 2), "half")
    return node if node.year is not None else None


def named_time(r: Reader, at: int, announced: str) -> Node | None:
    low, word = r.low, r.low[at]
    if after_next := unit_after_next(r, at):
        return after_next
    number = v.NUMBERS.get(low[at + 1]) or (r.tokens.is_number(at + 1) and int(low[at + 1]))
    if (
        word == "week"
        and number
        and number < 5
        and low[at + 2] == "of"
        and low[at + 3] in v.ANY_MONTH
    ):
        month = r.base(at + 3, PART)
        if month and isinstance(month.time, Month):
            return month._replace(begin=at, part=f"week{number}", others=())
    if word in words("dates", "weeks"):
        if word == "week" and announced == PART and low[at + 1] not in WEEKS:
            return this_one(r, at, 0, "week", at + 1)
        return week_of(r, at)
    if word == "month":
        if announced == PART:
            return this_one(r, at, 0, "month", at + 1)
        node = this_one(r, at, 0, "month", at + 1)
        return at_its_end(r, node, announced) if node else None
    found = named_year(r, at)
    if found:
        return quarter_after(r, found) or found
    if word == "year":
        if r.tokens.is_number(at + 1) and len(low[at + 1]) == 4:
            inner = year_first(r, at + 1, YEAR)
            return inner._replace(begin=at) if inner and not isinstance(inner.time, Day) else None
        if r.tokens.is_number(at + 1) and (short := short_year(r, at + 1)):
            return short._replace(begin=at)  # “end of year 23/24”
        if announced == PART:
            calendar = Node(Year(bare=True), at, at + 1)
            return calendar._replace(
                time=Year(YearKind.FINANCIAL, bare=True), others=(calendar,), why=(Why.WHICH_YEAR,)
            )
        ending = at_its_end(r, Node(Year(YearKind.FINANCIAL), at, at + 1), announced)
        if ending is None or not ending.is_open:
            return ending
        december = ending._replace(time=Year())
        return ending._replace(others=(december,), why=(Why.WHICH_YEAR,))
    kind = YearKind.FINANCIAL if word == "fy" else v.YEAR_KINDS.get(word)
    end = at + 1 if word == "fy" else at + 2
    if not kind or (word != "fy" and low[at + 1] not in ("year", "fy")):
        return None
    node = Node(Year(kind), at, end)
    if kind.begins_anywhere:
        node = node._replace(why=(Why.OTHER_YEAR,))
    return node if announced == PART else at_its_end(r, node, announced)


def at_its_end(r: Reader, node: Node, announced: str) -> Node | None:
    """“year end”, “month-end”, announced by a preposition and not before a noun."""
    low, end = r.low, node.end
    if low[end] in DASHES:
        end += 1
    if low[end] != "end" or not announced:
        return None
    comma = low[end + 1] == ","
    dated = r.base(end + 1 + (low[end + 1] == "of" or comma), PART)
    if comma and not (dated and isinstance(dated.time, Day)):
        dated = None
    months_end = dated and isinstance(dated.time, Month)
    if (
        dated
        and (months_end or not dated.is_open)
        and not dated.part
        and not isinstance(dated.time, Fixed)
    ):
        return _end_of(r, at=node.begin, dated=dated)
    if r.noun_at(end + 1) or low[end + 1] in DASHES:
        return None
    return node._replace(end=end + 1, part="end")


def _end_of(r: Reader, at: int, dated: Node) -> Node | None:
    """“month-end March 2024”, “year end 2024/25”; and “year end 2024”, of which nobody knows which year is meant."""
    if isinstance(dated.time, Day | Refused):
        return dated._replace(begin=at)
    if dated.year_kind is YearKind.CALENDAR and r.low[at] != "calendar":
        assert dated.year is not None
        financial = dated._replace(
            time=Year(YearKind.FINANCIAL), begin=at, year=dated.year - 1, part="end"
        )
        if r.low[at] in ("year", "quarter", "month"):
            other = dated._replace(begin=at, part="end")
            return financial._replace(others=(other,), why=(Why.WHICH_YEAR,))
        return financial
    return dated._replace(begin=at, part="end", others=())


def unit_after_next(r: Reader, at: int) -> Node | None:
    """“the month after next”, “the financial year after next”."""
    low, word = r.low, r.low[at]
    kind = v.YEAR_KINDS.get(word)
    end = at + 2 if kind and low[at + 1] == "year" else at + 1
    if low[end : end + 2] != ["after", "next"]:
        return None
    if word == "year" or end == at + 2:
        kind = kind or YearKind.FINANCIAL
        return Node(Year(kind), at, end + 2, year=this_year(r, kind) + 2, why=(Why.RELATIVE,))
    return this_one(r, at, 2, word, end + 2) if word in ("week", "month", "quarter") else None


def this_one(r: Reader, at: int, turn: int, unit: str, end: int) -> Node | None:
    """The week, month or quarter of the day of the text, or a neighbour of it."""
    here: date | None = r.as_of
    match unit:
        case "week":
            here = later(r.as_of, 7 * turn - r.as_of.weekday(), "day")
            last = later(here, 6, "day") if here else None
            interval = Interval(here, last) if here and last else None
            grain = Grain.WEEK
        case "month":
            year, month = divmod(r.as_of.year * 12 + r.as_of.month - 1 + turn, 12)
            interval, grain = months(year, month + 1), Grain.MONTH
        case _:
            quarter = QuarterOfYear.of(r.as_of) + turn
            year, number = quarter.year.start, quarter.number
            interval, grain = months(year, 3 * number + 1, 3), Grain.QUARTER
    if interval is None:
        return None
    return Node(Fixed(interval, grain), at, end, why=(Why.RELATIVE,))
