"""A sheet → the rows of its table, as Excel shows them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from openpyxl.cell.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from kprlint.importing.cells import Cell, Location, Reason, Remark, Row, TextLine
from kprlint.importing.readers import marks
from kprlint.importing.readers.inline import Inline
from kprlint.importing.readers.limits import MOST_COLUMNS, Cells
from kprlint.importing.readers.symbols import symbol_font, symbols
from kprlint.importing.readers.xlsx.colours import Colours
from kprlint.importing.readers.xlsx.drawings import Drawn
from kprlint.importing.readers.xlsx.values import shown, text

_SHIFTS = {"superscript": 1, "subscript": -1}
# Of a hidden row or column so much is told; Excel shows the rest at a click.
_MOST_TOLD = 1_000

_At = tuple[int, int]  # row and column


class _Sheet(NamedTuple):
    """What the file has of a sheet, and not the rectangle around it, which may be the whole sheet."""

    cells: dict[int, dict[int, Any]]  # by row and column
    drawn: dict[_At, list[Drawn]]
    merged: dict[_At, _At]  # a cell → the first of those that it is one with
    columns: list[int]  # those that are shown


class Sheets:
    """Reads sheets; `remarks` are those of no cell."""

    def __init__(self, name: str, colours: Colours) -> None:
        self._colours = colours
        self._limit = Cells(name)
        self.remarks: list[Remark] = []

    def rows(self, sheet: Worksheet, table: int, drawn: Iterable[Drawn]) -> Iterator[Row]:
        place = Location(sheet=sheet.title, table=table)
        found = self._found(sheet, drawn, place)
        read: dict[_At, Cell] = {}
        for number in sorted(found.cells):
            here = replace(place, row=number)
            if sheet.row_dimensions[number].hidden:
                self._tell(found.cells[number].values(), here)
                continue
            self._limit.take(len(found.columns))
            cells = list(self._row(found, number, here, read))
            if not all(cell.is_empty for cell in cells):
                yield Row(tuple(cells))

    def _found(self, sheet: Worksheet, drawn: Iterable[Drawn], place: Location) -> _Sheet:
        merged = {
            (row, column): (area.min_row, area.min_col)
            for area in sheet.merged_cells.ranges
            for row in range(area.min_row, area.max_row + 1)
            for column in range(area.min_col, area.max_col + 1)
        }
        over: dict[_At, list[Drawn]] = {}
        for one in drawn:
            at = one.row, one.column
            over.setdefault(merged.get(at, at), []).append(one)
        cells: dict[int, dict[int, Any]] = {}
        width = 0
        for (row, column), cell in sheet._cells.items():
            if cell.value is not None:
                width = max(width, column)
            if cell.value is not None or self._colours.fill(cell):
                cells.setdefault(row, {})[column] = cell
        for row, column in over:
            if column > MOST_COLUMNS:
                continue  # what lies so far away belongs to no table
            width = max(width, column)
            cells.setdefault(row, {}).setdefault(column, None)
        self._limit.width(width)
        hidden = set(_hidden(sheet, width))
        for column in sorted(hidden):
            gone = [row[column] for _, row in sorted(cells.items()) if column in row]
            self._tell(gone, replace(place, column=column))
        columns = [column for column in range(1, width + 1) if column not in hidden]
        return _Sheet(cells, over, merged, columns)

    def _tell(self, cells: Iterable[Any], place: Location) -> None:
        said = [words for cell in cells if (words := _words(cell))]
        if said:
            words = " – ".join(said)
            self.remarks.append(Remark(Reason.HIDDEN, words[:_MOST_TOLD], place))

    def _row(
        self, sheet: _Sheet, number: int, place: Location, read: dict[_At, Cell]
    ) -> Iterator[Cell]:
        """The cells that are shown; those that are one with an earlier row again."""
        index = 0
        while index < len(sheet.columns):
            column = sheet.columns[index]
            here = replace(place, column=column)
            first = sheet.merged.get((number, column))
            if first is None:
                yield self._cell(sheet, (number, column), here)
                index += 1
                continue
            span = 1
            while index + span < len(sheet.columns) and first == sheet.merged.get(
                (number, sheet.columns[index + span])
            ):
                span += 1
            if first in read:
                yield replace(read[first].again(here), columns=span)
            else:
                read[first] = replace(self._cell(sheet, first, here), columns=span)
                yield read[first]
            index += span

    def _cell(self, sheet: _Sheet, at: _At, place: Location) -> Cell:
        cell = sheet.cells.get(at[0], {}).get(at[1])
        drawn = sheet.drawn.get(at, ())
        icons = tuple(one.words for one in drawn)
        fill = next((one.fill for one in drawn if one.fill), None)
        if cell is None or isinstance(cell, MergedCell):
            return Cell((), place, fill, icons)
        lines, remarks = _read(cell, place)
        fill = self._colours.fill(cell) or fill
        if fill is None and lines and not any(c.isalnum() for line in lines for c in line.text):
            fill = self._colours.of(cell.font.color)  # nothing but a coloured disc
        return Cell(lines, place, fill, icons, remarks=remarks)


def _hidden(sheet: Worksheet, width: int) -> Iterator[int]:
    for name, about in sheet.column_dimensions.items():
        if about.hidden or (about.customWidth and about.width == 0):
            first = about.min or column_index_from_string(name)
            yield from range(first, min(about.max or first, width) + 1)


def _words(cell: Any) -> str:
    if cell is None or cell.value is None:
        return ""
    value = str(cell.value) if isinstance(cell.value, CellRichText) else cell.value
    return " ".join(shown(value, cell.number_format).split())


def _read(cell: Any, place: Location) -> tuple[tuple[TextLine, ...], tuple[Remark, ...]]:
    font = cell.font
    is_rich = isinstance(cell.value, CellRichText)
    parts = cell.value if is_rich else [shown(cell.value, cell.number_format)]
    is_set = font.strike or font.b or font.vertAlign or symbol_font(font.name or "")
    if not (is_rich or is_set or cell.comment) and parts[0]:
        return marks.cell(parts[0], place)
    inline = Inline()
    for part in parts:
        own = part.font if isinstance(part, TextBlock) else font
        words = text(part.text if isinstance(part, TextBlock) else str(part))
        name = own.rFont if isinstance(part, TextBlock) else own.name
        if isinstance(cell.value, str) and (drawing := symbol_font(name or "")):
            words = symbols(words, drawing)
        inline.add(
            words,
            bold=bool(own.b),
            shift=_SHIFTS.get(own.vertAlign or "", 0),
            why=Reason.STRUCK if own.strike else None,
        )
    if cell.value is not None and len(inline) == 0 and str(cell.value).strip():
        inline.remark(Reason.HIDDEN, str(cell.value))  # by its number format
    if cell.comment is not None:
        inline.remark(Reason.COMMENT, cell.comment.text)
    lines, remarks = marks.cell(inline.text(), place)
    labelled = inline.lines()
    if [line.text for line in labelled] == [line.text for line in lines]:
        lines = tuple(
            replace(line, label=own.label) for line, own in zip(lines, labelled, strict=True)
        )
    return lines, (*remarks, *inline.remarks(place))
