"""Events of single promises."""

from collections.abc import Iterator

from kprlint.change.compare import Change
from kprlint.change.event import Answer, Context, EventRule, Level, Told, event
from kprlint.change.promises import Fate, Line
from kprlint.change.wording import apart, period_of, quarters, quoted, say_due, times
from kprlint.change.words import plain

_LONG = 3  # quarters

_NEEDS, _NOTING, _RECORD = Level.NEEDS_EXPLANATION, Level.WORTH_NOTING, Level.FOR_THE_RECORD


def _lines(change: Change, *fates: Fate) -> Iterator[Line]:
    """The lines of an activity that both snapshots have, or that goes on in another; of others what went elsewhere."""
    goes_on = (change.before and change.after) or change.pair.other
    yield from (line for line in change.lines if line.fate in fates and (goes_on or line.elsewhere))


def _arguments(line: Line, context: Context) -> tuple[str, ...]:
    texts = [
        f"{plain(p.step.action)}|{p.due or ''}" if p else "" for p in (line.before, line.after)
    ]
    return (*texts, period_of(context.comparison.after))


def _text(line: Line) -> str:
    promise = line.after or line.before
    return quoted(promise.step.action) if promise else ""


@event("step-dropped", _NEEDS, mirror="step-added")
def _dropped(change: Change, context: Context) -> Iterator[Told]:
    """A promise is gone, and nothing says that it was kept, or why it was given up."""
    for line in _lines(change, Fate.DROPPED):
        if not line.evidence:
            due = f", due {say_due(line.before.due)}," if line.before and line.before.due else ""
            near = f" The nearest that it says: {quoted(line.nearest)}" if line.nearest else ""
            yield Told(
                f"{_text(line)}{due} is no longer promised, and the progress does not say what became of it.{near}",
                _arguments(line, context),
                level=_RECORD if context.is_far else None,
            )


@event("step-given-up", _NOTING, mirror="step-added")
def _given_up(change: Change, context: Context) -> Iterator[Told]:
    """A promise is gone, and the report says why."""
    for line in _lines(change, Fate.DROPPED):
        if line.evidence:
            message = f"{_text(line)} is no longer promised."
            yield Told(message, _arguments(line, context), Answer(line.evidence))


@event("step-slipped", _NEEDS, mirror="step-brought-forward")
def _slipped(change: Change, context: Context) -> Iterator[Told]:
    """A date moved on."""
    for line in _lines(change, Fate.LATER):
        yield Told(_moved(line, "slipped", context), _arguments(line, context))


@event("step-brought-forward", _NOTING, mirror="step-slipped")
def _brought_forward(change: Change, context: Context) -> Iterator[Told]:
    """A date was brought forward."""
    for line in _lines(change, Fate.EARLIER):
        yield Told(_moved(line, "was brought forward", context), _arguments(line, context))


def _moved(line: Line, verb: str, context: Context) -> str:
    assert line.before and line.after and line.before.due and line.after.due
    one, other = line.before.due, line.after.due
    by = apart(one.end, other.end)
    message = f"{_text(line)} {verb} by {by}, from {say_due(one)} to {say_due(other)}"
    past = context.memory.promises.get(line.after)
    if past and past.moves > 1 and past.first_due:
        whole = apart(past.first_due.end, other.end)
        message += f"; it was first due {say_due(past.first_due)}, and has moved {times(past.moves)}, by {whole} in all"
    return f"{message}."


@event("step-date-removed", _NEEDS, mirror="step-date-added")
def _date_removed(change: Change, context: Context) -> Iterator[Told]:
    """A promise had a date, and has none any more."""
    for line in _lines(change, Fate.REWORDED):
        if line.shared or not (line.before and line.after):
            continue
        if line.before.due and not line.after.due:
            yield Told(
                f"{_text(line)} was due {say_due(line.before.due)}, and has no date any more.",
                _arguments(line, context),
            )


