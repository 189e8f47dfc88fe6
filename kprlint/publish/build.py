"""A plan's quarter, and what git holds of the quarters before it → the paper."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import islice, takewhile
from pathlib import Path

from kprlint.change.places import WORKTREE, Places
from kprlint.change.reported import Absent, State, absent_of, earlier_of, follows, note_of, state_of
from kprlint.change.snapshot import Snapshot
from kprlint.errors import InputError
from kprlint.model import Activity, Code, Kind, NextStep, Plan, Quarter, StatusWord
from kprlint.promises import date_of, done_on, is_over
from kprlint.prose.correction import correction
from kprlint.prose.steps.deadline import deadline
from kprlint.publish.attention import attention
from kprlint.publish.draft import reasons, source
from kprlint.publish.paper import (
    Corrected,
    Count,
    Direction,
    Paper,
    QuarterCounts,
    Reported,
    Section,
    Step,
)
from kprlint.publish.promises import promises
from kprlint.publish.text import printed
from kprlint.words import Entry, Words, words_of
from kprlint.words.printed import Beside, Promised, say_beside, say_step

# From the best to the worst; others are neither better nor worse.
_ORDER = (Kind.COMPLETE, Kind.ON_TRACK, Kind.AT_RISK, Kind.OFF_TRACK)
_MOST_QUARTERS = 8


def build(plan: str | None, quarter: str | None, start: Path | None = None) -> Paper:
    """The paper of `plan` (else the latest) for `quarter` (else the one under way, from the work tree), of the project
    around the folder `start`, else the current one.

    Raises InputError, ConfigError or GitError where it cannot be made. Where git has no earlier quarter of the plan
    it says nothing of last quarter.
    """
    with Places(plan, start) as places:
        now = places.take(_named(quarter) if quarter else WORKTREE)
        return paper_in(places, now, quarters_before(places, now))


def quarters_before(places: Places, now: Snapshot) -> list[Snapshot]:
    """As many quarters of the plan before `now` as a paper looks at, newest first."""
    own = takewhile(lambda snapshot: snapshot.name == now.name, places.before(now))
    return list(islice(own, _MOST_QUARTERS - 1))


def build_all(plan: str | None, quarter: str | None) -> list[Paper]:
    """The papers of that quarter and of all before it in git, newest first, through the plans that it continues."""
    with Places(plan) as places:
        now = places.take(_named(quarter) if quarter else WORKTREE)
        chain = [now, *places.before(now)]
        return [
            paper_in(places, one, [s for s in chain[place + 1 :] if s.name == one.name])
            for place, one in enumerate(chain)
        ]


def paper_in(places: Places, now: Snapshot, before: list[Snapshot]) -> Paper:
    """The paper of a snapshot that `places` has taken, with what it was made of, and why it is a draft."""
    paper = paper_of(now, before[: _MOST_QUARTERS - 1])
    made_of = replace(source(places, now), as_at=_as_at(now))
    draft = () if made_of.tag else reasons(places, now, paper)
    return replace(paper, source=made_of, draft=draft)


def _named(quarter: str) -> str:
    if Quarter.parse(quarter) is None:
        raise InputError(f"{quarter!r} is no quarter; write one such as 2023/24-Q2")
    return quarter


def _as_at(now: Snapshot) -> date | None:
    """The day that all of it was written, if there is one; else the quarter's last."""
    days = {activity.judged_at for activity in now.activities.values()}
    return days.pop() if len(days) == 1 else now.period.last_day if now.period else None


