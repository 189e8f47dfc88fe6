"""Events of single promises."""

from collections.abc import Iterator

from kprlint.change.event import Context, EventRule, Level, Told, line_event
from kprlint.change.ledger import Line, Outcome
from kprlint.change.wording import apart, period_of, quarters, quoted, say_when, times, together
from kprlint.promises import Promise, When, is_over, when
from kprlint.promises.words import key
from kprlint.prose.steps.losses import losses

_LONG = 3  # quarters

_NEEDS, _NOTING, _RECORD = Level.NEEDS_EXPLANATION, Level.WORTH_NOTING, Level.FOR_THE_RECORD
_OPEN = frozenset(
    {Outcome.UNCHANGED, Outcome.REWORDED, Outcome.EARLIER, Outcome.REOPENED, Outcome.MOVED_TO}
)


def _arguments(line: Line, context: Context) -> tuple[str, ...]:
    knots = (line.before, line.after)
    texts = [f"{key(k.promise.action)}|{_due(k.promise) or ''}" if k else "" for k in knots]
    return (*texts, period_of(context.comparison.after))


def _due(promise: Promise) -> str:
    found = when(promise)
    return f"{found.start}/{found.end}" if found else ""


def _before(line: Line) -> str:
    return quoted(line.before.promise.action) if line.before else ""


def _after(line: Line) -> str:
    told = line.after or line.before
    return quoted(told.promise.action) if told else ""


def _dates(line: Line) -> tuple[When | None, When | None]:
    one, other = (when(k.promise) if k else None for k in (line.before, line.after))
    return one, other


@line_event("step-slipped", _NEEDS)
def _slipped(line: Line, context: Context) -> Iterator[Told]:
    """A date moved on, or was taken away."""
    if line.outcome is not Outcome.LATER:
        return
    one, other = _dates(line)
    if line.days is None or other is None or one is None:
        was = say_when(one) if one else "dated"
        message = f"{_after(line)} was due {was}, and has no date any more."
    else:
        message = _moved(line, "slipped", one, other)
    said = together(line.said, *line.updates) if line.declared else ""
    yield Told(message, _arguments(line, context), said)


@line_event("step-unaccounted", _NEEDS)
def _unaccounted(line: Line, context: Context) -> Iterator[Told]:
    """A promise of last time is gone, and nobody has said what became of it."""
    if line.outcome is Outcome.UNACCOUNTED and not _is_old(line, context):
        yield _lost(line, context, "is no longer there")


@line_event("step-still-unaccounted", _NEEDS)
def _still_unaccounted(line: Line, context: Context) -> Iterator[Told]:
    """A promise was lost in an earlier quarter, and nobody has said since what became of it."""
    if line.outcome is Outcome.UNACCOUNTED and _is_old(line, context):
        last = f"was last promised in {line.since}" if line.since else "is no longer there"
        yield _lost(line, context, last)


def _is_old(line: Line, context: Context) -> bool:
    return bool(line.before and line.before.at < context.comparison.ledger.at)


def _lost(line: Line, context: Context, how: str) -> Told:
    assert line.before
    due = when(line.before.promise)
    was = f", due {say_when(due)}," if due else ""
    what = "a part of it" if line.after else "it"
    return Told(
        f"{_before(line)}{was} {how}, and nobody has said what became of {what}.",
        _arguments(line, context),
        level=None if line.asked else _RECORD,
        paste=_was(line, context),
    )


def _was(line: Line, context: Context) -> tuple[tuple[str, str], ...]:
    """The line that says that a new step is this one in other words."""
    if not line.offer or line.before is None:
        return ()
    file = context.comparison.after.names.get(line.activity.code, f"{line.activity.code}.yaml")
    text = line.before.promise.action.replace("\\", "\\\\").replace('"', '\\"')
    return ((file, f'was: "{" ".join(text.split())}"'),)


@line_event("step-reopened", _NEEDS)
def _reopened(line: Line, context: Context) -> Iterator[Told]:
    """A promise that was closed is open again."""
    if line.outcome is Outcome.REOPENED:
        yield Told(
            f"{_before(line)} was closed, and is open again.", _arguments(line, context), line.said
        )


@line_event("step-overdue", _NEEDS)
def _overdue(line: Line, context: Context) -> Iterator[Told]:
    """Its day is over, and it is still open."""
    if line.outcome in _OPEN and line.after and line.after.promise.step.is_open:
        due = when(line.after.promise)
        within = context.comparison.before.period == context.comparison.after.period
        if within and line.outcome is Outcome.UNCHANGED:
            return  # told when the quarter was new
        if due and is_over(due, line.after.promise.as_at):
            yield Told(
                f"{_after(line)} is overdue: it was due {say_when(due)}, and is still open.",
                _arguments(line, context),
                line.after.promise.step.update,
            )


@line_event("step-done-late", _NOTING)
def _done_late(line: Line, context: Context) -> Iterator[Told]:
    """A promise was kept, after its day."""
    one = when(line.before.promise) if line.before else None
    if line.outcome is Outcome.DONE and line.days and line.days > 0 and one and line.done:
        late = apart(one.end, line.done.end)
        yield Told(
            f"{_before(line)}, due {say_when(one)}, was done {late} late.",
            _arguments(line, context),
        )


