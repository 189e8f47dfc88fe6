"""One Key Activity as an officer reported it for one quarter."""

from dataclasses import dataclass
from datetime import date

from kprlint.model.code import ActivityId, KACode
from kprlint.model.due import Due
from kprlint.model.quarter import Quarter


@dataclass(frozen=True, slots=True)
class NextStep:
    """One promise: what, by when, by whom."""

    action: str
    due: Due | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """A report as far as it could be read: what is missing or unreadable is None or empty.

    Lists keep the order and the length of the file, so that item i here is item i there.
    """

    code: KACode | None
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

    @property
    def judged_at(self) -> date | None:
        """The day that due dates are compared with: the as-at date, else the period's last day."""
        return self.as_at or (self.period.last_day if self.period else None)
