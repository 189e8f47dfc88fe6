"""Years: “2023”, “2023/24”, “2020-2023”, “FY23/24”, “2023/24 Q3”; and “2023-11-06”."""

from kprlint.model.interval import Grain
from kprlint.prose.data import words
from kprlint.prose.dates import vocabulary as v
from kprlint.prose.dates.calendar import day, financial_year_of, months
from kprlint.prose.dates.grammar.nodes import Day, Fixed, Month, Node, Quarter, Refused, Year
from kprlint.prose.dates.grammar.reader import (
    FIRST_YEAR,
    LAST_YEAR,
    PART,
    SERIES,
    YEAR,
    Reader,
)
from kprlint.prose.dates.grammar.spelling import like_a_month
from kprlint.prose.dates.terms import Why, YearKind
from kprlint.prose.tokens import APOSTROPHES, DASHES

_LONGEST_SPAN = 60  # years from the first to the last of a plan
_BEFORE_COUNTS = words("dates", "before counts")
_MOTION = words("dates", "motion")


def year_first(r: Reader, at: int, announced: str) -> Node | None:
    """“2023”, “2023/24”, “2020-2023”, “2023-11-06”."""
    tokens, low = r.tokens, r.low
    iso = iso_date(r, at)
    if iso:
        return iso
    node = financial_year(r, at) or span_of_years(r, at)
    if node:
        return quarter_after(r, node) or node
    sign = low[at + 1]
    if sign == "/" and (month := month_behind(r, at, announced)):
        return month
    year, end = int(low[at]), at + 1
    if not FIRST_YEAR <= year <= LAST_YEAR or not r.is_closed(end):
        return None
    kind = v.YEAR_KINDS.get(low[end])
    if kind and low[end + 1] in ("year", "fy"):
        return kind_of_year(r, Node(Year(), at, end + 2, year=year), kind)
    if low[end] == "fy":
        return kind_of_year(r, Node(Year(), at, end + 1, year=year), YearKind.FINANCIAL)
    node = Node(Year(), at, end, year=year)
    quarter = quarter_after(r, node)
    if quarter:
        return quarter
    if low[end] in ("year", "years"):
        return node._replace(end=end + 1)
    if not is_year_here(r, at, end, announced):
        return misspelt(r, at)
    # “2025 to 2026” is how the government's own style writes a financial year.
    if low[end] in ("to", "and") and tokens.is_number(end + 1) and announced != PART:
        if low[end] == "to" and low[end + 1] == str(year + 1) and r.is_closed(end + 2):
            return Node(Year(YearKind.FINANCIAL), at, end + 2, year=year, why=(Why.SPAN,))
    return node


def month_behind(r: Reader, at: int, announced: str) -> Node | None:
    """“2024/02”."""
    low, end = r.low, at + 3
    tight = r.tokens.glued(at + 1) and r.tokens.glued(at + 2) and r.tokens.is_number(at + 2)
    if not tight or len(low[at + 2]) != 2 or not 1 <= int(low[at + 2]) <= 12:
        return None
    if announced not in v.BEFORE_A_YEAR - {"post"} or not r.is_closed(end) or r.noun_at(end):
        return None
    if not FIRST_YEAR <= int(low[at]) <= LAST_YEAR:
        return None
    return Node(Month(int(low[at + 2])), at, end, year=int(low[at]))