def paper_of(now: Snapshot, before: list[Snapshot], words: Words | None = None) -> Paper:
    """The paper of a snapshot; `before` are those of the quarters before it, newest first.

    It is in the words of the plan, or in `words`.
    """
    plan = now.plan
    words = words or words_for(plan)
    last = before[0] if before and follows(before[0].period, now.period) else None
    reported = activities_of(now, last, words)
    absent = tuple(absent_in(now, last))
    counts = Counter(r.status.word for r in reported.values() if r.state is State.REPORTED)
    before_counts = next(iter(counts_of([last], plan, words))).counts if last else None
    key = _key(plan, reported.values())
    became = tuple(promises(words, now, before if last else []))
    return Paper(
        plan=now.name,
        title=printed(plan.title) or words.say("untitled", plan=now.name),
        council=printed(plan.council),
        quarter=str(now.period) if now.period else "",
        words=words,
        key=tuple(word for word in key if word.meaning),
        summary=tuple(_summary(key, counts, before_counts)),
        attention=tuple(attention(words, reported.values(), absent, became)),
        promises=became,
        corrections=tuple(_corrections(reported.values())),
        sections=tuple(_sections(words, plan, reported)),
        absent=absent,
        history=tuple(counts_of([*reversed(before), now], plan, words)) if before else (),
    )


def words_for(plan: Plan) -> Words:
    """The words of a plan's papers."""
    own: dict[str, Entry] = {
        key: printed(entry)
        if isinstance(entry, str)
        else {form: printed(text) for form, text in entry.items()}
        for key, entry in plan.paper.items()
    }
    return words_of(plan.language, own)


def activities_of(now: Snapshot, last: Snapshot | None, words: Words) -> dict[Code, Reported]:
    """The activities of a snapshot as a paper has them; `last` is the quarter before, if that is known."""
    return {code: _reported(words, now, last, a) for code, a in now.activities.items()}


def _key(plan: Plan, reported: Iterable[Reported]) -> tuple[StatusWord, ...]:
    words = {
        s.word: StatusWord(printed(s.word), s.kind or Kind.UNKNOWN, printed(s.meaning))
        for s in plan.statuses.values()
    }
    for activity in reported:
        words.setdefault(activity.status.word, activity.status)
    return tuple(words.values())


def _summary(
    key: Iterable[StatusWord], now: Counter[str], before: Mapping[str, int] | None
) -> Iterator[Count]:
    """The words that some activity has, or had last quarter, those last that the register does not have any more."""
    known = {word.word: word for word in key}
    gone = {word: StatusWord(word, Kind.UNKNOWN) for word in before or () if word not in known}
    for word in (*known.values(), *gone.values()):
        then = before.get(word.word, 0) if before is not None else None
        if now[word.word] or then:
            yield Count(word, now[word.word], then)


def _word(words: Words, snapshot: Snapshot, activity: Activity) -> StatusWord:
    status = snapshot.plan.find_status(activity.status)
    if status is None:
        return StatusWord(printed(activity.status) or words["not_stated"], Kind.UNKNOWN)
    return StatusWord(printed(status.word), status.kind or Kind.UNKNOWN)


def _reported(words: Words, now: Snapshot, last: Snapshot | None, activity: Activity) -> Reported:
    assert activity.code
    status = _word(words, now, activity)
    state = state_of(activity, now.period)
    earlier = earlier_of(last, activity)
    was = _word(words, last, earlier) if last and earlier else None
    direction = _direction(status, was) if last and state is State.REPORTED else None
    why = note_of(activity, now.period)
    note = words.say("not_updated", why=why) if why else ""
    continues = tuple(link for link in activity.continues if link)
    beside = Beside(continues, activity.as_at, activity.due, activity.percent_complete)
    as_at = activity.judged_at
    written = [step for step in activity.next_steps if step.action.strip()]
    steps = [step for step in written if step.is_open]
    return Reported(
        code=activity.code,
        title=printed(activity.title),
        status=status,
        reason=printed(activity.status_reason),
        direction=direction,
        was=was,
        progress=tuple(printed(text) for text in activity.progress if text.strip()),
        steps=tuple(_step(step, as_at) for step in steps),
        printed=tuple(_printed(words, step, as_at) for step in steps),
        leads=tuple(printed(lead) for lead in activity.leads if lead.strip()),
        portfolio=printed(activity.portfolio),
        as_at=activity.as_at,
        continues=continues,
        state=state,
        note=note,
        beside=(*say_beside(beside, words), *filter(None, (note,))),
        moved=_moved(words, direction, was),
        due=activity.due,
        percent_complete=activity.percent_complete,
        closed=tuple(_step(step, as_at) for step in written if not step.is_open),
    )


