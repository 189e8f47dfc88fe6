"""The story of a promise, from its first date to its end: facts alone, as the files declare them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kprlint.change.ledger import Ledger, Line, Outcome
from kprlint.change.threads import Knot, Threads
from kprlint.change.wording import say_when
from kprlint.model import ActivityId
from kprlint.promises import is_over, move, when
from kprlint.publish.promises import told
from kprlint.publish.text import printed
from kprlint.words import Words

_OPEN = frozenset(
    {
        Outcome.NEW,
        Outcome.LATER,
        Outcome.EARLIER,
        Outcome.REWORDED,
        Outcome.UNCHANGED,
        Outcome.REOPENED,
    }
)


@dataclass(frozen=True, slots=True)
class First:
    """A promise as it was first made."""

    action: str
    quarter: str
    due: str
    activity: ActivityId


@dataclass(frozen=True, slots=True)
class Moved:
    """A date that moved, as the report of `quarter` says; `why` is empty where nobody has said."""

    quarter: str
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class Story:
    """A promise: how it was first made (several where some were merged), what moved, and how it stands or ended.

    `reworded` are the quarters in which it got other words, each with these.
    """

    firsts: tuple[First, ...]
    moves: tuple[Moved, ...]
    reworded: tuple[tuple[str, str], ...]
    is_open: bool
    is_overdue: bool
    is_lost: bool
    end: str
    activities: frozenset[ActivityId]


def stories(found: Ledger, words: Words) -> Iterator[Story]:
    """Every promise of a ledger that goes over the whole of a chain, in its order."""
    threads = found.threads
    for line in found.lines:
        knots = [knot for knot in (line.before, line.after, *line.parts) if knot]
        firsts = list(_firsts(threads, knots))
        ways = list(_ways(threads, firsts))
        every = {*firsts, *(one for way in ways for one in way), *knots}
        last = line.after or line.before
        assert last
        is_open = line.outcome in _OPEN
        yield Story(
            firsts=tuple(_first(threads, knot) for knot in firsts),
            moves=tuple(_moves(threads, ways)),
            reworded=tuple(_reworded(threads, ways)),
            is_open=is_open,
            is_overdue=is_open and _is_overdue(last),
            is_lost=line.outcome is Outcome.UNACCOUNTED,
            end=_end(line, last, words),
            activities=frozenset({line.activity, *(knot.promise.activity for knot in every)}),
        )


def _firsts(threads: Threads, knots: Iterable[Knot]) -> Iterator[Knot]:
    """The steps that no earlier one goes on as, from which these come."""
    seen = set()
    waiting = list(knots)
    while waiting:
        knot = waiting.pop(0)
        if knot.key not in seen:
            seen.add(knot.key)
            back = threads.back(knot)
            if not back:
                yield knot
            waiting += back


def _ways(threads: Threads, firsts: Iterable[Knot]) -> Iterator[tuple[Knot, Knot]]:
    """The steps from one report to the next, each once, by time."""
    found = {}
    waiting = list(firsts)
    while waiting:
        knot = waiting.pop(0)
        for there in threads.onward(knot):
            if (knot.key, there.key) not in found:
                found[knot.key, there.key] = (knot, there)
                waiting.append(there)
    yield from sorted(found.values(), key=lambda way: (way[1].at, way[1].promise.place))


def _first(threads: Threads, knot: Knot) -> First:
    due = when(knot.promise)
    said = say_when(due) if due else "ongoing" if knot.promise.step.ongoing else ""
    return First(
        printed(knot.promise.action),
        _quarter(threads, knot),
        said,
        knot.promise.activity,
    )


def _moves(threads: Threads, ways: Iterable[tuple[Knot, Knot]]) -> Iterator[Moved]:
    for before, after in ways:
        if not move(before.promise, after.promise):
            continue
        was, now = when(before.promise), when(after.promise)
        yield Moved(
            _quarter(threads, after),
            say_when(was) if was else "no date",
            say_when(now) if now else "no date",
            printed(after.promise.step.moved),
        )


def _quarter(threads: Threads, knot: Knot) -> str:
    return str(threads.quarter(knot) or "")


def _reworded(threads: Threads, ways: Iterable[tuple[Knot, Knot]]) -> Iterator[tuple[str, str]]:
    for before, after in ways:
        words = printed(after.promise.action)
        if words != printed(before.promise.action):
            yield _quarter(threads, after), words


def _is_overdue(knot: Knot) -> bool:
    return is_over(when(knot.promise), knot.promise.as_at)


def _end(line: Line, last: Knot, words: Words) -> str:
    """How the promise stands, or what became of it."""
    step = last.promise.step
    if line.outcome in _OPEN:
        due = when(last.promise)
        dated = f", due {say_when(due)}" if due else ", a standing duty" if step.ongoing else ""
        how = "Opened again" if line.outcome is Outcome.REOPENED else "Open"
        text = f"{how}{dated}{', overdue' if _is_overdue(last) else ''}"
        return f"{text}: {printed(step.update)}" if step.update else text
    if line.outcome is Outcome.UNACCOUNTED and line.since:
        return words.say("last_promised", told=told(line, words), quarter=line.since)
    return printed(told(line, words))