def is_year_here(r: Reader, at: int, end: int, announced: str) -> bool:
    """Whether a bare number of four digits is a year and no count, and its year no part of a name."""
    low = r.low
    year = int(low[at])
    if low[end] in v.OF_A_YEAR:
        return announced != PART and abs(year - r.as_of.year) <= r.conventions.near_years
    if announced in (SERIES, PART, YEAR):
        return not (announced == SERIES and r.noun_at(end) and low[end] in v.COUNTED)
    before = low[at - 1] if at else ""
    if low[end] in ("onwards", "onward"):
        return True
    if before not in v.BEFORE_A_YEAR:
        if low[end] == "to" and low[end + 1] == str(year + 1) and r.is_closed(end + 2):
            return True
        return r.stands_alone(at, end) and abs(year - r.as_of.year) <= 20
    if before == "to" and not (at > 1 and low[at - 2] in _MOTION):
        return False
    if before in words("dates", "limits") and year < r.as_of.year - 5:
        return False
    if before in ("from", "between") and not is_first_of_two(r, at, end):
        return False
    if before in _BEFORE_COUNTS:
        return not r.noun_at(end) and abs(year - r.as_of.year) <= 60
    return not (r.noun_at(end) and low[end] in v.COUNTED)


def is_first_of_two(r: Reader, at: int, end: int) -> bool:
    """Whether a second year may follow: “grew from 1950 to 2010” and “between 2000 and 2100 homes” have none."""
    low = r.low
    if at > 1 and low[at - 2] in v.GROWING:
        return False
    if low[end] not in ("to", "and") or not r.tokens.is_number(end + 1):
        return low[at - 1] == "from"
    second = low[end + 1]
    if len(second) != 4 or not int(low[at]) < int(second) <= LAST_YEAR:
        return low[end] == "and" and low[at - 1] == "from"
    return not r.noun_at(end + 2)


def misspelt(r: Reader, at: int) -> Node | None:
    """“Febuary 2024”, from its year."""
    word = r.low[at - 1] if at else ""
    if not word.isalpha() or len(word) < 5 or not r.tokens.is_capital(at - 1):
        return None
    month = like_a_month(word, closely=True)
    if not month:
        return None
    proposed = Node(Month(month), at - 1, at + 1, year=int(r.low[at]))
    return Node(Refused(), at - 1, at + 1, why=(Why.UNREADABLE,), others=(proposed,))


def iso_date(r: Reader, at: int) -> Node | None:
    """“2023-11-06”; with slashes, too."""
    tokens, low = r.tokens, r.low
    sign = low[at + 1]
    if not (sign in ("/", ".") or sign in DASHES) or low[at + 3] != sign:
        return None
    if not (all(tokens.glued(at + n) for n in range(1, 5)) and tokens.is_number(at + 2)):
        return None
    month, number, end = low[at + 2], low[at + 4], at + 5
    if len(month) > 2 or not tokens.is_number(at + 4) or len(number) != 2:
        return None
    if tokens.glued(end) and low[end] != "t" and not r.is_closed(end):
        return None
    year = int(low[at])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if day(year, int(month), int(number)) is None:
        return Node(Refused(), at, end, why=(Why.NO_SUCH_DAY,))
    return Node(Day(int(month), int(number)), at, end, year=year)


def financial_year(r: Reader, at: int) -> Node | None:
    """“2023/24”, “2023-2024”, “23/24”: two years of which the second follows the first."""
    tokens, low = r.tokens, r.low
    first, sign, second, end = low[at], low[at + 1], low[at + 2], at + 3
    if not (sign == "/" or sign in DASHES) or not tokens.is_number(at + 2):
        return None
    tight = tokens.glued(at + 1) or tokens.glued(at + 2)
    spaced = not tight and sign != "/" and len(second) < 4
    if spaced and (len(first) < 4 or len(second) < 2 or r.noun_at(end)):
        return None
    if not (r.is_closed(end) or goes_on(r, end)):
        return None
    if len(first) == 4:
        year = int(first)
        if not FIRST_YEAR <= year <= LAST_YEAR or len(second) not in (1, 2, 4):
            return None
        if len(second) == 1 and not (tokens.glued(at + 1) and tokens.glued(at + 2)):
            return None
    else:
        if (
            len(first) != 2
            or len(second) != 2
            or not (tokens.glued(at + 1) and tokens.glued(at + 2))
        ):
            return None
        year = 2000 + int(first)
    if str(year + 1)[-len(second) :] != second:
        return None
    node = Node(Year(YearKind.FINANCIAL), at, end, year=year)
    if sign != "/" and len(first) == 4 and len(second) == 2 and 1 <= int(second) <= 12 and tight:
        month = Node(Month(int(second)), at, end, year=year)
        node = node._replace(others=(month,), why=(Why.FINANCIAL_YEAR_OR_MONTH,))
    return year_words(r, node)


