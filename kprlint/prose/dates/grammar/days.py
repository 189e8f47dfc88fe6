"""Days: “6th November 2023”, “6/11/23”, “Tuesday 6 November”, “w/c 6 November”."""

from kprlint.model.interval import Grain
from kprlint.prose.data import words
from kprlint.prose.dates import vocabulary as v
from kprlint.prose.dates.calendar import day, later
from kprlint.prose.dates.grammar.behind import dated, year_behind
from kprlint.prose.dates.grammar.nodes import Day, Fixed, Month, Node, Refused, WeekdayOf
from kprlint.prose.dates.grammar.reader import FIRST_YEAR, LAST_YEAR, PART, SERIES, YEAR, Reader
from kprlint.prose.dates.grammar.spelling import like_a_month
from kprlint.prose.dates.grammar.years import goes_on, quarter_after, short_year
from kprlint.prose.dates.terms import Why
from kprlint.prose.tokens import DASHES

WEEKS = {
    "commencing": "commencing",
    "beginning": "commencing",
    "starting": "commencing",
    "of": "commencing",
    "com": "commencing",
    "comm": "commencing",
    "commences": "commencing",
    "ending": "ending",
}
_NO_SHORT_YEAR = words("dates", "no short year")
_BEFORE_A_SHORT_YEAR = words("dates", "before a short year") | {PART, YEAR}
_WHICH_ONE = words("dates", "which one")
BEFORE_A_DAY = words("dates", "before a day")


def day_of_month(r: Reader, at: int, announced: str) -> Node | None:
    """“6 November 2023”, “6th of Nov”, “6-Nov-23”."""
    tokens, low = r.tokens, r.low
    number, after = int(low[at]), r.ordinal_end(at)
    ordinal = after > at + 1
    if low[after] == "of" or (tokens.glued(after) and (low[after] in DASHES or low[after] in "/.")):
        after += 1
    month = v.ANY_MONTH.get(low[after])
    if month is None:
        return None
    capital = tokens.is_capital(after)
    year = year_behind(r, after + 1, "day")
    if low[after] in v.DOUBTFUL and not capital:
        if not (
            ordinal
            or year
            or announced in v.SURE_PREPOSITIONS
            or announced in ("on", "from", SERIES)
        ):
            return None
    if not ordinal and not year and r.is_place(after + 1):
        return None
    end = r.past_dot(after)
    node = Node(Day(month, number), at, end)
    if year:
        node = dated(r, node, year)
    known = node.year if not node.in_financial_year else None
    if not 1 <= number <= 31:
        return Node(Refused(), at, node.end, why=(Why.NO_SUCH_DAY,)) if year else None
    if day(known or 2000, month, number) is None:
        return Node(Refused(), at, node.end, why=(Why.NO_SUCH_DAY,))
    return node


def numeric(r: Reader, at: int, announced: str) -> Node | None:
    """“6/11/23”, “06.11.2023”, “6/11”; and “22/23”, the financial year."""
    tokens, low = r.tokens, r.low
    sign = low[at + 1]
    if not (sign in "/." or sign in DASHES) or not tokens.is_number(at + 2):
        return None
    spaced = sign == "/" == low[at + 3] and len(low[at + 4]) == 4 and tokens.is_number(at + 4)
    if spaced and not tokens.glued(at + 1) and not tokens.glued(at + 2):
        return triple(r, at, sign)
    if not (sign and tokens.glued(at + 1) and tokens.glued(at + 2)):
        return None
    if len(low[at + 2]) == 4:
        return month_and_year(r, at, announced)
    if (
        low[at + 3] == sign
        and tokens.glued(at + 3)
        and tokens.glued(at + 4)
        and tokens.is_number(at + 4)
    ):
        return triple(r, at, sign)
    if sign in DASHES:
        return _dashed_year(r, at, announced)
    if sign != "/" or not r.is_closed(at + 3) or len(low[at + 2]) > 2:
        return short_year(r, at) if sign == "/" and goes_on(r, at + 3) else None
    end = at + 3
    if r.is_score(end):
        return None
    if (low[at], low[at + 2]) == ("24", "7"):
        return None
    if announced not in ("on", "w/c"):
        year = short_year(r, at)
        if year:
            return quarter_after(r, year) or year
    month, short = int(low[at]), 2000 + int(low[at + 2])
    if 1 <= month <= 12 < int(low[at + 2]) and -2 <= short - r.as_of.year <= 8:
        if announced in v.BEFORE_A_YEAR and not r.noun_at(end):  # “by 06/24”
            found = Node(Month(month), at, end, year=short, why=(Why.DAY_OR_YEAR,))
            american = Node(Day(month, int(low[at + 2])), at, end)
            exists = day(2000, month, int(low[at + 2])) is not None
            return found._replace(others=(american,)) if exists else found._replace(why=())
    whole = at == 0 and end == r.tokens.size
    headed = at > 1 and low[at - 1] == ":" and low[at - 2] in words("dates", "headings")
    if whole or headed or announced in BEFORE_A_DAY or announced == SERIES:
        if r.noun_at(end) and low[end].endswith("s"):
            return None
        return day_and_month(r, at, end, int(low[at]), int(low[at + 2]))
    return None


