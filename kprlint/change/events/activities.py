"""Events of whole activities: come, gone, carried on, renumbered."""

from collections.abc import Iterator

from kprlint.change.compare import Change, Comparison
from kprlint.change.event import Context, EventRule, Level, Told, event, plan_event
from kprlint.change.pairing import Identity, Pair
from kprlint.change.wording import apart, quoted, say_when, written
from kprlint.model import Code, Kind, Plan
from kprlint.promises import Move
from kprlint.promises.dates import moved, of_due
from kprlint.promises.words import key
from kprlint.prose.steps.placeholders import is_placeholder

_CLOSED = (Kind.COMPLETE, Kind.WITHDRAWN)

_NEEDS, _NOTING, _RECORD = Level.NEEDS_EXPLANATION, Level.WORTH_NOTING, Level.FOR_THE_RECORD


def _gone(change: Change, context: Context, *, same_plan: bool) -> Code | None:
    """The code of an activity that is in the earlier snapshot alone, and whose code is not used again."""
    comparison = context.comparison
    if comparison.same_plan is not same_plan or change.pair.identity is not Identity.REMOVED:
        return None
    return None if change.pair.before in comparison.reused else change.pair.before


def _open_steps(change: Change) -> str:
    if change.before is None:
        return ""
    count = sum(not is_placeholder(step.action) for step in change.before.open_steps)
    if not count:
        return "without next steps"
    return "with 1 open next step" if count == 1 else f"with {count} open next steps"


@event("activity-removed", _NEEDS)
def _removed(change: Change, context: Context) -> Iterator[Told]:
    """An open activity is gone from the plan, and nothing says why."""
    code = _gone(change, context, same_plan=True)
    if code and change.before and change.before_kind not in _CLOSED:
        plan = context.comparison.after.plan
        if code in plan.retired:
            return
        listed = "though" if code in plan.codes else "and"
        still = "still lists it" if code in plan.codes else "does not list it any more"
        yield Told(
            f"Its file is gone, {listed} the plan {still}: it was {change.before.status}, "
            f"{_open_steps(change)}.",
            (change.before.status,),
        )


@event("activity-retired", _NOTING)
def _retired(change: Change, context: Context) -> Iterator[Told]:
    """An activity is gone, and the register says why."""
    code = _gone(change, context, same_plan=True)
    retired = context.comparison.after.plan.retired
    if code and code in retired and change.before and change.before_kind not in _CLOSED:
        message = f"It was retired; it was {change.before.status}, {_open_steps(change)}."
        yield Told(message, (change.before.status,), retired[code])


@event("activity-closed", _RECORD)
def _closed(change: Change, context: Context) -> Iterator[Told]:
    """An activity that was complete or withdrawn has left the plan."""
    code = _gone(change, context, same_plan=True)
    if code and change.before and change.before_kind in _CLOSED:
        yield Told(f"It has left the plan, as {change.before.status}.", (change.before.status,))


@event("activity-added", _NOTING)
def _added(change: Change, context: Context) -> Iterator[Told]:
    """A new activity within the plan."""
    comparison = context.comparison
    if comparison.same_plan and change.pair.identity is Identity.ADDED and change.after:
        if change.pair.after not in comparison.reused:
            yield Told(f"It is new in the plan, and {change.after.status}.", ())


@event("code-reused", _NEEDS)
def _reused(change: Change, context: Context) -> Iterator[Told]:
    """A code lives on with another text altogether."""
    comparison = context.comparison
    code = change.pair.after
    if (
        change.pair.identity is Identity.ADDED
        and code
        and change.after
        and code in comparison.reused
    ):
        old, new = comparison.before.activities[code], change.after
        yield Told(
            f"The code was used again: it was {quoted(old.title)}, and is now {quoted(new.title)}. A new promise needs a "
            f"new code; the old one was {old.status}.",
            tuple(sorted((key(old.title), key(new.title)))),
        )


@event("activity-merged", _NOTING)
def _merged(change: Change, context: Context) -> Iterator[Told]:
    """An activity goes on within another one, which says so."""
    if change.pair.identity is Identity.MERGED:
        yield Told(
            f"It goes on within {change.pair.other}, which says so.", (str(change.pair.other),)
        )


@event("activity-split", _NOTING)
def _split(change: Change, context: Context) -> Iterator[Told]:
    """A part of an activity goes on under a code of its own, which says so."""
    if change.pair.identity is Identity.SPLIT:
        yield Told(f"It was a part of {change.pair.other}, and says so.", (str(change.pair.other),))


@event("carried-on", _RECORD)
def _carried(change: Change, context: Context) -> Iterator[Told]:
    """An activity goes on in the next plan, as it declares."""
    comparison = context.comparison
    if not comparison.same_plan and change.pair.identity is Identity.DECLARED:
        assert change.pair.before
        identity = comparison.before.identity(change.pair.before)
        yield Told(f"It carries on {identity}.", (str(identity),))


@event("possibly-carried-on", _NOTING)
def _possibly_carried(change: Change, context: Context) -> Iterator[Told]:
    """An activity of the next plan looks like one of the old plan, and does not say so."""
    comparison = context.comparison
    if not comparison.same_plan and change.pair.identity is Identity.SUSPECTED:
        assert change.pair.before and change.before
        identity = comparison.before.identity(change.pair.before)
        yield Told(
            f"It may carry on {identity}, {quoted(change.before.title)}: the titles are alike "
            f"({change.pair.score:.2f}). If it does, let it say so.",
            (str(identity),),
            paste=_paste(comparison, change.pair),
        )


