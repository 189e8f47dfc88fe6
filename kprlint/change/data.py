"""The change report as plain data: what `schema/changes.schema.json` describes, and all that renderers know."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypedDict

from kprlint import __version__
from kprlint.change.compare import Change, Comparison
from kprlint.change.event import Event, Level
from kprlint.change.ledger import Line, Outcome
from kprlint.change.memory import ActivityPast
from kprlint.change.pairing import Identity
from kprlint.change.snapshot import Snapshot
from kprlint.change.threads import Knot
from kprlint.change.wording import number, written
from kprlint.model import Activity, ActivityId, Code, Due, Kind
from kprlint.promises import Promise, when

VERSION = 2


# Each of these is an object of the schema; “from” is no name in Python, so that the syntax is the other one.
class SnapshotData(TypedDict):
    plan: str
    title: str
    council: str
    period: str | None
    place: str
    name: str
    revision: str | None
    activities: int
    statuses: list[str]


class ScopeData(TypedDict):
    """Which activities are told: those touched since a revision, of a lead, of a portfolio; and the further plans touched."""

    since: str | None
    lead: str | None
    portfolio: str | None
    activities: int
    of: int
    other_plans: list[str]


class SideData(TypedDict):
    activity: str
    file: str
    title: str
    status: str
    kind: str
    leads: list[str]
    portfolio: str


class StandData(TypedDict):
    quarter: str | None
    status: str
    kind: str


PairData = TypedDict(
    "PairData",
    {
        "identity": str,
        "from": SideData | None,
        "to": SideData | None,
        "score": float | None,
        "other": str | None,
        "quarters": int | None,
        "same_status": int | None,
        "statuses": list[StandData],
    },
)


class PromiseData(TypedDict):
    activity: str
    action: str
    due: str | None
    due_end: str | None
    due_in_words: bool
    owner: str | None


class DoneData(TypedDict):
    start: str
    end: str


class PlaceData(TypedDict):
    """A line of a file, from the top of the repository; `link` is where a forge shows it."""

    file: str
    line: int
    revision: str | None
    link: str | None


LineData = TypedDict(
    "LineData",
    {
        "activity": str,
        "outcome": str,
        "declared": bool,
        "from": PromiseData | None,
        "to": PromiseData | None,
        "parts": list[PromiseData],
        "days": int | None,
        "done": DoneData | None,
        "said": str | None,
        "suggestion": str | None,
        "offer": str | None,
        "since": str | None,
        "asked": bool,
        "overdue": bool,
        "first_due": str | None,
        "moves": int,
        "quarters": int | None,
        "same_words": int | None,
        "place": PlaceData | None,
    },
)


class PasteData(TypedDict):
    file: str
    line: str


class EventData(TypedDict):
    name: str
    level: str
    activity: str | None
    title: str | None
    message: str
    arguments: list[str]
    said: str | None
    guess: bool
    paste: list[PasteData]
    place: PlaceData | None


class CountData(TypedDict):
    declared: int
    undeclared: int


class LedgerTotals(TypedDict):
    before: int
    after: int
    new: int
    outcomes: dict[str, CountData]
    unasked: int


StatusMove = TypedDict("StatusMove", {"from": str | None, "to": str | None, "count": int})


class SummaryData(TypedDict):
    headline: str
    activities: dict[str, int]
    statuses: list[StatusMove]
    ledger: LedgerTotals
    events: dict[str, int]


UnreadData = TypedDict("UnreadData", {"in": str, "file": str, "why": str})
LateData = TypedDict("LateData", {"in": str, "file": str, "revision": str, "counted": bool})


class LimitsData(TypedDict):
    guessed: int
    between: list[str]
    unread: list[UnreadData]
    late: list[LateData]


Report = TypedDict(
    "Report",
    {
        "version": int,
        "kprlint": str,
        "from": SnapshotData,
        "to": SnapshotData,
        "scope": ScopeData | None,
        "pairs": list[PairData],
        "ledger": list[LineData],
        "withdrawn": list[PromiseData],
        "events": list[EventData],
        "summary": SummaryData,
        "limits": LimitsData,
    },
)


class Scope(NamedTuple):
    """What part is told, of how many activities; of a branch what it withdraws, and which other plans it touches."""

    of: int
    since: str | None = None
    lead: str | None = None
    portfolio: str | None = None
    withdrawn: tuple[Promise, ...] = ()
    other_plans: tuple[str, ...] = ()


def report(
    comparison: Comparison,
    memory: Mapping[ActivityId, ActivityPast],
    events: Sequence[Event],
    *,
    scope: Scope | None,
    forge: str | None,
    head: str | None,
) -> Report:
    """All that is known. `forge` is the address of a line of a file on a forge, `head` the commit that it is shown at."""
    places = _Places(comparison, forge, head)
    before, after, lines = comparison.before, comparison.after, comparison.ledger.lines
    totals = _ledger_totals(comparison)
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
            "headline": _headline(comparison, events, totals, scope),
            "activities": _activities(comparison),
            "statuses": _statuses(comparison),
            "ledger": totals,
            "events": _event_totals(events),
        },
        "limits": _limits(comparison),
    }


def _scope(scope: Scope, activities: int) -> ScopeData:
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


def _line(line: Line, comparison: Comparison, places: "_Places") -> LineData:
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
    dues = [(due, k.promise.as_at) for k in knots if (due := when(k.promise))]
    return line.outcome is not Outcome.UNACCOUNTED and any(due.end < at for due, at in dues)


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


def _event(event: Event, places: "_Places") -> EventData:
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


class _Places:
    """Where things stand: files from the top of the repository, their lines, and where a forge shows them."""

    def __init__(self, comparison: Comparison, forge: str | None, head: str | None) -> None:
        self._comparison = comparison
        self._snapshots = comparison.ledger.threads.snapshots
        self._forge = forge
        self._head = head

    def of_line(self, line: Line) -> PlaceData | None:
        knot = line.after or line.before
        return self._of_knot(knot) if knot else None

    def _of_knot(self, knot: Knot) -> PlaceData | None:
        snapshot, code = self._snapshots[knot.at], knot.promise.activity.code
        lines = snapshot.places.get(code)
        place = knot.promise.place
        if lines is None or place >= len(lines.steps):
            return None
        return self._place(snapshot, code, lines.steps[place])

    def of_activity(self, event: Event) -> PlaceData | None:
        if event.activity is None:
            return None
        for snapshot in (self._comparison.after, self._comparison.before):
            code = event.activity.code
            if snapshot.name == event.activity.plan and code in snapshot.places:
                fields = snapshot.places[code].fields
                return self._place(snapshot, code, fields.get(event.field, 1))
        return None

    def _place(self, snapshot: Snapshot, code: Code, line: int) -> PlaceData | None:
        name, path = snapshot.names.get(code), snapshot.origin.path
        if name is None:
            return None
        file = f"{path}/{name}" if path else name
        revision = snapshot.origin.revision or self._head
        shown = self._forge and path and revision
        link = (
            self._forge.format(revision=revision, file=_encoded(file), line=line)
            if shown and self._forge
            else None
        )
        return {
            "file": file,
            "line": line,
            "revision": snapshot.origin.revision,
            "link": link,
        }


def _encoded(file: str) -> str:
    from urllib.parse import quote

    return quote(file)


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


_WORSE = ("status-plunged", "status-worsened", "reopened", "put-off", "withdrawn", "unstarted")
_BETTER = ("status-leapt", "status-improved", "completed", "resumed", "reinstated", "started")


def _headline(
    comparison: Comparison, events: Iterable[Event], totals: LedgerTotals, scope: Scope | None
) -> str:
    """One sentence that says what moved, facts alone; good as the preview of a message."""
    events = list(events)
    before, after = comparison.before, comparison.after
    names = Counter(event.name for event in events)
    worse, better = (sum(names[n] for n in group) for group in (_WORSE, _BETTER))
    outcomes = totals["outcomes"]
    done, gone = outcomes[Outcome.DONE]["declared"], outcomes[Outcome.DROPPED]["declared"]
    later = outcomes[Outcome.LATER]["declared"] + outcomes[Outcome.LATER]["undeclared"]
    lost = outcomes[Outcome.UNACCOUNTED]["undeclared"] - totals["unasked"]
    activities = _activities(comparison)
    removed, added = activities[Identity.REMOVED], activities[Identity.ADDED]
    carried = activities[Identity.DECLARED] + activities[Identity.SUSPECTED]
    parts = [
        _count(worse, "activity is worse off", "activities are worse off"),
        _count(better, "activity is better off", "activities are better off"),
    ]
    if comparison.same_plan:
        parts += [
            _count(removed, "activity is gone", "activities are gone"),
            _count(added, "activity is new", "activities are new"),
        ]
    else:
        ended = _count(removed, "activity ended", "activities ended")
        parts += [
            _count(carried, "activity carries on", "activities carry on"),
            f"{ended} with the plan {before.name}" if ended else "",
            _count(added, "activity is new", "activities are new"),
        ]
    parts += [
        _count(done, "promise is declared done", "promises are declared done"),
        _count(later, "promise is now due later", "promises are now due later"),
        _count(gone, "promise is given up", "promises are given up"),
        _count(
            names["status-redefined"],
            "status word has another meaning",
            "status words have another meaning",
        ),
    ]
    said = ", ".join(part for part in parts if part)
    ask = _count(lost, "promise is unaccounted for", "promises are unaccounted for")
    if scope and scope.withdrawn:
        withdrawn = len(scope.withdrawn)
        more = _count(
            withdrawn, "step is taken out on this branch", "steps are taken out on this branch"
        )
        ask = ", ".join(filter(None, (ask, more)))
    what = "; ".join(part for part in (said, ask) if part)
    title = after.plan.title or after.name
    return f"{title}, {_from_to(before, after)}: {what or _nothing(comparison, events, scope)}."


def _nothing(comparison: Comparison, events: Sequence[Event], scope: Scope | None) -> str:
    """What is said where no fact is worth the headline."""
    if scope and not comparison.changes:
        return "none of its activities is touched"
    changed = any(line.outcome is not Outcome.UNCHANGED for line in comparison.ledger.lines) or any(
        event.level is not Level.FOR_THE_RECORD for event in events
    )
    return "no status and no date has moved" if changed else "nothing has changed"


def _from_to(before: Snapshot, after: Snapshot) -> str:
    one, other = str(before.period or "?"), str(after.period or "?")
    return f"within {other}" if one == other else f"{one} to {other}"


def _count(count: int, singular: str, plural: str) -> str:
    return f"{number(count)} {singular if count == 1 else plural}" if count else ""