def _dashed_year(r: Reader, at: int, announced: str) -> Node | None:
    """“in 24-25”, “the 24-25 budget”; two days of a month, and ranges of numbers, look the same."""
    year = short_year(r, at)
    if year is None or r.month_after_day(year.end) or r.low[year.end] in _NO_SHORT_YEAR:
        return None
    named = r.low[year.end] in v.NAMES or r.low[year.end] in _WHICH_ONE
    if not named and (r.noun_at(year.end) or announced not in _BEFORE_A_SHORT_YEAR):
        return None
    return quarter_after(r, year) or year


def triple(r: Reader, at: int, sign: str) -> Node | None:
    low = r.low
    first, second, third, end = low[at], low[at + 2], low[at + 4], at + 5
    if len(first) > 2 or len(second) > 2 or len(third) not in (2, 4):
        return None
    if not r.is_closed(end) and not goes_on(r, end, sign):
        return None
    year = int(third) if len(third) == 4 else 2000 + int(third)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if len(third) == 2 and abs(year - r.as_of.year) > (20 if sign == "/" else 10):
        return None
    if sign == "." and len(third) == 2 and low[at - 1 if at else 0] in ("version", "v", "ver"):
        return None
    number, month = int(first), int(second)
    if day(year, month, number):
        node = Node(Day(month, number), at, end, year=year)
        return node._replace(why=(Why.DAY_FIRST,)) if number <= 12 and number != month else node
    if day(year, number, month):
        american = Node(Day(number, month), at, end, year=year)
        return Node(Refused(), at, end, why=(Why.MONTH_FIRST,), others=(american,))
    if 1 <= number <= 31 and 1 <= month <= 12:
        return Node(Refused(), at, end, why=(Why.NO_SUCH_DAY,))
    return (
        Node(Refused(), at, end, why=(Why.NO_SUCH_DAY,))
        if sign == "/" and len(third) == 4
        else None
    )


def day_and_month(r: Reader, at: int, end: int, first: int, second: int) -> Node | None:
    british = Node(Day(second, first), at, end) if day(2000, second, first) else None
    american = Node(Day(first, second), at, end) if day(2000, first, second) else None
    if british and american and first != second:
        return british._replace(others=(american,), why=(Why.WHICH_FIRST,))
    return british


def lonely_day(r: Reader, at: int) -> Node | None:
    """“on the 18th”: a day of no month."""
    tokens, low = r.tokens, r.low
    end = at + 2
    if low[end] == "of" and low[end + 1] in ("this", "next") and low[end + 2] == "month":
        return _day_of_turned_month(r, at, v.TURNS[low[end + 1]], end + 3)
    if low[at + 1] not in v.ORDINAL_ENDS or not 1 <= int(low[at]) <= 31 or not at:
        return None
    before = low[at - 1]
    if before == "the" and at > 1:
        before = low[at - 2]
        if before not in words("dates", "before the nth"):
            return None
    elif before not in ("on", "be", *v.WEEKDAYS) or int(low[at]) < 4:
        return None
    if tokens.is_word(end) and (low[end] not in v.FUNCTION_WORDS or low[end] == "of"):
        return None
    if tokens.glued(end) and (low[end] in DASHES or low[end] == "/"):
        return None
    return Node(Refused(), at, end, why=(Why.NO_MONTH,))


