"""What the interpreter makes of a source: first drafts, as they stand in it, then activities."""

from dataclasses import dataclass, field
from datetime import date

from kprlint.importing.cells import Location, Row
from kprlint.importing.interpreter.doubts import Doubt
from kprlint.importing.interpreter.layout import NOTHING, Layout
from kprlint.model import ActivityId, Kind, StatusWord
from kprlint.model.code import Code
from kprlint.words.printed import Beside

# The fields of a draft: those of an activity, and what becomes of one of them once the whole cell is known.
FIELDS = (
    "title", "status", "status_reason", "progress", "next_steps", "lead", "portfolio", "due", "percent_complete", "as_at",
    "both", "status_and_progress", "due_original", "due_revised", "step_due", "owner",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of a cell; `first` where it begins the cell of a row that continues another."""

    text: str
    bullet: bool
    place: Location
    first: bool = False
    joined: bool = False  # it may be two
    level: int = 0  # as of a `Line`


@dataclass(slots=True)
class FoundSection:
    """An objective as its heading says it."""

    number: int | None
    title: str
    theme: str
    place: Location
    by_column: bool = False  # a column names it, and no heading


@dataclass(slots=True)
class Draft:
    """An activity's cells before they are read; `codes` as printed, several where a row has several."""

    place: Location
    section: FoundSection | None
    codes: list[str] = field(default_factory=list)
    pieces: dict[str, list[Piece]] = field(default_factory=lambda: {name: [] for name in FIELDS})
    fill: str | None = None
    icons: list[str] = field(default_factory=list)
    rows: int = 1
    shared: int = 1  # how many activities its row holds
    part: int = 0  # which of them it is
    parts: int = 0  # how many of its next steps are rows of a table of their own
    touches: "Draft | None" = None  # the draft of the row directly above, in the same table
    below: "Draft | None" = None
    doubts: list[tuple[str, Location, str, str]] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)
    layout: Layout = NOTHING
    sources: list[Row] = field(default_factory=list)  # the rows that it was read from

    def doubt(self, name: str, message: str, text: str = "", place: Location | None = None) -> None:
        self.doubts.append((name, place or self.place, message, text))


@dataclass(frozen=True, slots=True)
class FoundStep:
    """A step; `told` are the fields that say what became of it, which a paper of ours alone prints."""

    action: str
    due: date | str | None = None
    owner: str = ""
    told: tuple[tuple[str, date | str], ...] = ()


@dataclass(slots=True)
class FoundActivity:
    code: Code
    title: str
    status: str
    kind: Kind | None
    leads: tuple[str, ...]
    portfolios: tuple[str, ...]
    progress: tuple[str, ...]
    next_steps: tuple[FoundStep, ...]
    doubts: tuple[Doubt, ...]
    place: Location
    status_reason: str = ""
    as_at: date | None = None
    continues: tuple[ActivityId, ...] = ()
    due: date | str | None = None
    percent_complete: int | None = None
    asks_lead: bool = False  # the source has a column for it
    asks_portfolio: bool = False
    sources: tuple[Row, ...] = ()


@dataclass(slots=True)
class FoundObjective:
    number: int
    title: str
    theme: str
    codes: tuple[Code, ...]


@dataclass(slots=True)
class Imported:
    """A plan and its activities; `doubts` are those of no single activity, `left_over` is what went nowhere."""

    activities: tuple[FoundActivity, ...]
    objectives: tuple[FoundObjective, ...]
    statuses: tuple[StatusWord, ...]
    leads: tuple[str, ...]
    portfolios: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    left_over: tuple[Doubt, ...]
    summary: tuple[tuple[str, int], ...]
    codes: str = ""  # the form of the codes
    unknown: tuple[str, ...] = ()  # headings of tables that nobody knows

    @property
    def all_doubts(self) -> tuple[Doubt, ...]:
        own = [doubt for activity in self.activities for doubt in activity.doubts]
        return (*own, *self.doubts, *self.left_over)
