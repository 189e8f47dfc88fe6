"""Headings above the activities → their objectives and themes."""

import re
from typing import NamedTuple

from kprlint.importing.cells import Heading, Location
from kprlint.importing.interpreter import status_words as sw
from kprlint.importing.interpreter import vocabulary as v
from kprlint.importing.interpreter.doubts import Doubt
from kprlint.importing.interpreter.found import FoundSection
from kprlint.importing.interpreter.milestones import is_label
from kprlint.importing.interpreter.tables import Named
from kprlint.importing.interpreter.texts import letters
from kprlint.model import Kind

# The name of a sheet or a table that says nothing.
_DULL = re.compile(r"(?:sheet|table|tab)\s?\d*|(?:actions?|data|report|summary|plan|q[1-4])", re.I)


_NUMBER = re.compile(r"^\d+(?:\.\d+)*[.)]?\s+")  # of a heading
_LONE = "this heading stands above all activities, and is taken for their objective; it may be the document's title"
_TITLE = "it stands above all activities and is read as the title of the document, and not as that of an objective"


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
        self._lines: list[
            Pending
        ] = []  # all that have waited, for the first of them may be the document's title
        self._theme = ""
        self._opened: dict[tuple[int | None, str], FoundSection] = {}

    def wait(
        self, text: str, level: int | None, place: Location, *, in_table: bool = False
    ) -> None:
        self._pending.append(Pending(text, level, place, in_table))
        self._lines += self._pending[-1:]

    @property
    def last_said(self) -> list[str]:
        """What the line directly above says, with and without the number of an objective."""
        said = [p.text for p in self._pending[-1:]]
        return said + [numbered[1] for text in said if (numbered := v.numbered_objective(text))]

    def flush(self, *, but_objectives: bool = False, but_labels: Named | None = None) -> None:
        """No activity follows: what waits goes nowhere.

        `but_objectives`: a key follows, which may stand below an objective; `but_labels`: so read, lines that only say that
        next steps follow say nothing.
        """
        waiting, self._pending = self._pending, []
        for pending in waiting:
            if but_objectives and v.numbered_objective(pending.text):
                self._pending.append(pending)
            elif but_labels is None or not is_label(
                Heading(pending.text, 1, pending.place), but_labels
            ):
                self.leave(pending.text, pending.place)

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
            p
            for p in sure
            if v.numbered_objective(p.text)
            or not (
                v.is_document_title(p.text) or v.is_heading_for("general", _NUMBER.sub("", p.text))
            )
        ]
        numbered = [p for p in titles if v.numbered_objective(p.text)]
        chosen = numbered[-1] if numbered else titles[-1] if titles else None
        theme = None
        if chosen is not None:
            above = titles[: titles.index(chosen)]
            theme = next((p for p in reversed(above) if _may_be_above(p, chosen)), None)
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
        plain = (
            v.plainly_numbered(heading.text)
            if heading.in_table or heading.level is not None
            else None
        )
        number, title = (
            v.numbered_objective(heading.text) or plain or (None, v.without_word(heading.text))
        )
        self.current = self._section(number, title, self._theme, heading.place)
        if heading.level is None and number is None and self.current.place == heading.place:
            message = "this line is taken for the title of an objective, since a table follows it"
            doubt = Doubt("import-heading-from-text", heading.place, None, message, title)
            if doubt not in self.doubts:
                self.doubts.append(doubt)

    def tell_lone(self) -> None:
        """Tells of an objective above all activities that only a heading without a number says: it may be the document's title."""
        if len(self.all) == 1 and self.all[0].number is None and not self.all[0].by_column:
            of = self.all[0]
            doubt = Doubt("import-heading-from-text", of.place, None, _LONE, of.title)
            if of.title and all(known.place != of.place for known in self.doubts):
                self.doubts.append(doubt)

    def without_title(self) -> FoundSection | None:
        """Takes the title of the document out of themes and objectives; the objective that is none, where it is the only one."""
        title = _document_title(self._lines)
        if title is None:
            return None
        for section in self.all:
            section.theme = "" if section.theme == title.text else section.theme
        lost = next((s for s in self.all if s.place == title.place and not s.by_column), None)
        if lost is not None:
            lost.title = ""
            self.doubts = [doubt for doubt in self.doubts if doubt.place != title.place]
        self.left_over[:] = [left for left in self.left_over if left.place != title.place]
        if lost is not None or not v.is_heading_for("general", title.text):
            self.left_over.append(Doubt("import-left-over", title.place, None, _TITLE, title.text))
        if self.all != [lost]:
            return None
        self.all.clear()
        return lost

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


def _may_be_above(theme: Pending, objective: Pending) -> bool:
    """Whether a heading above that of an objective is its theme: one of the same rank or of a lower one is none."""
    marked = objective.level is not None and not v.numbered_objective(objective.text)
    return not v.numbered_objective(theme.text) and not (
        marked and _rank(theme) >= _rank(objective)
    )


def _document_title(lines: list[Pending]) -> Pending | None:
    """The first line of all, where no other has its rank: it stands above the whole document, and is no objective.

    A heading below the highest that stands alone may well be an objective, unless its words are those of a document.
    """
    own = [p for p in lines if not p.in_table]
    above = [p for p in own if p.level is not None] or own
    if not above:
        return None
    first, *others = above
    if v.numbered_objective(first.text) or any(_rank(p) <= _rank(first) for p in others):
        return None
    is_low = 1 < _rank(first) < _UNMARKED
    return None if is_low and not others and not v.is_name_of_document(first.text) else first


_UNMARKED = 9


def _rank(line: Pending) -> int:
    return _UNMARKED if line.level is None else line.level


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
