"""What differs between two snapshots: facts, activity by activity, without judgement."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kprlint.change.ledger import Ledger, Line, ledger
from kprlint.change.pairing import Identity, Pair, pair
from kprlint.change.snapshot import Snapshot
from kprlint.model import Activity, ActivityId, Code, Kind


class Change(NamedTuple):
    """An activity of either snapshot, or of both, and what became of its promises.

    A status word of both registers is of the kind that the later one gives it: a word that was given another kind
    is no fall.
    """

    pair: Pair
    before: Activity | None
    after: Activity | None
    before_kind: Kind | None
    after_kind: Kind | None
    lines: tuple[Line, ...]


class Comparison(NamedTuple):
    """Two snapshots and all their activities, in the later register's order; `ledger` has the lines of all."""

    before: Snapshot
    after: Snapshot
    changes: tuple[Change, ...]
    ledger: Ledger

    @property
    def same_plan(self) -> bool:
        return self.before.name == self.after.name

    @property
    def reused(self) -> frozenset[Code]:
        """The codes under which the later snapshot has another activity altogether."""
        if not self.same_plan:
            return frozenset()
        removed = {c.pair.before for c in self.changes if c.pair.identity is Identity.REMOVED}
        added = {c.pair.after for c in self.changes if c.pair.identity is Identity.ADDED}
        return frozenset(code for code in removed & added if code)

    @property
    def lines(self) -> Iterator[Line]:
        for change in self.changes:
            yield from change.lines

    def identity(self, pair: Pair) -> ActivityId:
        """Whom to speak of: the later side's activity where there is one."""
        if pair.after:
            return self.after.identity(pair.after)
        assert pair.before
        return self.before.identity(pair.before)


def compare(chain: Sequence[Snapshot], at: int) -> Comparison:
    """The facts between the snapshot at place `at` of a chain, oldest first, and its last one.

    The same for the same contents, whatever the order of files, fields and list items. What lies between the two is
    read for what became of promises, what lies before for their age.
    """
    before, after = chain[at], chain[-1]
    found = ledger(chain, at)
    pairs = found.threads.pairs[-1] if at == len(chain) - 2 else pair(before, after)
    return Comparison(before, after, tuple(_changes(before, after, pairs, found.lines)), found)


def _changes(
    before: Snapshot, after: Snapshot, pairs: Iterable[Pair], lines: Iterable[Line]
) -> Iterator[Change]:
    by_activity: dict[ActivityId, list[Line]] = {}
    for line in lines:
        by_activity.setdefault(line.activity, []).append(line)
    for of in pairs:
        old = before.activities[of.before] if of.before else None
        new = after.activities[of.after] if of.after else None
        found: list[Line] = []
        if of.after:
            found += by_activity.pop(after.identity(of.after), [])
        if of.before:
            found += by_activity.pop(before.identity(of.before), [])
        yield Change(
            of,
            old,
            new,
            _kind(old, before, after) if old else None,
            after.kind(new) if new else None,
            tuple(found),
        )


def _kind(activity: Activity, before: Snapshot, after: Snapshot) -> Kind:
    again = after.kind(activity) if before.name == after.name else Kind.UNKNOWN
    return again if again is not Kind.UNKNOWN else before.kind(activity)