def _day_of_turned_month(r: Reader, at: int, turn: int, end: int) -> Node | None:
    """“the 15th of next month”."""
    here = later(r.as_of.replace(day=1), turn, "month")
    days = day(here.year, here.month, int(r.low[at])) if here else None
    if days is None:
        return Node(Refused(), at, end, why=(Why.NO_SUCH_DAY,))
    return Node(Fixed(days, Grain.DAY), at, end, why=(Why.RELATIVE,))


def unreadable(r: Reader, at: int) -> Node | None:
    """“51 ebidary 2020”: a number, something like a month, and a year."""
    tokens, low = r.tokens, r.low
    word_at = r.ordinal_end(at)
    word, year_at = low[word_at], word_at + 1
    if not (
        word.isalpha() and len(word) > 3 and tokens.is_number(year_at) and len(low[year_at]) == 4
    ):
        return None
    if not (FIRST_YEAR <= int(low[year_at]) <= LAST_YEAR and r.is_closed(year_at + 1)):
        return None
    month = like_a_month(word)
    if not month or word in v.COUNTED:
        return None
    number, year = int(low[at]), int(low[year_at])
    proposed = Node(Day(month, number), at, year_at + 1, year=year)
    exists = day(year, month, number) is not None
    return Node(
        Refused(), at, year_at + 1, why=(Why.UNREADABLE,), others=(proposed,) if exists else ()
    )


def nth_weekday(r: Reader, at: int, announced: str) -> Node | None:
    """“the last Friday of March 2024”, “second Tuesday in May”."""
    low, word = r.low, r.low[at]
    if r.tokens.is_number(at):
        nth, after = int(word), r.ordinal_end(at)
    else:
        nth, after = v.ORDINALS.get(word, -1), at + 1
    weekday, month_at = v.WEEKDAYS.get(low[after]), after + 2
    month = v.ANY_MONTH.get(low[month_at])
    if weekday is None or low[after + 1] not in ("of", "in") or not month or not -1 <= nth <= 4:
        return None
    if not r.tokens.is_capital(month_at):
        return None
    node = Node(WeekdayOf(nth, weekday, month), at, month_at + 1)
    year = year_behind(r, month_at + 1, "month")
    return dated(r, node, year) if year else node


def month_and_year(r: Reader, at: int, announced: str) -> Node | None:
    """“11/2023”, “03-2024”; what is no date is not announced: “lay 11.2023 km”."""
    low = r.low
    month, year, end = int(low[at]), int(low[at + 2]), at + 3
    if not 1 <= month <= 12 or not FIRST_YEAR <= year <= LAST_YEAR or not r.is_closed(end):
        return None
    if announced not in v.BEFORE_A_YEAR and announced != SERIES and not r.stands_alone(at, end):
        return None
    return None if r.noun_at(end) else Node(Month(month), at, end, year=year)


def named_weekday(r: Reader, at: int, _announced: str) -> Node | None:
    """“Tuesday 6 November”, “Tues, 6/11/23”."""
    low, after = r.low, at + 1
    if low[after] in (",", ".", "the"):
        after += 1
    if low[after] == "the":
        after += 1
    if not r.tokens.is_number(after) and low[after] not in v.ANY_MONTH:
        return None
    node = r.base(after, "on")
    if node and isinstance(node.time, Month):  # “Thursday, November 30”
        node = next((other for other in node.others if isinstance(other.time, Day)), None)
    if node is None or not isinstance(node.time, Day | Refused):
        return None
    return node._replace(begin=at, weekday=v.WEEKDAYS[low[at]])


def week_of(r: Reader, at: int) -> Node | None:
    """“w/c 6 November”, “week ending 10 November”."""
    low, word = r.low, r.low[at]
    if word in ("wc", "wb"):
        week, after = "commencing", at + 1
    elif word == "w":
        if low[at + 1] not in ("/", ".") or low[at + 2] not in ("c", "b", "e"):
            return None
        week, after = ("ending" if low[at + 2] == "e" else "commencing"), at + 3
    elif low[at + 1] in WEEKS:
        week, after = WEEKS[low[at + 1]], at + 2
    else:
        return None
    if low[after] in (":", "the", "."):
        after += 1
    if low[after] in v.WEEKDAYS:
        after += 1
    if not r.tokens.is_number(after):
        return None
    node = r.base(after, "w/c")
    if node is None or not isinstance(node.time, Day):
        return None
    return node._replace(begin=at, week=f"{week} fortnight" if word == "fortnight" else week)
