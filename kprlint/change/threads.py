"""Promises over the quarters: which step of each report goes on as which of the next, until it is closed or lost.

A chain of snapshots, oldest first, becomes a web of steps. From each step there are threads to its ends: where it
is still open, where it was closed, or where it was last seen. What stands for what is told by `kprlint.promises`.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from kprlint.change.pairing import Identity, Pair, pair
from kprlint.change.snapshot import Snapshot
from kprlint.model import ActivityId, Code, Kind, Outcome, Quarter
from kprlint.promises import Basis, Promise, When, answers, move, promises, when


class Knot(NamedTuple):
    """A step in one report: `at` is the place of its snapshot in the chain."""

    at: int
    promise: Promise

    @property
    def key(self) -> tuple[int, ActivityId, int]:
        return self.at, self.promise.activity, self.promise.place


class Ending(StrEnum):
    """How a thread ends in the last report."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    ELSEWHERE = "to"
    VOID = "void"
    LOST = "lost"


_CLOSED = {
    Outcome.DONE: Ending.DONE,
    Outcome.DROPPED: Ending.DROPPED,
    Outcome.TO: Ending.ELSEWHERE,
    Outcome.VOID: Ending.VOID,
}


class End(NamedTuple):
    """Where a thread ends, and what was said on its way.

    `said` are the words of what ended it, or of the register or the status that ended its activity. `moved` is the
    last reason for another date; `renamed`: some `was` is on the way; `reopened`: it had been closed; `handed_over`:
    it is now with another activity, as both or one of the two say.
    """

    ending: Ending
    knot: Knot
    said: str = ""
    moved: str = ""
    renamed: bool = False
    reopened: bool = False
    handed_over: bool = False


class Past(NamedTuple):
    """A step over the quarters up to a report: its first date, how often that moved on, and its age.

    `quarters` counts those in which it was promised, this one among them, `same_words` the last of them in which its
    wording was this.
    """

    first_due: When | None
    moves: int
    quarters: int
    same_words: int


_Key = tuple[int, ActivityId, int]


class _Link(NamedTuple):
    to: Knot
    basis: Basis
    handed_over: bool


