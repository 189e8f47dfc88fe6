"""What is counted from the day of the text: “next quarter”, “within six months”, “later this year”."""

from kprlint.model.interval import Interval
from kprlint.prose.data import words
from kprlint.prose.dates import vocabulary as v
from kprlint.prose.dates.calendar import financial_year_of, later, months
from kprlint.prose.dates.grammar.days import nth_weekday
from kprlint.prose.dates.grammar.nodes import Fixed, Node, Year
from kprlint.prose.dates.grammar.periods import nth_quarter, this_one
from kprlint.prose.dates.grammar.reader import PART, Reader
from kprlint.prose.dates.grammar.years import this_year
from kprlint.prose.dates.terms import Why, YearKind
from kprlint.prose.tokens import APOSTROPHES, DASHES


def turned(r: Reader, at: int, announced: str) -> Node | None:
    """“next quarter”, “this financial year”, “last summer”, “the next four to five years”."""
    tokens, low = r.tokens, r.low
    turn, after = v.TURNS[low[at]], at + 1
    if low[at] == "this" and low[after] in ("current", "coming"):
        turn, after = v.TURNS[low[after]], after + 1
    word = low[after]
    if word in v.WEEKDAYS:
        return _turned_weekday(r, at, turn, after)
    counted = count_at(r, after)
    if counted:
        return counted_from_now(r, at, turn, counted) if turn else None
    if low[at] == "past":
        return None
    if word in v.SEASONS or word in v.ANY_MONTH or (word == "q" and tokens.glued(after + 1)):
        node = r.base(after, "this")
        if node is None:
            return None
        return node._replace(begin=at, turn=turn if node.is_open else 0)
    kind = v.YEAR_KINDS.get(word)
    if kind and low[after + 1] in ("year", "fy"):
        return turned_year(r, at, turn, kind, after + 2)
    if word == "fy":
        return turned_year(r, at, turn, YearKind.FINANCIAL, after + 1)
    if word == "quarter":
        number = r.low[after + 1]
        if number in ("1", "2", "3", "4"):
            return None
        if low[at] == "last" and low[after + 1] == "of":
            fourth = nth_quarter(r, at, after, 4)
            if fourth and fourth.year is not None:
                return fourth
    if word in ("week", "month", "quarter"):
        if low[after + 1] in DASHES and tokens.glued(after + 1) and low[after + 2] != "end":
            return None  # “the current quarter-mile”
        return this_one(r, at, turn, word, after + 1)
    if word == "year":
        if tokens.is_number(after + 1):
            return None
        if r.conventions.year_is_financial:
            node = turned_year(r, at, turn, YearKind.FINANCIAL, after + 1)
            calendar = turned_year(r, at, turn, YearKind.CALENDAR, after + 1)
            why = (Why.RELATIVE, Why.KIND_OF_YEAR)
            others = (calendar,) if announced == PART else ()
            return node._replace(time=Year(YearKind.FINANCIAL, bare=True), others=others, why=why)
        return turned_year(r, at, turn, YearKind.CALENDAR, after + 1)
    return None


def _turned_weekday(r: Reader, at: int, turn: int, after: int) -> Node | None:
    """“next Tuesday”; “this Friday 6 October” is read by its day, and “last Friday of March” by its month."""
    low = r.low
    if low[at] in ("last", "this") and low[after + 1] in ("of", "in"):
        return nth_weekday(r, at, announced="")
    dated = r.base(after, "on")
    if dated:
        return dated._replace(begin=at)
    if (
        low[after + 1] in ("of", "in")
        or r.noun_at(after + 1)
        or low[after].endswith(("mon", "sat", "sun"))
    ):
        return None
    apart = (v.WEEKDAYS[low[after]] - r.as_of.weekday()) % 7
    if turn < 0 or (turn > 0 and not apart):
        apart += 7 * turn
    here = later(r.as_of, apart, "day")
    return Node(Fixed(Interval(here, here)), at, after + 1, why=(Why.RELATIVE,)) if here else None


def turned_year(r: Reader, at: int, turn: int, kind: YearKind, end: int) -> Node:
    why = (Why.RELATIVE, Why.OTHER_YEAR) if kind.begins_anywhere else (Why.RELATIVE,)
    return Node(Year(kind), at, end, year=this_year(r, kind) + turn, why=why)


