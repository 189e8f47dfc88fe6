"""Tables of values between commas, semicolons, tabs or bars, in the encodings that Excel writes."""

import codecs
import csv
from collections import Counter
from dataclasses import replace
from io import StringIO

from kprlint.importing.cells import Block, Cell, Location, Row, SourceDocument, Table
from kprlint.importing.readers import marks
from kprlint.importing.readers.errors import ReadError
from kprlint.importing.readers.limits import MEBIBYTE, Cells
from kprlint.importing.readers.signature import is_binary, refuse

_WANTED = "a table of values"
_DELIMITERS = ",;\t|"
# How much of a file tells its delimiter.
_SAMPLE = 64 * 1024
_SAMPLE_ROWS = 50
# Excel allows 32,767 characters in a cell; more is a quotation mark that is never closed.
_MOST_FIELD = MEBIBYTE


def read(data: bytes, name: str) -> SourceDocument:
    """One table; empty rows are left out, and every place has the line of the file at which its row begins.

    A break inside of a cell makes lines; dashes and bullets are text, whatever they are meant to be. Raises `ReadError`.
    """
    if is_binary(data) or not data.strip():
        raise refuse(data, name, _WANTED)
    text = _decoded(data, name)
    delimiter, text, first = _delimiter(text)
    rows = _rows(text, delimiter, first, name)
    blocks: list[Block] = [Table(tuple(rows), Location(line=1, table=1))] if rows else []
    return SourceDocument(name, "csv", tuple(blocks))


def _rows(text: str, delimiter: str, first: int, name: str) -> list[Row]:
    cells = Cells(name)
    rows: list[Row] = []
    before = csv.field_size_limit(_MOST_FIELD)
    # Strictly, so that a quotation mark that is never closed does not swallow the rest of the file unseen.
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = first
    try:
        for index, fields in enumerate(reader, 1):
            place = Location(line=line, table=1, row=index)
            line = first + reader.line_num
            cells.take(len(fields))
            if any(map(str.strip, fields)):
                rows.append(Row(tuple(
                    _cell(field, replace(place, column=column))
                    for column, field in enumerate(fields, 1)
                )))  # fmt: skip
    except csv.Error:
        raise ReadError(
            f"{name} cannot be read from line {line} on: a quotation mark is not closed, or text follows a closed one",
            "open it in the program that made it, and export it as CSV again",
        ) from None
    finally:
        csv.field_size_limit(before)
    return rows


def _cell(text: str, place: Location) -> Cell:
    lines, remarks = marks.cell(text, place)
    return Cell(lines, place, remarks=remarks)


def _delimiter(text: str) -> tuple[str, str, int]:
    """The delimiter, the text without a line that only names it, and the number of its first line."""
    head, _, rest = text.partition("\n")
    named = head.strip().lower()
    if named.startswith("sep=") and len(named) == 5:
        return named[4], rest, 2
    if head.startswith("sep=\t"):
        return "\t", rest, 2
    return max(_DELIMITERS, key=lambda delimiter: _regularity(text[:_SAMPLE], delimiter)), text, 1


def _regularity(sample: str, delimiter: str) -> tuple[int, int]:
    """How many delimiters are in the rows that agree on a number of columns, and that number."""
    reader = csv.reader(StringIO(sample, newline=""), delimiter=delimiter)
    widths: Counter[int] = Counter()
    try:
        for row in reader:
            widths[len(row)] += 1
            if widths.total() == _SAMPLE_ROWS:
                break
    except csv.Error:
        pass
    agreed = [(count * (width - 1), width) for width, count in widths.items() if width > 1]
    return max(agreed, default=(0, 0))


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    start = data[:1024]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if even + odd > len(start) // 4:
        if not even or not odd:
            return data.decode("utf-16-le" if odd else "utf-16-be", "replace")
        raise refuse(data, name, _WANTED)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
