"""What only the history tells of an activity: its statuses over the quarters, and how long one has lasted."""

from collections.abc import Mapping
from typing import NamedTuple

from kprlint.change.threads import Threads
from kprlint.model import ActivityId, Kind, Quarter

_MOST = 6


class Stand(NamedTuple):
    """What an activity's status was in a quarter: the plan's word and its kind."""

    quarter: Quarter | None
    word: str
    kind: Kind


class ActivityPast(NamedTuple):
    """An activity over the quarters: how many there are, how many running its status has been of this kind.

    `stands` are the last of them, oldest first, this one among them.
    """

    quarters: int
    same_kind: int
    stands: tuple[Stand, ...]


def remember(threads: Threads) -> Mapping[ActivityId, ActivityPast]:
    """The past of each activity of the last snapshot of a chain."""
    known: dict[ActivityId, ActivityPast] = {}
    for at, snapshot in enumerate(threads.snapshots):
        before = threads.snapshots[at - 1] if at else None
        earlier = {p.after: p.before for p in threads.pairs[at - 1] if p.before} if at else {}
        found: dict[ActivityId, ActivityPast] = {}
        for code, activity in snapshot.activities.items():
            stand = Stand(snapshot.period, activity.status, snapshot.kind(activity))
            old = earlier.get(code)
            past = known.get(before.identity(old)) if before and old else None
            found[snapshot.identity(code)] = _with(past, stand)
        known = found
    return known


def _with(past: ActivityPast | None, stand: Stand) -> ActivityPast:
    if past is None:
        return ActivityPast(1, 1, (stand,))
    last = past.stands[-1]
    further = int(last.quarter != stand.quarter) if last.quarter and stand.quarter else 1
    same = last.kind is stand.kind is not Kind.UNKNOWN
    stands = (*past.stands, stand) if further else (*past.stands[:-1], stand)
    same_kind = past.same_kind + further if same else 1
    return ActivityPast(past.quarters + further, same_kind, stands[-_MOST:])
