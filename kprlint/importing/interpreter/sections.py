"""Headings above the activities → their objectives and themes."""

import re
from typing import NamedTuple

from kprlint.importing.cells import Location
from kprlint.importing.interpreter import status_words as sw
from kprlint.importing.interpreter import vocabulary as v
from kprlint.importing.interpreter.doubts import Doubt
from kprlint.importing.interpreter.found import FoundSection
from kprlint.importing.interpreter.texts import letters
from kprlint.model import Kind

# The name of a sheet or a table that says nothing.
_DULL = re.compile(r"(?:sheet|table|tab)\s?\d*|(?:actions?|data|report|summary|plan|q[1-4])", re.I)


class Pending(NamedTuple):
    """A line that may be the heading of what follows; `level` is None where the source does not mark it as one."""

    text: str
    level: int | None
    place: Location
    in_table: bool = False  # a row of its own among those of activities


class Sections:
    """The objectives met, the one that activities stand under now, and the lines that wait for an activity."""

    def __init__(self, left_over: list[Doubt]) -> None:
        self.all: list[FoundSection] = []
        self.current: FoundSection | None = None
        self.doubts: list[Doubt] = []
        self.left_over = left_over
        self._pending: list[Pending] = []
        self._theme = ""
        self._opened: dict[tuple[int | None, str], FoundSection] = {}

    def wait(
        self, text: str, level: int | None, place: Location, *, in_table: bool = False
    ) -> None:
        self._pending.append(Pending(text, level, place, in_table))

    @property
    def last_said(self) -> list[str]:
        """What the line directly above says, with and without the number of an objective."""
        said = [p.text for p in self._pending[-1:]]
        return said + [numbered[1] for text in said if (numbered := v.numbered_objective(text))]

    @property
    def is_waiting(self) -> bool:
        return bool(self._pending)

    def flush(self) -> None:
        """No activity follows: what waits goes nowhere."""
        for pending in self._pending:
            self.leave(pending.text, pending.place)
        self._pending.clear()

    def leave(self, text: str, place: Location) -> None:
        if letters(text):
            found = Doubt("import-left-over", place, None, "this text went nowhere", text)
            self.left_over.append(found)

    def settle(self, *, header_above: bool) -> bool:
        """Makes the lines that wait above an activity its objective and its theme; whether another one begins."""
        before = self.current
        pending, self._pending = self._pending, []
        sure = [
            p for p in pending
            if p.level is not None or p.in_table or v.numbered_objective(p.text) or header_above
        ]  # fmt: skip
        titles = [
            p for p in sure if v.numbered_objective(p.text) or not v.is_document_title(p.text)
        ]
        numbered = [p for p in titles if v.numbered_objective(p.text)]
        chosen = numbered[-1] if numbered else titles[-1] if titles else None
        theme = None
        if chosen is not None:
            above = titles[: titles.index(chosen)]
            theme = next((p for p in reversed(above) if not v.numbered_objective(p.text)), None)
            if theme is not None:
                self._theme = theme.text
            self._open(chosen)
            if theme is not None and self.current is not None and self.current.theme != theme.text:
                theme = None  # the objective was opened before, under another
        for other in pending:
            if other is theme or other is chosen:
                continue
            number = v.numbered_objective(other.text)
            if self.current is None or number != (self.current.number, self.current.title):
                self.leave(other.text, other.place)
        return self.current is not before

    def _open(self, heading: Pending) -> None:
        plain = v.plainly_numbered(heading.text) if heading.in_table else None
        number, title = v.numbered_objective(heading.text) or plain or (None, heading.text)
        self.current = self._section(number, title, self._theme, heading.place)
        if heading.level is None and number is None and self.current.place == heading.place:
            message = "this line is taken for the title of an objective, since a table follows it"
            doubt = Doubt("import-heading-from-text", heading.place, None, message, title)
            if doubt not in self.doubts:
                self.doubts.append(doubt)

    def named(self, text: str, theme: str, place: Location) -> FoundSection:
        """The objective that a cell names."""
        said = v.numbered_objective(text) or v.plainly_numbered(text)
        if text.isdecimal() and 0 < int(text[:4]) < 1000:
            said = int(text[:4]), f"Objective {int(text[:4])}"
        number, title = said or (None, text)
        section = self._section(number, title, theme, place)
        section.by_column = True
        return section

    def _section(self, number: int | None, title: str, theme: str, place: Location) -> FoundSection:
        key = (number, v.fold(title))
        section = self._opened.get(key)
        if section is None:
            section = self._opened[key] = FoundSection(number, title, theme, place)
            self.all.append(section)
        return section


def is_title(text: str) -> bool:
    """Whether a line looks like a heading."""
    known = sw.meant(text)
    return (
        3 < len(text) <= 150
        and text[0].isupper()
        and not text.endswith((".", ";", ","))
        and (known is None or known.kind is not Kind.UNKNOWN)
    )


def is_dull(caption: str) -> bool:
    """Whether a sheet's or a table's name says nothing."""
    return bool(_DULL.fullmatch(caption.strip()))
