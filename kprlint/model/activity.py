"""One Key Activity as an officer reported it for one quarter."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kprlint.model.code import ActivityId, Code
from kprlint.model.due import Due
from kprlint.model.quarter import Quarter

ONGOING = "ongoing"
"""What stands in place of a due date for a standing duty."""


class Outcome(StrEnum):
    """How a step can be closed, by the name of the field that says so."""

    DONE = "done"
    DROPPED = "dropped"
    TO = "to"
    VOID = "void"


class NextStep(NamedTuple):
    """One promise: what, by when, by whom; and what became of it, in the words of its officer.

    `due` is None for a standing duty, too, of which `ongoing` is true (``due: ongoing``). The texts are as they
    were written, a date too, and empty where nothing was. `was` are the words that the step had last quarter, or
    their beginning and “…”; several where several steps were merged. `origin` is the file's ``from``: the activity
    that had it.
    """

    action: str
    due: Due | None = None
    owner: str = ""
    ongoing: bool = False
    done: str = ""
    dropped: str = ""
    to: str = ""
    void: str = ""
    moved: str = ""
    update: str = ""
    was: tuple[str, ...] = ()
    origin: str = ""

    @property
    def outcome(self) -> Outcome | None:
        """Which field closes the step; None where it is open. A file that is right has one of them at most."""
        if self.done:
            return Outcome.DONE
        if self.dropped:
            return Outcome.DROPPED
        if self.to:
            return Outcome.TO
        return Outcome.VOID if self.void else None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.outcome is None

    @property
    def said(self) -> tuple[tuple[str, str], ...]:
        """What is said of it in sentences, each with the field's name: no date, no code alone."""
        told = (
            ("done", "" if self.done_on else self.done),
            ("dropped", self.dropped),
            ("to", self.to if " " in self.to else ""),
            ("void", self.void),
            ("moved", self.moved),
            ("update", self.update),
        )
        return tuple([(name, text) for name, text in told if text])

    @property
    def done_on(self) -> Due | None:
        """The day, month, quarter or year that `done` is; None where it is a sentence, or nothing."""
        return Due.parse(self.done.strip()) if self.done else None


class Activity(NamedTuple):
    """A report as far as it could be read: what is missing or unreadable is None or empty.

    Lists keep the order and the length of the file, so that item i here is item i there. `due` is by when the whole
    activity is promised, `moved` why that date has moved since last quarter, `percent_complete` 0 to 100.
    """

    code: Code | None
    title: str
    leads: tuple[str, ...]
    portfolio: str
    period: Quarter | None
    status: str
    status_reason: str
    progress: tuple[str, ...]
    next_steps: tuple[NextStep, ...]
    as_at: date | None = None
    continues: tuple[ActivityId | None, ...] = ()
    due: Due | None = None
    moved: str = ""
    percent_complete: int | None = None

    @property
    def open_steps(self) -> tuple[NextStep, ...]:
        """The steps that are still to be done."""
        return tuple([step for step in self.next_steps if step.is_open])

    def reports_on(self, quarter: Quarter | None) -> bool:
        """Whether it is reported for `quarter`: its text is that quarter's, and something is written in it."""
        return self.period == quarter and any(text.strip() for text in self.progress)

    @property
    def judged_at(self) -> date | None:
        """The day that due dates are compared with: the as-at date, else the period's last day."""
        return self.as_at or (self.period.last_day if self.period else None)
