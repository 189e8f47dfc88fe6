"""Workbooks of Excel, by openpyxl."""

import colorsys
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree
from xml.parsers import expat

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from kprlint.importing.cells import Block, Cell, Place, Row, Source, Table
from kprlint.importing.readers.errors import ReadError
from kprlint.importing.readers.limits import MOST_CELLS, Cells
from kprlint.importing.readers.package import Package
from kprlint.importing.readers.plain import lines
from kprlint.importing.readers.signature import refuse

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_WANTED = "an Excel workbook"
_FRACTION = re.compile(r"[0#]*[0#](?:\.(0+))?")
_UNCALCULATED = re.compile(
    rb'<c (?![^>]*\bt="str")[^>]*>\s*<f[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3}\d{1,7})"')
_DRAWINGML = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def read(data: bytes, name: str) -> Source:
    """A table for each sheet that is shown, with the sheet's name as its caption; rows and columns as Excel counts them.

    Hidden rows are read, since filters hide them; hidden sheets, drawings, comments and conditional formats are not.
    Dates become ISO text, numbers what Excel shows in the usual formats, formulas the values saved with them. A merged
    cell has its content at its upper left; the rows below have it empty. Raises `ReadError`.
    """
    package = Package(data, name, _WANTED)
    main = package.main() or ""
    if package.content("xl/workbook.xml") is None and not main.startswith("xl/"):
        if package.content("word/document.xml") is not None:
            raise ReadError(f"{name} is not {_WANTED} but a Word document", "name it .docx")
        raise refuse(b"PK\x03\x04", name, _WANTED)
    package.check_xml()
    _check(package, name)
    try:
        book = load_workbook(BytesIO(data), data_only=True, keep_links=False)
    except Exception:  # openpyxl raises whatever a broken part makes it stumble over
        raise ReadError(
            f"{name} is damaged, or of a kind that Excel does not write",
            "open it in Excel, save it again as .xlsx, and import that",
        ) from None
    reader = _Reader(name, _theme(book))
    blocks: list[Block] = []
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            rows = tuple(reader.rows(sheet, len(blocks) + 1))
            if rows:
                place = Place(sheet=sheet.title, table=len(blocks) + 1)
                blocks.append(Table(rows, place, sheet.title))
    return Source(name, "xlsx", tuple(blocks))


class _Reader:
    def __init__(self, name: str, theme: list[str]) -> None:
        self._name = name
        self._theme = theme
        self._cells = Cells(name)

    def rows(self, sheet: Worksheet, table: int) -> Iterator[Row]:
        across: dict[tuple[int, int], int] = {}
        below: dict[tuple[int, int], int] = {}
        for area in sheet.merged_cells.ranges:
            span = area.max_col - area.min_col + 1
            across[area.min_row, area.min_col] = span
            for row in range(area.min_row + 1, area.max_row + 1):
                below[row, area.min_col] = span
        # The cells that the file has, and not the rectangle around them, which may be the whole sheet.
        filled: dict[int, dict[int, Any]] = {}
        width = 0
        for (row, column), cell in sheet._cells.items():
            if cell.value is not None:
                width = max(width, column)
            if cell.value is not None or self._fill(cell):
                filled.setdefault(row, {})[column] = cell
        self._cells.width(width)
        for number in sorted(filled):
            self._cells.take(width)
            place = Place(sheet=sheet.title, table=table, row=number)
            cells: list[Cell] = []
            column = 1
            while column <= width:
                here = replace(place, column=column)
                span = below.get((number, column), 0)
                if span:
                    cells.append(Cell((), here, columns=span))
                else:
                    span = across.get((number, column), 1)
                    present = filled[number].get(column)
                    text = "" if present is None else _shown(present.value, present.number_format)
                    fill = None if present is None else self._fill(present)
                    cells.append(Cell(tuple(lines(text)), here, fill, columns=span))
                column += span
            if any(cell.lines or cell.fill for cell in cells):
                yield Row(tuple(cells))

    def _fill(self, cell: Any) -> str | None:
        if isinstance(cell, MergedCell) or not cell.has_style or cell.fill.fill_type != "solid":
            return None
        return self._colour(cell.fill.fgColor)

    def _colour(self, colour: Any) -> str | None:
        if colour.type == "theme":
            base = self._theme[colour.theme] if 0 <= colour.theme < len(self._theme) else None
        elif colour.type == "indexed":
            base = (
                COLOR_INDEX[colour.indexed][-6:] if 0 <= colour.indexed < len(COLOR_INDEX) else None
            )
        else:
            base = str(colour.rgb)[-6:]
        if base is None or not re.fullmatch("[0-9A-Fa-f]{6}", base):
            return None
        return _tinted(base, colour.tint or 0.0)