def _step(step: NextStep, as_at: date | None) -> Step:
    outcome = step.outcome
    said = getattr(step, outcome.value) if outcome and not step.done_on else ""
    return Step(
        action=printed(step.action),
        due=step.due,
        owner=printed(step.owner),
        is_ongoing=step.ongoing,
        is_overdue=step.is_open and _is_overdue(step, as_at),
        outcome=outcome,
        done_on=done_on(step, as_at) if as_at else step.done_on,
        said=printed(said),
        moved=printed(step.moved),
        update=printed(step.update),
        was=tuple(printed(text) for text in step.was),
    )


def _is_overdue(step: NextStep, as_at: date | None) -> bool:
    return as_at is not None and is_over(date_of(step, as_at), as_at)


def _printed(words: Words, step: NextStep, as_at: date | None) -> str:
    """The step with its bracket, in which a date that the words give is not given again."""
    said = deadline(step.action, as_at) if as_at and step.due else None
    says_when = (
        said is not None
        and said.certain
        and not said.relative
        and step.due is not None
        and (said.start, said.end) == (step.due.start, step.due.end)
    )
    promised = Promised(printed(step.action), step.due, printed(step.owner), step.ongoing)
    return say_step(promised, words, says_when=says_when, is_overdue=_is_overdue(step, as_at))


def _direction(status: StatusWord, was: StatusWord | None) -> Direction:
    if was is None:
        return Direction.NEW
    if was.kind is status.kind and (status.kind is not Kind.UNKNOWN or was.word == status.word):
        return Direction.SAME
    if was.kind not in _ORDER or status.kind not in _ORDER:
        return Direction.OTHER
    return (
        Direction.BETTER if _ORDER.index(status.kind) < _ORDER.index(was.kind) else Direction.WORSE
    )


def _moved(words: Words, direction: Direction | None, was: StatusWord | None) -> str:
    """How a status stands to last quarter's, in words; empty where that is not known."""
    match direction:
        case None:
            return ""
        case Direction.NEW:
            return words["status_new"]
        case Direction.SAME:
            return words["status_same"]
        case Direction.OTHER:
            key = "status_changed"
        case _:
            key = f"status_{direction}"
    return words.say(key, status=was.word if was else "")


def absent_in(now: Snapshot, last: Snapshot | None) -> Iterator[Absent]:
    """What has no text in a snapshot, as a paper says it."""
    for one in absent_of(now, last):
        values = {name: printed(str(value)) for name, value in one.why.values.items()}
        yield one._replace(title=printed(one.title), why=one.why._replace(values=values))


def _corrections(reported: Iterable[Reported]) -> Iterator[Corrected]:
    for activity in reported:
        for text in activity.progress:
            found = correction(text)
            if found:
                yield Corrected(activity.code, str(found.quarter), found.text, activity.anchor)


def _sections(words: Words, plan: Plan, reported: dict[Code, Reported]) -> Iterator[Section]:
    left = dict(reported)
    for objective in plan.objectives:
        own = tuple(left.pop(code) for code in objective.codes if code and code in left)
        if own:
            yield Section(objective.number, printed(objective.title), printed(objective.theme), own)
    if left:
        yield Section(None, words["other_activities"], "", tuple(left.values()))


def counts_of(snapshots: list[Snapshot], plan: Plan, words: Words) -> Iterator[QuarterCounts]:
    """The counts of each quarter, by the words that the plan has now where it knows the old ones."""
    for snapshot in snapshots:
        if snapshot.period:
            then = (
                _word(words, snapshot, activity).word
                for activity in snapshot.activities.values()
                if state_of(activity, snapshot.period) is State.REPORTED
            )
            counts = Counter(status.word if (status := plan.find_status(w)) else w for w in then)
            yield QuarterCounts(str(snapshot.period), dict(counts))
