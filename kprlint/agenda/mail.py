"""One message for each lead, as a draft that a mail program opens; nothing is sent.

Whose address that is, no file says: the lead's name stands where it goes, for the address book to find.
"""

import re
from collections.abc import Iterable, Iterator
from email.headerregistry import Group as Named
from email.message import EmailMessage
from email.policy import SMTP
from textwrap import wrap
from typing import NamedTuple

from kprlint.agenda.dues import FAULTY, Dues, Entry, Group, Item
from kprlint.agenda.page import say_days
from kprlint.change.schema import PlaceData
from kprlint.change.wording import say_when
from kprlint.model.due import say_day
from kprlint.printing import plural, visible
from kprlint.wording import all_of

_WIDTH = 72
_TEAM = "no-lead"


class Letter(NamedTuple):
    """A draft: the name of its file, and its bytes."""

    name: str
    content: bytes


class Letters(NamedTuple):
    """The drafts, and the leads to whom there is nothing to write."""

    letters: tuple[Letter, ...]
    nothing_for: tuple[str, ...]


class _Part(NamedTuple):
    """What one lead answers for."""

    entries: list[Entry]
    items: list[Item]


def letters(dues: Dues) -> Letters:
    """The drafts in the order of the leads' names; what no lead is named for, or cannot be read, is in one to the team."""
    parts: dict[str, _Part] = {}
    team = _Part([], [])

    def of(lead: str) -> Iterator[_Part]:
        if not lead:
            yield team
        elif dues.lead in (None, lead):
            yield parts.setdefault(lead, _Part([], []))

    for entry in dues.entries:
        for lead in entry.leads or ("",):
            for part in of(lead):
                part.entries.append(entry)
    for item in dues.items:
        for lead in (*(item.entry.leads or ("",)), *((item.other,) if item.other else ())):
            for part in of(lead):
                part.items.append(item)
    made: list[Letter] = []
    nothing: list[str] = []
    names: set[str] = {_TEAM}
    for lead in sorted(parts):
        body = "\n".join(_body(dues, parts[lead]))
        if body:
            made.append(Letter(_file(lead, names), _message(dues, lead, body)))
        else:
            nothing.append(lead)
    body = "\n".join([*_unread(dues), *_body(dues, team)])
    if body:
        made.append(Letter(f"{_TEAM}.eml", _message(dues, "", body)))
    return Letters(tuple(made), tuple(nothing))


def _file(lead: str, taken: set[str]) -> str:
    """A name for the file that no other has, on any system."""
    stem = re.sub(r"[^\w-]+", "-", lead).strip("-")[:80] or "lead"
    name, number = stem, 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name.casefold())
    return f"{name}.eml"


def _message(dues: Dues, lead: str, body: str) -> bytes:
    plan = dues.snapshot.plan.title or f"Plan {dues.snapshot.name}"
    message = EmailMessage(policy=SMTP)
    whose = lead or "without a lead"
    subject = f"{plan}, {dues.snapshot.period}: what is due ({whose})"
    message["Subject"] = _line(subject)
    if lead:
        message["To"] = [Named(_line(lead), ())]
    message["X-Unsent"] = "1"  # Outlook opens it for editing
    greeting = (
        f"This is what the files of {plan} say on {say_day(dues.as_of)} of what {lead} answers for."
        if lead
        else f"This is what the files of {plan} say on {say_day(dues.as_of)} of the activities for "
        "which no lead is named, or which cannot be read."
    )
    council = dues.snapshot.plan.council
    ending = (
        "A step that is done gets a line “done:” with the day below it in its file; one that comes "
        "later a new “due:”, and “moved:” with the reason; one that is given up “dropped:” with "
        "the reason."
    )
    text = "\n".join((*_wrapped(greeting), "", body, *_wrapped(ending), "", *_wrapped(council)))
    message.set_content(f"{text.rstrip()}\n", cte="quoted-printable")
    return message.as_bytes()


def _line(text: str) -> str:
    return visible(" ".join(text.split()))


def _unread(dues: Dues) -> Iterator[str]:
    if dues.unread:
        yield from _heading("Files that were not read")
        for one in dues.unread:
            yield from _wrapped(f"{one.code}: {one.why}" if one.code else str(one.why))
            yield ""


def _body(dues: Dues, part: _Part) -> Iterator[str]:
    """Empty where nothing is open and nothing is owed."""
    owing = [entry for entry in part.entries if not entry.is_reported]
    if owing:
        yield from _heading(f"Not updated for {dues.snapshot.period}")
        for entry in owing:
            yield from _wrapped(f"{entry.code} {entry.title}".strip())
            yield from _wrapped(f"{entry.said[:1].upper()}{entry.said[1:]}", "  ")
            yield from _at(entry.at)
    until = f"Coming, by {say_day(dues.until)}" if dues.until else "Coming"
    for title, group in (
        ("Overdue", Group.OVERDUE),
        ("Due today", Group.TODAY),
        (until, Group.COMING),
        ("Without a date", Group.UNDATED),
    ):
        yield from _items(title, (item for item in part.items if item.group is group))
    faulty = [entry for entry in part.entries if entry.faulty]
    nothing = [entry for entry in part.entries if entry.promises_nothing]
    for title, entries in (
        (f"{FAULTY[:1].upper()}{FAULTY[1:]}", faulty),
        ("Nothing is promised next", nothing),
    ):
        if entries:
            yield from _heading(title)
            for entry in entries:
                yield from _wrapped(f"{entry.code} {entry.title}".strip())
                yield from _at(entry.at)
    later = sum(item.group is Group.LATER for item in part.items)
    standing = sum(item.group is Group.STANDING for item in part.items)
    left = sum(item.group is Group.LEFT_OPEN for item in part.items)
    told = [f"{plural(later, 'step')} due later"] if later else []
    told += [plural(standing, "ongoing step")] if standing else []
    told += [f"{plural(left, 'step')} left open in what is complete or withdrawn"] if left else []
    if told:
        yield from _wrapped(f"Not listed here: {all_of(told)}.")
        yield ""


def _items(title: str, items: Iterable[Item]) -> Iterator[str]:
    found = sorted(items, key=lambda item: item.key)
    if found:
        yield from _heading(title)
    for item in found:
        yield from _wrapped(item.action or "(it does not say what)")
        whole = "the whole activity" if item.place is None else item.entry.title
        when = ""
        if item.due:
            in_words = ", by its words" if item.due.in_words else ""
            when = f"{say_when(item.due)}, {say_days(item)}{in_words}"
        owner = f"owner {item.owner}" if item.owner else ""
        yield from _wrapped("; ".join(filter(None, (when, item.note, owner))), "  ")
        yield from _wrapped(f"{item.entry.code} {whole}", "  ")
        yield from _at(item.at)


def _heading(title: str) -> Iterator[str]:
    yield title
    yield "-" * min(len(title), _WIDTH)
    yield ""


def _at(at: PlaceData | None) -> Iterator[str]:
    """Where it stands: on one line, however long."""
    if at:
        yield f"  {at['link'] or visible(at['file']) + ', line ' + str(at['line'])}"
    yield ""


def _wrapped(text: str, indent: str = "") -> list[str]:
    return wrap(
        _line(text),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
