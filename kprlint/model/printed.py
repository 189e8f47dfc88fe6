"""What a paper prints beside an activity's texts, in one form, so that the importer reads it back.

``(due 15 December 2023, owner Housing)`` ends a next step; lines below the title and the status say the rest.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kprlint.model.code import ActivityId
from kprlint.model.due import MONTHS, Due, parse_day, say_day, say_due
from kprlint.model.interval import Grain

CONTINUES, AS_AT, REASON = "Continues ", "As at ", "Reason: "
NEW, SAME, BETTER, WORSE, CHANGED = (
    "New this quarter",
    "As last quarter",
    "Better since last quarter: was ",
    "Worse since last quarter: was ",
    "Changed since last quarter: was ",
)
SOURCE = "kprlint-paper.html"
"""The name of the document that a PDF of ours has attached."""

_DUE = re.compile(r"\(due ([^(),]{1,40})(?:, owner ([^()]{1,200}))?\)$")
_OWNER = re.compile(r"\(owner ([^()]{1,200})\)$")
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
    due: Due | None
    owner: str
    is_open: bool


def say_step(action: str, due: Due | None, owner: str, *, is_read_alike: bool) -> str:
    """A next step with its bracket; `is_read_alike`: without one it is not taken for one with a due date."""
    if due:
        return f"{action} (due {say_due(due)}{f', owner {owner}' if owner else ''})"
    if owner:
        return f"{action} (owner {owner})"
    return action if is_read_alike and not ends_in_bracket(action) else f"{action} {_OPEN}"


def read_step(text: str) -> Promised:
    """What `say_step` printed as `text`; any other text is the action alone."""
    if text.endswith(_OPEN):
        return Promised(text.removesuffix(_OPEN).rstrip(), None, "", True)
    if found := _DUE.search(text):
        due = read_due(found[1])
        if due:
            return Promised(text[: found.start()].rstrip(), due, found[2] or "", False)
    if found := _OWNER.search(text):
        return Promised(text[: found.start()].rstrip(), None, found[1], True)
    return Promised(text, None, "", False)


def ends_in_bracket(action: str) -> bool:
    """Whether `read_step` would take the end of an action for a bracket of ours."""
    return read_step(action) != Promised(action, None, "", False)


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


def say_beside(beside: Beside) -> Iterator[str]:
    for identity in beside.continues:
        yield f"{CONTINUES}{identity.code} of {identity.plan}"
    if beside.as_at:
        yield f"{AS_AT}{say_day(beside.as_at)}"


def read_beside(line: str) -> Beside | None:
    """What a line below a title says; None where it is none of ours."""
    if line.startswith(CONTINUES):
        code, of, plan = line.removeprefix(CONTINUES).rpartition(" of ")
        identity = ActivityId.parse(f"{plan}/{code}") if of else None
        return Beside((identity,)) if identity else None
    if line.startswith(AS_AT) and (day := _day(line.removeprefix(AS_AT))):
        return Beside(as_at=day)
    return None


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    return (
        parse_day(f"{found[3]}-{MONTHS.index(found[2]) + 1:02}-{int(found[1]):02}")
        if found
        else None
    )