@event("ended-with-plan", _NOTING)
def _ended(change: Change, context: Context) -> Iterator[Told]:
    """No activity of the next plan says that it carries this one on."""
    if _gone(change, context, same_plan=False) and change.before:
        closed = change.before_kind in _CLOSED
        yield Told(
            f"It ended with the plan, as {change.before.status}"
            + ("." if closed else f", {_open_steps(change)}."),
            (change.before.status,),
            level=_RECORD if closed else None,
        )


@event("begun-with-plan", _RECORD)
def _begun(change: Change, context: Context) -> Iterator[Told]:
    """An activity that is new in the next plan."""
    if not context.comparison.same_plan and change.pair.identity is Identity.ADDED:
        yield Told("It is new with this plan.", ())


@event("renumbered", _RECORD)
def _declared(change: Change, context: Context) -> Iterator[Told]:
    """An activity got another code, and says so."""
    if context.comparison.same_plan and change.pair.identity is Identity.DECLARED:
        codes = tuple(sorted((str(change.pair.before), str(change.pair.after))))
        yield Told(f"It was {change.pair.before}, and says so.", codes)


@plan_event("possibly-renumbered", _NOTING)
def _renumbered(context: Context) -> Iterator[Told]:
    """Activities that live on under other codes, without saying so; told once, however many they are."""
    comparison = context.comparison
    if not comparison.same_plan:
        return
    moved = [c.pair for c in comparison.changes if c.pair.identity is Identity.SUSPECTED]
    if not moved:
        return
    lowest = min(pair.score or 0 for pair in moved)
    count = "1 activity seems" if len(moved) == 1 else f"{len(moved)} activities seem"
    yield Told(
        f"{count} to have another code: {'; '.join(_runs(comparison, moved))}. This is a guess from the texts "
        f"({'' if len(moved) == 1 else 'the least alike of them '}{lowest:.2f} of 1); if it is right, let the files say so.",
        tuple(" ".join(sorted((str(p.before), str(p.after)))) for p in sorted(moved, key=_codes)),
        paste=tuple(line for pair in moved for line in _paste(comparison, pair)),
    )


def _codes(pair: Pair) -> tuple[Code, Code]:
    assert pair.before and pair.after
    low, high = sorted((pair.before, pair.after))
    return low, high


def _runs(comparison: Comparison, pairs: list[Pair]) -> Iterator[str]:
    """The moves, those of neighbours by the same distance as one: ``KA.01.05–KA.01.25 → KA.01.06–KA.01.26``."""
    old, new = comparison.before.plan, comparison.after.plan
    runs: list[list[tuple[Code, Code]]] = []
    moves = [(p.before, p.after) for p in pairs if p.before and p.after]
    for before, after in sorted(moves, key=lambda move: old.order(move[0])):
        if runs:
            last_before, last_after = runs[-1][-1]
            moved_alike = _apart(old, last_before, before)
            if moved_alike and moved_alike == _apart(new, last_after, after):
                runs[-1].append((before, after))
                continue
        runs.append([(before, after)])
    for run in runs:
        (first, to_first), (last, to_last) = run[0], run[-1]
        one = len(run) == 1
        yield f"{first} → {to_first}" if one else f"{first} to {last} → {to_first} to {to_last}"


def _apart(plan: Plan, one: Code, other: Code) -> int | None:
    """By how many places the register has `other` after `one`, of the same objective; None where it has not."""
    if plan.objective_of(one) != plan.objective_of(other) or not plan.codes.keys() >= {one, other}:
        return None
    places = plan.codes[other] - plan.codes[one]
    return places if places > 0 else None


def _paste(comparison: Comparison, pair: Pair) -> tuple[tuple[str, str], ...]:
    assert pair.before and pair.after
    name = comparison.after.names.get(pair.after, pair.after.file_name)
    return ((name, f"continues: {comparison.before.identity(pair.before)}"),)


@event("title-changed", _NOTING)
def _title(change: Change, context: Context) -> Iterator[Told]:
    """The promise itself was worded anew."""
    if change.before and change.after:
        one, other = change.before.title, change.after.title
        if key(one) != key(other):
            message = f"The title was {quoted(one)}, and is {quoted(other)}."
            yield Told(message, (key(one), key(other)))


@event("activity-slipped", _NEEDS, field="due")
def _slipped(change: Change, context: Context) -> Iterator[Told]:
    """The day by when the whole activity is promised moved on, or was taken away."""
    move = _moved(change)
    if move and move.is_later and change.after:
        one, other = move.before, move.after
        message = (
            f"It slipped by {apart(one.end, other.end)}, from {say_when(one)} to {say_when(other)}."
            if other
            else f"It was due {say_when(one)}, and has no date any more."
        )
        yield Told(message, (written(one), written(other) if other else ""), change.after.moved)


@event("activity-brought-forward", _NOTING, field="due")
def _brought_forward(change: Change, context: Context) -> Iterator[Told]:
    """The day by when the whole activity is promised was brought forward."""
    move = _moved(change)
    if move and not move.is_later and move.after and change.after:
        one, other = move.before, move.after
        message = f"It was brought forward by {apart(one.end, other.end)}, from {say_when(one)} to {say_when(other)}."
        yield Told(message, (written(one), written(other)), change.after.moved)


def _moved(change: Change) -> Move | None:
    if not (change.before and change.after) or change.after_kind in _CLOSED:
        return None
    return moved(of_due(change.before.due), of_due(change.after.due))


GRAVE: tuple[EventRule, ...] = (_slipped,)
RULES: tuple[EventRule, ...] = (
    _brought_forward,
    _removed,
    _reused,
    _retired,
    _added,
    _renumbered,
    _possibly_carried,
    _merged,
    _split,
    _title,
    _ended,
    _closed,
    _declared,
    _carried,
    _begun,
)
