"""What a plan promises by when, seen from a day: every open step and every activity, each once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from kprlint.change.links import place_of
from kprlint.change.places import WORKTREE, Places
from kprlint.change.reported import Absent, State, absent_of, note_of, state_of
from kprlint.change.schema import PlaceData
from kprlint.change.snapshot import Snapshot
from kprlint.errors import InputError
from kprlint.model import Activity, Code, Due, Kind, NextStep
from kprlint.promises import When, date_of, is_over, of_due
from kprlint.prose.steps.deadline import deadline
from kprlint.prose.steps.placeholders import is_placeholder
from kprlint.source.document import Document
from kprlint.source.files import shown
from kprlint.source.reading import read_activity
from kprlint.wording import any_of, did_you_mean, quote

_OVER = frozenset({Kind.COMPLETE, Kind.WITHDRAWN})
_TELLING = frozenset({"period", "progress", "next_steps", "due"})
_NOT_THERE = frozenset({"missing", "empty"})

FAULTY = "a part of the file could not be read, so a step may be missing"


class Group(StrEnum):
    """Where an open step stands on the day; of an activity that is complete or withdrawn nothing is late."""

    OVERDUE = "overdue"
    TODAY = "today"
    COMING = "coming"
    LATER = "later"  # after the days that were asked for
    UNDATED = "undated"
    STANDING = "standing"
    PLACEHOLDER = "placeholder"  # “None required”: it promises nothing
    LEFT_OPEN = "left-open"  # of an activity that is complete or withdrawn


@dataclass(frozen=True, slots=True)
class Entry:
    """An activity that has a file, or is registered. `said` is why it is not reported, or `why` it was not read.

    `faulty`: something in its file could not be read, so that a step may be missing here.
    """

    code: Code
    title: str
    status: str
    kind: Kind
    leads: tuple[str, ...]
    portfolio: str
    objective: str
    state: State | None  # None: there is no text
    said: str
    at: PlaceData | None
    open_steps: int = 0
    faulty: bool = False

    @property
    def is_reported(self) -> bool:
        return self.state is State.REPORTED

    @property
    def promises_nothing(self) -> bool:
        """Whether it has reported, goes on, and says nothing of what comes next."""
        return self.is_reported and not self.open_steps and self.kind not in _OVER


@dataclass(frozen=True, slots=True)
class Item:
    """An open step, or a whole activity that is promised by a day; then `place` is None, and `action` its title.

    `days`: from the day that is looked from to the last day of its date. `note`: why it has none. `other`: another lead of
    the register who is the owner of the step, so that it is told to both.
    """

    entry: Entry
    place: int | None
    action: str
    owner: str
    group: Group
    due: When | None
    days: int | None
    note: str
    at: PlaceData | None
    other: str = ""

    @property
    def key(self) -> tuple[date, int]:
        """By date; what has none comes last, in the plan's order."""
        return (self.due.end if self.due else date.max, self.due is None)


@dataclass(frozen=True)
class Dues:
    """What is due, in the order of the register. `until` is None where everything was asked for."""

    snapshot: Snapshot
    as_of: date
    until: date | None
    lead: str | None
    entries: tuple[Entry, ...]
    items: tuple[Item, ...]
    unread: tuple[Absent, ...]

    @cached_property
    def _by_group(self) -> dict[Group, list[Item]]:
        found: dict[Group, list[Item]] = {group: [] for group in Group}
        for item in sorted(self.items, key=lambda item: item.key):
            found[item.group].append(item)
        return found

    def of(self, group: Group) -> list[Item]:
        """The items of a group, by date."""
        return self._by_group[group]

    @property
    def listed(self) -> list[Item]:
        """What is told item by item: all but what is due later than was asked for. By date."""
        items = sorted(self.items, key=lambda item: item.key)
        return [item for item in items if item.group is not Group.LATER]

    @property
    def owing(self) -> list[Entry]:
        """The activities that have not reported on the quarter under way."""
        return [entry for entry in self.entries if not entry.is_reported]


def dues(
    plan: str | None, as_of: date, until: date | None, *, lead: str | None, forge: str | None
) -> Dues:
    """What stands in the work tree, seen from the day `as_of`. `forge` is the address of a line of a file.

    Raises InputError or GitError where the plan cannot be read.
    """
    with Places(plan) as places:
        return dues_in(places, places.take(WORKTREE), as_of, until, lead=lead, forge=forge)


def dues_in(
    places: Places,
    now: Snapshot,
    as_of: date,
    until: date | None,
    *,
    lead: str | None,
    forge: str | None,
) -> Dues:
    """The same of `now`, the work tree, which `places` has taken."""
    head = places.head(now) if forge else None
    changed = frozenset(places.uncommitted(now)) if head else frozenset()
    path = now.origin.path or shown(places.folder)
    now = now._replace(origin=now.origin._replace(path=path))
    link, also = Link(forge, head, changed), places.placeholders
    return dues_of(now, as_of, until, lead=lead, also=also, link=link)


@dataclass(frozen=True, slots=True)
class Link:
    """Where files are shown on a forge: a commit, but for the files that differ from it."""

    forge: str | None = None
    head: str | None = None
    changed: frozenset[str] = frozenset()

    def to(self, now: Snapshot, code: Code, line: int) -> PlaceData | None:
        forge = None if now.names.get(code) in self.changed else self.forge
        return place_of(now, code, line, forge, self.head)


