"""A plan's quarter, and what git holds of the quarters before it → the paper."""

from collections import Counter
from collections.abc import Iterable
from itertools import islice, takewhile

from kprlint.change.places import WORKTREE, Places
from kprlint.change.snapshot import Snapshot
from kprlint.errors import InputError
from kprlint.importing.interpreter.due import dated
from kprlint.model import Activity, Code, Kind, Plan, Quarter
from kprlint.model.due import say_day
from kprlint.model.printed import say_step
from kprlint.publish.paper import (
    WORDS,
    Attention,
    Count,
    Direction,
    Paper,
    QuarterCounts,
    Reported,
    Section,
    Step,
    Word,
)

# From the best to the worst; others are neither better nor worse.
_ORDER = (Kind.COMPLETE, Kind.ON_TRACK, Kind.AT_RISK, Kind.OFF_TRACK)
_NEEDS_ATTENTION = frozenset({Kind.OFF_TRACK, Kind.PAUSED, Kind.DEFERRED})
_OVER = frozenset({Kind.COMPLETE, Kind.WITHDRAWN})
_MOST_QUARTERS = 8
_SPACE = str.maketrans("\n\r\t", "   ")


def build(plan: str | None, quarter: str | None) -> Paper:
    """The paper of `plan` (else the latest) for `quarter` (else the one under way, from the work tree).

    Raises InputError, ConfigError or GitError where it cannot be made. Where git has no earlier quarter of the plan
    it says nothing of last quarter.
    """
    with Places(plan) as places:
        now = places.take(_named(quarter) if quarter else WORKTREE)
        own = takewhile(lambda snapshot: snapshot.name == now.name, places.before(now))
        return paper_of(now, list(islice(own, _MOST_QUARTERS - 1)))


def _named(quarter: str) -> str:
    if Quarter.parse(quarter) is None:
        raise InputError(f"{quarter!r} is no quarter; write one such as 2023/24-Q2")
    return quarter


def paper_of(now: Snapshot, before: list[Snapshot]) -> Paper:
    plan = now.plan
    last = before[0] if before and _follows(before[0].period, now.period) else None
    reported = {code: _reported(now, last, activity) for code, activity in now.activities.items()}
    key = _key(plan, reported.values())
    counts = Counter(r.status.word for r in reported.values())
    counts_before = next(iter(_history([last], plan))).counts if last else None
    return Paper(
        plan=now.name,
        title=_line(plan.title) or f"Plan {now.name}",
        council=_line(plan.council),
        quarter=str(now.period) if now.period else "",
        written=say_day(now.period.last_day) if now.period else "",
        words={**WORDS, **{name: _line(text) for name, text in plan.paper.items()}},
        key=key,
        summary=tuple(
            Count(
                word,
                counts[word.word],
                counts_before.get(word.word, 0) if counts_before is not None else None,
            )
            for word in key
        ),
        attention=tuple(_attention(reported.values())),
        sections=tuple(_sections(plan, reported)),
        history=tuple(_history([*reversed(before), now], plan)) if before else (),
        missing=tuple(_missing(now)),
    )


def _follows(earlier: Quarter | None, later: Quarter | None) -> bool:
    return earlier is not None and later is not None and later - earlier == 1


def _key(plan: Plan, reported: Iterable[Reported]) -> tuple[Word, ...]:
    words = {
        s.word: Word(_line(s.word), s.kind or Kind.UNKNOWN, _line(s.meaning))
        for s in plan.statuses.values()
    }
    for activity in reported:
        words.setdefault(activity.status.word, activity.status)
    return tuple(words.values())


def _word(snapshot: Snapshot, activity: Activity) -> Word:
    status = snapshot.plan.find_status(activity.status)
    if status is None:
        return Word(_line(activity.status) or "Not stated", Kind.UNKNOWN)
    return Word(_line(status.word), status.kind or Kind.UNKNOWN)


