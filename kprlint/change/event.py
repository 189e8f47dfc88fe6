"""What an event is: something that a reader of the change report should know, made of facts by a small rule."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from kprlint.change.compare import Change, Comparison
from kprlint.change.memory import Memory
from kprlint.model import Activity, ActivityId


class Level(StrEnum):
    """How much of a reader's attention an event asks for."""

    NEEDS_EXPLANATION = "needs-explanation"
    WORTH_NOTING = "worth-noting"
    FOR_THE_RECORD = "for-the-record"


class Answer(NamedTuple):
    """Why something happened, by whom, until which day that holds; given in a file or by the activity itself."""

    reason: str
    who: str = ""
    until: date | None = None


class Told(NamedTuple):
    """What a rule says: a sentence, and the arguments that identify the event when its wording changes.

    `answer`: what the activity itself says about it. `level`, where it differs from the rule's. `paste`:
    lines for a file, by its path, that would turn a guess into a declaration.
    """

    message: str
    arguments: tuple[str, ...] = ()
    answer: Answer | None = None
    level: Level | None = None
    paste: tuple[tuple[str, str], ...] = ()


class Context(NamedTuple):
    """What a rule may ask besides the change that it looks at."""

    comparison: Comparison
    memory: Memory
    unmet: Callable[[Change], Iterator[tuple[str, str, str]]]
    """The duties of its status that a change's later side does not meet: rule, message, what to do."""

    @property
    def is_far(self) -> bool:
        """Whether quarters that nobody looked at lie between two plans: what became of a step was told in them."""
        before, after = self.comparison.before.period, self.comparison.after.period
        return bool(not self.comparison.same_plan and before and after and after - before > 1)

    def is_news(self, change: Change) -> bool:
        """Whether anything happened at all: another quarter, or another text. If not, there is nothing to judge."""
        before, after = self.comparison.before, self.comparison.after
        return before.period != after.period or _facts(change.before) != _facts(change.after)


def _facts(activity: Activity | None) -> Activity | None:
    """An activity with its lists sorted: their order says nothing."""
    if activity is None:
        return None
    return replace(
        activity,
        leads=tuple(sorted(activity.leads)),
        progress=tuple(sorted(activity.progress)),
        next_steps=tuple(sorted(activity.next_steps, key=repr)),
        continues=tuple(sorted(activity.continues, key=str)),
    )


OfChange = Callable[[Change, Context], Iterator[Told]]
OfPlan = Callable[[Context], Iterator[Told]]


class EventRule(NamedTuple):
    """A kind of event. `mirror` is the kind that the same two snapshots give the other way round.

    None where the event judges one side alone; it is then asked only of a change in which something
    happened. Just one of `of_change` and `of_plan` is there.
    """

    name: str
    level: Level
    mirror: str | None
    summary: str
    of_change: OfChange | None = None
    of_plan: OfPlan | None = None


class Event(NamedTuple):
    """One event. `activity` is None where it is about the plan. `fingerprint`: of name, activity and arguments."""

    name: str
    level: Level
    activity: ActivityId | None
    title: str
    message: str
    arguments: tuple[str, ...]
    fingerprint: str
    answer: Answer | None = None
    guess: bool = False
    paste: tuple[tuple[str, str], ...] = ()


def event(name: str, level: Level, *, mirror: str | None) -> Callable[[OfChange], EventRule]:
    """Makes a rule of a function that looks at one change; its docstring says what it finds."""

    def register(find: OfChange) -> EventRule:
        return EventRule(name, level, mirror, _summary(find), of_change=find)

    return register


def plan_event(name: str, level: Level, *, mirror: str | None) -> Callable[[OfPlan], EventRule]:
    """Makes a rule of a function that looks at the whole comparison."""

    def register(find: OfPlan) -> EventRule:
        return EventRule(name, level, mirror, _summary(find), of_plan=find)

    return register


def _summary(find: Callable[..., Any]) -> str:
    return " ".join((find.__doc__ or "").strip().split("\n\n", 1)[0].split())


def fingerprint(name: str, activity: ActivityId | None, arguments: tuple[str, ...]) -> str:
    made = repr((name, str(activity or ""), arguments))
    return hashlib.sha256(made.encode("utf-8", "surrogatepass")).hexdigest()[:16]
