"""Tables of Word: their rows, and what stands in their cells."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from kprlint.importing.cells import Cell, Location, Reason, Remark, Row, TextLine
from kprlint.importing.readers.docx.names import (
    AROUND,
    TBL,
    TC,
    TR,
    P,
    W,
    children,
    number,
    shading,
    switch,
)
from kprlint.importing.readers.docx.notes import words
from kprlint.importing.readers.docx.numbering import Numbering, is_code
from kprlint.importing.readers.docx.paragraphs import Paragraphs, Words
from kprlint.importing.readers.docx.styles import Style
from kprlint.importing.readers.levels import Levels
from kprlint.importing.readers.limits import Cells

BETWEEN_CELLS = " – "


@dataclass(slots=True)
class _Found:
    """What a cell has, so far."""

    lines: list[TextLine] = field(default_factory=list)
    icons: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    levels: Levels = field(default_factory=Levels)
    numbers: list[str] = field(default_factory=list)  # of paragraphs without text
    fill: str | None = None
    colour: str | None = None


class Tables:
    """Reads the rows of tables; `unread` hears of rows that are left out."""

    def __init__(self, name: str, paragraphs: Paragraphs, numbering: Numbering) -> None:
        self._paragraphs = paragraphs
        self._numbering = numbering
        self._cells = Cells(name)

    def parts(self, table: Element, depth: int) -> list[tuple[Element, list[Element]]]:
        """The rows with their cells, also those in content controls."""
        rows = list(self._inside(table, TR, depth))
        return [(row, list(self._inside(row, TC, depth))) for row in rows]

    def rows(
        self,
        parts: list[tuple[Element, list[Element]]],
        table: int,
        remarks: list[Remark],
        depth: int,
    ) -> Iterator[Row]:
        """The rows; what is said of those that are left out goes into `remarks`."""
        above: dict[int, Cell] = {}
        for index, (element, cells) in enumerate(parts, 1):
            place = Location(table=table, row=index)
            properties = element.find(W + "trPr")
            if why := _left_out(properties):
                self._cells.take(len(cells))
                if text := BETWEEN_CELLS.join(filter(None, map(words, cells))):
                    remarks.append(Remark(why, text, place))
                continue
            row, above = self._row(properties, cells, place, above, depth)
            told = {remark.why for cell in row.cells for remark in cell.remarks}
            if _is_inserted(properties) and Reason.INSERTED not in told:
                text = BETWEEN_CELLS.join(cell.text for cell in row.cells if cell.lines)
                remarks.append(Remark(Reason.INSERTED, text, place))
            if not all(cell.is_empty for cell in row.cells):
                yield row

    def _inside(self, element: Element, wanted: str, depth: int) -> Iterator[Element]:
        self._paragraphs.check(depth)
        for child in children(element):
            if child.tag == wanted:
                yield child
            elif child.tag in AROUND:
                yield from self._inside(child, wanted, depth + 1)

    def _row(
        self,
        properties: Element | None,
        parts: list[Element],
        place: Location,
        above: dict[int, Cell],
        depth: int,
    ) -> tuple[Row, dict[int, Cell]]:
        """A row, and by their columns the cells that those of the next may be one with."""
        cells: list[Cell] = []
        below: dict[int, Cell] = {}
        column = 1
        before = number(properties, "gridBefore", 0)
        if before:
            cells.append(Cell((), replace(place, column=1), columns=before))
            column += before
        for part in parts:
            about = part.find(W + "tcPr")
            if about is not None and about.find(W + "cellDel") is not None:
                continue
            span = number(about, "gridSpan", 1) or 1
            here = replace(place, column=column)
            self._cells.take(span)
            if _merged(about, "hMerge") == "continue" and cells:
                cells[-1] = replace(cells[-1], columns=cells[-1].columns + span)
            else:
                cell = self._cell(part, about, here, span, depth)
                if _merged(about, "vMerge") == "continue" and column in above:
                    cell = _one_with(above[column], cell)
                if _merged(about, "vMerge"):
                    below[column] = cell
                cells.append(cell)
            column += span
            self._cells.width(column - 1)
        return Row(tuple(cells), bool(switch(properties, "tblHeader"))), below

    def _cell(
        self, element: Element, about: Element | None, place: Location, span: int, depth: int
    ) -> Cell:
        found = _Found(fill=shading(about))
        self._fill(element, found, place, depth + 1)
        if len(found.numbers) == 1 and not (found.lines or found.remarks):
            # Nothing but the number that Word prints, as in a column of codes.
            found.lines.append(TextLine(found.numbers[0]))
        elif found.lines and is_code(found.lines[0].number):
            found.lines[0] = _coded(found.lines)
        fill = found.fill
        if found.colour and not any(c.isalnum() for line in found.lines for c in line.text):
            fill = fill or found.colour  # nothing but a coloured disc
        return Cell(
            tuple(found.lines), place, fill, tuple(found.icons), span, remarks=tuple(found.remarks)
        )

    def _fill(self, element: Element, found: _Found, place: Location, depth: int) -> None:
        self._paragraphs.check(depth)
        carried: Words | None = None
        for child in children(element):
            if child.tag == P:
                style, text = self._paragraphs.read(child, depth, carried)
                carried = text if end_is_deleted(child) else None
                if carried is None:
                    self._add(style, text, found, place)
                    for box in text.boxes:
                        self._fill(box, found, place, depth + 1)
            elif child.tag == TBL:
                self._inner(child, found, place, depth + 1)
            elif child.tag in AROUND:
                self._fill(child, found, place, depth + 1)
        if carried is not None:
            self._add(Style(), carried, found, place)

    def _add(self, style: Style, text: Words, found: _Found, place: Location) -> None:
        is_item = bool(style.listed)
        printed = self._numbering.next(style.numbering, style.depth or 0) if is_item else ""
        if text.text().strip():
            level = found.levels.of(style.depth or 0 if is_item else None)
            found.lines += text.lines(bullet=is_item, level=level, number=printed)
        elif printed:
            found.numbers.append(printed)
        found.icons += text.icons
        found.remarks += text.remarks(place)
        found.fill = found.fill or text.fill
        found.colour = found.colour or text.colour

    def _inner(self, table: Element, found: _Found, place: Location, depth: int) -> None:
        """A table in a cell: a line for each row, or what stands in it where it has one column."""
        self._paragraphs.check(depth)
        parts = [(row, cells) for row, cells in self.parts(table, depth)]
        for _, cells in parts:
            self._cells.take(len(cells))
        if all(len(cells) == 1 for _, cells in parts):
            for row, cells in parts:
                if not _left_out(row.find(W + "trPr")):
                    self._fill(cells[0], found, place, depth + 1)
            return
        for row, cells in parts:
            inner = [_Found() for _ in cells]
            for cell, own in zip(cells, inner, strict=True):
                self._fill(cell, own, place, depth + 1)
                found.icons += own.icons
                found.remarks += own.remarks
            said = [line for own in inner for line in own.lines]
            text = BETWEEN_CELLS.join(
                " ".join(line.text for line in own.lines) for own in inner if own.lines
            )
            if why := _left_out(row.find(W + "trPr")):
                found.remarks += [Remark(why, text, place)] if text else []
            elif text:
                notes = tuple(note for line in said for note in line.notes)
                found.lines.append(TextLine(text, level=found.levels.inside(), notes=notes))


def _coded(lines: list[TextLine]) -> TextLine:
    """The first line with its number, where that is the only one: it is no list that is counted there."""
    first = lines[0]
    if any(line.number for line in lines[1:]):
        return first
    return replace(first, text=f"{first.number} {first.text}", bullet=False, number="")


def _one_with(above: Cell, cell: Cell) -> Cell:
    """A cell that is merged with the one above; Word shows nothing of its own text."""
    own = [Remark(Reason.HIDDEN, line.text, cell.place) for line in cell.lines]
    if above.lines == cell.lines:
        own = []
    return replace(above.again(cell.place), columns=cell.columns, remarks=tuple(own))


def end_is_deleted(paragraph: Element) -> bool:
    """Whether a tracked change deletes the end of a paragraph, which the next one then goes on with."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _left_out(properties: Element | None) -> Reason | None:
    if properties is not None and properties.find(W + "del") is not None:
        return Reason.DELETED
    return Reason.HIDDEN if switch(properties, "hidden") else None


def _is_inserted(properties: Element | None) -> bool:
    return properties is not None and properties.find(W + "ins") is not None


def _merged(about: Element | None, name: str) -> str | None:
    found = about.find(W + name) if about is not None else None
    return None if found is None else found.get(W + "val") or "continue"