def goes_on(r: Reader, at: int, sign: str = "/") -> bool:
    """“2022/23-2024/25”: a dash, and the next year right after it; or the next day."""
    tokens, low = r.tokens, r.low
    return low[at] in DASHES and tokens.is_number(at + 1) and low[at + 2] == sign


def short_year(r: Reader, at: int) -> Node | None:
    year = financial_year(r, at)
    if year is None or year.year is None or r.low[year.end] in v.COUNTED:
        return None
    return year if abs(year.year - r.as_of.year) <= r.conventions.near_years else None


def year_words(r: Reader, node: Node) -> Node:
    """Takes in the words that say what kind of year it is: “2023/24 municipal year”."""
    low, end = r.low, node.end
    kind = v.YEAR_KINDS.get(low[end])
    if kind and low[end + 1] in ("year", "years", "fy") and kind is not YearKind.CALENDAR:
        node = node._replace(time=Year(kind), end=end + 2, others=(), why=())
    elif low[end] in ("year", "years", "fy"):
        node = node._replace(end=end + 1, others=(), why=())
        after = node.end + (low[node.end] in DASHES)
        if low[end] == "year" and low[after] == "end" and not r.noun_at(after + 1):
            node = node._replace(end=after + 1, part="end")
    if node.year_kind and node.year_kind.begins_anywhere:
        node = node._replace(why=(Why.OTHER_YEAR,))
    return node


def span_of_years(r: Reader, at: int) -> Node | None:
    """“2020-2023”, “2019–24”; “2023-11” is a month."""
    tokens, low = r.tokens, r.low
    first, sign, second, end = low[at], low[at + 1], low[at + 2], at + 3
    if not (sign == "/" or sign in DASHES) or not tokens.is_number(at + 2):
        return None
    tight = tokens.glued(at + 1) and tokens.glued(at + 2)
    year = int(first)
    if not FIRST_YEAR <= year <= LAST_YEAR or not r.is_closed(end):
        return None
    if len(second) == 2 and tight and sign != "/" and 1 <= int(second) <= 12:
        return Node(Month(int(second)), at, end, year=year)
    if len(second) == 4 and (tight or sign != "/"):
        last = int(second)
    elif len(second) == 2 and tight:
        last = year - year % 100 + int(second)
    else:
        return None
    longest = _LONGEST_SPAN if sign != "/" else 10
    if not year < last <= min(LAST_YEAR, year + longest) or low[end] in v.COUNTED:
        return None
    if low[end] in ("year", "years"):
        end += 1
    elif low[end] in v.YEAR_KINDS and low[end + 1] in ("year", "years"):
        end += 2
    first_month = 4 if r.conventions.span_is_financial else 1
    interval = months(
        year, first_month, 12 * (last - year) if first_month == 4 else 12 * (last - year + 1)
    )
    if interval is None:
        return None
    return Node(Fixed(interval, Grain.RANGE), at, end, why=(Why.SPAN,))


def kind_of_year(r: Reader, node: Node, kind: YearKind) -> Node:
    """“financial year 2024” and “FY24”: the one that begins in that year, or the one that ends in it."""
    if kind is YearKind.CALENDAR:
        return node
    assert node.year is not None
    other = node._replace(time=Year(kind))
    return other._replace(year=node.year - 1, others=(other,), why=(Why.WHICH_YEAR,))