def _reported(now: Snapshot, last: Snapshot | None, activity: Activity) -> Reported:
    assert activity.code
    status = _word(now, activity)
    earlier = _earlier(last, activity)
    was = _word(last, earlier) if last and earlier else None
    steps = tuple(
        Step(_line(step.action), step.due, _line(step.owner))
        for step in activity.next_steps
        if step.action.strip()
    )
    return Reported(
        code=activity.code,
        title=_line(activity.title),
        status=status,
        reason=_line(activity.status_reason),
        direction=_direction(status, was) if last else None,
        was=was,
        progress=tuple(_line(text) for text in activity.progress if text.strip()),
        steps=steps,
        printed=tuple(_printed(step, now.period) for step in steps),
        leads=tuple(_line(lead) for lead in activity.leads if lead.strip()),
        portfolio=_line(activity.portfolio),
        as_at=activity.as_at,
        continues=tuple(link for link in activity.continues if link),
    )


def _earlier(last: Snapshot | None, activity: Activity) -> Activity | None:
    """Last quarter's report on the activity, under the code that it had then."""
    if last is None:
        return None
    own = [link.code for link in activity.continues if link and link.plan == last.name]
    assert activity.code
    return next((last.activities[c] for c in (*own, activity.code) if c in last.activities), None)


def _printed(step: Step, period: Quarter | None) -> str:
    """The step with its bracket; where its words alone would be read as a due date, it says that there is none."""
    alike = period is None or dated(step.action, period, sure=True).due is None
    return say_step(step.action, step.due, step.owner, is_read_alike=alike)


def _direction(status: Word, was: Word | None) -> Direction:
    if was is None:
        return Direction.NEW
    if was.kind is status.kind and (status.kind is not Kind.UNKNOWN or was.word == status.word):
        return Direction.SAME
    if was.kind not in _ORDER or status.kind not in _ORDER:
        return Direction.OTHER
    return (
        Direction.BETTER if _ORDER.index(status.kind) < _ORDER.index(was.kind) else Direction.WORSE
    )


def _attention(reported: Iterable[Reported]) -> Iterable[Attention]:
    for activity in reported:
        why = []
        if activity.status.kind in _NEEDS_ATTENTION:
            why.append(activity.status.word + (f": {activity.reason}" if activity.reason else ""))
        if activity.direction is Direction.WORSE and activity.was:
            why.append(f"down from {activity.was.word}")
        elif (
            activity.direction is Direction.OTHER
            and activity.was
            and activity.status.kind is Kind.AT_RISK
        ):
            why.append(f"{activity.status.word}, was {activity.was.word}")
        if activity.status.kind is Kind.AT_RISK and activity.direction is Direction.SAME:
            why.append(f"still {activity.status.word}")
        if not activity.steps and activity.status.kind not in _OVER:
            why.append("no next steps")
        if why:
            yield Attention(activity, tuple(why))


def _sections(plan: Plan, reported: dict[Code, Reported]) -> Iterable[Section]:
    left = dict(reported)
    for objective in plan.objectives:
        own = tuple(left.pop(code) for code in objective.codes if code and code in left)
        if own:
            yield Section(objective.number, _line(objective.title), _line(objective.theme), own)
    if left:
        yield Section(None, "Other activities", "", tuple(left.values()))


def _history(snapshots: list[Snapshot], plan: Plan) -> Iterable[QuarterCounts]:
    """The counts of each quarter, by the words that the plan has now where it knows the old ones."""
    for snapshot in snapshots:
        if snapshot.period:
            then = (_word(snapshot, activity).word for activity in snapshot.activities.values())
            counts = Counter(status.word if (status := plan.find_status(w)) else w for w in then)
            yield QuarterCounts(str(snapshot.period), dict(counts))


def _missing(now: Snapshot) -> Iterable[str]:
    for unread in now.unread:
        yield f"{unread.file} was not read: {unread.why}"
    known = {unread.code for unread in now.unread}
    for objective in now.plan.objectives:
        for code in objective.codes:
            if code and code not in now.activities and code not in known:
                yield f"nothing is reported on {code}"


def _line(text: str) -> str:
    """A text without the line breaks that YAML leaves in it."""
    return " ".join(text.translate(_SPACE).split())
