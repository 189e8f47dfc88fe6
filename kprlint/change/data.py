"""The change report as plain data: what `schema/changes.schema.json` describes, and all that renderers know."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kprlint import __version__
from kprlint.change.compare import Change, Comparison
from kprlint.change.event import Event, Level
from kprlint.change.headline import Extent, headline
from kprlint.change.ledger import Line, Outcome
from kprlint.change.links import Links
from kprlint.change.memory import ActivityPast
from kprlint.change.pairing import Identity
from kprlint.change.schema import (
    CountData,
    DoneData,
    EventData,
    LedgerTotals,
    LimitsData,
    LineData,
    PairData,
    PromiseData,
    Report,
    ScopeData,
    SideData,
    SnapshotData,
    StatusMove,
)
from kprlint.change.snapshot import Snapshot
from kprlint.change.wording import written
from kprlint.model import Activity, ActivityId, Code, Due, Kind
from kprlint.promises import Promise, is_over, when
from kprlint.words import ENGLISH

VERSION = 2


def report(
    comparison: Comparison,
    memory: Mapping[ActivityId, ActivityPast],
    events: Sequence[Event],
    *,
    scope: Extent | None,
    forge: str | None,
    head: str | None,
) -> Report:
    """All that is known. `forge` is the address of a line of a file on a forge, `head` the commit that it is shown at."""
    places = Links(comparison, forge, head)
    before, after, lines = comparison.before, comparison.after, comparison.ledger.lines
    totals, activities = _ledger_totals(comparison), _activities(comparison)
    return {
        "version": VERSION,
        "kprlint": __version__,
        "from": _snapshot(before),
        "to": _snapshot(after),
        "scope": _scope(scope, len(comparison.changes)) if scope else None,
        "pairs": [_pair(change, comparison, memory) for change in comparison.changes],
        "ledger": [_line(line, comparison, places) for line in lines],
        "withdrawn": [_promise(promise) for promise in scope.withdrawn] if scope else [],
        "events": [_event(event, places) for event in events],
        "summary": {
            "headline": headline(comparison, events, activities, totals, scope),
            "activities": activities,
            "statuses": _statuses(comparison),
            "ledger": totals,
            "events": _event_totals(events),
        },
        "limits": _limits(comparison),
    }


def _scope(scope: Extent, activities: int) -> ScopeData:
    return {
        "since": scope.since,
        "lead": scope.lead,
        "portfolio": scope.portfolio,
        "activities": activities,
        "of": scope.of,
        "other_plans": list(scope.other_plans),
    }


def _limits(comparison: Comparison) -> LimitsData:
    sides = (("from", comparison.before), ("to", comparison.after))
    found = comparison.ledger
    between = found.threads.snapshots[found.at + 1 : -1]
    return {
        "guessed": sum(c.pair.identity is Identity.SUSPECTED for c in comparison.changes),
        "between": [str(snapshot.period) for snapshot in between],
        "unread": [
            {"in": side, "file": unread.file, "why": unread.why}
            for side, snapshot in sides
            for unread in snapshot.unread
        ],
        "late": [
            {
                "in": side,
                "file": f"{snapshot.origin.path}/{late.file}",
                "revision": late.commit,
                "counted": late.counted,
            }
            for side, snapshot in sides
            for late in snapshot.late
        ],
    }


def _snapshot(snapshot: Snapshot) -> SnapshotData:
    plan, origin = snapshot.plan, snapshot.origin
    return {
        "plan": snapshot.name,
        "title": plan.title,
        "council": plan.council,
        "language": plan.language or ENGLISH,
        "period": str(plan.period) if plan.period else None,
        "place": str(origin.place),
        "name": origin.label,
        "revision": origin.revision,
        "activities": len(snapshot.activities),
        "statuses": list(plan.statuses),
    }


def _pair(
    change: Change, comparison: Comparison, memory: Mapping[ActivityId, ActivityPast]
) -> PairData:
    of = change.pair
    before, after = comparison.before, comparison.after
    past = memory.get(after.identity(of.after)) if of.after else None
    other = after if of.identity is Identity.MERGED else before
    return {
        "identity": str(of.identity),
        "from": _side(before, of.before, change.before, change.before_kind),
        "to": _side(after, of.after, change.after, change.after_kind),
        "score": of.score,
        "other": str(other.identity(of.other)) if of.other else None,
        "quarters": past.quarters if past else None,
        "same_status": past.same_kind if past else None,
        "statuses": [
            {
                "quarter": str(stand.quarter) if stand.quarter else None,
                "status": stand.word,
                "kind": str(stand.kind),
            }
            for stand in (past.stands if past else ())
        ],
    }


def _side(
    snapshot: Snapshot, code: Code | None, activity: Activity | None, kind: Kind | None
) -> SideData | None:
    if activity is None or code is None:
        return None
    return {
        "activity": str(snapshot.identity(code)),
        "file": snapshot.names[code],
        "title": activity.title,
        "status": activity.status,
        "kind": str(kind),
        "leads": sorted(filter(None, activity.leads)),
        "portfolio": activity.portfolio,
    }


def _line(line: Line, comparison: Comparison, places: Links) -> LineData:
    past = line.past
    return {
        "activity": str(line.activity),
        "outcome": str(line.outcome),
        "declared": line.declared,
        "from": _promise(line.before.promise) if line.before else None,
        "to": _promise(line.after.promise) if line.after else None,
        "parts": [_promise(part.promise) for part in line.parts],
        "days": line.days,
        "done": _done(line.done),
        "said": line.said or None,
        "updates": list(line.updates),
        "suggestion": line.suggestion or None,
        "offer": line.offer or None,
        "since": str(line.since) if line.since else None,
        "asked": line.asked,
        "overdue": is_overdue(line),
        "first_due": written(past.first_due) if past and past.first_due else None,
        "moves": past.moves if past else 0,
        "quarters": past.quarters if past else None,
        "same_words": past.same_words if past else None,
        "place": places.of_line(line),
    }


def is_overdue(line: Line) -> bool:
    """Whether what stands for a promise now is open though its day is over."""
    knots = [k for k in (line.after, *line.parts) if k and k.promise.step.is_open]
    dues = ((when(k.promise), k.promise.as_at) for k in knots)
    return line.outcome is not Outcome.UNACCOUNTED and any(is_over(*one) for one in dues)


def _done(done: Due | None) -> DoneData | None:
    return {"start": done.start.isoformat(), "end": done.end.isoformat()} if done else None


def _promise(promise: Promise) -> PromiseData:
    due = when(promise)
    return {
        "activity": str(promise.activity),
        "action": promise.action,
        "due": written(due) if due else None,
        "due_end": due.end.isoformat() if due else None,
        "due_in_words": bool(due and due.in_words),
        "owner": promise.step.owner or None,
    }


def _event(event: Event, places: Links) -> EventData:
    return {
        "name": event.name,
        "level": str(event.level),
        "activity": str(event.activity) if event.activity else None,
        "title": event.title or None,
        "message": event.message,
        "arguments": list(event.arguments),
        "said": event.said or None,
        "guess": event.guess,
        "paste": [{"file": file, "line": line} for file, line in event.paste],
        "place": places.of_line(event.line) if event.line else places.of_activity(event),
    }


def _activities(comparison: Comparison) -> dict[str, int]:
    counts = Counter(change.pair.identity for change in comparison.changes)
    return {
        "from": sum(change.before is not None for change in comparison.changes),
        "to": sum(change.after is not None for change in comparison.changes),
        **{str(identity): counts[identity] for identity in Identity},
    }


def _statuses(comparison: Comparison) -> list[StatusMove]:
    """How many activities went from which status to which; null where it is in one snapshot alone."""
    counts = Counter(
        (c.before.status if c.before else None, c.after.status if c.after else None)
        for c in comparison.changes
    )
    before, after = list(comparison.before.plan.statuses), list(comparison.after.plan.statuses)

    def order(pair: tuple[str | None, str | None]) -> tuple[int, str, int, str]:
        one, other = pair
        return _place(one, before), one or "", _place(other, after), other or ""

    moves = sorted(counts, key=order)
    return [{"from": one, "to": other, "count": counts[one, other]} for one, other in moves]


def _place(word: str | None, words: Sequence[str]) -> int:
    if word is None:
        return len(words) + 1
    return words.index(word) if word in words else len(words)


def _ledger_totals(comparison: Comparison) -> LedgerTotals:
    """The counts by outcome. `before` is the number of earlier promises, `new` that of the others.

    `after`: the steps that are open in the later report, each once, whatever they stand for. `unasked`: of those
    unaccounted, what was lost before the plan asked for answers.
    """
    lines = comparison.ledger.lines
    last = comparison.ledger.threads.last
    counts: dict[str, CountData] = {str(o): {"declared": 0, "undeclared": 0} for o in Outcome}
    for line in lines:
        counts[line.outcome]["declared" if line.declared else "undeclared"] += 1
    open_now = {
        k.key
        for line in lines
        for k in (line.after, *line.parts)
        if k and k.at == last and k.promise.step.is_open
    }
    return {
        "before": sum(line.before is not None for line in lines),
        "after": len(open_now),
        "new": sum(line.before is None for line in lines),
        "outcomes": counts,
        "unasked": sum(not line.asked for line in lines),
    }


def _event_totals(events: Iterable[Event]) -> dict[str, int]:
    """Events that nobody explained by level, and those explained."""
    events = list(events)
    counts = Counter(event.level for event in events if event.is_open)
    explained = sum(not event.is_open for event in events)
    return {**{str(level): counts[level] for level in Level}, "explained": explained}
