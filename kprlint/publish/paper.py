"""The committee paper as data: what it says, in its order, before any format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kprlint.model import ActivityId, Code, Due, Kind
from kprlint.model.due import say_due
from kprlint.model.printed import BETTER, CHANGED, NEW, SAME, WORSE, Beside, say_beside

WORDS: Mapping[str, str] = {
    "activity": "Key Activities",
    "status": "Status",
    "progress": "Progress",
    "next_steps": "Next Steps",
    "lead": "Lead Officer",
    "portfolio": "Portfolio",
    "objective": "Objective",
    "key": "Status key",
    "summary": "Summary",
    "attention": "What needs attention",
}
"""The headings of a paper; a plan may have its own, under ``paper:`` in its register."""


class Direction(StrEnum):
    """How the status stands to last quarter's."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    OTHER = "other"  # changed, and neither better nor worse
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Word:
    """A status word of the plan; `kind` colours it."""

    word: str
    kind: Kind
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many activities have a status; `before` is None where last quarter is not known."""

    status: Word
    now: int
    before: int | None

    @property
    def change(self) -> str:
        """``+2``, ``−1``, ``0``; empty where last quarter is not known."""
        if self.before is None:
            return ""
        change = self.now - self.before
        return f"{change:+}".replace("-", "−") if change else "0"


@dataclass(frozen=True, slots=True)
class Step:
    action: str
    due: Due | None
    owner: str

    @property
    def said(self) -> str:
        """What follows the action, without brackets: ``due December 2023, owner Housing``."""
        parts = (
            f"due {say_due(self.due)}" if self.due else "",
            f"owner {self.owner}" if self.owner else "",
        )
        return ", ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Reported:
    """One activity. `printed` are its next steps as a reader, and the importer, finds them in a paper."""

    code: Code
    title: str
    status: Word
    reason: str
    direction: Direction | None
    was: Word | None
    progress: tuple[str, ...]
    steps: tuple[Step, ...]
    printed: tuple[str, ...]
    leads: tuple[str, ...]
    portfolio: str
    as_at: date | None
    continues: tuple[ActivityId, ...]

    @property
    def anchor(self) -> str:
        return str(self.code).lower().replace(".", "-")

    @property
    def beside(self) -> tuple[str, ...]:
        """The lines below the title."""
        return tuple(say_beside(Beside(self.continues, self.as_at)))

    @property
    def moved(self) -> str:
        """How the status stands to last quarter's, in words; empty where that is not known."""
        match self.direction:
            case None:
                return ""
            case Direction.NEW:
                return NEW
            case Direction.SAME:
                return SAME
        assert self.was
        said = {Direction.BETTER: BETTER, Direction.WORSE: WORSE, Direction.OTHER: CHANGED}
        return f"{said[self.direction]}{self.was.word}"


@dataclass(frozen=True, slots=True)
class Attention:
    """An activity that a committee should look at, and why."""

    activity: Reported
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """An objective and its activities. `number` is None where the register gives none."""

    number: int | None
    title: str
    theme: str
    activities: tuple[Reported, ...]


@dataclass(frozen=True, slots=True)
class QuarterCounts:
    """One quarter of the chart."""

    quarter: str
    counts: Mapping[str, int]  # by status word


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper says. `missing` are the files that could not be read, and codes that nobody reports on."""

    plan: str
    title: str
    council: str
    quarter: str
    written: str
    words: Mapping[str, str]
    key: tuple[Word, ...]
    summary: tuple[Count, ...]
    attention: tuple[Attention, ...]
    sections: tuple[Section, ...]
    history: tuple[QuarterCounts, ...]
    missing: tuple[str, ...] = field(default=())

    @property
    def activities(self) -> tuple[Reported, ...]:
        return tuple(activity for section in self.sections for activity in section.activities)

    @property
    def has_before(self) -> bool:
        """Whether last quarter is known."""
        return any(count.before is not None for count in self.summary)

    @property
    def total(self) -> int:
        return sum(count.now for count in self.summary)

    @property
    def total_before(self) -> int:
        return sum(count.before or 0 for count in self.summary)

    @property
    def sentence(self) -> str:
        """The quarter in one sentence: ``Of 31 activities 1 is Red, 3 are Amber and 27 are Green.``"""
        said = [
            f"{c.now} {'is' if c.now == 1 else 'are'} {c.status.word}"
            for c in self.summary
            if c.now
        ]
        activities = "1 activity" if self.total == 1 else f"{self.total} activities"
        told = " and ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else "".join(said)
        return f"Of {activities} {told}." if said else "No activity is reported on."
