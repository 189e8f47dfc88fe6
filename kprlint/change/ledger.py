"""The ledger: one line for each earlier promise, and one for each new one. Facts alone; a question where nobody has said.

What counts is what the files declare, and what two texts show beyond doubt. For the rest the line is *unaccounted*,
with the sentence of progress that may answer it, or the new step that it may have become: neither is a verdict.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kprlint.change.snapshot import Snapshot
from kprlint.change.threads import End, Ending, Knot, Past, Threads
from kprlint.model import ActivityId, Due, Quarter
from kprlint.promises import done_on, move, when
from kprlint.promises.dates import moved
from kprlint.promises.words import key
from kprlint.prose.steps.suggestion import alike, suggest


class Outcome(StrEnum):
    """What became of a promise; of several that hold, the first."""

    DONE = "done"
    VOID = "void"
    DROPPED = "dropped"
    MOVED_TO = "moved-to"
    PARTLY = "partly"
    REOPENED = "reopened"
    LATER = "later"
    EARLIER = "earlier"
    REWORDED = "reworded"
    UNCHANGED = "unchanged"
    UNACCOUNTED = "unaccounted"
    NEW = "new"


class Line(NamedTuple):
    """One promise: `before` is the step as it was promised, `after` what stands for it now, with further `parts`.

    `days` is the date now against the date then, late is positive; of what was done, the day it was done. `said` are
    the words of the file or of the register, `updates` what else is said of the open steps. `since`: the quarter in which an unaccounted one was last promised, and
    `asked` whether the plan asked for answers already. `offer`: the new step that it may have become, whose `was` would say so.
    """

    outcome: Outcome
    activity: ActivityId
    before: Knot | None = None
    after: Knot | None = None
    parts: tuple[Knot, ...] = ()
    declared: bool = False
    days: int | None = None
    done: Due | None = None
    said: str = ""
    updates: tuple[str, ...] = ()
    suggestion: str = ""
    offer: str = ""
    since: Quarter | None = None
    asked: bool = True
    past: Past | None = None


class Ledger(NamedTuple):
    """All lines, sorted by activity as the plan lists them; the chain that they were read from."""

    lines: tuple[Line, ...]
    threads: Threads
    at: int
    """The place of the earlier snapshot in the chain; the later one is its last."""


def ledger(chain: Sequence[Snapshot], at: int, *, with_questions: bool = True) -> Ledger:
    """What became of what was promised in the snapshot at place `at` of `chain`, until its last one.

    `with_questions`: an unaccounted one has what may answer it, which takes as long as all else.
    """
    threads = Threads([_whole(chain, at, place) for place in range(len(chain))])
    earlier = [k for k in threads.steps(at) if _is_a_promise(threads, k)]
    lines = [_line(threads, knot) for knot in (*threads.unanswered(at), *earlier)]
    told = {k.key for line in lines for k in (line.after, *line.parts) if k}
    for between in range(at + 1, threads.last + 1):
        for knot in threads.steps(between):
            if not threads.is_new(knot):
                continue
            line = _of_new(threads, knot)
            if line.after is None or line.after.key not in told:
                lines.append(line)
                told |= {k.key for k in (line.after, *line.parts) if k}
    order = _order(threads)
    if with_questions:
        lines = list(_with_questions(threads, lines))
    lines.sort(key=lambda line: _place(line, order))
    return Ledger(
        tuple(
            line._replace(past=_past(threads, line), updates=tuple(_updates(line)))
            for line in lines
        ),
        threads,
        at,
    )


def _whole(chain: Sequence[Snapshot], at: int, place: int) -> Snapshot:
    """A snapshot of the chain; of one in between a file that cannot be read is taken as it was the quarter before.

    The two that are compared stay as they are: what could not be read there is named, and not compared.
    """
    snapshot = chain[place]
    unread = {of.code for of in snapshot.unread if of.code}
    is_compared = place in (0, at, len(chain) - 1)
    if not unread or is_compared or chain[place - 1].name != snapshot.name:
        return snapshot
    before = _whole(chain, at, place - 1).activities
    kept = {code: before[code] for code in unread if code in before}
    left = tuple(of for of in snapshot.unread if of.code not in kept)
    return snapshot._replace(activities={**snapshot.activities, **kept}, unread=left)


def _updates(line: Line) -> Iterator[str]:
    """What `update` says of the steps that stand open, beside what the line says already."""
    for knot in (line.after, *line.parts):
        step = knot.promise.step if knot else None
        if step and step.update and step.is_open and step.update != line.said:
            yield step.update


def _past(threads: Threads, line: Line) -> Past | None:
    told = line.after or line.before
    return threads.past(told) if told else None


def _order(threads: Threads) -> Mapping[ActivityId, int]:
    """Where the later register has each activity; what it does not list comes where its pairs have it."""
    places: dict[ActivityId, int] = {}
    after = threads.snapshots[-1]
    if len(threads.snapshots) == 1:  # nothing has become of it yet
        return {after.identity(code): place for place, code in enumerate(after.activities)}
    before = threads.snapshots[-2]
    for place, of in enumerate(threads.pairs[-1]):
        for snapshot, code in ((after, of.after), (before, of.before)):
            if code:
                places.setdefault(snapshot.identity(code), place)
    return places


def _place(line: Line, order: Mapping[ActivityId, int]) -> tuple[int, str, int, int, int]:
    first = line.before or line.after
    assert first
    return (
        order.get(line.activity, len(order)),
        str(line.activity),
        list(Outcome).index(line.outcome),
        first.at,
        first.promise.place,
    )


def _is_a_promise(threads: Threads, knot: Knot) -> bool:
    """An open step was promised, unless its activity cannot be read later; a closed one only where it is opened again."""
    return threads.is_compared(knot) and (knot.promise.step.is_open or bool(threads.again(knot)))


def _line(threads: Threads, knot: Knot) -> Line:
    ends = threads.ends(knot) if knot.promise.step.is_open else threads.again(knot)
    if not threads.given_up(knot):  # by a status that is new since
        ends = [_given_up(threads, end) for end in ends]
    return _judged(threads, knot, ends)


def _given_up(threads: Threads, end: End) -> End:
    reason = threads.given_up(end.knot) if end.ending is Ending.OPEN else ""
    return end._replace(ending=Ending.DROPPED, said=reason) if reason else end


def _judged(threads: Threads, knot: Knot, ends: Sequence[End]) -> Line:
    """The line of a step by all the ends of its threads."""
    told = [end for end in ends if end.ending is not Ending.VOID] or list(ends)
    first = min(told, key=_rank)
    rest = tuple(
        end.knot for end in sorted(told, key=_rank) if end is not first and end.knot.at > knot.at
    )
    endings = {end.ending for end in told}
    home = threads.home(knot)
    base = Line(Outcome.UNCHANGED, home, knot, first.knot, rest, declared=True, said=first.said)
    if endings == {Ending.DONE}:
        latest = max(told, key=lambda e: _done_end(e) or date.min)
        done = _done_on(latest.knot)
        return base._replace(
            outcome=Outcome.DONE, done=done, days=_late(knot, done), said=latest.said
        )
    if endings == {Ending.VOID}:
        return base._replace(outcome=Outcome.VOID)
    if endings == {Ending.DROPPED}:
        gone = first.knot.promise.step.is_open  # with its activity, or by its status
        return base._replace(outcome=Outcome.DROPPED, after=None if gone else first.knot)
    if endings == {Ending.ELSEWHERE}:
        return base._replace(outcome=Outcome.MOVED_TO, after=None)
    if Ending.DONE in endings:
        return base._replace(outcome=Outcome.PARTLY, said=_said(told))
    if Ending.LOST in endings:
        return _unaccounted(threads, knot, told, home)
    if all(end.handed_over for end in told):
        return base._replace(outcome=Outcome.MOVED_TO, days=_days(knot, told))
    return _open(base, knot, told)


def _open(base: Line, knot: Knot, told: Sequence[End]) -> Line:
    """The line of a step that is open still: opened again, moved, or as it was."""
    open_ones = [end for end in told if end.ending is Ending.OPEN] or list(told)
    steps = [end.knot.promise.step for end in open_ones]
    update = next((step.update for step in steps if step.update), "")
    reason = next((end.moved for end in open_ones if end.moved), "")
    renamed = any(end.renamed for end in open_ones)
    if any(end.reopened for end in open_ones):
        said = update or reason
        return base._replace(outcome=Outcome.REOPENED, declared=bool(said), said=said)
    moves = [m for end in open_ones if (m := move(knot.promise, end.knot.promise))]
    later = [m for m in moves if m.is_later]
    if later:
        days = None if any(m.days is None for m in later) else max(m.days or 0 for m in later)
        return base._replace(
            outcome=Outcome.LATER, days=days, declared=bool(reason), said=reason or update
        )
    if moves:
        days = min(m.days or 0 for m in moves)
        said = reason or update
        return base._replace(
            outcome=Outcome.EARLIER, days=days, declared=bool(said) or renamed, said=said
        )
    same = len(open_ones) == 1 and key(steps[0].action) == key(knot.promise.action)
    if same:
        return base._replace(outcome=Outcome.UNCHANGED, declared=bool(update), said=update)
    return base._replace(outcome=Outcome.REWORDED, declared=renamed, said=update)


def _unaccounted(threads: Threads, knot: Knot, told: Sequence[End], home: ActivityId) -> Line:
    lost = max((end.knot for end in told if end.ending is Ending.LOST), key=lambda k: k.at)
    others = tuple(end.knot for end in told if end.ending is Ending.OPEN)
    since = threads.quarter(lost)
    asked = threads.snapshots[-1].plan.answers_from
    vanished = threads.snapshots[min(lost.at + 1, threads.last)].period
    return Line(
        Outcome.UNACCOUNTED,
        home,
        knot,
        others[0] if others else None,
        others[1:],
        since=since,
        asked=not (asked and vanished and vanished - asked < 0),
    )


def _of_new(threads: Threads, knot: Knot) -> Line:
    """The line of a promise that was made after the earlier snapshot."""
    step, of = knot.promise.step, knot.promise.activity
    if step.outcome:
        done = _done_on(knot)
        outcome = _OF_ENDING[Ending(step.outcome)]
        said = getattr(step, step.outcome.value)
        return Line(outcome, of, None, knot, (), True, _late(knot, done), done, said)
    if knot.at == threads.last:
        return Line(Outcome.NEW, of, after=knot)
    line = _line(threads, knot)
    if line.outcome in (Outcome.UNCHANGED, Outcome.REWORDED, Outcome.LATER, Outcome.EARLIER):
        return Line(Outcome.NEW, line.activity, after=line.after, parts=line.parts)
    return line


_OF_ENDING = {
    Ending.DONE: Outcome.DONE,
    Ending.DROPPED: Outcome.DROPPED,
    Ending.ELSEWHERE: Outcome.MOVED_TO,
    Ending.VOID: Outcome.VOID,
}

_RANKS = (Ending.OPEN, Ending.ELSEWHERE, Ending.DONE, Ending.DROPPED, Ending.LOST, Ending.VOID)


def _rank(end: End) -> tuple[int, int, int]:
    return _RANKS.index(end.ending), -end.knot.at, end.knot.promise.place


def _said(told: Iterable[End]) -> str:
    """What is said of a step of which a part is done: of the open part first."""
    for end in sorted(told, key=_rank):
        said = end.moved or end.knot.promise.step.update or end.said
        if said:
            return said
    return ""


def _done_on(knot: Knot) -> Due | None:
    return done_on(knot.promise.step, knot.promise.as_at)


def _done_end(end: End) -> date | None:
    done = _done_on(end.knot)
    return done.end if done else None


def _late(knot: Knot, done: Due | None) -> int | None:
    """By how many days something was done after the day that was promised."""
    promised = when(knot.promise)
    return (done.end - promised.end).days if done and promised else None


def _days(knot: Knot, told: Sequence[End]) -> int | None:
    found = moved(when(knot.promise), when(told[0].knot.promise))
    return found.days if found else None


# Questions


def _with_questions(threads: Threads, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, the unaccounted ones with what may answer them: shared out within each activity."""
    by_home: dict[ActivityId, list[int]] = {}
    for place, line in enumerate(lines):
        if line.outcome is Outcome.UNACCOUNTED:
            by_home.setdefault(line.activity, []).append(place)
    by_activity: dict[ActivityId, list[Line]] = {}
    for line in lines:
        by_activity.setdefault(line.activity, []).append(line)
    found = list(lines)
    for home, places in by_home.items():
        progress = list(_progress(threads, home, lines, places))
        here = by_activity[home]
        others = [x.before.promise.action for x in here if x.before and x.after]
        new = [x.after.promise.action for x in here if x.outcome is Outcome.NEW and x.after]
        lost = [before.promise.action for p in places if (before := lines[p].before)]
        said = suggest(lost, progress, [*others, *new])
        offered = alike(lost, new)
        for place, answer, offer in zip(places, said, offered, strict=True):
            found[place] = lines[place]._replace(
                suggestion=answer or "",
                offer=offer or "",
            )
    return iter(found)


def _progress(
    threads: Threads, home: ActivityId, lines: Sequence[Line], places: Iterable[int]
) -> Iterator[str]:
    """What the activity reported since the steps were last promised."""
    since = min(before.at for p in places if (before := lines[p].before))
    told: Counter[str] = Counter()
    for snapshot in threads.snapshots[max(since + 1, 0) :]:
        activity = snapshot.activities.get(home.code) if snapshot.name == home.plan else None
        for item in activity.progress if activity else ():
            if not told[item]:
                yield item
            told[item] += 1
