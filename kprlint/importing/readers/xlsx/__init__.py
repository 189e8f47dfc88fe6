"""Workbooks of Excel, by openpyxl."""

import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from xml.parsers import expat

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from kprlint.importing.cells import Block, Location, Reason, Remark, SourceDocument, Table
from kprlint.importing.readers.errors import ReadError
from kprlint.importing.readers.limits import MOST_CELLS
from kprlint.importing.readers.package import Package
from kprlint.importing.readers.signature import refuse
from kprlint.importing.readers.xlsx.colours import Colours
from kprlint.importing.readers.xlsx.drawings import drawn, parts_of_sheets
from kprlint.importing.readers.xlsx.sheets import Sheets

_WANTED = "an Excel workbook"
_UNCALCULATED = re.compile(
    rb'<c (?![^>]*\bt="str")[^>]*>\s*<f[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
_LONG_FORMAT = re.compile(rb"""formatCode\s?=\s?["'][^"'<]{2048}""")
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3}\d{1,7})"')


def read(data: bytes, name: str) -> SourceDocument:
    """A table for each sheet that is shown, with the sheet's name as its caption; rows and columns as Excel counts them.

    Values are what Excel shows, but for full dates, which are ISO's; of formulas those saved with them. Cells that are
    one have their content in each of their rows. What is struck out or hidden is a remark, and so are comments and the icons
    of conditional formats, whose colours are not worked out. Raises `ReadError`.
    """
    package = Package(data, name, _WANTED)
    check(package, name)
    _refuse_uncalculated(package, name)
    try:
        book = load_workbook(BytesIO(data), data_only=True, keep_links=False, rich_text=True)
    except Exception:  # openpyxl raises whatever a broken part makes it stumble over
        raise ReadError(
            f"{name} is damaged, or of a kind that Excel does not write",
            "open it in Excel, save it again as .xlsx, and import that",
        ) from None
    sheets = Sheets(name, Colours(book))
    parts = parts_of_sheets(package, package.main() or "xl/workbook.xml")
    blocks: list[Block] = []
    for sheet in book.worksheets:
        place = Location(sheet=sheet.title, table=len(blocks) + 1)
        if sheet.sheet_state != "visible":
            if any(cell.value is not None for cell in sheet._cells.values()):
                sheets.remarks.append(Remark(Reason.HIDDEN, f"the sheet “{sheet.title}”", place))
            continue
        lying = drawn(package, parts.get(sheet.title, ""))
        rows = tuple(sheets.rows(sheet, len(blocks) + 1, lying))
        if rows:
            blocks.append(Table(rows, place, sheet.title))
            sheets.remarks += (Remark(Reason.UNREAD, text, place) for text in _icons(sheet))
    if any(part.startswith("xl/ctrlProps/") for part in package.parts()):
        text = "the boxes and buttons of forms that lie on the sheets"
        sheets.remarks.append(Remark(Reason.UNREAD, text, Location()))
    return SourceDocument(name, "xlsx", tuple(blocks), tuple(sheets.remarks))


def _icons(sheet: Worksheet) -> Iterator[str]:
    """Where Excel sets icons by the values of cells."""
    for area in sheet.conditional_formatting:
        if any(rule.type == "iconSet" for rule in area.rules):
            yield f"the icons of {area.sqref}, which Excel sets by their values"


def check(package: Package, name: str) -> None:
    """Refuses what is no workbook, and what openpyxl would read in no time that anybody has; raises `ReadError`."""
    main = package.main() or ""
    if package.content("xl/workbook.xml") is None and not main.startswith("xl/"):
        if package.content("word/document.xml") is not None:
            raise ReadError(f"{name} is not {_WANTED} but a Word document", "name it .docx")
        raise refuse(b"PK\x03\x04", name, _WANTED)
    package.check_xml()
    for part in package.parts():
        if not part.endswith(".xml"):
            continue
        content = package.content(part) or b""
        if not part.startswith("xl/worksheets/"):
            if _LONG_FORMAT.search(content):
                raise ReadError(
                    f"{name} has a number format of more than 2,000 characters, and Excel allows 255",
                    "open it in Excel, save it again as .xlsx, and import that",
                )
        elif b"mergeCell" in content and _merged(content) > MOST_CELLS:
            raise ReadError(
                f"{name} merges more than {MOST_CELLS:,} cells",
                "copy the table of activities into a new workbook, and import that",
            )


def _refuse_uncalculated(package: Package, name: str) -> None:
    """A program that writes formulas without their values leaves cells that would be read as empty."""
    for part in package.parts():
        if not (part.startswith("xl/worksheets/") and part.endswith(".xml")):
            continue
        content = package.content(part) or b""
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
