"""Several items of time: “6, 13 and 20 November 2023”, “June to August”, “Quarters 1 and 2”."""

from kprlint.prose.dates import vocabulary as v
from kprlint.prose.dates.calendar import day
from kprlint.prose.dates.grammar.behind import with_year
from kprlint.prose.dates.grammar.nodes import (
    Day,
    Expression,
    Fixed,
    Half,
    Month,
    Node,
    Quarter,
    Refused,
    Season,
    Year,
)
from kprlint.prose.dates.grammar.parts import read_item
from kprlint.prose.dates.grammar.reader import ONE_TO_FOUR, SERIES, Reader
from kprlint.prose.dates.terms import Why, YearKind
from kprlint.prose.tokens import DASHES

_MOST = 13  # items of one list: all the months of a year, and one more


def sequence(r: Reader, at: int, *, within_gloss: bool = False) -> Expression | None:
    nodes, joints = day_list(r, at, "") or ([], [])
    if not nodes:
        first = read_item(r, at, r.announced(at))
        if first is None:
            return None
        nodes, joints = [first], []
    while len(nodes) < _MOST:
        last = nodes[-1]
        joint, next_at = r.joint(last.end)
        if not joint:
            break
        more = carry_on(r, last, joint, next_at)
        if not more or not joins(r, last, joint, more[0][0]):
            break
        nodes += more[0]
        joints += [joint, *more[1]]
    found = Expression(nodes, joints)
    return found if within_gloss else _with_gloss(r, found)


def _with_gloss(r: Reader, found: Expression) -> Expression:
    """“Q3 (Oct–Dec 2024)” is one date, and so is “October to December 2024 (Q3)”."""
    low, end = r.low, found.nodes[-1].end
    if low[end] != "(":
        return found
    first = found.nodes[0]
    is_quarter = isinstance(first.time, Quarter) and len(found.nodes) == 1
    is_year_end = isinstance(first.time, Year) and first.part == "end" and first.is_open
    gloss = sequence(r, end + 1, within_gloss=True)
    if gloss is None or low[gloss.nodes[-1].end] != ")":
        return found
    after = gloss.nodes[-1].end + 1
    if not is_quarter and not is_year_end:
        if not _is_gloss(first, gloss):
            return found
    elif is_year_end:
        node = gloss.nodes[-1]
        if not isinstance(node.time, Month | Day | Year) or len(gloss.nodes) > 1:
            return found
        part = "" if isinstance(node.time, Day) else "end"
        return Expression([node._replace(begin=first.begin, end=after, part=part)], [])
    elif is_quarter:
        if not first.is_open:
            return Expression([first._replace(end=after)], [])
        if not all(isinstance(node.time, Month | Day) for node in gloss.nodes):
            return found
        nodes = list(gloss.nodes)
        nodes[0] = nodes[0]._replace(begin=first.begin)
        nodes[-1] = nodes[-1]._replace(end=after)
        return Expression(nodes, gloss.joints)
    return Expression([*found.nodes[:-1], found.nodes[-1]._replace(end=after)], found.joints)


def _is_gloss(first: Node, gloss: Expression) -> bool:
    """“31 March 2024 (end of Q4)”, “autumn 2023 (October/November)”."""
    if all(isinstance(node.time, Quarter) for node in gloss.nodes):
        return True
    months = all(isinstance(node.time, Month) and node.is_open for node in gloss.nodes)
    return months and isinstance(first.time, Season)


def carry_on(r: Reader, last: Node, joint: str, at: int) -> tuple[list[Node], list[str]] | None:
    """The items that carry on after `last`."""
    if isinstance(last.time, Quarter) and not last.part and r.low[at] in ONE_TO_FOUR:
        shorter = short_quarter(r, last.time.said, joint, at)
        return ([shorter], []) if shorter else None
    days = day_list(r, at, SERIES)
    if days:
        return days
    item = read_item(r, at, SERIES)
    return ([item], []) if item else None


def short_quarter(r: Reader, said: str, joint: str, at: int) -> Node | None:
    """The 2 of “Q1/2” and “Quarters 1 and 2”; not that of “In Q1, 2 of the flats …”."""
    low, end = r.low, at + 1
    if r.tokens.glued(end) and r.tokens.is_word(end):
        return None
    if said != "plural":
        counts = low[end] == "of" and not (low[end + 1] == "the" or len(low[end + 1]) == 4)
        if joint == "," or counts or low[end] == "out" or r.noun_at(end):
            return None
    return with_year(r, Node(Quarter(int(r.low[at]), said=said), at, end), "quarter")


def joins(r: Reader, one: Node, joint: str, other: Node) -> bool:
    """Whether the items belong together."""
    alike = _kind(one) == _kind(other)
    types = {type(one.time), type(other.time)}
    if not types.isdisjoint((Refused, Fixed)):
        return joint == "to" and types != {Refused, Fixed}
    if joint == "to":
        by_word = r.low[one.end] not in DASHES
        return by_word or alike or types <= {Day, Month, Season}
    if (
        joint == ","
        and not one.is_open
        and one.year_kind not in (YearKind.CALENDAR, YearKind.FINANCIAL)
    ):
        return False
    return alike and one.week == other.week


def _kind(node: Node) -> tuple[type, YearKind | None]:
    time = node.time
    return type(time), time.kind if isinstance(time, Year | Quarter | Half) else None


def day_list(r: Reader, at: int, announced: str) -> tuple[list[Node], list[str]] | None:
    """“6, 13 and 20 November 2023”: at least two numbers and one month."""
    if at < r.no_days_before:
        return None
    tokens, low = r.tokens, r.low
    numbers: list[tuple[int, int, int, int | None]] = []
    joints: list[str] = []
    here = at
    while len(numbers) < _MOST:
        begin, weekday = here, v.WEEKDAYS.get(low[here])
        if weekday is not None:
            here += 2 if low[here + 1] == "," else 1
        if not tokens.is_number(here) or len(low[here]) > 2 or not 1 <= int(low[here]) <= 31:
            break
        if not numbers and not r.is_free(here, announced):
            return None
        number, end = int(low[here]), r.ordinal_end(here)
        if r.month_after_day(end):
            last = read_item(r, begin, SERIES) if numbers else None
            if last is None or not isinstance(last.time, Day):
                return None
            nodes = [
                last._replace(
                    time=Day(last.time.month, n), begin=b, end=e, weekday=w, year=None, others=()
                )
                if exists(n, last.time.month, last.year)
                else Node(Refused(), b, e, why=(Why.NO_SUCH_DAY,))
                for b, e, n, w in numbers
            ]
            return [*nodes, last], joints
        joint, next_at = r.joint(end)
        if not joint:
            break
        if low[next_at] == "the":
            next_at += 1
        numbers.append((begin, end, number, weekday))
        joints.append(joint)
        here = next_at
    # The same numbers need not be gone over again from each of them.
    r.no_days_before = here
    return None


def exists(number: int, month: int, year: int | None) -> bool:
    return day(year or 2000, month, number) is not None
