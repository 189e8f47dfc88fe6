"""The committee paper as data: what it says, in its order, before any format."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kprlint import __version__
from kprlint.change.reported import Absent, State
from kprlint.model import ActivityId, Code, Due, Outcome, Quarter, StatusWord
from kprlint.words import Message, Words


class Direction(StrEnum):
    """How the status stands to last quarter's."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    OTHER = "other"  # changed, and neither better nor worse
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Count:
    """How many activities have a status; `before` is None where last quarter is not known."""

    status: StatusWord
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
    """A next step. `is_overdue`: it is still to be done, and its time was over on the as-at day.

    `outcome` is the field that closes it, and `said` what stands there in words.
    """

    action: str
    due: Due | None
    owner: str
    is_ongoing: bool = False
    is_overdue: bool = False
    outcome: Outcome | None = None
    done_on: Due | None = None
    said: str = ""
    moved: str = ""
    update: str = ""
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountedStep:
    """What became of a step, as its officer says.

    `outcome` is the name of it, as the change report has it; `told` says it in words.
    """

    code: Code
    action: str
    due: Due | None
    outcome: str
    told: str
    is_standing: bool = False
    """Whether it is a duty without an end, which is kept rather than done."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """What an activity says of the report of an earlier quarter: `text` is what is right."""

    code: Code
    quarter: str
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """One activity. `steps` are still to be done; `printed` are they as a reader, and the importer, finds them in a paper.

    `beside` are the lines below its title, and `moved` how its status stands to last quarter's, as a paper prints them.
    `note` says in words where its text is not one of the quarter; it is empty else.
    """

    code: Code
    title: str
    status: StatusWord
    reason: str
    direction: Direction | None
    was: StatusWord | None
    progress: tuple[str, ...]
    steps: tuple[Step, ...]
    printed: tuple[str, ...]
    leads: tuple[str, ...]
    portfolio: str
    as_at: date | None
    continues: tuple[ActivityId, ...]
    state: State = State.REPORTED
    note: str = ""
    beside: tuple[str, ...] = ()
    moved: str = ""
    due: Due | None = None
    percent_complete: int | None = None
    closed: tuple[Step, ...] = ()

    @property
    def anchor(self) -> str:
        """Where links lead to: no two codes of a plan have the same name."""
        return self.code.stem


@dataclass(frozen=True, slots=True)
class Attention:
    """An activity that a committee should look at, and why."""

    code: Code
    title: str
    why: str
    anchor: str = ""  # where its text is, if it has one

    @property
    def told(self) -> str:
        """``Look after the pond – Red, down from Green. The sluice broke.``"""
        return " – ".join(filter(None, (self.title.rstrip(".:;, "), self.why)))


class Item(NamedTuple):
    """A line of a listing: about which activity, what, and below or behind it what is said of it."""

    code: Code | None
    text: str
    said: str = ""
    anchor: str = ""


class Listing(NamedTuple):
    """A list with a heading, whose name in `words` is `name`."""

    name: str
    items: tuple[Item, ...]


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
class Provenance:
    """What the paper was made of: the last commit that touches the plan, or the tag, and the as-at day."""

    commit: str = ""
    tag: str = ""
    as_at: date | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper says. `draft` are the reasons why it is none that a council may publish as final.

    `quarter` names its quarter for programs, and `when` for readers.
    """

    plan: str
    title: str
    council: str
    quarter: str
    words: Words
    key: tuple[StatusWord, ...]
    summary: tuple[Count, ...]
    attention: tuple[Attention, ...]
    promises: tuple[AccountedStep, ...]
    corrections: tuple[Corrected, ...]
    sections: tuple[Section, ...]
    absent: tuple[Absent, ...]
    history: tuple[QuarterCounts, ...]
    source: Provenance = Provenance()
    draft: tuple[Message, ...] = ()

    @property
    def when(self) -> str:
        """The quarter as it is printed; empty where it is not known."""
        return self.printed_quarter(self.quarter)

    def printed_quarter(self, quarter: str) -> str:
        """A quarter as the paper prints it."""
        read = Quarter.parse(quarter)
        return self.words.quarter(read) if read else quarter

    @property
    def why_draft(self) -> str:
        """Why it is a draft, in one sentence."""
        said = "; ".join(self.words.tell(why) for why in self.draft)
        return f"{said[:1].upper()}{said[1:]}." if said else ""

    @property
    def listings(self) -> tuple[Listing, ...]:
        """The lists before the activities, without empty ones."""
        found = (
            Listing("attention", tuple(Item(a.code, a.told, "", a.anchor) for a in self.attention)),
            Listing("promises", tuple(self._item(p) for p in self.promises if not p.is_standing)),
            Listing("standing", tuple(self._item(p) for p in self.promises if p.is_standing)),
            Listing("corrections", tuple(map(self._correction, self.corrections))),
        )
        return tuple(listing for listing in found if listing.items)

    def _item(self, step: AccountedStep) -> Item:
        action = (
            self.words.say("promise_due", action=step.action, date=step.due)
            if step.due
            else step.action
        )
        return Item(step.code, action, step.told)

    def _correction(self, one: Corrected) -> Item:
        return Item(one.code, f"{self.printed_quarter(one.quarter)}: {one.text}", "", one.anchor)

    @property
    def without_report(self) -> Listing:
        """The list behind the activities."""
        told = tuple(Item(one.code, one.told(self.words)) for one in self.absent)
        return Listing("absent", told)

    def heading(self, section: Section) -> str:
        """What stands above the activities of an objective."""
        if not section.number:
            return section.title
        return self.words.say(
            "numbered_objective",
            objective=self.words["objective"],
            number=section.number,
            title=section.title,
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the activities, by their names in `words`: those for people only where somebody is named."""
        named = {
            "lead": any(activity.leads for activity in self.activities),
            "portfolio": any(activity.portfolio for activity in self.activities),
        }
        names = ("activity", "status", "progress", "next_steps", "lead", "portfolio")
        return tuple(name for name in names if named.get(name, True))

    @property
    def activities(self) -> tuple[Reported, ...]:
        return tuple(activity for section in self.sections for activity in section.activities)

    @property
    def not_reported(self) -> int:
        """How many activities that the plan promises have no report of the quarter."""
        texts = sum(a.state is not State.REPORTED for a in self.activities)
        return texts + sum(one.code is not None and not one.has_gone for one in self.absent)

    @property
    def registered(self) -> int:
        """How many activities the plan promises."""
        return self.reported + self.not_reported

    @property
    def has_before(self) -> bool:
        """Whether last quarter is known."""
        return any(count.before is not None for count in self.summary)

    @property
    def reported(self) -> int:
        return sum(a.state is State.REPORTED for a in self.activities)

    def share(self, count: Count) -> str:
        """The count as a share of what was reported: ``42 %``; rounded, so that shares need not add up to 100."""
        return f"{round(100 * count.now / self.reported)} %" if self.reported else ""

    @property
    def total_before(self) -> int:
        return sum(count.before or 0 for count in self.summary)

    @property
    def sentence(self) -> str:
        """The quarter in one sentence: ``Of 31 activities 1 is Red, 3 are Amber and 27 are Green.``

        Where some have not reported, it begins with that: ``Of 15 activities 12 reported: 1 is Red …``
        """
        words, registered = self.words, self.registered
        said = [
            words.say("with_status", c.now, status=c.status.word) for c in self.summary if c.now
        ]
        if not registered:
            return words["no_activities"]
        if not said:
            return words.say("none_reported", registered)
        told = words.listed(said)
        if self.not_reported:
            return words.say("some_reported", registered, reported=self.reported, statuses=told)
        return words.say("all_reported", registered, statuses=told)

    @property
    def made_of(self) -> str:
        """What the paper was made of, in a sentence; empty where that is not known."""
        source, commit = self.source, self.source.commit[:9]
        of = "_of_tag" if source.tag and commit else "_of_commit" if commit else ""
        key = f"made{'_as_at' if source.as_at else ''}{of}"
        if key == "made":
            return ""
        return self.words.say(key, day=source.as_at, tag=source.tag, commit=commit)

    @property
    def made_by(self) -> str:
        """What the paper was made by, in a sentence."""
        return self.words.say("made_by", version=__version__)