class Threads:
    """The web of the steps of a chain of snapshots, oldest first."""

    def __init__(self, snapshots: Sequence[Snapshot]) -> None:
        self.snapshots = snapshots
        self.pairs: list[list[Pair]] = []  # of each snapshot with the next
        self._knots: list[dict[ActivityId, list[Knot]]] = []
        self._links: dict[_Key, list[_Link]] = {}
        self._backs: dict[_Key, list[Knot]] = {}
        # Why a lost step was dropped, where the register or a status says so; and which activity goes on with its own.
        self._reasons: dict[_Key, str] = {}
        self._homes: dict[_Key, ActivityId] = {}
        self._paired: list[
            frozenset[Code]
        ] = []  # of each snapshot but the first, the activities that could be compared
        self._pasts: dict[_Key, Past] = {}
        self._compared: set[_Key] = set()
        self._unanswered: list[Knot] = []
        self._pools: list[tuple[Knot, ...]] = []
        for at, snapshot in enumerate(snapshots):
            self._knots.append(_knots(at, snapshot))
            if at:
                self._join(at)
            self._remember(at)
            self._pools.append(tuple(self._unanswered))

    def steps(self, at: int) -> Iterator[Knot]:
        """The steps of a report, the closed ones, too."""
        for knots in self._knots[at].values():
            yield from knots

    def unanswered(self, at: int) -> tuple[Knot, ...]:
        """The steps of earlier reports that are lost in that of `at`, and that nobody has answered for."""
        return self._pools[at]

    def is_new(self, knot: Knot) -> bool:
        """Whether no earlier step goes on as this one; not where the activity could not be read before."""
        if not knot.at:
            return knot.key not in self._backs
        of = knot.promise.activity.code
        return knot.key not in self._backs and of in self._paired[knot.at - 1]

    def goes_on(self, knot: Knot) -> bool:
        """Whether a step goes on as one of the next report."""
        return any(link.to.at > knot.at for link in self._links.get(knot.key, ()))

    def onward(self, knot: Knot) -> tuple[Knot, ...]:
        """The steps of later reports that a step goes on as; several where it was split."""
        return tuple(link.to for link in self._links.get(knot.key, ()))

    def back(self, knot: Knot) -> tuple[Knot, ...]:
        """The steps of earlier reports that go on as this one; several where they were merged."""
        return tuple(self._backs.get(knot.key, ()))

    @property
    def last(self) -> int:
        """The place of the last snapshot."""
        return len(self.snapshots) - 1

    def is_compared(self, knot: Knot) -> bool:
        """Whether the activity of a step could be read in the next report, or is gone from it."""
        return knot.at == self.last or knot.key in self._compared

    def again(self, knot: Knot) -> list[End]:
        """The ends of the threads from a closed step that was opened again; none where it was not."""
        links = [x for x in self._links.get(knot.key, ()) if x.to.promise.step.is_open]
        return [end._replace(reopened=True) for link in links for end in self._ends(link)]

    def past(self, knot: Knot) -> Past:
        return self._pasts[knot.key]

    def home(self, knot: Knot) -> ActivityId:
        """The activity of the last report that goes on with the one that promised a step; else that itself."""
        return self._homes.get(knot.key, knot.promise.activity)

    def quarter(self, knot: Knot) -> Quarter | None:
        """The quarter of the report that a step stands in."""
        snapshot = self.snapshots[knot.at]
        activity = snapshot.activities.get(knot.promise.activity.code)
        return (activity.period if activity else None) or snapshot.period

    def ends(self, knot: Knot) -> list[End]:
        """All ends of the threads from a step that was open; several where it was split."""
        found: dict[_Key, End] = {}
        for link in self._links.get(knot.key, ()):
            for end in self._ends(link):
                found.setdefault(end.knot.key, end)
        if not found and knot.at < len(self.snapshots) - 1:
            reason = self._reasons.get(knot.key, "")
            end = End(Ending.DROPPED if reason else Ending.LOST, knot, reason)
            found[knot.key] = end
        elif not found:
            found[knot.key] = End(Ending.OPEN, knot)
        return _without_doors(list(found.values()))

    def given_up(self, knot: Knot) -> str:
        """The reason of the status that gives up what stands open below it in the knot's quarter; else nothing."""
        snapshot = self.snapshots[knot.at]
        activity = snapshot.activities.get(knot.promise.activity.code)
        if activity is None or snapshot.kind(activity) is not Kind.WITHDRAWN:
            return ""
        return activity.status_reason

    def _ends(self, link: _Link) -> Iterator[End]:
        knot, step = link.to, link.to.promise.step
        on = self._links.get(knot.key, ())
        if step.outcome:
            again = [other for other in on if other.to.promise.step.is_open]
            if again:
                for other in again:
                    yield from (e._replace(reopened=True) for e in self._ends(other))
                return
            said = getattr(step, step.outcome.value)
            yield End(_CLOSED[step.outcome], knot, said, step.moved, handed_over=link.handed_over)
            return
        for end in self.ends(knot):
            yield end._replace(
                moved=end.moved or step.moved,
                renamed=end.renamed or link.basis is Basis.WAS,
                handed_over=end.handed_over or link.handed_over,
            )

    # Making the web

    def _join(self, at: int) -> None:
        before, after = self.snapshots[at - 1], self.snapshots[at]
        pairs = pair(before, after)
        self.pairs.append(pairs)
        self._paired.append(frozenset(p.after for p in pairs if p.after))
        homes = _homes(pairs, before, after)
        handed = [k for k in self.steps(at) if k.promise.step.origin]
        for group in groups(pairs, same_plan=before.name == after.name):
            old = [before.identity(p.before) for p in group if p.before]
            new = [after.identity(p.after) for p in group if p.after]
            earlier = [k for of in old for k in self._knots[at - 1].get(of, ())]
            later = [k for of in new for k in self._knots[at].get(of, ())]
            others = [
                k for k in handed if k.promise.activity not in new and _origins(k) & {*old, *new}
            ]
            left = self._answer(earlier, later, others)
            # What was lost in an earlier quarter is answered by the words of a later file.
            lost = [
                k for k in self._unanswered if self._homes.get(k.key, k.promise.activity) in old
            ]
            self._answer(lost, left, [])
            self._account(group, earlier, before, after)
        for key, home in list(self._homes.items()):
            self._homes[key] = homes.get(home, home)
        for of, knots in self._knots[at - 1].items():
            for knot in knots:
                self._homes[knot.key] = homes.get(of, of)
        gone = {
            before.identity(p.before) for p in pairs if p.identity is Identity.REMOVED and p.before
        }
        # Of an activity that ended with its plan it is told where the plan ended, and not in every quarter since.
        self._unanswered = [
            k for k in self._unanswered if self.home(k).plan in (before.name, after.name)
        ]
        if before.name == after.name:
            self._unanswered = [k for k in self._unanswered if self.home(k).plan == after.name]
        known = {k.key for k in self._unanswered}
        self._unanswered = [k for k in self._unanswered if k.key not in self._links]
        for knots in self._knots[at - 1].values():
            for knot in knots:
                if knot.promise.activity not in homes and knot.promise.activity not in gone:
                    continue  # its file cannot be read
                self._compared.add(knot.key)
                is_lost = knot.promise.step.is_open and knot.key not in self._links
                if is_lost and knot.key not in self._reasons and knot.key not in known:
                    self._unanswered.append(knot)

    def _answer(
        self, earlier: Sequence[Knot], later: Sequence[Knot], others: Sequence[Knot]
    ) -> list[Knot]:
        """Links what stands for what; returns the later steps that stand for nothing."""
        if not earlier:
            return [k for k in later if k.key not in self._backs]
        at = {id(k.promise): k for k in (*earlier, *later, *others)}
        found = answers(
            [k.promise for k in earlier], [k.promise for k in later], [k.promise for k in others]
        )
        elsewhere = {k.key for k in others}
        for line in found.lines:
            before = at[id(line.earlier)]
            for part in line.parts:
                after = at[id(part.later)]
                link = _Link(after, part.basis, after.key in elsewhere)
                self._links.setdefault(before.key, []).append(link)
                self._backs.setdefault(after.key, []).append(before)
        return [at[id(promise)] for promise in found.new]

    def _account(
        self, group: Iterable[Pair], earlier: Iterable[Knot], before: Snapshot, after: Snapshot
    ) -> None:
        """Why steps are gone: with an activity that was retired, or by a status that gives it up."""
        for of in group:
            reason = ""
            if of.before and of.identity is Identity.REMOVED:
                # The register of a plan that follows says it, too: a code that is retired there is used for nothing else.
                reason = after.plan.retired.get(of.before, "")
            elif of.before and of.after:
                activity = after.activities[of.after]
                if after.kind(activity) is Kind.WITHDRAWN:
                    reason = activity.status_reason
            for knot in earlier:
                is_lost = knot.promise.step.is_open and knot.key not in self._links
                if reason and is_lost and knot.promise.activity == before.identity(of.before):  # type: ignore[arg-type]
                    self._reasons[knot.key] = reason

    def _remember(self, at: int) -> None:
        for knot in self.steps(at):
            pasts = [self._after(one, knot) for one in self._backs.get(knot.key, ())]
            newborn = Past(when(knot.promise), 0, 1, 1)
            self._pasts[knot.key] = max(pasts, key=lambda p: (p.quarters, p.moves), default=newborn)

    def _after(self, before: Knot, knot: Knot) -> Past:
        from kprlint.promises.words import key

        past = self._pasts[before.key]
        moved = move(before.promise, knot.promise)
        one, other = self.quarter(before), self.quarter(knot)
        further = int(one != other) if one and other else 1
        same = key(before.promise.action) == key(knot.promise.action)
        return Past(
            past.first_due or when(knot.promise),
            past.moves + bool(moved and moved.is_later),
            past.quarters + further,
            past.same_words + further if same else 1,
        )


