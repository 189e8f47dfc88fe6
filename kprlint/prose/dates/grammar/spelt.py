"""Days spelt out: “the thirty-first of March 2024”, “the first of April”."""

from kprlint.prose.dates import vocabulary as v
from kprlint.prose.dates.calendar import day
from kprlint.prose.dates.grammar.behind import dated, year_behind
from kprlint.prose.dates.grammar.days import BEFORE_A_DAY
from kprlint.prose.dates.grammar.nodes import Day, Node, Refused, YearBehind
from kprlint.prose.dates.grammar.reader import Reader
from kprlint.prose.dates.terms import Why
from kprlint.prose.numbers import ORDINAL_TENS, ORDINALS, TENS
from kprlint.prose.tokens import APOSTROPHES, DASHES

_TEN, _LAST = 10, 31
_TENS = {word: value for word, value in TENS.items() if value < _LAST}
_WHOLE = ORDINALS | {word: value for word, value in ORDINAL_TENS.items() if value < _LAST}
# What begins a day that is spelt out.
SPELT = _WHOLE.keys() | _TENS.keys()


def spelt_number(r: Reader, at: int) -> tuple[int, int] | None:
    """The day that the words from `at` on spell, and where they end: “first”, “twenty-second”, “thirty first”."""
    low = r.low
    if low[at] in _WHOLE:
        return _WHOLE[low[at]], at + 1
    if low[at] not in _TENS:
        return None
    after = at + 1 + (low[at + 1] in DASHES)
    unit = ORDINALS.get(low[after], 0)
    number = _TENS[low[at]] + unit
    return (number, after + 1) if 0 < unit < _TEN and number <= _LAST else None


def spelt_day(r: Reader, at: int, announced: str) -> Node | None:
    """“the first of April 2024”; without “of” only where it cannot count months: “by first April”."""
    tokens, low = r.tokens, r.low
    spelt = spelt_number(r, at)
    if spelt is None:
        return None
    number, month_at = spelt
    linked = low[month_at] == "of"
    month_at += linked
    month = v.ANY_MONTH.get(low[month_at])
    if month is None or not tokens.is_capital(month_at) or low[month_at + 1] in APOSTROPHES:
        return None
    year = year_behind(r, month_at + 1, "day")
    sure = year or announced in BEFORE_A_DAY or number > max(v.ORDINALS.values())
    if not linked and (not sure or r.noun_at(month_at + 1)):
        return None  # “the third March meeting”
    return _with_year(Node(Day(month, number), at, r.past_dot(month_at)), r, year)


def spelt_in_month(r: Reader, at: int, month: int, number: int, end: int) -> Node | None:
    """“March the thirty-first”."""
    if r.noun_at(end):
        return None  # “In March the second phase begins”
    return _with_year(Node(Day(month, number), at, end), r, year_behind(r, end, "day"))


def _with_year(node: Node, r: Reader, year: YearBehind | None) -> Node:
    if year:
        node = dated(r, node, year)
    known = node.year if not node.in_financial_year else None
    assert isinstance(node.time, Day)
    if day(known or 2000, node.time.month, node.time.number) is None:
        return Node(Refused(), node.begin, node.end, why=(Why.NO_SUCH_DAY,))
    return node
