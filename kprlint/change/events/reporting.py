"""Events of the reporting itself: not updated, copied, duties unmet."""

from collections.abc import Iterator

from kprlint.change.compare import Change
from kprlint.change.event import Context, EventRule, Level, Told, event
from kprlint.change.wording import period_of, quoted
from kprlint.model import Kind
from kprlint.promises.words import key
from kprlint.prose.correction import correction

_CLOSED = (Kind.COMPLETE, Kind.WITHDRAWN)


def _behind(change: Change, context: Context) -> bool:
    now = context.comparison.after.period
    return bool(change.after and change.after.period and now and change.after.period - now < 0)


@event("not-updated", Level.NEEDS_EXPLANATION, field="period", judges=True)
def _not_updated(change: Change, context: Context) -> Iterator[Told]:
    """The file still reports on an earlier quarter than the plan is in."""
    if change.after and _behind(change, context):
        now = period_of(context.comparison.after)
        yield Told(f"It still reports on {change.after.period}; the plan is in {now}.", (now,))


@event("progress-copied", Level.NEEDS_EXPLANATION, field="progress")
def _copied(change: Change, context: Context) -> Iterator[Told]:
    """The progress is last quarter's, word for word."""
    comparison = context.comparison
    if not (change.before and change.after) or comparison.before.period == comparison.after.period:
        return
    if _behind(change, context) or {change.before_kind, change.after_kind} <= set(_CLOSED):
        return
    before, after = change.before.progress, change.after.progress
    if not before or len(before) != len(after):
        return
    one = sorted(map(key, before))
    if one == sorted(map(key, after)):
        yield Told(
            f"The progress is that of {comparison.before.period}, word for word: {quoted(min(change.after.progress))}",
            (" ".join(one),),
        )


@event("no-progress", Level.WORTH_NOTING, field="progress", judges=True)
def _no_progress(change: Change, context: Context) -> Iterator[Told]:
    """Nothing is reported for the quarter yet."""
    after = change.after
    if after and change.after_kind not in _CLOSED and not _behind(change, context):
        if not any(item.strip() for item in after.progress):
            now = period_of(context.comparison.after)
            yield Told(f"No progress is reported for {now} yet.", (now,))


@event("report-corrected", Level.WORTH_NOTING, field="progress")
def _corrected(change: Change, context: Context) -> Iterator[Told]:
    """It says that a published report was wrong, and what is right."""
    told = set(change.before.progress) if change.before else set()
    for text in change.after.progress if change.after else ():
        found = correction(text) if text not in told else None
        if found:
            yield Told(
                f"It corrects the report on {found.quarter}: {quoted(found.text)}",
                (str(found.quarter), key(found.text)),
            )


RULES: tuple[EventRule, ...] = (_not_updated, _copied, _no_progress, _corrected)
