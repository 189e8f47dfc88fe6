"""Months: “Feb 2024”, “by May”; and “October 23”, which may be a day."""

from kprlint.prose.data import words
from kprlint.prose.dates import vocabulary as v
from kprlint.prose.dates.calendar import day
from kprlint.prose.dates.grammar.behind import dated, year_behind
from kprlint.prose.dates.grammar.days import BEFORE_A_DAY
from kprlint.prose.dates.grammar.nodes import Day, Feast, Month, Node, Refused, Season, Term
from kprlint.prose.dates.grammar.reader import FIRST_YEAR, LAST_YEAR, PART, Reader
from kprlint.prose.dates.grammar.spelt import spelt_in_month, spelt_number
from kprlint.prose.dates.grammar.years import financial_year
from kprlint.prose.dates.terms import Why
from kprlint.prose.tokens import DASHES

_COMMITTEES = words("dates", "committees")
_IN_MAY = words("dates", "in may")


def named_month(r: Reader, at: int, announced: str) -> Node | None:
    tokens, low = r.tokens, r.low
    word, after = low[at], at + 1
    if tokens.glued(at) and (tokens.is_word(at - 1) or low[at - 1] in "@_"):
        return None
    number = v.ANY_MONTH[word]
    american = month_first(r, at, number)
    if american:
        return american
    year = year_behind(r, after, "month")
    node = Node(Month(number), at, after if year else _past_joining_dot(r, at))
    if year:
        return dated(r, node, year)
    if word == "may" and low[after] == "day":
        return may_day(r, at, announced)
    if not is_month(r, at, announced):
        return None
    return node


def year_before(r: Reader, at: int) -> Node | None:
    """“2024 August”, “2025 March 14”, “2024, 5 February”, “2024-Aug-05”: the year comes first."""
    tokens, low = r.tokens, r.low
    year, after = int(low[at]), at + 1
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    sign = low[after]
    dashed = tokens.glued(after) and (sign == "/" or sign in DASHES) and tokens.glued(after + 1)
    if sign == "," or dashed:
        after += 1
    if sign == "," and tokens.is_number(after) and len(low[after]) < 3:
        number, month_at = int(low[after]), r.ordinal_end(after)
        month_at += low[month_at] == "of"
        month = v.ANY_MONTH.get(low[month_at])
        return _day_of_year(r, at, year, month, number, month_at) if month else None
    if sign in v.SEASONS:
        return _season_of_year(r, at, year)
    month = v.ANY_MONTH.get(low[after])
    if not month or sign == "," or not tokens.is_capital(after):
        return None
    number_at = after + 2 if dashed and low[after + 1] == sign else after + 1
    if tokens.is_number(number_at) and len(low[number_at]) < 3 and not r.noun_at(number_at + 1):
        number, end = int(low[number_at]), r.ordinal_end(number_at)
        if day(year, month, number) and r.is_closed(end):
            return Node(Day(month, number), at, end, year=year)
    if year_behind(r, after + 1, "month") or (
        low[after] in v.DOUBTFUL and tokens.is_word(after + 1)
    ):
        return None
    return Node(Month(month), at, after + 1, year=year)


def _season_of_year(r: Reader, at: int, year: int) -> Node | None:
    """“2024 spring”, “the 2024 summer term”."""
    low, season = r.low, r.low[at + 1]
    if low[at + 2] == "term":
        return Node(Term(season), at, at + 3, year=year)
    if low[at + 2] in v.COMPOUNDS or r.noun_at(at + 2) or r.is_place(at + 2):
        return None
    return Node(Season(season), at, at + 2, year=year)


def _day_of_year(
    r: Reader, at: int, year: int, month: int, number: int, month_at: int
) -> Node | None:
    if not r.tokens.is_capital(month_at) or year_behind(r, month_at + 1, "day"):
        return None
    found = day(year, month, number)
    return Node(Day(month, number), at, month_at + 1, year=year) if found else None


def _past_joining_dot(r: Reader, at: int) -> int:
    """Past “Sept.” of “Sept./Oct. 2024”; any other full stop may end the sentence."""
    end = r.past_dot(at)
    return at + 1 if r.tokens.is_number(end) else end