def count_at(r: Reader, at: int, *, of: bool = False) -> tuple[int, int, str, int] | None:
    """“four to five years”: the least, the most, the unit, and where it ends."""
    tokens, low = r.tokens, r.low

    def number(here: int) -> int:
        if tokens.is_number(here) and len(low[here]) <= 3:
            return int(low[here])
        return 1 if low[here] == "a" else v.NUMBERS.get(low[here], 0)

    least = most = number(at)
    if not least:
        return None
    after = at + 1
    if low[after] in ("to", "or", "and") or low[after] in DASHES:
        more = number(after + 1)
        if more > least:
            most, after = more, after + 2
    if low[after] in DASHES:
        after += 1
    unit = v.UNITS.get(low[after])
    if not unit or (not of and unit in ("quarter", "year", "week") and low[after + 1] == "of"):
        return None
    return least, most, unit, after + 1


def counted_from_now(
    r: Reader, at: int, turn: int, counted: tuple[int, int, str, int]
) -> Node | None:
    least, most, unit, end = counted
    if r.low[end] in DASHES and r.tokens.glued(end):
        return None
    far = later(r.as_of, turn * most, unit)
    near = later(r.as_of, turn * least, unit) if most > least else r.as_of
    if far is None or near is None:
        return None
    return Node(Fixed(Interval(min(near, far), max(near, far))), at, end, why=(Why.RELATIVE,))


def within(r: Reader, at: int, _announced: str) -> Node | None:
    """“within the next four to five years”; and “within six months”, where something is to come."""
    low, after = r.low, at + 1
    if low[after] == "the":
        after += 1
    is_next = low[after] in ("next", "coming")
    if is_next:
        after += 1
    counted = count_at(r, after)
    if counted is None:
        unit = v.UNITS.get(low[after], "")
        if low[after] in ("a", "one") or (is_next and unit):
            unit_at = after if is_next and unit else after + 1
            unit = v.UNITS.get(low[unit_at], "")
            counted = (1, 1, unit, unit_at + 1) if unit else None
    if counted is None or (counted[2] == "day" and not is_next):
        return None
    end = counted[3]
    if not is_next and low[end] in words("dates", "from elsewhere"):
        return None
    node = counted_from_now(r, at, 1, counted)
    return node._replace(needs_future=not is_next) if node else None


def ago(r: Reader, at: int, _announced: str) -> Node | None:
    """“two weeks ago”, “in six months' time”, “in a fortnight”."""
    low = r.low
    before = low[at - 1] if at else ""
    if before in ("around", "about", "approximately") and at > 1:
        before = low[at - 2]
    if low[at] == "a" and before != "in":
        return None
    counted = count_at(r, at)
    needs_future = False
    if counted is None or counted[0] != counted[1]:
        return None
    number, _, unit, end = counted
    turn = 0
    if low[end] == "ago":
        turn, end = -1, end + 1
    elif low[end] == "from" and low[end + 1] == "now":
        turn, end = 1, end + 2
    else:
        if low[end] in APOSTROPHES:
            end += 2 if low[end + 1] == "s" else 1
        if low[end] == "time" and at and low[at - 1] in ("in", "within"):
            turn, end = 1, end + 1
        elif before == "in" and unit != "day" and low[end] != "of" and not r.noun_at(end):
            turn, needs_future = 1, True  # “Open in six months”
    here = later(r.as_of, turn * number, unit) if turn else None
    if here is None:
        return None
    return Node(
        Fixed(Interval(here, here)), at, end, why=(Why.RELATIVE,), needs_future=needs_future
    )


def later_in(r: Reader, at: int, _announced: str) -> Node | None:
    """“later this year”, “earlier in the year”, “later this month”."""
    low, after = r.low, at + 1
    if low[after] == "on":
        after += 1
    if low[after] == "in" and low[after + 1] in ("the", "this"):
        after += 2
    elif low[after] == "this":
        after += 1
    else:
        return None
    if low[after] == "calendar":
        after += 1
    if low[after] == "year":
        whole = months(r.as_of.year, 1, 12)
        why: tuple[Why, ...] = (Why.RELATIVE, Why.KIND_OF_YEAR)
    elif low[after] in ("month", "quarter", "week"):
        node = this_one(r, at, 0, low[after], after + 1)
        whole, why = (_fixed(node)), (Why.RELATIVE,)
    elif low[after] in ("financial", "fiscal") and low[after + 1] == "year":
        after += 1
        whole, why = months(financial_year_of(r.as_of), 4, 12), (Why.RELATIVE,)
    else:
        return None
    if whole is None:
        return None
    is_later = low[at] == "later"
    rest = Interval(r.as_of, whole.last) if is_later else Interval(whole.first, r.as_of)
    return Node(Fixed(rest), at, after + 1, why=why)


def _fixed(node: Node | None) -> Interval | None:
    return node.time.days if node and isinstance(node.time, Fixed) else None
