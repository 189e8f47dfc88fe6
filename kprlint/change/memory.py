"""What only the history tells: how often a date has moved, how long a status has lasted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kprlint.change.compare import Change, Comparison, compare
from kprlint.change.promises import Fate, Line, Promise
from kprlint.change.snapshot import Snapshot
from kprlint.change.words import plain
from kprlint.model import ActivityId, Due, Kind, Quarter


class PromisePast(NamedTuple):
    """A promise over the quarters: its first date, how often that moved on, and its age.

    `quarters` counts those in which it was promised, this one among them, `same_words` the last of
    them in which its wording was this.
    """

    first_due: Due | None
    moves: int
    quarters: int
    same_words: int


class ActivityPast(NamedTuple):
    """An activity over the quarters: how many quarters running its status has been of this kind."""

    quarters: int
    same_kind: int


class Entry(NamedTuple):
    """One quarter of an activity: what it was, and the facts of the change that led to it, if one is known."""

    snapshot: Snapshot
    identity: ActivityId
    change: Change | None


class Memory(NamedTuple):
    """The past of what the last snapshot holds; empty where nothing came before."""

    activities: Mapping[ActivityId, ActivityPast] = {}
    promises: Mapping[Promise, PromisePast] = {}


def remember(comparisons: Iterable[Comparison]) -> Memory:
    """The memory at the end of a chain of comparisons, oldest first, each beginning where the last ended."""
    memory = None
    for comparison in comparisons:
        memory = _advance(memory or _begin(comparison.before), comparison)
    return memory or Memory()


def chain(snapshots: Iterable[Snapshot]) -> Iterator[Comparison]:
    """The comparison of each snapshot with the next."""
    previous = None
    for snapshot in snapshots:
        if previous is not None:
            yield compare(previous, snapshot)
        previous = snapshot


def entries(comparisons: Sequence[Comparison], last: Snapshot, of: ActivityId) -> list[Entry]:
    """The quarters of the activity that `last`, where the chain ends, knows as `of`; oldest first."""
    found: list[Entry] = []
    snapshot, wanted = last, of
    for comparison in reversed(comparisons):
        change = next((c for c in comparison.changes if c.pair.after == wanted.code), None)
        found.append(Entry(snapshot, wanted, change))
        if change is None or change.pair.before is None:
            return found[::-1]
        snapshot = comparison.before
        wanted = snapshot.identity(change.pair.before)
    found.append(Entry(snapshot, wanted, None))
    return found[::-1]


def _begin(snapshot: Snapshot) -> Memory:
    return Memory({snapshot.identity(code): ActivityPast(1, 1) for code in snapshot.activities}, {})


def _advance(memory: Memory, comparison: Comparison) -> Memory:
    one_on = _quarters(comparison.before.period, comparison.after.period)
    activities: dict[ActivityId, ActivityPast] = {}
    promises: dict[Promise, PromisePast] = {}
    for change in comparison.changes:
        if change.pair.after:
            identity = comparison.after.identity(change.pair.after)
            activities[identity] = _activity(memory, comparison, change, one_on)
        for line in change.lines:
            if line.after and not (line.shared and line.after in promises):
                promises[line.after] = _promise(memory, line, one_on)
    return Memory(activities, promises)


def _quarters(before: Quarter | None, after: Quarter | None) -> int:
    """How many quarters further the later snapshot is: one, or none within a quarter."""
    return int(before != after) if before and after else 1


def _activity(memory: Memory, comparison: Comparison, change: Change, one_on: int) -> ActivityPast:
    if change.pair.before is None:
        return ActivityPast(1, 1)
    past = memory.activities.get(comparison.before.identity(change.pair.before), ActivityPast(1, 1))
    same = change.before_kind == change.after_kind and change.after_kind is not Kind.UNKNOWN
    return ActivityPast(past.quarters + one_on, past.same_kind + one_on if same else 1)


def _promise(memory: Memory, line: Line, one_on: int) -> PromisePast:
    assert line.after
    if line.before is None or line.fate is Fate.NEW:
        return PromisePast(line.after.due, 0, 1, 1)
    past = memory.promises.get(line.before, PromisePast(line.before.due, 0, 1, 1))
    same = plain(line.before.step.action) == plain(line.after.step.action)
    return PromisePast(
        past.first_due or line.after.due,
        past.moves + (line.fate is Fate.LATER),
        past.quarters + one_on,
        past.same_words + one_on if same else 1,
    )
