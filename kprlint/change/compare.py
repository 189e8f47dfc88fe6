"""What differs between two snapshots: facts, activity by activity, without judgement."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from kprlint.change.pairing import Identity, Pair, pair
from kprlint.change.promises import Fate, Line, Promise, Report, ledger, order, same_words
from kprlint.change.snapshot import Snapshot
from kprlint.model import Activity, ActivityId, Code, Kind
from kprlint.prose.steps.placeholders import is_placeholder


class Change(NamedTuple):
    """An activity of either snapshot, or of both, and what became of its promises.

    `lines` are those of the earlier side's promises, and the new ones of the later side.
    """

    pair: Pair
    before: Activity | None
    after: Activity | None
    before_kind: Kind | None
    after_kind: Kind | None
    lines: tuple[Line, ...]


class Comparison(NamedTuple):
    """Two snapshots and all their activities, by code."""

    before: Snapshot
    after: Snapshot
    changes: tuple[Change, ...]

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


def compare(before: Snapshot, after: Snapshot) -> Comparison:
    """The facts; the same for the same contents, whatever the order of files, fields and list items."""
    pairs = pair(before, after)
    lines: list[Line] = []
    for group in _groups(pairs):
        old = {p.before for p in group if p.before}
        new = {p.after for p in group if p.after}
        later = [after.activities[code] for code in after.plan.sorted(new)]
        report = Report(
            [item for activity in later for item in activity.progress],
            " ".join(activity.status_reason for activity in later),
            any(after.kind(activity) is Kind.COMPLETE for activity in later),
        )
        lines += ledger(_promises(before, old), _promises(after, new), report)
    lines = _moved_elsewhere(lines)
    return Comparison(before, after, tuple(_changes(before, after, pairs, lines)))


def _groups(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """The pairs whose promises are looked for together: those merged into one, or split from one."""
    pairs = list(pairs)
    by_after = {p.after: i for i, p in enumerate(pairs) if p.after and p.before}
    by_before = {p.before: i for i, p in enumerate(pairs) if p.after and p.before}
    groups: dict[int, list[Pair]] = {}
    for index, of in enumerate(pairs):
        root = index
        if of.identity is Identity.MERGED and of.other:
            root = by_after.get(of.other, index)
        elif of.identity is Identity.SPLIT and of.other:
            root = by_before.get(of.other, index)
        groups.setdefault(root, []).append(of)
    yield from groups.values()


def _promises(snapshot: Snapshot, codes: Iterable[Code]) -> list[Promise]:
    promises = []
    for code in codes:
        activity = snapshot.activities[code]
        period = activity.period or snapshot.period
        since = period.first_day if period else date.min
        identity = snapshot.identity(code)
        promises += [
            Promise.make(identity, step, since)
            for step in activity.next_steps
            if not is_placeholder(step.action)
        ]
    return promises


def _moved_elsewhere(lines: list[Line]) -> list[Line]:
    """A promise dropped in one activity and new in another, in the same words, went from one to the other."""
    dropped = [line for line in lines if line.fate is Fate.DROPPED and not line.evidence]
    new = [line for line in lines if line.fate is Fate.NEW and not line.shared]
    old_left = sorted((line.before for line in dropped if line.before), key=lambda p: p.key)
    new_left = sorted((line.after for line in new if line.after), key=lambda p: p.key)
    moved = [line._replace(elsewhere=True) for line in same_words(old_left, new_left)]
    rest = list(lines)
    for line in moved:  # one by one: an activity may promise the same twice
        rest.remove(next(x for x in dropped if x.before == line.before))
        rest.remove(next(x for x in new if x.after == line.after))
    return sorted([*rest, *moved], key=order)


def _changes(
    before: Snapshot, after: Snapshot, pairs: Iterable[Pair], lines: Iterable[Line]
) -> Iterator[Change]:
    by_old: dict[ActivityId, list[Line]] = {}
    by_new: dict[ActivityId, list[Line]] = {}
    for line in lines:
        if line.fate is not Fate.NEW and line.before:
            by_old.setdefault(line.before.of, []).append(line)
        elif line.after:
            by_new.setdefault(line.after.of, []).append(line)
    for of in pairs:
        old = before.activities[of.before] if of.before else None
        new = after.activities[of.after] if of.after else None
        found = by_old.get(before.identity(of.before), []) if of.before else []
        found = found + (by_new.get(after.identity(of.after), []) if of.after else [])
        yield Change(
            of,
            old,
            new,
            before.kind(old) if old else None,
            after.kind(new) if new else None,
            tuple(sorted(found, key=order)),
        )
