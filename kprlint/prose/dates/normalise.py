"""Expressions → days: years that are not written, parts of months and years, lists and spans."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from kprlint.prose.dates import vocabulary as v
from kprlint.prose.dates.calendar import Interval, day, easter, later, months
from kprlint.prose.dates.conventions import Conventions
from kprlint.prose.dates.grammar import Expression, Node
from kprlint.prose.dates.terms import Grain, Reading, Tense, Why

_DAY = timedelta(days=1)
_A_MONTH = timedelta(days=31)
_GRAINS = {
    "day": Grain.DAY,
    "month": Grain.MONTH,
    "quarter": Grain.QUARTER,
    "calendar quarter": Grain.QUARTER,
    "half": Grain.HALF,
    "calendar half": Grain.HALF,
    "season": Grain.SEASON,
    "feast": Grain.DAY,
    "new year": Grain.PART_OF_YEAR,
    "year": Grain.YEAR,
    "financial": Grain.FINANCIAL_YEAR,
    "municipal": Grain.YEAR,
    "academic": Grain.YEAR,
}


class Dated(NamedTuple):
    """Some items of an expression as one stretch of days; no days where they are refused."""

    begin: int
    end: int
    days: Interval | None
    grain: Grain
    why: tuple[Why, ...]
    readings: tuple[Reading, ...] = ()
    needs_future: bool = False


class Resolver:
    """Works out what expressions mean in a text of the day `as_of`."""

    def __init__(self, as_of: date, conventions: Conventions) -> None:
        self._as_of = as_of
        self._conventions = conventions
        self._known: dict[object, tuple[int, list[Dated]]] = {}

    def resolve(
        self,
        expression: Expression,
        tense: Tense | None,
        *,
        between: bool = False,
        moved: bool = False,
    ) -> list[Dated]:
        """The stretches of days, from left to right.

        Items that follow each other without a gap are one stretch, others are one each; `between` makes
        one of “between June and September”, and `moved` two of “moved from June to September”.
        """
        nodes, joints = expression
        # However often the same words stand in a text, they are worked out once.
        at = nodes[0].begin
        key = (
            tense,
            between,
            moved,
            *joints,
            *[(node.begin - at, node.end - at, *node.meaning) for node in nodes],
        )
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = (at, self._resolve(nodes, joints, tense, between, moved))
        then, found = known
        shift = at - then
        return (
            [Dated(one[0] + shift, one[1] + shift, *one[2:]) for one in found] if shift else found
        )

    def _resolve(
        self, nodes: list[Node], joints: list[str], tense: Tense | None, between: bool, moved: bool
    ) -> list[Dated]:
        found = self._stretches(nodes, joints, tense, between, moved)
        variants = self._variants(nodes)
        if not variants:
            return found
        others = [self._stretches(variant, joints, tense, between, moved) for variant in variants]
        if len(found) == 1:
            return [self._with_readings(found[0], [self._whole_of(other) for other in others])]
        return [
            self._with_readings(one, [found_there[place] for found_there in others])
            if all(len(found_there) == len(found) for found_there in others)
            else one
            for place, one in enumerate(found)
        ]

    @staticmethod
    def _whole_of(stretches: list[Dated]) -> Dated:
        """The stretches as one, gaps included: “on 1/4 and 2/4” read the other way round has one."""
        days = [one.days for one in stretches if one.days]
        if len(stretches) == 1 or len(days) < len(stretches):
            return stretches[0]
        whole = Interval(min(d.first for d in days), max(d.last for d in days))
        return stretches[0]._replace(end=stretches[-1].end, days=whole, grain=Grain.RANGE)

    @staticmethod
    def _variants(nodes: list[Node]) -> list[list[Node]]:
        """The expression once more for each other reading of its items, taken together."""
        most = max(len(node.others) for node in nodes)
        return [
            [
                node.others[n]._replace(begin=node.begin) if n < len(node.others) else node
                for node in nodes
            ]
            for n in range(most)
        ]

    @staticmethod
    def _with_readings(one: Dated, others: list[Dated]) -> Dated:
        readings = [] if one.days is None else [Reading(*one.days, one.grain)]
        for other in others:
            if other.days and all(other.days != r[:2] for r in readings):
                readings.append(Reading(*other.days, other.grain))
        if one.days is None:
            return one._replace(readings=tuple(readings))
        return one._replace(readings=tuple(readings)) if len(readings) > 1 else one

    def _stretches(
        self, nodes: list[Node], joints: list[str], tense: Tense | None, between: bool, moved: bool
    ) -> list[Dated]:
        intervals = self._intervals(nodes, tense)
        # A year that stands behind one item is that of the others, too.
        written = any(node.year is not None and node.kind != "fixed" for node in nodes)
        parts = [
            self._single(node, interval, written)
            for node, interval in zip(nodes, intervals, strict=True)
        ]
        stretches = [parts[0]]
        for joint, part in zip(joints, parts[1:], strict=True):
            last = stretches[-1]
            merged = None if moved else self._merged(last, part, joint, between)
            if merged is None:
                stretches.append(part)
            else:
                stretches[-1] = merged
        return stretches

    @staticmethod
    def _merged(one: Dated, other: Dated, joint: str, between: bool) -> Dated | None:
        why = tuple(dict.fromkeys(one.why + other.why))
        if one.days is None or other.days is None:
            if joint != "to":
                return None
            return Dated(one.begin, other.end, None, Grain.RANGE, why)
        if joint == "to" or between:
            if other.days.last < one.days.first:
                if joint != "to":
                    return None
                return Dated(one.begin, other.end, None, Grain.RANGE, (*why, Why.BACKWARDS))
        else:
            gap = other.days.first > one.days.last + _DAY if one.days.last < date.max else False
            if gap or other.days.last < one.days.first or one.days == other.days:
                return None
        whole = Interval(min(one.days.first, other.days.first), max(one.days.last, other.days.last))
        return Dated(one.begin, other.end, whole, Grain.RANGE, why)

    def _single(self, node: Node, interval: Interval | None, written: bool) -> Dated:
        why = list(node.why)
        if interval is None and node.kind != "refused":
            why.append(Why.NO_SUCH_DAY)
        if node.is_open and not written:
            why.append(Why.NO_YEAR)
        if node.kind == "season":
            why.append(Why.SEASON)
        if node.kind == "feast" and " " not in node.name:
            why.append(Why.FEAST)
        if node.part in ("end", "start"):
            why.append(Why.END)
        elif node.part and (node.kind == "month" or not node.part.startswith("half")):
            why.append(Why.PART)
        if (
            node.weekday is not None
            and interval
            and not node.week
            and interval.first.weekday() != node.weekday
        ):
            return self._wrong_weekday(node, interval, tuple(why))
        return Dated(
            node.begin, node.end, interval, _grain(node), tuple(why), needs_future=node.needs_future
        )

    @staticmethod
    def _wrong_weekday(node: Node, interval: Interval, why: tuple[Why, ...]) -> Dated:
        """The day as written and the nearest one of that weekday: the officer must say which."""
        assert node.weekday is not None
        apart = (node.weekday - interval.first.weekday() + 3) % 7 - 3
        readings = [Reading(*interval, Grain.DAY)]
        nearest = later(interval.first, apart, "day")
        if nearest:
            readings.append(Reading(nearest, nearest, Grain.DAY))
        return Dated(
            node.begin, node.end, interval, Grain.DAY, (*why, Why.WEEKDAY), tuple(readings)
        )

    # Years that are not written

    def _intervals(self, nodes: list[Node], tense: Tense | None) -> list[Interval | None]:
        """The days of each item; items without a year take it from those that have one, else from the tense."""
        found: list[Interval | None] = [
            None if node.is_open else self._interval(node, node.year) for node in nodes
        ]
        known = [n for n, node in enumerate(nodes) if not node.is_open and found[n]]
        if known:
            self._spread(nodes, found, known)
            return found
        if all(node.is_open for node in nodes):
            years = self._best(nodes, tense)
            return [
                None if year is None else self._interval(node, year)
                for node, year in zip(nodes, years, strict=True)
            ]
        for n, node in enumerate(nodes):
            if node.is_open:
                found[n] = self._interval(node, self._best([node], tense)[0])
        return found

    def _spread(self, nodes: list[Node], found: list[Interval | None], known: list[int]) -> None:
        """Carries years back from “2024” in “November to January 2024”, and on from “2023” in “June 2023 and July”."""
        for n in range(known[0] - 1, -1, -1):
            if nodes[n].is_open:
                found[n] = self._nearest(nodes[n], found[n + 1], before=True)
        for n in range(known[0] + 1, len(nodes)):
            if nodes[n].is_open:
                following = next((k for k in known if k > n), None)
                if following is not None:
                    found[n] = self._nearest(nodes[n], found[following], before=True)
                else:
                    found[n] = self._nearest(nodes[n], found[n - 1], before=False)

    def _nearest(self, node: Node, other: Interval | None, *, before: bool) -> Interval | None:
        """The last time that the item comes round no later than `other`, or the first time no earlier."""
        if other is None:
            return None
        middle = other.first.year
        for step in range(9):
            for year in (middle + 1 - step,) if before else (middle - 1 + step,):
                here = self._interval(node, year)
                if here and (here.first <= other.first if before else here.first >= other.first):
                    return here
        return None

    def _candidates(self, nodes: list[Node]) -> Iterator[tuple[list[int], Interval]]:
        """The times at which the items come round, each after the one before, in the years around."""
        as_of = self._as_of.year
        leap = nodes[0].kind == "day" and (nodes[0].number, nodes[0].day) == (2, 29)
        for year in range(as_of - (8 if leap else 2), as_of + (9 if leap else 2)):
            years, first = [year], self._interval(nodes[0], year)
            if first is None:
                continue
            last = first
            for node in nodes[1:]:
                for following in range(years[-1] - 1, years[-1] + 9):
                    here = self._interval(node, following)
                    if here and here.first >= last.first:
                        years.append(following)
                        last = here
                        break
            if len(years) == len(nodes):
                yield years, Interval(first.first, max(first.last, last.last))

    def _best(self, nodes: list[Node], tense: Tense | None) -> list[int | None]:
        """The years of the items, by the tense of the clause: see `Conventions.just_over` and `written_later`."""
        found = list(self._candidates(nodes))
        weekday = nodes[0].weekday
        if weekday is not None:
            fitting = [
                c for c in found if c[1].first.weekday() == weekday and self._gap(c[1]) <= 366
            ]
            found = fitting or found
        turn = nodes[0].turn
        if turn > 0:
            found = [c for c in found if c[1].first > self._as_of][:1] or found
        elif turn < 0:
            found = [c for c in found if c[1].last < self._as_of][-1:] or found
        if not found:
            return [None] * len(nodes)
        quarterly = nodes[0].kind == "quarter"
        # Days and months may have been told late, or be late; a quarter has a number to go by, and the
        # longer a time, the less can its next turn be overlooked.
        short = [c[1].last - c[1].first < _A_MONTH for c in found]
        if tense is Tense.PAST:
            latest = self._moved(self._conventions.written_later)
            past = [
                c
                for c, is_short in zip(found, short, strict=True)
                if c[1].first <= (latest if is_short else self._as_of)
            ]
            return list(past[-1][0] if past else found[0][0])
        if tense is Tense.FUTURE:
            earliest = self._moved(-self._conventions.just_over)
            future = [
                c
                for c, is_short in zip(found, short, strict=True)
                if c[1].last >= (earliest if is_short and not quarterly else self._as_of)
            ]
            return list(future[0][0] if future else found[-1][0])
        return list(min(found, key=lambda c: (self._gap(c[1]), c[1].first < self._as_of))[0])

    def _moved(self, number: int) -> date:
        return later(self._as_of, number, "day") or self._as_of

    def _gap(self, interval: Interval) -> int:
        if interval.first > self._as_of:
            return (interval.first - self._as_of).days
        return max(0, (self._as_of - interval.last).days)

    # Days of one item

    def _interval(self, node: Node, year: int | None) -> Interval | None:
        if node.kind == "refused":
            return None
        whole = node.fixed if node.kind == "fixed" else self._whole(node, year)
        if whole is None:
            return None
        if node.week:
            return self._week(whole, node.week)
        return self._part(whole, node) if node.part else whole

    def _whole(self, node: Node, year: int | None) -> Interval | None:
        if year is None or not 2 <= year <= 9990:
            return None
        match node.kind:
            case "day" | "month":
                if node.in_financial_year and node.number < 4:
                    year += 1
                if node.kind == "day":
                    return day(year, node.number, node.day)
                return months(year, node.number)
            case "quarter":
                return months(year, 3 * node.number + 1, 3)
            case "calendar quarter":
                return months(year, 3 * node.number - 2, 3)
            case "half":
                return months(year, 6 * node.number - 2, 6)
            case "calendar half":
                return months(year, 6 * node.number - 5, 6)
            case "season":
                first, last = self._conventions.season(node.name)
                if node.in_financial_year and first < 4:
                    year += 1
                return months(year, first, (last - first) % 12 + 1)
            case "feast":
                return _feast(node.name, year)
            case "new year":
                first, last = self._conventions.new_year
                return months(year, first, (last - first) % 12 + 1)
            case "financial":
                return months(year, 4, 12)
            case "municipal":
                return months(year, self._conventions.municipal_year, 12)
            case "academic":
                return months(year, self._conventions.academic_year, 12)
        return months(year, 1, 12)

    @staticmethod
    def _week(whole: Interval, week: str) -> Interval | None:
        other = later(whole.first, 6 if week == "commencing" else -6, "day")
        if other is None:
            return None
        return Interval(whole.first, other) if week == "commencing" else Interval(other, whole.last)

    def _part(self, whole: Interval, node: Node) -> Interval | None:
        part = node.part
        if part == "end":
            return Interval(whole.last, whole.last)
        if part == "start":
            return Interval(whole.first, whole.first)
        count = (whole.last.year - whole.first.year) * 12 + whole.last.month - whole.first.month + 1
        if count == 1:
            return self._part_of_month(whole, part)
        if part.startswith("week"):
            return None
        if part.startswith("half"):
            if count % 2:
                return None
            first, size = (count // 2 if part == "half2" else 0), count // 2
        else:
            early, late = count // 3, count // 3
            if count == 12:
                early, late = self._conventions.early_months, self._conventions.late_months
            starts = {"early": 0, "mid": early, "late": count - late}
            ends = {"early": early, "mid": count - late, "late": count}
            names = part.split("-")
            first = starts[names[0]]
            size = ends[names[-1]] - first
        return months(whole.first.year, whole.first.month + first, size) if size > 0 else None

    def _part_of_month(self, whole: Interval, part: str) -> Interval | None:
        length = whole.last.day
        c = self._conventions
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
    if name == "early may":
        first = date(year, 5, 1)
        return day(year, 5, 1 + (7 - first.weekday()) % 7)
    when = v.HOLIDAYS[tuple(name.split())]
    if isinstance(when, tuple):
        return day(year, *when)
    sunday = easter(year)
    found = later(sunday, when, "day") if sunday else None
    return Interval(found, found) if found else None


def _grain(node: Node) -> Grain:
    if node.week:
        return Grain.WEEK
    if node.part in ("end", "start"):
        return Grain.DAY
    whole = node.grain if node.kind == "fixed" else _GRAINS.get(node.kind, Grain.DAY)
    if not node.part:
        return whole
    if whole is Grain.MONTH:
        return Grain.WEEK if node.part.startswith("week") else Grain.PART_OF_MONTH
    if node.part.startswith("half") and whole in (Grain.YEAR, Grain.FINANCIAL_YEAR):
        return Grain.HALF
    return Grain.PART_OF_YEAR