def dues_of(
    now: Snapshot,
    as_of: date,
    until: date | None,
    *,
    lead: str | None = None,
    also: tuple[str, ...] = (),
    link: Link | None = None,
) -> Dues:
    """The same of a snapshot; `also` are the council's own placeholders. Raises InputError for an unknown lead."""
    if lead is not None:
        known = {*now.plan.leads, *(name for a in now.activities.values() for name in a.leads)}
        _known(lead, sorted(filter(str.strip, known)))
    link = link or Link()
    entries: dict[Code, Entry] = {}
    items: list[Item] = []
    for code, activity in now.activities.items():
        entry = _entry(now, code, activity, also, link)
        entries[code] = entry
        for place, step in enumerate(activity.next_steps):
            if step.is_open and _says_something(step):
                items.append(_step(now, entry, activity, place, as_of, until, also, link))
        if activity.due and entry.kind not in _OVER:
            items.append(_whole(now, entry, activity.due, activity, as_of, until, link))
    absent = tuple(absent_of(now, None))
    for one in absent:
        if one.code:
            entries[one.code] = _without_text(now, one)
    # Whose a file is that was not read nobody knows: it is told to everybody.
    mine = {c for c, e in entries.items() if lead is None or lead in e.leads or e.state is None}
    return Dues(
        snapshot=now,
        as_of=as_of,
        until=until,
        lead=lead,
        entries=tuple(entries[code] for code in now.plan.sorted(mine)),
        items=tuple(item for item in items if item.entry.code in mine or item.other == lead),
        unread=tuple(one for one in absent if one.file),
    )


def _known(lead: str, known: Iterable[str]) -> None:
    names = list(known)
    if lead not in names:
        there = f"; there is {any_of(names)}" if names else "; nobody is named as one"
        hint = did_you_mean(lead, names)
        raise InputError(f"no lead of the plan is called {quote(lead)}{hint or there}")


def _says_something(step: NextStep) -> bool:
    return bool(step.action.strip() or step.due or step.ongoing or step.was)


def _objective(now: Snapshot, code: Code) -> str:
    one = now.plan.listed.get(code)
    if one is None:
        return ""
    number = "" if one.number is None else f"{one.number} "
    return f"{number}{one.title}".strip()


def _entry(
    now: Snapshot, code: Code, activity: Activity, also: tuple[str, ...], link: Link
) -> Entry:
    return Entry(
        code=code,
        title=activity.title,
        status=activity.status,
        kind=now.kind(activity),
        leads=tuple(dict.fromkeys(name for name in activity.leads if name.strip())),
        portfolio=activity.portfolio,
        objective=_objective(now, code),
        state=state_of(activity, now.period),
        said=str(note_of(activity, now.period) or ""),
        at=link.to(now, code, 1),
        open_steps=sum(not is_placeholder(s.action, also) for s in activity.open_steps),
        faulty=_is_faulty(now, code),
    )


def _without_text(now: Snapshot, one: Absent) -> Entry:
    assert one.code
    why = str(one.why).removeprefix("not reported, since ")
    objective = _objective(now, one.code)
    return Entry(one.code, "", "", Kind.UNKNOWN, (), "", objective, None, why, None)


def _document(now: Snapshot, code: Code) -> Document:
    name = now.names[code]
    return Document(name, now.files[name], "activity")


def _is_faulty(now: Snapshot, code: Code) -> bool:
    """Whether something that is told here could not be read as it stands in the file."""
    document = _document(now, code)
    read_activity(document)
    if document.tree.features or document.tree.duplicates:
        return True
    return any(
        v.path and v.path[0] in _TELLING for v in document.violations if v.kind not in _NOT_THERE
    )


def _step(
    now: Snapshot,
    entry: Entry,
    activity: Activity,
    place: int,
    as_of: date,
    until: date | None,
    also: tuple[str, ...],
    link: Link,
) -> Item:
    step, written = activity.next_steps[place], activity.judged_at
    due = date_of(step, written) if written else of_due(step.due)
    lines = now.places[entry.code].steps
    is_other = step.owner in now.plan.leads and step.owner not in entry.leads
    group = _group(due, as_of, until)
    if entry.kind in _OVER:
        group = Group.LEFT_OPEN
    elif step.ongoing:
        group = Group.STANDING
    elif due is None and is_placeholder(step.action, also):
        group = Group.PLACEHOLDER
    return Item(
        entry=entry,
        place=place,
        action=step.action or "; ".join(step.was),
        owner=step.owner,
        group=group,
        due=due,
        days=(due.end - as_of).days if due else None,
        note=_note(now, entry, place, step, written) if group is Group.UNDATED else "",
        at=link.to(now, entry.code, lines[place] if place < len(lines) else 1),
        other=step.owner if is_other else "",
    )


def _whole(
    now: Snapshot,
    entry: Entry,
    promised: Due,
    activity: Activity,
    as_of: date,
    until: date | None,
    link: Link,
) -> Item:
    due = of_due(promised)
    assert due
    return Item(
        entry=entry,
        place=None,
        action=activity.title,
        owner="",
        group=_group(due, as_of, until),
        due=due,
        days=(due.end - as_of).days,
        note="",
        at=link.to(now, entry.code, now.places[entry.code].fields.get("due", 1)),
    )


def _group(due: When | None, as_of: date, until: date | None) -> Group:
    if due is None:
        return Group.UNDATED
    if due.end == as_of:
        return Group.TODAY
    if is_over(due, as_of):
        return Group.OVERDUE
    return Group.COMING if until is None or due.end <= until else Group.LATER


def _note(now: Snapshot, entry: Entry, place: int, step: NextStep, written: date | None) -> str:
    """Why a step has no date that can be told, where its file tries to give one."""
    if not _document(now, entry.code).is_blank(("next_steps", place, "due")):
        return "its due date cannot be read"
    if written is None:
        return "its words were not read for a date, since the file does not say its quarter"
    if deadline(step.action, written):
        return "its words name more than one time, or an uncertain one"
    return ""
