"""Events of the status."""

from collections.abc import Iterator

from kprlint.change.compare import Change
from kprlint.change.event import Context, EventRule, Level, Told, event, plan_event
from kprlint.change.ledger import Outcome
from kprlint.change.wording import number, period_of, quarters, quoted
from kprlint.model import Kind
from kprlint.prose.steps.placeholders import is_placeholder

_RANK = {Kind.OFF_TRACK: 0, Kind.AT_RISK: 1, Kind.ON_TRACK: 2}
_PUT_OFF = (Kind.DEFERRED, Kind.PAUSED)
_TROUBLED = (Kind.OFF_TRACK, Kind.AT_RISK, Kind.DEFERRED, Kind.PAUSED)
_LONG = 3  # quarters


def move(before: Kind, after: Kind) -> str | None:
    """The name of the event that a move from one kind to another is; None where the kind stayed."""
    if before is after:
        return None
    one, other = {before, after}, after
    if Kind.UNKNOWN in one:
        return "status-unstated" if other is Kind.UNKNOWN else "status-stated"
    if Kind.WITHDRAWN in one:
        return "withdrawn" if other is Kind.WITHDRAWN else "reinstated"
    if Kind.COMPLETE in one:
        return "completed" if other is Kind.COMPLETE else "reopened"
    if one & set(_PUT_OFF):
        if before in _PUT_OFF and after in _PUT_OFF:
            return "put-off-otherwise"
        return "put-off" if other in _PUT_OFF else "resumed"
    if Kind.NOT_STARTED in one:
        return "unstarted" if other is Kind.NOT_STARTED else "started"
    by = _RANK[after] - _RANK[before]
    return {1: "status-improved", 2: "status-leapt", -1: "status-worsened", -2: "status-plunged"}[
        by
    ]


def _moved(name: str, level: Level, summary: str, sentence: str) -> EventRule:
    """The rule for one kind of move; `sentence` takes {before} and {after}, the plan's words."""

    def find(change: Change, context: Context) -> Iterator[Told]:
        if not (change.before and change.after and change.before_kind and change.after_kind):
            return
        if move(change.before_kind, change.after_kind) != name:
            return
        before, after = change.before.status, change.after.status
        reason = change.after.status_reason
        fresh = reason and reason != change.before.status_reason
        yield Told(
            sentence.format(before=before, after=after),
            (before, after, period_of(context.comparison.after)),
            reason if fresh else "",
            grave=change.after_kind is Kind.OFF_TRACK,
        )

    find.__doc__ = summary
    return event(name, level, field="status")(find)


_NEEDS, _NOTING, _RECORD = Level.NEEDS_EXPLANATION, Level.WORTH_NOTING, Level.FOR_THE_RECORD

_MOVES = (
    _moved("status-plunged", _NEEDS, "From on track to off track in one go.", "The status fell by two steps, from {before} to {after}."),
    _moved("status-worsened", _NEEDS, "One step down.", "The status fell from {before} to {after}."),
    _moved("reopened", _NEEDS, "It was complete, and is not any more.", "It was {before}, and is {after} again."),
    _moved("put-off", _NEEDS, "Deferred or paused.", "It was put off: the status went from {before} to {after}."),
    _moved("withdrawn", _NEEDS, "The council gives the promise up.", "It was withdrawn: the status went from {before} to {after}."),
    _moved("unstarted", _NEEDS, "It had begun, and now has not.", "It is said not to have started: the status went from {before} to {after}."),
    _moved("status-unstated", _NEEDS, "The status is not stated any more.", "The status was {before}, and is now {after}."),
    _moved("status-leapt", _NOTING, "From off track to on track in one go.", "The status rose by two steps, from {before} to {after}."),
    _moved("status-improved", _NOTING, "One step up.", "The status rose from {before} to {after}."),
    _moved("completed", _NOTING, "The promise is kept.", "It is {after}; it was {before}."),
    _moved("resumed", _NOTING, "Deferred or paused, and under way again.", "It is under way again: the status went from {before} to {after}."),
    _moved("reinstated", _NOTING, "Withdrawn, and promised again.", "It was {before}, and is {after}."),
    _moved("put-off-otherwise", _RECORD, "Between deferred and paused.", "The status went from {before} to {after}."),
    _moved("started", _RECORD, "Work has begun.", "It has started: the status went from {before} to {after}."),
    _moved("status-stated", _RECORD, "A status where there was none.", "The status is {after}; it was {before}."),
)  # fmt: skip


