"""How a plan's quarter stands: its statuses beside last quarter's, what is missing, what is in error."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from kprlint import git
from kprlint.agenda.dues import Dues, Group, dues_in
from kprlint.change.places import WORKTREE, Places
from kprlint.change.reported import follows
from kprlint.change.snapshot import Snapshot
from kprlint.git import GitError
from kprlint.lint import engine
from kprlint.lint.finding import Finding
from kprlint.lint.settings import Settings
from kprlint.model import Code, Plan
from kprlint.publish.build import paper_of, quarters_before
from kprlint.publish.paper import Attention, Direction, Paper, Reported
from kprlint.rules import load
from kprlint.rules.base import Severity
from kprlint.words import english

OUTSIDE = "Other activities"
GONE = "No longer in the plan"


class Level(StrEnum):
    """From which on a plan needs somebody; each holds those before it."""

    ERROR = "error"  # errors, and files that cannot be read
    OWED = "owed"  # also what is not reported yet
    OVERDUE = "overdue"  # also steps whose day is over


@dataclass(frozen=True, slots=True)
class Counted:
    """The activities of an objective by their words; `before` by last quarter's, None where that is not known.

    `owed` have not reported on the quarter under way, so that they have no status yet.
    """

    title: str
    now: Mapping[str, int]
    before: Mapping[str, int] | None
    owed: int

    @property
    def total(self) -> int:
        return sum(self.now.values()) + self.owed


@dataclass(frozen=True)
class Status:
    """`unknown`: why git could not say what last quarter was; empty where it could, or knows none.

    `errors` are what `kprlint check` calls so, and `notes` what it left out.
    """

    paper: Paper
    dues: Dues
    last: Snapshot | None
    unknown: str
    errors: tuple[Finding, ...]
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> list[str]:
        """The words that some activity has, or had, in the register's order."""
        return [count.status.word for count in self.paper.summary]

    @property
    def moved(self) -> list[Reported]:
        """The activities whose status is another one than last quarter."""
        same = (None, Direction.SAME, Direction.NEW)
        return [one for one in self.paper.activities if one.direction not in same]

    @property
    def attention(self) -> list[Attention]:
        """What a reader should look at; of what is not reported it says nothing yet."""
        owing = {entry.code for entry in self.dues.owing}
        return [one for one in self.paper.attention if one.code not in owing]

    @cached_property
    def counted(self) -> list[Counted]:
        """By objective; the last one holds all."""
        plan, last = self.dues.snapshot.plan, self.last
        now: dict[str, Counter[str]] = {}
        owed: Counter[str] = Counter()
        for entry in self.dues.entries:
            title = entry.objective or OUTSIDE
            counts = now.setdefault(title, Counter())
            if entry.is_reported:
                counts[_word(plan, entry.status)] += 1
            else:
                owed[title] += 1
        before: dict[str, Counter[str]] = {}
        for code, word in _last_words(last, plan):
            title = self._now_under(code)
            now.setdefault(title, Counter())
            before.setdefault(title, Counter())[word] += 1
        order = [title for title in now if title not in (OUTSIDE, GONE)]
        order += [title for title in (OUTSIDE, GONE) if title in now]
        rows = [
            Counted(t, now[t], before.get(t, Counter()) if last else None, owed[t]) for t in order
        ]
        every = sum(now.values(), Counter[str]())
        every_before = sum(before.values(), Counter[str]()) if last else None
        return [*rows, Counted("All", every, every_before, owed.total())]

    def _now_under(self, code: Code) -> str:
        """Under which objective an activity of last quarter is now, whatever its code became."""
        assert self.last
        name = self.last.name
        heirs = [
            own
            for own, activity in self.dues.snapshot.activities.items()
            if any(link and (link.plan, link.code) == (name, code) for link in activity.continues)
        ]
        entries = {entry.code: entry for entry in self.dues.entries}
        found = next((entries[c] for c in (*heirs, code) if c in entries), None)
        return (found.objective or OUTSIDE) if found else GONE

    def fails(self, level: Level) -> bool:
        """Whether the plan needs somebody, as far as `level` asks."""
        if self.errors or self.dues.unread or any(entry.faulty for entry in self.dues.entries):
            return True
        if level is not Level.ERROR and self.dues.owing:
            return True
        return level is Level.OVERDUE and bool(self.dues.of(Group.OVERDUE))


def _last_words(last: Snapshot | None, plan: Plan) -> Iterator[tuple[Code, str]]:
    """What was reported last quarter, by the words that the plan has now."""
    for code, activity in last.activities.items() if last else ():
        if activity.reports_on(last.period) if last else False:
            yield code, _word(plan, activity.status)


def _word(plan: Plan, word: str) -> str:
    status = plan.find_status(word)
    return status.word if status else word.strip() or "Not stated"


def status(plan: str | None, as_of: date, *, forge: str | None) -> Status:
    """How the work tree stands. Raises InputError or ConfigError where the plan, or what is checked by, cannot be read."""
    with Places(plan) as places:
        now = places.take(WORKTREE)
        before, unknown = _before(places, now)
        dues = dues_in(places, now, as_of, None, lead=None, forge=forge)
        folder = places.folder
    errors, notes = _checked(folder)
    last = before[0] if before and follows(before[0].period, now.period) else None
    return Status(
        paper=paper_of(now, before, english()),
        dues=dues,
        last=last,
        unknown=unknown,
        errors=errors,
        notes=notes,
    )


def _before(places: Places, now: Snapshot) -> tuple[list[Snapshot], str]:
    """The quarters before, as the paper has them; else why git cannot say."""
    if git.top_level(places.folder) is None:
        return [], ""
    try:
        return quarters_before(places, now), ""
    except GitError as error:
        return [], str(error)


def _checked(folder: Path) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """The errors in the plan's files, and what was left out and why."""
    result = engine.check(Settings(paths=(folder,)), load()).result
    errors = (one for one in result.findings if one.severity is Severity.ERROR and not one.waived)
    return tuple(errors), result.notes