def _tinted(base: str, tint: float) -> str:
    if not tint:
        return f"#{base.lower()}"
    red, green, blue = (int(base[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    light = min(max(light, 0.0), 1.0)
    parts = colorsys.hls_to_rgb(hue, light, saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _theme(book: "Workbook") -> list[str]:
    """The theme's colours in the order of their numbers, light before dark as Excel counts them."""
    if not book.loaded_theme:
        return []
    try:
        scheme = ElementTree.fromstring(book.loaded_theme).find(f".//{_DRAWINGML}clrScheme")
    except ElementTree.ParseError:
        return []
    colours = []
    for entry in scheme if scheme is not None else ():
        for value in entry:
            colours.append(value.get("lastClr") or value.get("val") or "")
    for dark in (0, 2):
        colours[dark : dark + 2] = reversed(colours[dark : dark + 2])
    return colours


def _check(package: Package, name: str) -> None:
    """Refuses what openpyxl would read wrongly, or not in any time."""
    for part in package.parts():
        if not (part.startswith("xl/worksheets/") and part.endswith(".xml")):
            continue
        content = package.content(part) or b""
        if b"mergeCell" in content and _merged(content) > MOST_CELLS:
            raise ReadError(
                f"{name} merges more than {MOST_CELLS:,} cells",
                "copy the table of activities into a new workbook, and import that",
            )
        # A program that writes formulas without their values leaves cells that would be read as empty.
        if b"<f" in content and (found := _UNCALCULATED.search(content)):
            where = _REFERENCE.search(found[0])
            cell = where[1].decode() if where else "a cell"
            raise ReadError(
                f"{name} has formulas whose values were never calculated, such as {cell}",
                "open it in Excel, save it, and import that",
            )


def _merged(content: bytes) -> int:
    """How many cells of a sheet are merged; openpyxl makes an object of each."""
    area = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal area
        if tag.endswith("mergeCell"):
            try:
                bounds = range_boundaries(attributes.get("ref", ""))
            except (ValueError, TypeError):
                return
            left, top, right, bottom = (bound or 0 for bound in bounds)
            area += abs(right - left + 1) * abs(bottom - top + 1)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    with suppress(expat.ExpatError, LookupError, ValueError):  # openpyxl says so
        parser.Parse(content, True)
    return area


def _shown(value: object, number_format: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return (
            value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value)


def _number(value: int | float, number_format: str) -> str:
    form = number_format.split(";")[0].replace("\\", "")
    # What is quoted or in brackets (“[$£-809]”) is printed as it stands; the rest is digits.
    form = re.sub(r"\[\$([^\]-]{0,9})[^\]]{0,9}\]", r'"\1"', form)
    form = re.sub(r"\[[^\]]{0,40}\]|_.|\*.", "", form)
    quoted = re.sub(r'"[^"]*"', lambda text: "\ue000" * len(text[0]), form)
    found = _FRACTION.search(quoted.replace(",", ""))
    if not found or number_format == "General" or re.search("[?/eEdmyhs@]", quoted):
        return _general(value)
    digits = re.search(r"[0#,]*[0#](?:\.0+)?", quoted)
    assert digits is not None
    before, after = form[: digits.start()], form[digits.end() :]
    exact = Decimal(repr(value)) * (100 if "%" in quoted else 1)
    places = len(found[1] or "")
    rounded = (
        exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) if abs(exact) < 10**15 else exact
    )
    sign = "-" if rounded < 0 else ""
    body = f"{abs(rounded):,f}" if "," in digits[0] else f"{abs(rounded):f}"
    return sign + (before + body + after).replace('"', "").strip()


def _general(value: int | float) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value) if isinstance(value, int) else f"{value:.10g}"