@line_event("step-partly-done", _NOTING)
def _partly(line: Line, context: Context) -> Iterator[Told]:
    """Some parts of a promise were kept, others are not."""
    if line.outcome is Outcome.PARTLY:
        knots = [k for k in (line.after, *line.parts) if k]
        done = [quoted(k.promise.action) for k in knots if k.promise.step.done]
        rest = [quoted(k.promise.action) for k in knots if not k.promise.step.done]
        left = f", not {', '.join(rest)}" if rest else ""
        yield Told(
            f"Of {_before(line)} {', '.join(done)} is done{left}.",
            _arguments(line, context),
            line.said,
        )


@line_event("step-dropped", _NOTING)
def _dropped(line: Line, context: Context) -> Iterator[Told]:
    """A promise was given up, and its officer, the register or the status says why."""
    if line.outcome is Outcome.DROPPED:
        yield Told(
            f"{_before(line) or _after(line)} was given up.", _arguments(line, context), line.said
        )


@line_event("step-moved-to", _NOTING)
def _elsewhere(line: Line, context: Context) -> Iterator[Told]:
    """A promise goes on elsewhere, as its officer says."""
    if line.outcome is not Outcome.MOVED_TO:
        return
    if line.after and line.before and line.after.promise.activity != line.before.promise.activity:
        of = line.after.promise.activity
        where = f" under {of.code if context.comparison.same_plan else of}"
    else:
        where = " elsewhere"
    yield Told(
        f"{_before(line) or _after(line)} goes on{where}.", _arguments(line, context), line.said
    )


@line_event("step-brought-forward", _NOTING)
def _brought_forward(line: Line, context: Context) -> Iterator[Told]:
    """A date was brought forward."""
    if line.outcome is not Outcome.EARLIER:
        return
    one, other = _dates(line)
    if one and other:
        message = _moved(line, "was brought forward", one, other)
        yield Told(message, _arguments(line, context), line.said)


def _moved(line: Line, verb: str, one: When, other: When) -> str:
    by = apart(one.end, other.end)
    message = f"{_after(line)} {verb} by {by}, from {say_when(one)} to {say_when(other)}"
    past = line.past
    if past and past.moves > 1 and past.first_due:
        whole = apart(past.first_due.end, other.end)
        first = say_when(past.first_due)
        message += (
            f"; it was first due {first}, and has moved {times(past.moves)}, by {whole} in all"
        )
    return f"{message}."


@line_event("step-stale", _NOTING)
def _stale(line: Line, context: Context) -> Iterator[Told]:
    """The same promise in the same words for three quarters or more, and nothing said of it."""
    past = line.past
    if line.outcome is not Outcome.UNCHANGED or line.after is None or past is None:
        return
    if past.same_words >= _LONG and not line.said and not line.after.promise.step.ongoing:
        count = quarters(past.same_words)
        message = f"{_after(line)} has been promised in the same words for {count} running, and nobody has said how it stands."
        yield Told(message, _arguments(line, context))


@line_event("step-done", _RECORD)
def _done(line: Line, context: Context) -> Iterator[Told]:
    """A promise was kept."""
    if line.outcome is Outcome.DONE:
        yield Told(
            f"{_before(line) or _after(line)} was done.", _arguments(line, context), line.said
        )


@line_event("step-void", _RECORD)
def _void(line: Line, context: Context) -> Iterator[Told]:
    """It was no promise: entered twice, a misprint, a report."""
    if line.outcome is Outcome.VOID:
        message = f"{_before(line) or _after(line)} was no promise."
        yield Told(message, _arguments(line, context), line.said)


@line_event("step-added", _RECORD)
def _added(line: Line, context: Context) -> Iterator[Told]:
    """A new promise."""
    if line.outcome is Outcome.NEW:
        yield Told(f"{_after(line)} is new.", _arguments(line, context))


@line_event("step-reworded", _RECORD)
def _reworded(line: Line, context: Context) -> Iterator[Told]:
    """The same promise in other words, and which numbers, dates and names were lost on the way."""
    if line.outcome is Outcome.REWORDED and line.before and line.after:
        one, other = line.before.promise.action, line.after.promise.action
        now = " ".join(k.promise.action for k in (line.after, *line.parts))
        lost = losses(one, now, line.before.promise.as_at)
        gone = f" Gone from it: {', '.join(lost)}." if lost else ""
        yield Told(f"{quoted(one)} is now {quoted(other)}.{gone}", _arguments(line, context))


GRAVE: tuple[EventRule, ...] = (
    _slipped,
    _unaccounted,
    _reopened,
    _overdue,
    _still_unaccounted,
    _done_late,
)
RULES: tuple[EventRule, ...] = (
    _partly,
    _dropped,
    _elsewhere,
    _stale,
    _brought_forward,
    _done,
    _void,
    _added,
    _reworded,
)
