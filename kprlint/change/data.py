"""The change report as plain data: what `schema/changes.schema.json` describes, and all that renderers know."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from kprlint import __version__
from kprlint.change import delivery, pairing, promises
from kprlint.change.answers import Answered, Given
from kprlint.change.compare import Change, Comparison
from kprlint.change.event import Answer, Event, Level
from kprlint.change.memory import Memory
from kprlint.change.pairing import Identity
from kprlint.change.promises import Fate, Line, Promise
from kprlint.change.snapshot import Snapshot
from kprlint.change.wording import number, say_due
from kprlint.model import Activity, ActivityId, Code, Due, Kind

VERSION = 1

Data = dict[str, Any]


def report(
    comparison: Comparison, memory: Memory, answered: Answered, *, since: str | None, of: int
) -> Data:
    """All that is known. `since`: only activities touched since that revision are told, of `of` in all."""
    places = _places(comparison)
    lines = sorted(
        comparison.lines, key=lambda line: (places.get(_told(line).of, 0), promises.order(line))
    )
    levels = {str(level): 0 for level in Level}
    for event in answered.events:
        levels[event.level] += event.answer is None
    summary = {
        "activities": _activities(comparison),
        "statuses": _statuses(comparison),
        "ledger": _ledger_totals(lines),
        "events": levels | {"answered": sum(e.answer is not None for e in answered.events)},
    }
    return {
        "version": VERSION,
        "kprlint": __version__,
        "from": _snapshot(comparison.before),
        "to": _snapshot(comparison.after),
        "scope": {"since": since, "activities": len(comparison.changes), "of": of}
        if since
        else None,
        "pairs": [_pair(change, comparison, memory) for change in comparison.changes],
        "ledger": [_line(line, memory) for line in lines],
        "events": [_event(event) for event in answered.events],
        "answers": {
            "unused": [_given(g) for g in answered.unused],
            "expired": [_given(g) for g in answered.expired],
        },
        "summary": {"headline": _headline(comparison, answered.events, summary), **summary},
        "limits": {
            "guessed": sum(c.pair.identity is Identity.SUSPECTED for c in comparison.changes),
            "thresholds": {
                "suspected": pairing.SUSPECTED,
                "reused": pairing.REUSED,
                "same-promise": promises.SAME,
                "possibly-the-same": promises.POSSIBLY,
                "delivered": delivery.ENOUGH,
            },
            "unread": [
                {"in": side, "file": unread.file, "why": unread.why}
                for side, snapshot in (("from", comparison.before), ("to", comparison.after))
                for unread in snapshot.unread
            ],
            "late": [
                {
                    "in": side,
                    "file": f"{snapshot.origin.path}/{late.file}",
                    "revision": late.commit,
                    "counted": late.counted,
                }
                for side, snapshot in (("from", comparison.before), ("to", comparison.after))
                for late in snapshot.late
            ],
        },
    }


def _snapshot(snapshot: Snapshot) -> Data:
    plan, origin = snapshot.plan, snapshot.origin
    return {
        "plan": snapshot.name,
        "title": plan.title,
        "council": plan.council,
        "period": str(plan.period) if plan.period else None,
        "place": str(origin.place),
        "name": origin.label,
        "revision": origin.revision,
        "activities": len(snapshot.activities),
        "statuses": list(plan.statuses),
    }


def _pair(change: Change, comparison: Comparison, memory: Memory) -> Data:
    of = change.pair
    before, after = comparison.before, comparison.after
    identity = after.identity(of.after) if of.after else None
    past = memory.activities.get(identity) if identity else None
    return {
        "identity": str(of.identity),
        "from": _side(before, of.before, change.before, change.before_kind),
        "to": _side(after, of.after, change.after, change.after_kind),
        "score": of.score,
        "other": str((after if of.identity is Identity.MERGED else before).identity(of.other))
        if of.other
        else None,
        "quarters": past.quarters if past else None,
        "same_status": past.same_kind if past else None,
    }


def _side(
    snapshot: Snapshot, code: Code | None, activity: Activity | None, kind: Kind | None
) -> Data | None:
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


def _line(line: Line, memory: Memory) -> Data:
    past = memory.promises.get(line.after) if line.after else None
    return {
        "activity": str(_told(line).of),
        "kind": str(line.fate),
        "from": _promise(line.before),
        "to": _promise(line.after),
        "days": line.days,
        "evidence": line.evidence or None,
        "nearest": line.nearest or None,
        "score": line.score,
        "shared": line.shared,
        "first_due": _due(past.first_due) if past else None,
        "moves": past.moves if past else 0,
        "quarters": past.quarters if past else None,
        "same_words": past.same_words if past else None,
    }


def _told(line: Line) -> Promise:
    told = line.after or line.before
    assert told
    return told


def _places(comparison: Comparison) -> dict[ActivityId, int]:
    """Where the pairs have each activity."""
    places: dict[ActivityId, int] = {}
    for place, change in enumerate(comparison.changes):
        for snapshot, code in (
            (comparison.before, change.pair.before),
            (comparison.after, change.pair.after),
        ):
            if code:
                places[snapshot.identity(code)] = place
    return places


def _due(due: Due | None) -> str | None:
    """As a file writes it; in words where it cannot: neither “spring 2024” nor “by 2025” is a financial quarter or year."""
    if due is None:
        return None
    return str(due) if Due.parse(str(due)) == due else say_due(due)


def _promise(promise: Promise | None) -> Data | None:
    if promise is None:
        return None
    due = promise.due
    return {
        "activity": str(promise.of),
        "action": promise.step.action,
        "due": _due(due),
        "due_end": due.end.isoformat() if due else None,
        "due_in_words": bool(due and not promise.step.due),
        "owner": promise.step.owner or None,
    }


def _event(event: Event) -> Data:
    return {
        "name": event.name,
        "level": str(event.level),
        "activity": str(event.activity) if event.activity else None,
        "title": event.title or None,
        "message": event.message,
        "arguments": list(event.arguments),
        "fingerprint": event.fingerprint,
        "guess": event.guess,
        "answer": _answer(event.answer) if event.answer else None,
        "paste": [{"file": file, "line": line} for file, line in event.paste],
    }


def _answer(answer: Answer) -> Data:
    return {
        "reason": answer.reason,
        "who": answer.who or None,
        "until": answer.until.isoformat() if answer.until else None,
    }


def _given(given: Given) -> Data:
    return {"fingerprint": given.fingerprint, **_answer(given.answer)}


def _activities(comparison: Comparison) -> Data:
    counts = Counter(change.pair.identity for change in comparison.changes)
    return {
        "from": sum(change.before is not None for change in comparison.changes),
        "to": sum(change.after is not None for change in comparison.changes),
        **{str(identity): counts[identity] for identity in Identity},
    }


def _statuses(comparison: Comparison) -> list[Data]:
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


def _ledger_totals(lines: Iterable[Line]) -> Data:
    """The counts by kind. `before` is the sum of all but new; `after` of those that live on, and new.

    A step that was merged into another (`merged`) is not counted in `after` again.
    """
    lines = list(lines)
    counts = Counter(line.fate for line in lines)
    merged = sum(line.shared for line in lines if line.fate is Fate.REWORDED)
    gone = counts[Fate.DELIVERED] + counts[Fate.DROPPED]
    before = len(lines) - counts[Fate.NEW]
    return {
        "before": before,
        "after": before - gone - merged + counts[Fate.NEW],
        **{str(fate): counts[fate] for fate in Fate},
        "merged": merged,
        "split": sum(line.shared for line in lines if line.fate is Fate.NEW),
        "explained": sum(bool(line.evidence) for line in lines if line.fate is Fate.DROPPED),
    }


_WORSE = ("status-plunged", "status-worsened", "reopened", "put-off", "withdrawn", "unstarted")
_BETTER = ("status-leapt", "status-improved", "completed", "resumed", "reinstated", "started")


def _headline(comparison: Comparison, events: Iterable[Event], summary: Data) -> str:
    """One sentence that says what moved; good as the preview of a message."""
    events = list(events)
    before, after = comparison.before, comparison.after
    names = Counter(event.name for event in events)
    worse, better = (sum(names[n] for n in group) for group in (_WORSE, _BETTER))
    ledger = summary["ledger"]
    activities = summary["activities"]
    parts = [
        _count(worse, "activity is worse off", "activities are worse off"),
        _count(better, "activity is better off", "activities are better off"),
    ]
    if comparison.same_plan:
        unexplained = names["step-dropped"]
        parts += [
            _count(activities[Identity.REMOVED], "activity is gone", "activities are gone"),
            _count(activities[Identity.ADDED], "activity is new", "activities are new"),
            _count(ledger[Fate.DELIVERED], "promise was kept", "promises were kept"),
            _count(ledger[Fate.LATER], "promise slipped", "promises slipped"),
            _count(unexplained, "promise was dropped", "promises were dropped")
            + (" without explanation" if unexplained else ""),
        ]
    else:
        carried = activities[Identity.DECLARED] + activities[Identity.SUSPECTED]
        parts += [
            _count(carried, "activity carries on", "activities carry on"),
            _count(activities[Identity.REMOVED], "activity ended", "activities ended")
            + (f" with the plan {before.name}" if activities[Identity.REMOVED] else ""),
            _count(activities[Identity.ADDED], "activity is new", "activities are new"),
        ]
    said = ", ".join(part for part in parts if part)
    needs = summary["events"][Level.NEEDS_EXPLANATION]
    ask = _count(needs, "matter needs an explanation", "matters need an explanation")
    what = "; ".join(part for part in (said, ask) if part)
    title = after.plan.title or after.name
    return f"{title}, {_from_to(before, after)}: {what or 'nothing has changed'}."


def _from_to(before: Snapshot, after: Snapshot) -> str:
    one, other = str(before.period or "?"), str(after.period or "?")
    return f"within {other}" if one == other else f"{one} to {other}"


def _count(count: int, singular: str, plural: str) -> str:
    return f"{number(count)} {singular if count == 1 else plural}" if count else ""
