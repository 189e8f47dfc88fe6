"""Expressions → days: parts of months and years, lists and spans, and what else the words may mean."""

from datetime import date, timedelta
from typing import NamedTuple

from kprlint.model.interval import Grain, Interval
from kprlint.prose.dates.anchor import Anchor
from kprlint.prose.dates.calendar import later
from kprlint.prose.dates.conventions import Conventions
from kprlint.prose.dates.grammar import Expression
from kprlint.prose.dates.grammar.nodes import Feast, Fixed, Month, Node, Refused, Season, Term
from kprlint.prose.dates.items import grain_of
from kprlint.prose.dates.terms import Reading, Why
from kprlint.prose.tense import Tense

_DAY = timedelta(days=1)


class Dated(NamedTuple):
    """Some items of an expression as one stretch of days; no days where they are refused."""

    begin: int
    end: int
    days: Interval | None
    grain: Grain
    why: tuple[Why, ...]
    readings: tuple[Reading, ...] = ()
    needs_future: bool = False


class Normaliser:
    """Works out what expressions mean in a text of the day `as_of`."""

    def __init__(self, as_of: date, conventions: Conventions) -> None:
        self._anchor = Anchor(as_of, conventions)
        self._known: dict[object, tuple[int, list[Dated]]] = {}

    def stretches(
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
        intervals = self._anchor.intervals(nodes, tense)
        # A year that stands behind one item is that of the others, too.
        written = any(node.year is not None and not isinstance(node.time, Fixed) for node in nodes)
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
        if interval is None and not isinstance(node.time, Refused):
            why.append(Why.NO_SUCH_DAY)
        if node.is_open and not written:
            why.append(Why.NO_YEAR)
        if isinstance(node.time, Season):
            why.append(Why.SEASON)
        if isinstance(node.time, Term):
            why.append(Why.TERM)
        if isinstance(node.time, Feast) and " " not in node.time.name:
            why.append(Why.FEAST)
        if node.part.endswith(("end", "start")):
            why.append(Why.END)
        elif node.part and _is_vague(node):
            why.append(Why.PART)
        if (
            node.weekday is not None
            and interval
            and not node.week
            and interval.first.weekday() != node.weekday
        ):
            return self._wrong_weekday(node, interval, tuple(why))
        return Dated(
            node.begin,
            node.end,
            interval,
            grain_of(node),
            tuple(why),
            needs_future=node.needs_future,
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


def _is_vague(node: Node) -> bool:
    """“early May”, but not “the first six months of 2024” or “the second half of 2024”."""
    if node.part.startswith(("first ", "last ")):
        return False
    return isinstance(node.time, Month) or not node.part.startswith("half")