@event("status-word-changed", _RECORD, field="status")
def _word_changed(change: Change, context: Context) -> Iterator[Told]:
    """Another word for the same kind of status."""
    if change.before and change.after and change.before_kind is change.after_kind:
        one, other = change.before.status, change.after.status
        if one != other and one and other:
            yield Told(
                f"The status is called {other}, and was called {one}.",
                (one, other, period_of(context.comparison.after)),
            )


@event("to-green-with-nothing-done", _NEEDS, field="status", judges=True)
def _nothing_done(change: Change, context: Context) -> Iterator[Told]:
    """The status rose to on track, though nobody says that any of what was promised is done."""
    if not (change.before and change.after and change.before_kind and change.after_kind):
        return
    rose = move(change.before_kind, change.after_kind) in (
        "status-improved",
        "status-leapt",
        "resumed",
    )
    if not rose or change.after_kind is not Kind.ON_TRACK:
        return
    promised = [line for line in change.lines if line.before]
    if promised and not any(x.outcome in (Outcome.DONE, Outcome.PARTLY) for x in promised):
        reason = change.after.status_reason
        fresh = reason and reason != change.before.status_reason
        steps = "the one step" if len(promised) == 1 else f"any of the {len(promised)} steps"
        yield Told(
            f"The status rose to {change.after.status}, and nobody says that {steps} of last time is done.",
            (change.before.status, change.after.status, period_of(context.comparison.after)),
            reason if fresh else "",
        )


@event("complete-with-open-steps", _NEEDS, field="status", judges=True)
def _open_steps(change: Change, context: Context) -> Iterator[Told]:
    """It is called complete, and still has next steps."""
    if change.after and change.after_kind is Kind.COMPLETE:
        steps = [s.action for s in change.after.open_steps if not is_placeholder(s.action)]
        if steps:
            count = "1 next step is" if len(steps) == 1 else f"{len(steps)} next steps are"
            yield Told(
                f"It is {change.after.status}, but {count} still open: {quoted(min(steps))}"
                + (" and others." if len(steps) > 1 else "."),
                (change.after.status, period_of(context.comparison.after)),
            )


@event("status-stuck", _NOTING, field="status", judges=True)
def _stuck(change: Change, context: Context) -> Iterator[Told]:
    """The same trouble for three quarters or more."""
    if change.after and change.pair.after and change.after_kind in _TROUBLED:
        identity = context.comparison.after.identity(change.pair.after)
        past = context.memory.get(identity)
        if past and past.same_kind >= _LONG:
            yield Told(
                f"It has been {change.after.status} for {quarters(past.same_kind)} running.",
                (str(change.after_kind), period_of(context.comparison.after)),
            )


@plan_event("status-redefined", _NOTING)
def _redefined(context: Context) -> Iterator[Told]:
    """A status word is of another kind than it was: what it says of an activity has changed, and no activity has."""
    comparison = context.comparison
    if not comparison.same_plan:
        return
    before = comparison.before.plan.statuses
    for word, status in comparison.after.plan.statuses.items():
        was = before.get(word)
        if was and was.kind and status.kind and was.kind is not status.kind:
            count = sum(
                c.after is not None and comparison.after.plan.find_status(c.after.status) == status
                for c in comparison.changes
            )
            held = "1 activity has it" if count == 1 else f"{number(count)} activities have it"
            yield Told(
                f"{quoted(word)} meant {was.kind}, and means {status.kind} now; {held}.",
                (word, str(was.kind), str(status.kind)),
            )


RULES = (*_MOVES, _nothing_done, _open_steps, _redefined, _stuck, _word_changed)