def named_year(r: Reader, at: int) -> Node | None:
    """“FY23/24”, “financial year 2023/24”, “calendar year 2024”."""
    tokens, low = r.tokens, r.low
    word = low[at]
    if word == "fy":
        kind, after = YearKind.FINANCIAL, at + 1
    elif word in v.YEAR_KINDS and low[at + 1] in ("year", "years", "fy"):
        kind, after = v.YEAR_KINDS[word], at + 2
    else:
        return None
    if low[after] in APOSTROPHES:
        after += 1
    if not tokens.is_number(after) or len(low[after]) not in (2, 4):
        return None
    node = financial_year(r, after)
    if node and kind is not YearKind.CALENDAR:
        why = (Why.OTHER_YEAR,) if kind.begins_anywhere else ()
        return node._replace(time=Year(kind), begin=at, others=(), why=why)
    if not r.is_closed(after + 1) and not goes_on(r, after + 1):
        return None
    year = int(low[after]) if len(low[after]) == 4 else 2000 + int(low[after])
    if not FIRST_YEAR <= year <= LAST_YEAR or (word != "fy" and len(low[after]) == 2):
        return None
    return kind_of_year(r, Node(Year(), at, after + 1, year=year), kind)


def this_year(r: Reader, kind: YearKind) -> int:
    """The year of a kind that the day of the text lies in."""
    match kind:
        case YearKind.FINANCIAL:
            return financial_year_of(r.as_of)
        case YearKind.MUNICIPAL:
            return r.as_of.year - (r.as_of.month < r.conventions.municipal_year)
        case YearKind.ACADEMIC:
            return r.as_of.year - (r.as_of.month < r.conventions.academic_year)
    return r.as_of.year


def quarter_number(r: Reader, at: int) -> tuple[int, int] | None:
    """The number of the quarter named here, and where it ends."""
    tokens, low = r.tokens, r.low
    after = at + 1
    if low[after] == "." and low[at].startswith("qtr"):
        after += 1
    word = low[after]
    if word in ("1", "2", "3", "4"):
        number = int(word)
    elif len(low[at]) > 2 and v.NUMBERS.get(word, 9) <= 4:
        number = v.NUMBERS[word]
    else:
        return None
    end = after + 1
    if tokens.glued(end):
        if low[end].isalpha() and low[end] != "fy":
            return None
        if low[end] in ".:%" and tokens.glued(end + 1) and tokens.is_number(end + 1):
            return None
    return number, end


def quarter_after(r: Reader, node: Node) -> Node | None:
    """“2023/24 Q3”, “2023/24 (Quarter 3)”: the quarter, from the year on."""
    low, at = r.low, node.end
    closing = ""
    if low[at] in (",", ":", "-", "–"):
        at += 1
    elif low[at] == "(":
        at, closing = at + 1, ")"
    if low[at] not in v.QUARTERS or node.year_kind not in (YearKind.FINANCIAL, YearKind.CALENDAR):
        return None
    number = quarter_number(r, at)
    if not number:
        return None
    end = number[1]
    if closing:
        if low[end] != closing:
            return None
        end += 1
    assert node.year is not None
    if node.year_kind is YearKind.FINANCIAL:
        return Node(Quarter(number[0]), node.begin, end, year=node.year)
    return quarter_of_year(Node(Quarter(number[0]), node.begin, end), node.year)


def quarter_of_year(quarter: Node, year: int) -> Node:
    """“Q3 2023”: in councils the quarter of the financial year that lies in 2023, but who knows."""
    time = quarter.time
    assert isinstance(time, Quarter)
    calendar = quarter._replace(time=time._replace(kind=YearKind.CALENDAR), year=year)
    financial = quarter._replace(year=year)
    if time.number == 4:
        here = quarter._replace(year=year - 1)
        return here._replace(others=(calendar, financial), why=(Why.WHICH_YEAR,))
    if time.said == "spelt":  # “in the first quarter of 2024”: more often the calendar's
        return calendar._replace(others=(financial,), why=(Why.WHICH_YEAR,))
    return financial._replace(others=(calendar,), why=(Why.WHICH_YEAR,))
