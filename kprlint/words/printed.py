"""What a paper prints beside an activity's texts, in one form, so that the importer reads it back.

``(due 15 December 2023, overdue, owner Housing)`` ends a next step; lines below the title and the status say the rest.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kprlint.model.code import ActivityId
from kprlint.model.due import Due, parse_day
from kprlint.model.interval import Grain
from kprlint.words import Words, english

SOURCE = "kprlint-paper.html"
"""The name of the document that a PDF of ours has attached."""

_MOVED = (
    "moved_from_to", "moved_again", "moved_again_since", "brought_forward", "brought_forward_again",
    "brought_forward_again_since", "undated_now", "moved",
)  # fmt: skip
_STATUSES = ("status_new", "status_same", "status_better", "status_worse", "status_changed")


def read_due(text: str, words: Words | None = None) -> Due | None:
    """The due date that `Words.due` prints as `text`."""
    words = words or english()
    if day := _day(text, words):
        return Due(day, day, Grain.DAY)
    if (said := words.read("month_of_year", text)) and (month := words.month(said["month"])):
        return Due.parse(f"{said['year']}-{month:02}")
    if (said := words.read("quarter_of_year", text)) and (
        due := Due.parse(f"{said['year']} Q{said['number']}")
    ):
        return due
    return Due.parse(text) if "/" in text else None


class Promised(NamedTuple):
    """A next step as it is printed, taken apart. `is_open`: it is printed that there is no due date."""

    action: str
    due: Due | None = None
    owner: str = ""
    is_ongoing: bool = False
    is_open: bool = False


def say_step(
    step: Promised,
    words: Words | None = None,
    *,
    says_when: bool = False,
    is_overdue: bool = False,
) -> str:
    """A next step with its bracket; `says_when`: its words give the due date already, so that it is not printed twice."""
    words = words or english()
    parts = (
        words.say("step_due", date=step.due) if step.due and not says_when else "",
        words["step_ongoing"] if step.is_ongoing else "",
        words["step_overdue"] if is_overdue else "",
        words.say("step_owner", owner=step.owner) if step.owner else "",
    )
    bracket = ", ".join(filter(None, parts))
    if not bracket and read_step(step.action, words) != Promised(step.action):
        bracket = words["step_undated"]  # else its end would be taken for a bracket of ours
    return f"{step.action} ({bracket})" if bracket else step.action


def read_step(text: str, words: Words | None = None) -> Promised:
    """What `say_step` printed as `text`; any other text is the action alone. A due date in the words is not read."""
    words = words or english()
    undated = f"({words['step_undated']})"
    if text.endswith(undated):
        return Promised(text.removesuffix(undated).rstrip(), is_open=True)
    action, opening, inside = text.rpartition("(")
    if not opening or not inside.endswith(")") or not action.strip():
        return Promised(text)
    due: Due | None = None
    owner, is_ongoing, left = "", False, inside[:-1]
    while left:
        part, _, rest = left.partition(", ")
        said = words.read("step_due", part) if due is None else None
        if said and (found := read_due(said["date"], words)):
            due = found
        elif part == words["step_ongoing"]:
            is_ongoing = True
        elif part != words["step_overdue"]:
            said = words.read("step_owner", left)
            if said is None:
                return Promised(text)
            owner, rest = said["owner"], ""
        left = rest
    return Promised(action.rstrip(), due, owner, is_ongoing)


class Told(NamedTuple):
    """What became of a step: the name of its field that says it, and what stands there."""

    field: str
    said: str | Due


class Accounted(NamedTuple):
    """A line of what became of last quarter's promises, taken apart."""

    action: str
    due: Due | None
    told: Told


def read_accounted(text: str, words: Words | None = None) -> Accounted | None:
    """A line behind its code: ``Open the hub (due 14 February 2025) – Done 12 February 2025``.

    None where its end is none of ours, or where more than one could be it.
    """
    words = words or english()
    parts = text.split(" – ")
    found = [
        (" – ".join(parts[:at]), told)
        for at in range(1, len(parts))
        if (told := _told(" – ".join(parts[at:]), words))
    ]
    if len(found) != 1:
        return None
    [(promise, told)] = found
    said = words.read("promise_due", promise)
    due = read_due(said["date"], words) if said else None
    return Accounted(said["action"] if said and due else promise, due, told)


def _told(text: str, words: Words) -> Told | None:
    if due := _done_on(text, words):
        return Told("done", due)
    head, colon, said = text.partition(": ")
    if not colon:
        found = words.read("goes_on_in", text)
        return Told("to", found["code"]) if found else None
    closing = {
        "done": "done",
        "given_up": "dropped",
        "was_no_promise": "void",
        "goes_on_elsewhere": "to",
        "goes_on": "update",
    }
    for key, field in closing.items():
        if head == words[key]:
            return Told(field, said)
    has_moved = any(words.read(key, head) is not None for key in _MOVED)
    return Told("moved", said) if has_moved and said != words["nobody_says_why"] else None


def _done_on(text: str, words: Words) -> Due | None:
    """When a step was done, in time or late."""
    for number in (None, *map(int, re.findall(r"[0-9]{1,5}", text))):
        for form in words.forms("done_on" if number is None else "done_late").values():
            beginning, _, end = form.replace("{count}", str(number)).partition("{date}")
            if text.startswith(beginning) and text.endswith(end):
                due = read_due(text[len(beginning) : len(text) - len(end)], words)
                if due:
                    return due
    return None


def read_status(text: str, words: Words | None = None) -> tuple[str, str]:
    """The word and the reason of a status cell, whose lines `text` has in one."""
    words = words or english()
    word, _, reason = text.partition(f" {words['reason']}: ")
    for beginning in (words[key].partition("{")[0] for key in _STATUSES):
        word = word.partition(f" {beginning}")[0] if beginning else word
    return word.strip(), reason.strip()


class Beside(NamedTuple):
    """What stands below an activity's title."""

    continues: tuple[ActivityId, ...] = ()
    as_at: date | None = None
    due: Due | None = None
    percent_complete: int | None = None


def say_beside(beside: Beside, words: Words | None = None) -> Iterator[str]:
    words = words or english()
    for identity in beside.continues:
        yield words.say("continues", code=identity.code, plan=identity.plan)
    if beside.as_at:
        yield words.say("as_at", day=beside.as_at)
    if beside.due:
        yield words.say("promised_for", date=beside.due)
    if beside.percent_complete is not None:
        yield words.say("percent_complete", percent=beside.percent_complete)


def read_beside(line: str, words: Words | None = None) -> Beside | None:
    """What a line below a title says; None where it is none of ours."""
    words = words or english()
    if said := words.read("continues", line):
        identity = ActivityId.parse(f"{said['plan']}/{said['code']}")
        return Beside((identity,)) if identity else None
    if (said := words.read("as_at", line)) and (day := _day(said["day"], words)):
        return Beside(as_at=day)
    if (said := words.read("promised_for", line)) and (due := read_due(said["date"], words)):
        return Beside(due=due)
    if said := words.read("percent_complete", line):
        figure = said["percent"]
        if figure.isascii() and figure.isdigit() and int(figure) <= 100:
            return Beside(percent_complete=int(figure))
    return Beside() if words.read("not_updated", line) else None


def _day(text: str, words: Words) -> date | None:
    said = words.read("day_of_month", text)
    month = words.month(said["month"]) if said else None
    if not (said and month and said["day"].isdigit() and len(said["day"]) <= 2):
        return None
    return parse_day(f"{said['year']}-{month:02}-{int(said['day']):02}")
