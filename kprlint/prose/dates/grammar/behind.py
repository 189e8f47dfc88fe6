"""The year behind a day, a month, a quarter or a season: “Feb ’24”, “Q3 of the 2020/21 year”, “March next year”."""

from kprlint.prose.data import words
from kprlint.prose.dates import vocabulary as v
from kprlint.prose.dates.calendar import financial_year_of
from kprlint.prose.dates.grammar.nodes import Half, Node, Quarter, YearBehind
from kprlint.prose.dates.grammar.reader import FIRST_YEAR, LAST_YEAR, Reader
from kprlint.prose.dates.grammar.years import financial_year, named_year, quarter_of_year
from kprlint.prose.dates.terms import Why, YearKind
from kprlint.prose.tokens import APOSTROPHES, DASHES


def dated(r: Reader, node: Node, year: YearBehind) -> Node:
    """The node with its year, and with the other reading where the year has two."""
    found = node._replace(
        year=year.year, end=year.end, in_financial_year=year.financial, why=year.why
    )
    if year.other is not None:
        found = found._replace(others=(found._replace(year=year.other, why=()),))
    return found


def with_year(r: Reader, node: Node, shape: str) -> Node:
    """The node with the year that follows it, if one does."""
    year = year_behind(r, node.end, shape)
    if year is None:
        return node
    time = node.time
    if year.calendar and isinstance(time, Quarter | Half):
        time = time._replace(kind=YearKind.CALENDAR)
        return node._replace(time=time, year=year.year, end=year.end)
    if isinstance(time, Quarter) and not year.financial:
        return quarter_of_year(node._replace(end=year.end), year.year)
    if isinstance(time, Half) and not year.financial:
        other = node._replace(end=year.end, year=year.year)
        calendar = other._replace(time=time._replace(kind=YearKind.CALENDAR))
        return calendar._replace(others=(other,), why=(Why.WHICH_YEAR,))
    found = dated(r, node, year)
    return found._replace(in_financial_year=False) if isinstance(time, Quarter | Half) else found


def year_behind(r: Reader, at: int, shape: str) -> YearBehind | None:
    """The year that follows a day, month, quarter, season or feast."""
    tokens, low = r.tokens, r.low
    word, closing, linked = low[at], "", False
    dotted = word == "." and low[at - 1] in v.SHORT_MONTHS and tokens.is_number(at + 1)
    if dotted or (word == "," and (len(low[at + 1]) == 4 or low[at + 2] == "/")):
        at += 1
    elif word == "(" and shape in ("quarter", "month", "season"):
        at, closing = at + 1, ")"
    elif word == "of" and shape == "day" and low[at + 1] in ("this", "next", "last"):
        at += 1
    elif word in ("of", "in", "for") and shape in words("dates", "parts of a year"):
        linked, at = True, at + 1
        if word != "of" and not (low[at] == "the" or len(low[at]) == 4):
            return None
        if low[at] in ("the", "this"):
            at += low[at] == "the"
    elif (
        tokens.glued(at)
        and shape in ("month", "day", "quarter")
        and (word == "/" or word in DASHES or word == ".")
    ):
        if not (tokens.is_number(at + 1) and tokens.glued(at + 1)):
            return None
        if shape == "quarter" and len(low[at + 1]) != 4:
            return None
        return short_or_long(r, at + 1)
    found = year_at(r, at, shape, linked)
    if found and closing:
        if low[found.end] != ")":
            return None
        found = found._replace(end=found.end + 1)
    return found


def short_or_long(r: Reader, at: int) -> YearBehind | None:
    """“Feb-24”, “6-Nov-2023”: the number is the year whatever follows."""
    low = r.low
    if len(low[at]) not in (2, 4) or not r.is_closed(at + 1):
        return None
    year = int(low[at]) if len(low[at]) == 4 else 2000 + int(low[at])
    return YearBehind(year, at + 1) if FIRST_YEAR <= year <= LAST_YEAR else None


