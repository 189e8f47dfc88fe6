"""What a paper prints beside an activity's texts, in one form, so that the importer reads it back.

``(due 15 December 2023, overdue, owner Housing)`` ends a next step; lines below the title and the status say the rest.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kprlint.model.code import ActivityId
from kprlint.model.due import MONTHS, Due, parse_day, say_day, say_due
from kprlint.model.interval import Grain

CONTINUES, AS_AT, REASON = "Continues ", "As at ", "Reason: "
DUE, PERCENT = "Due ", "% complete"
NEW, SAME, BETTER, WORSE, CHANGED = (
    "New this quarter",
    "As last quarter",
    "Better since last quarter: was ",
    "Worse since last quarter: was ",
    "Changed since last quarter: was ",
)
NOT_UPDATED = "Not updated: "
SOURCE = "kprlint-paper.html"
"""The name of the document that a PDF of ours has attached."""

_OPEN = "(no due date)"
_DAY = re.compile(rf"(\d\d?) ({'|'.join(MONTHS)}) (\d{{4}})", re.ASCII)
_MONTH = re.compile(rf"({'|'.join(MONTHS)}) (\d{{4}})", re.ASCII)
_QUARTER = re.compile(r"Q([1-4]) (\d{4}/\d\d)", re.ASCII)


def read_due(text: str) -> Due | None:
    """The due date that `say_due` prints as `text`."""
    if day := _day(text):
        return Due(day, day, Grain.DAY)
    if month := _MONTH.fullmatch(text):
        return Due.parse(f"{month[2]}-{MONTHS.index(month[1]) + 1:02}")
    if quarter := _QUARTER.fullmatch(text):
        return Due.parse(f"{quarter[2]} Q{quarter[1]}")
    return Due.parse(text) if "/" in text else None


class Promised(NamedTuple):
    """A next step as it is printed, taken apart. `is_open`: it is printed that there is no due date."""

    action: str
    due: Due | None = None
    owner: str = ""
    is_ongoing: bool = False
    is_open: bool = False


def say_step(step: Promised, *, says_when: bool = False, is_overdue: bool = False) -> str:
    """A next step with its bracket; `says_when`: its words give the due date already, so that it is not printed twice."""
    due = f"due {say_due(step.due)}" if step.due and not says_when else ""
    parts = (
        due,
        "ongoing" if step.is_ongoing else "",
        "overdue" if is_overdue else "",
        f"owner {step.owner}" if step.owner else "",
    )
    bracket = ", ".join(filter(None, parts))
    if bracket:
        return f"{step.action} ({bracket})"
    return f"{step.action} {_OPEN}" if _ends_in_bracket(step.action) else step.action


def read_step(text: str) -> Promised:
    """What `say_step` printed as `text`; any other text is the action alone. A due date in the words is not read."""
    if text.endswith(_OPEN):
        return Promised(text.removesuffix(_OPEN).rstrip(), is_open=True)
    action, opening, inside = text.rpartition("(")
    if not opening or not inside.endswith(")") or not action.strip():
        return Promised(text)
    due: Due | None = None
    owner, is_ongoing, left = "", False, inside[:-1]
    while left:
        if left.startswith("owner "):
            owner, left = left.removeprefix("owner "), ""
            continue
        part, _, left = left.partition(", ")
        if part.startswith("due ") and due is None:
            due = read_due(part.removeprefix("due "))
            if due is None:
                return Promised(text)
        elif part == "ongoing":
            is_ongoing = True
        elif part != "overdue":
            return Promised(text)
    return Promised(action.rstrip(), due, owner, is_ongoing)


def _ends_in_bracket(action: str) -> bool:
    """Whether `read_step` would take the end of an action for a bracket of ours."""
    return read_step(action) != Promised(action)


def read_status(text: str) -> tuple[str, str]:
    """The word and the reason of a status cell, whose lines `text` has in one."""
    word, _, reason = text.partition(f" {REASON}")
    for moved in (NEW, SAME, BETTER, WORSE, CHANGED):
        word = word.partition(f" {moved}")[0]
    return word.strip(), reason.strip()


class Beside(NamedTuple):
    """What stands below an activity's title."""

    continues: tuple[ActivityId, ...] = ()
    as_at: date | None = None
    due: Due | None = None
    percent_complete: int | None = None


def say_beside(beside: Beside) -> Iterator[str]:
    for identity in beside.continues:
        yield f"{CONTINUES}{identity.code} of {identity.plan}"
    if beside.as_at:
        yield f"{AS_AT}{say_day(beside.as_at)}"
    if beside.due:
        yield f"{DUE}{say_due(beside.due)}"
    if beside.percent_complete is not None:
        yield f"{beside.percent_complete}{PERCENT}"


def read_beside(line: str) -> Beside | None:
    """What a line below a title says; None where it is none of ours."""
    if line.startswith(CONTINUES):
        code, of, plan = line.removeprefix(CONTINUES).rpartition(" of ")
        identity = ActivityId.parse(f"{plan}/{code}") if of else None
        return Beside((identity,)) if identity else None
    if line.startswith(AS_AT) and (day := _day(line.removeprefix(AS_AT))):
        return Beside(as_at=day)
    if line.startswith(DUE) and (due := read_due(line.removeprefix(DUE))):
        return Beside(due=due)
    figure = line.removesuffix(PERCENT)
    if figure != line and figure.isascii() and figure.isdigit() and int(figure) <= 100:
        return Beside(percent_complete=int(figure))
    return Beside() if line.startswith(NOT_UPDATED) else None


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    return (
        parse_day(f"{found[3]}-{MONTHS.index(found[2]) + 1:02}-{int(found[1]):02}")
        if found
        else None
    )