def is_month(r: Reader, at: int, announced: str) -> bool:
    """Whether a month without day and year is meant, and no verb, no place, no person."""
    tokens, low = r.tokens, r.low
    word, after = low[at], at + 1
    before = low[at - 1] if at else ""
    doubtful = word in v.DOUBTFUL or (word not in v.MONTHS and tokens.is_all_capitals(at))
    if not tokens.is_capital(at):
        if word not in v.MONTHS:
            return announced == PART
        if word in v.DOUBTFUL and announced != PART:
            return announced in v.SURE_PREPOSITIONS and before == announced
    if before in v.TITLES or (tokens.glued(after) and low[after].isalpha()):
        return False
    if (doubtful or word in v.FIRST_NAMES or not announced) and r.is_place(after):
        return False
    if announced:
        # “for”, “to” and “at” do not tell a month from a place or a person.
        return not (doubtful and announced in words("dates", "before a place"))
    if word in v.FIRST_NAMES or doubtful:
        if tokens.is_capital(after) and tokens.is_word(after) and low[after] not in _COMMITTEES:
            return month_follows(r, after)
    if doubtful:
        return (
            month_follows(r, after)
            # No verb stands before a full stop, and no surname after a plain word.
            or not (tokens.is_word(after) or tokens.is_capital(at - 1))
            or low[after] in _COMMITTEES
            or before == "the"
            or (word == "may" and low[after] in _IN_MAY)
            or (before in _COMMITTEES and not tokens.is_word(after))
        )
    return True


def month_follows(r: Reader, at: int) -> bool:
    joint, after = r.joint(at)
    return bool(joint) and r.low[after] in v.ANY_MONTH and r.tokens.is_capital(after)


def month_first(r: Reader, at: int, month: int) -> Node | None:
    """“November 6th, 2023”; and “October 23”, of which nobody knows whether it is the day or the year."""
    tokens, low = r.tokens, r.low
    after = r.past_dot(at)
    if low[after] == "the" and tokens.is_number(after + 1) and low[after + 2] in v.ORDINAL_ENDS:
        after += 1  # “January the 1st”
    elif low[after] == "the" and (spelt := spelt_number(r, after + 1)) and tokens.is_capital(at):
        return spelt_in_month(r, at, month, *spelt)
    if not tokens.is_number(after) or len(low[after]) > 2 or not tokens.is_capital(at):
        return None
    number, end = int(low[after]), r.ordinal_end(after)
    ordinal = end > after + 1
    if not r.is_closed(end) or financial_year(r, after):
        return None
    node = Node(Day(month, number), at, end)
    year_at = end + 1 if low[end] == "," else end
    year = None
    if tokens.is_number(year_at) and len(low[year_at]) == 4 and r.is_closed(year_at + 1):
        found = int(low[year_at])
        year = found if FIRST_YEAR <= found <= LAST_YEAR and not r.noun_at(year_at + 1) else None
    if year or ordinal:
        if day(year or 2000, month, number) is None:
            return Node(Refused(), at, year_at + 1 if year else end, why=(Why.NO_SUCH_DAY,))
        return node._replace(year=year, end=year_at + 1 if year else end)
    if r.noun_at(end) or low[end] in v.PLURAL_VERBS or r.is_score(end) or low[end] in v.ANY_MONTH:
        return None
    goes_on = low[end] == "/" or low[end] in DASHES
    clock = low[end] == ":" and tokens.glued(end + 1) and tokens.is_number(end + 1)
    if low[end] == "%" or clock or (goes_on and tokens.is_number(end + 1)):
        return None
    # “in September 2. Meet the contractor”: the number of the next item of a list.
    if low[end] in (".", ")") and len(low[after]) == 1:
        return None
    exists = day(2000, month, number) is not None
    short = 2000 + number
    if not exists and 29 <= number <= 31:
        return Node(Refused(), at, end, why=(Why.NO_SUCH_DAY,))
    if len(low[after]) == 2 and r.as_of.year - 4 <= short <= r.as_of.year + 10:
        with_year = Node(Month(month), at, end, year=short)
        if exists and not tokens.glued(after):
            return with_year._replace(others=(node,), why=(Why.DAY_OR_YEAR,))
        return with_year
    return node if exists else None


def may_day(r: Reader, at: int, announced: str) -> Node | None:
    node = Node(Day(5, 1), at, at + 2)
    year = year_behind(r, at + 2, "feast")
    if year:
        node = node._replace(year=year.year, end=year.end)
    elif announced not in BEFORE_A_DAY or r.noun_at(at + 2):
        return None
    monday = node._replace(time=Feast("early may"))
    return node._replace(others=(monday,), why=(Why.MAY_DAY,))
