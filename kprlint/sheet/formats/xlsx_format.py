"""Workbooks of Excel, by openpyxl."""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from kprlint.importing.readers.errors import ReadError
from kprlint.importing.readers.limits import Cells
from kprlint.importing.readers.package import Package
from kprlint.importing.readers.xlsx import check, values
from kprlint.sheet.book import Cell, Made, MadeSheet, ReadSheet, letters
from kprlint.sheet.columns import LISTS, Column

_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
# The height of a line, and of the highest row that Excel allows, in points.
_LINE, _HIGHEST = 15, 405
# Excel writes a carriage return so.
_RETURN = "_x000D_"


def write(made: Made) -> bytes:
    """The workbook. Each cell is a text, whatever it begins with, and has the format “Text”."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = made.title
    book.properties.creator = "kprlint"
    book.properties.language = "en-GB"
    for sheet in made.sheets:
        _sheet(book, sheet, made.lists)
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    for column, (name, words) in enumerate(made.lists.items(), start=1):
        for row, word in enumerate((name, *words), start=1):
            _text(lists.cell(row, column), word)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def _sheet(book: Workbook, made: MadeSheet, lists: dict[str, list[str]]) -> None:
    sheet: Worksheet = book.create_sheet(made.name)
    last = letters(len(made.columns) - 1)
    wrapped = Alignment(wrap_text=True, vertical="top")
    for number, column in enumerate(made.columns):
        head = sheet.cell(1, number + 1)
        _text(head, column.heading)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="DDE6EE")
        head.alignment = wrapped
        dimension = sheet.column_dimensions[letters(number)]
        dimension.width = column.width
        dimension.number_format = "@"
        dimension.alignment = wrapped
    sheet.row_dimensions[1].height = max(_lines(c.heading, c) for c in made.columns) * _LINE
    for row_number, row in enumerate(made.rows, start=2):
        for number, text in enumerate(row, start=1):
            cell = sheet.cell(row_number, number)
            _text(cell, text)
            cell.alignment = wrapped
        height = max(map(_lines, row, made.columns)) * _LINE
        if height > _LINE:
            sheet.row_dimensions[row_number] = _Fitted(
                sheet, index=row_number, ht=min(height, _HIGHEST)
            )
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if made.hidden:
        sheet.sheet_state = "hidden"
        return
    # A table has a row, if only an empty one.
    end = max(len(made.rows), 1) + 1
    table = Table(displayName=made.name, ref=f"A1:{last}{end}")
    table.tableStyleInfo = TableStyleInfo("TableStyleLight1", showRowStripes=True)
    sheet.add_table(table)
    for number, column in enumerate(made.columns):
        if column.hint:
            validation = _validation(column, lists)
            validation.add(f"{letters(number)}2:{letters(number)}{len(made.rows) + made.room + 1}")
            sheet.add_data_validation(validation)


class _Fitted(RowDimension):
    """A row whose height is no person's wish: Excel fits it anew when its text changes."""

    @property
    def customHeight(self) -> bool:  # openpyxl's name for it
        return False


def _lines(text: str, column: Column) -> int:
    """How many lines a text takes in a column, by and large."""
    return sum(len(line) // column.width + 1 for line in text.split("\n"))


def _validation(column: Column, lists: dict[str, list[str]]) -> DataValidation:
    """The drop-down of a column, where it has one, and what is shown beside a cell that is chosen."""
    words = lists.get(column.choices)
    found = DataValidation(allow_blank=True, showInputMessage=True)
    if words:
        place = letters(list(lists).index(column.choices))
        found.type = "list"
        found.formula1 = f"{LISTS}!${place}$2:${place}${len(words) + 1}"
        # Several leads are written one to a line; the outcome is checked when the sheet comes back.
        found.showErrorMessage = column.choices != "lead"
        found.errorStyle = "warning"
        found.errorTitle = column.heading
        found.error = "This word is not in the plan's list."
    found.promptTitle = column.heading
    found.prompt = column.hint[:255]
    return found


def _text(cell: Any, text: str) -> None:
    cell.value = _ESCAPED.sub("_x005F_", text) if text else None
    if text:
        cell.data_type = "s"
    cell.number_format = "@"
    # What begins with = + - @ is a text after it was edited, too.
    cell.quotePrefix = text[:1] in ("=", "+", "-", "@")


def read(data: bytes, name: str) -> list[ReadSheet]:
    """The sheets of a workbook, hidden ones too; raises ReadError."""
    package = Package(data, name, "an Excel workbook")
    check(package, name)
    try:
        book = load_workbook(BytesIO(data), keep_links=False)
    except Exception:  # openpyxl raises whatever a broken part makes it stumble over
        raise ReadError(
            f"{name} is damaged, or of a kind that Excel does not write", "save it again as .xlsx"
        ) from None
    limit = Cells(name)
    return [_read(sheet, limit) for sheet in book.worksheets]


def _read(sheet: Worksheet, limit: Cells) -> ReadSheet:
    found = {at: cell for at, cell in sheet._cells.items() if cell.value is not None}
    height = max((row for row, _ in found), default=0)
    width = max((column for _, column in found), default=0)
    limit.width(width)
    limit.take(height * width)
    rows = [[Cell()] * width for _ in range(height)]
    for (row, column), cell in found.items():
        rows[row - 1][column - 1] = _cell(cell)
    merged = [str(area) for area in sheet.merged_cells.ranges]
    hidden = [row for row in _hidden(sheet) if row <= height]
    return ReadSheet(sheet.title, rows, sorted(merged), hidden)


def _hidden(sheet: Worksheet) -> Iterator[int]:
    for number, row in sorted(sheet.row_dimensions.items()):
        if row.hidden:
            yield number


def _cell(cell: ExcelCell) -> Cell:
    value = cell.value
    if cell.data_type == "f":
        return Cell(fault="holds a formula")
    if cell.data_type == "e":
        return Cell(fault=f"holds an error, {value}")
    if isinstance(value, str | CellRichText):
        return Cell(str(value).replace(_RETURN, "").replace("_x005F_", "_"))
    shown = values.shown(value, cell.number_format)
    if isinstance(value, date) and shown != value.isoformat()[: len(shown)]:
        # A month, where that is what the cell shows; else the day.
        shown = value.isoformat()[: 7 if shown == f"{value:%B %Y}" else 10]
    return Cell(shown)
