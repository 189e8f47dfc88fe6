"""What an event is: something that a reader of the change report should know, made of facts by a small rule."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from kprlint.change.compare import Change, Comparison
from kprlint.change.ledger import Line
from kprlint.change.memory import ActivityPast
from kprlint.model import Activity, ActivityId


class Level(StrEnum):
    """How much of a reader's attention an event asks for."""

    NEEDS_EXPLANATION = "needs-explanation"
    WORTH_NOTING = "worth-noting"
    FOR_THE_RECORD = "for-the-record"


class Told(NamedTuple):
    """What a rule says: a sentence, and the arguments that identify the event when its wording changes.

    `said` are the words of the files that explain it. `level`, where it differs from the rule's; `grave`: it comes
    first of its level. `paste`: lines for a file, by its path, that would turn a question into a declaration.
    """

    message: str
    arguments: tuple[str, ...] = ()
    said: str = ""
    level: Level | None = None
    grave: bool = False
    paste: tuple[tuple[str, str], ...] = ()


class Context(NamedTuple):
    """What a rule may ask besides the change or the line that it looks at."""

    comparison: Comparison
    memory: Mapping[ActivityId, ActivityPast]

    def is_news(self, change: Change) -> bool:
        """Whether anything happened at all: another quarter, or another text. If not, there is nothing to judge."""
        before, after = self.comparison.before, self.comparison.after
        return before.period != after.period or _facts(change.before) != _facts(change.after)


def _facts(activity: Activity | None) -> Activity | None:
    """An activity with its lists sorted: their order says nothing."""
    if activity is None:
        return None
    return activity._replace(
        leads=tuple(sorted(activity.leads)),
        progress=tuple(sorted(activity.progress)),
        next_steps=tuple(sorted(activity.next_steps, key=repr)),
        continues=tuple(sorted(activity.continues, key=str)),
    )


OfChange = Callable[[Change, Context], Iterator[Told]]
OfLine = Callable[[Line, Context], Iterator[Told]]
OfPlan = Callable[[Context], Iterator[Told]]


class EventRule(NamedTuple):
    """A kind of event: just one of `of_change`, `of_line` and `of_plan` is there.

    `field` is the one that an event of a change is about, for its place. One that `judges` looks at the later side
    alone; it is asked only of a change in which something happened.
    """

    name: str
    level: Level
    summary: str
    field: str = "title"
    judges: bool = False
    of_change: OfChange | None = None
    of_line: OfLine | None = None
    of_plan: OfPlan | None = None


class Event(NamedTuple):
    """One event. `activity` is None where it is about the plan. `line` is the line of the ledger that it is about."""

    name: str
    level: Level
    activity: ActivityId | None
    title: str
    message: str
    arguments: tuple[str, ...]
    said: str = ""
    guess: bool = False
    paste: tuple[tuple[str, str], ...] = ()
    field: str = ""
    line: Line | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has explained it."""
        return not self.said


def event(
    name: str, level: Level, *, field: str = "title", judges: bool = False
) -> Callable[[OfChange], EventRule]:
    """Makes a rule of a function that looks at one change; its docstring says what it finds."""

    def register(find: OfChange) -> EventRule:
        return EventRule(name, level, _summary(find), field, judges, of_change=find)

    return register


def line_event(name: str, level: Level) -> Callable[[OfLine], EventRule]:
    """Makes a rule of a function that looks at one line of the ledger."""

    def register(find: OfLine) -> EventRule:
        return EventRule(name, level, _summary(find), of_line=find)

    return register


def plan_event(name: str, level: Level) -> Callable[[OfPlan], EventRule]:
    """Makes a rule of a function that looks at the whole comparison."""

    def register(find: OfPlan) -> EventRule:
        return EventRule(name, level, _summary(find), of_plan=find)

    return register


def _summary(find: Callable[..., Any]) -> str:
    return " ".join((find.__doc__ or "").strip().split("\n\n", 1)[0].split())