@event("step-date-added", _RECORD, mirror="step-date-removed")
def _date_added(change: Change, context: Context) -> Iterator[Told]:
    """A promise without a date got one."""
    for line in _lines(change, Fate.REWORDED):
        if line.shared or not (line.before and line.after):
            continue
        if line.after.due and not line.before.due:
            message = f"{_text(line)} is now due {say_due(line.after.due)}."
            yield Told(message, _arguments(line, context))


@event("step-possibly-the-same", _NOTING, mirror="step-possibly-the-same")
def _possibly(change: Change, context: Context) -> Iterator[Told]:
    """A promise that may be an earlier one in other words, or with another figure."""
    for line in _lines(change, Fate.POSSIBLY):
        assert line.before and line.after
        yield Told(
            f"{quoted(line.before.step.action)} may have become {quoted(line.after.step.action)}.",
            _arguments(line, context),
        )


@event("step-moved", _NOTING, mirror="step-moved")
def _elsewhere(change: Change, context: Context) -> Iterator[Told]:
    """A promise went to another activity, word for word."""
    for line in change.lines:
        if line.elsewhere and line.after:
            of = line.after.of
            where = of.code if context.comparison.same_plan else of
            yield Told(f"{_text(line)} is now promised under {where}.", _arguments(line, context))


@event("step-delivered", _RECORD, mirror="step-added")
def _delivered(change: Change, context: Context) -> Iterator[Told]:
    """A promise was kept, and the progress says so."""
    for line in _lines(change, Fate.DELIVERED):
        yield Told(
            f"{_text(line)} was delivered: {quoted(line.evidence)}", _arguments(line, context)
        )


@event("step-stale", _NOTING, mirror=None)
def _stale(change: Change, context: Context) -> Iterator[Told]:
    """The same promise in the same words for three quarters or more."""
    for line in _lines(change, Fate.UNCHANGED):
        past = context.memory.promises.get(line.after) if line.after else None
        if past and past.same_words >= _LONG:
            message = f"{_text(line)} has been promised in the same words for {quarters(past.same_words)} running."
            yield Told(message, _arguments(line, context))


@event("step-added", _RECORD, mirror="step-dropped")
def _added(change: Change, context: Context) -> Iterator[Told]:
    """A new promise."""
    for line in _lines(change, Fate.NEW):
        if not line.shared:
            yield Told(f"{_text(line)} is new.", _arguments(line, context))


@event("step-split", _RECORD, mirror="step-merged")
def _split(change: Change, context: Context) -> Iterator[Told]:
    """A promise became two."""
    for line in _lines(change, Fate.NEW):
        if line.shared and line.before:
            message = f"{_text(line)} was split from {quoted(line.before.step.action)}."
            yield Told(message, _arguments(line, context))


@event("step-merged", _RECORD, mirror="step-split")
def _merged(change: Change, context: Context) -> Iterator[Told]:
    """Two promises became one."""
    for line in _lines(change, Fate.REWORDED):
        if line.shared and line.before:
            message = f"{quoted(line.before.step.action)} was merged into {_text(line)}."
            yield Told(message, _arguments(line, context))


@event("step-reworded", _RECORD, mirror="step-reworded")
def _reworded(change: Change, context: Context) -> Iterator[Told]:
    """The same promise in other words."""
    for line in _lines(change, Fate.REWORDED):
        if not line.shared and line.before and line.after:
            if line.before.step.action != line.after.step.action:
                message = f"{quoted(line.before.step.action)} is now {_text(line)}."
                yield Told(message, _arguments(line, context))


RULES: tuple[EventRule, ...] = (
    _dropped,
    _slipped,
    _date_removed,
    _given_up,
    _possibly,
    _elsewhere,
    _stale,
    _brought_forward,
    _delivered,
    _added,
    _date_added,
    _split,
    _merged,
    _reworded,
)