def _knots(at: int, snapshot: Snapshot) -> dict[ActivityId, list[Knot]]:
    found: dict[ActivityId, list[Knot]] = {}
    for code, activity in snapshot.activities.items():
        identity = snapshot.identity(code)
        found[identity] = [Knot(at, promise) for promise in promises(identity, activity)]
    return found


def _origins(knot: Knot) -> set[ActivityId]:
    """The activity that a step says it comes from: a code of its plan, or one with its plan's name."""
    said = knot.promise.step.origin.strip()
    parsed = Code.parse(said)
    named = ActivityId.parse(said)
    here = ActivityId(knot.promise.activity.plan, parsed) if parsed else None
    return {of for of in (here, named) if of}


def _homes(
    pairs: Iterable[Pair], before: Snapshot, after: Snapshot
) -> dict[ActivityId, ActivityId]:
    """Which activity of the later snapshot goes on with which of the earlier one."""
    homes: dict[ActivityId, ActivityId] = {}
    for of in pairs:
        there = of.after or (of.other if of.identity is Identity.MERGED else None)
        if of.before and there:
            homes[before.identity(of.before)] = after.identity(there)
    return homes


def groups(pairs: Iterable[Pair], *, same_plan: bool) -> Iterator[list[Pair]]:
    """The pairs whose promises are looked for together: those merged into one, or split from one.

    So is a code that was used again: the file may still say what became of the steps that stood under it.
    """
    pairs = list(pairs)
    removed = {p.before: i for i, p in enumerate(pairs) if p.identity is Identity.REMOVED}
    by_after = {p.after: i for i, p in enumerate(pairs) if p.after and p.before}
    by_before = {p.before: i for i, p in enumerate(pairs) if p.after and p.before}
    found: dict[int, list[Pair]] = {}
    for index, of in enumerate(pairs):
        root = index
        if of.identity is Identity.MERGED and of.other:
            root = by_after.get(of.other, index)
        elif of.identity is Identity.SPLIT and of.other:
            root = by_before.get(of.other, index)
        elif of.identity is Identity.ADDED and same_plan:
            root = removed.get(of.after, index)
        found.setdefault(root, []).append(of)
    yield from found.values()


def _without_doors(ends: list[End]) -> list[End]:
    """A step that says where it goes on is only the door to the one there, where that says that it comes from here."""
    there = [end for end in ends if end.handed_over]
    doors = [end for end in ends if end.ending is Ending.ELSEWHERE and not end.handed_over]
    if not there or not doors:
        return ends
    said = doors[0].said
    return [
        end._replace(said=end.said or said) if end.handed_over else end
        for end in ends
        if end not in doors
    ]
