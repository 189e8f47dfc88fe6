"""Years that are not written: taken from the items beside them, else from the day of the text."""

from collections.abc import Iterator
from datetime import date, timedelta

from kprlint.model.interval import Interval
from kprlint.prose.dates.calendar import later
from kprlint.prose.dates.conventions import Conventions
from kprlint.prose.dates.grammar.nodes import Day, Feast, Month, Node, Quarter, WeekdayOf
from kprlint.prose.dates.items import days_of
from kprlint.prose.tense import Tense

_A_MONTH = timedelta(days=31)


class Anchor:
    """Puts the items of an expression into their years, in a text of the day `as_of`."""

    def __init__(self, as_of: date, conventions: Conventions) -> None:
        self._as_of = as_of
        self._conventions = conventions

    def _days(self, node: Node, year: int | None) -> Interval | None:
        return days_of(node, year, self._conventions)

    def intervals(self, nodes: list[Node], tense: Tense | None) -> list[Interval | None]:
        """The days of each item; items without a year take it from those that have one, else from the tense."""
        found: list[Interval | None] = [
            None if node.is_open else self._days(node, node.year) for node in nodes
        ]
        known = [n for n, node in enumerate(nodes) if not node.is_open and found[n]]
        if known:
            self._spread(nodes, found, known)
            return found
        if all(node.is_open for node in nodes):
            years = self._best(nodes, tense)
            return [
                None if year is None else self._days(node, year)
                for node, year in zip(nodes, years, strict=True)
            ]
        for n, node in enumerate(nodes):
            if node.is_open:
                found[n] = self._days(node, self._best([node], tense)[0])
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
                here = self._days(node, year)
                if here and (here.first <= other.first if before else here.first >= other.first):
                    return here
        return None

    def _candidates(self, nodes: list[Node]) -> Iterator[tuple[list[int], Interval]]:
        """The times at which the items come round, each after the one before, in the years around."""
        as_of = self._as_of.year
        leap = nodes[0].time == Day(2, 29)
        for year in range(as_of - (8 if leap else 2), as_of + (9 if leap else 2)):
            years, first = [year], self._days(nodes[0], year)
            if first is None:
                continue
            last = first
            for node in nodes[1:]:
                for following in range(years[-1] - 1, years[-1] + 9):
                    here = self._days(node, following)
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
        quarterly = isinstance(nodes[0].time, Quarter)
        # Days and months may have been told late, or be late; a quarter has a number to go by, and the
        # longer a time, the less can its next turn be overlooked.
        named = isinstance(nodes[0].time, Day | Month | WeekdayOf | Feast)
        short = [named and c[1].last - c[1].first < _A_MONTH for c in found]
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