def year_at(r: Reader, at: int, shape: str, linked: bool) -> YearBehind | None:
    tokens, low = r.tokens, r.low
    word = low[at]
    if word in APOSTROPHES and tokens.is_number(at + 1) and tokens.glued(at + 1):
        if len(low[at + 1]) != 2 or not r.is_closed(at + 2):
            return None
        return YearBehind(2000 + int(low[at + 1]), at + 2)
    if tokens.is_number(at):
        return year_of_digits(r, at, shape, linked)
    if word == "fy" or word in v.YEAR_KINDS:
        return year_of_words(r, at, shape)
    if word in words("dates", "turning a year") and not (word in ("last",) and shape == "day"):
        return year_of_turn(r, at, shape)
    if word == "year" and linked and shape in ("quarter", "half"):
        after = year_of_digits(r, at + 1, shape, linked) if tokens.is_number(at + 1) else None
        if after:
            return after
        if low[at - 1] == "the" and low[at + 1] not in ("of", "'", "’"):
            return YearBehind(financial_year_of(r.as_of), at + 1, True, (Why.RELATIVE,))
    return None


def year_of_digits(r: Reader, at: int, shape: str, linked: bool) -> YearBehind | None:
    tokens, low = r.tokens, r.low
    length = len(low[at])
    if length not in (2, 4) or (tokens.glued(at) and tokens.is_number(at - 1)):
        return None
    node = financial_year(r, at)
    if node and node.year is not None and shape != "day":
        near = abs(node.year - r.as_of.year) <= 40 if length == 2 else True
        if near:
            return YearBehind(node.year, node.end, True)
    if length == 4:
        year, end = int(low[at]), at + 1
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        if not r.is_closed(end):
            # “June 2023–May 2024” and “March 2023/April 2023” go on; “2023/0456” is no year.
            if not (low[end] in DASHES and tokens.is_number(end + 1)):
                return None
        kind = v.YEAR_KINDS.get(low[end])
        if kind and low[end + 1] == "year" and shape in ("quarter", "half", "season"):
            if kind is YearKind.CALENDAR:
                return YearBehind(year, end + 2, calendar=True)
            return YearBehind(year - 1, end + 2, True, (Why.WHICH_YEAR,), year)
        return YearBehind(year, end)
    # Two digits: only as a year that is near, and where they cannot count what follows.
    if linked or shape not in ("day", "season") or not r.is_closed(at + 1):
        return None
    year = 2000 + int(low[at])
    if abs(year - r.as_of.year) > r.conventions.near_years or r.noun_at(at + 1):
        return None
    if r.month_after_day(r.ordinal_end(at)) or low[at + 1] in v.PLURAL_VERBS or r.is_score(at + 1):
        return None
    if low[at + 1] in v.ORDINAL_ENDS or low[at + 1] == "%":
        return None
    joint, after = r.joint(at + 1)
    if joint and tokens.is_number(after) and len(low[after]) < 3:
        # “30 July 23 to 30 June 23”, but “6 November, 13 to 20 December”
        if not (shape == "day" and r.month_after_day(r.ordinal_end(after)) and low[at - 1] != ","):
            return None
    return YearBehind(year, at + 1)


def year_of_words(r: Reader, at: int, shape: str) -> YearBehind | None:
    """“of the financial year 2023/24”, “of the financial year”, “FY23/24”."""
    if shape in ("day", "feast"):
        return None
    node = named_year(r, at)
    if node and node.year is not None and node.year_kind is YearKind.FINANCIAL:
        other = node.others[0].year if node.others else None
        return YearBehind(node.year, node.end, True, node.why, other)
    if node and node.year_kind is YearKind.CALENDAR and node.year is not None:
        return YearBehind(node.year, node.end, calendar=True)
    if v.YEAR_KINDS.get(r.low[at]) is YearKind.FINANCIAL and r.low[at + 1] == "year":
        return YearBehind(financial_year_of(r.as_of), at + 2, True, (Why.RELATIVE,))
    return None


def year_of_turn(r: Reader, at: int, shape: str) -> YearBehind | None:
    """“next year”, “this FY”: of a quarter the financial year, of a month the calendar year."""
    low, turn, after = r.low, v.TURNS[r.low[at]], at + 1
    if low[after] == "current":
        after += 1
    financial = shape in ("quarter", "half")
    if v.YEAR_KINDS.get(low[after]) is YearKind.FINANCIAL:
        financial, after = True, after + 1
    elif low[after] == "calendar":
        financial, after = False, after + 1
    if low[after] == "fy":
        financial = True
    elif low[after] != "year":
        return None
    this = financial_year_of(r.as_of) if financial else r.as_of.year
    return YearBehind(this + turn, after + 1, financial, (Why.RELATIVE,))
