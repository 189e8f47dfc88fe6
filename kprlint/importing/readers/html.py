"""Pages of HTML, by lxml: libxml2 reads what browsers read, in time that grows with the page alone."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HTMLParser  # type: ignore[import-untyped]

from kprlint.importing.cells import Block, Cell, Heading, Line, Paragraph, Place, Row, Source, Table
from kprlint.importing.readers.errors import ReadError
from kprlint.importing.readers.limits import MEBIBYTE, MOST_COLUMNS, MOST_HTML, Cells
from kprlint.importing.readers.plain import hex_colour, plain
from kprlint.importing.readers.signature import is_binary, refuse

_CHARSET = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{1,40})""", re.I)
# Nothing that is shown, or nothing that belongs to the document: what runs, what asks, what leads elsewhere.
_SILENT = frozenset(
    "script style template noscript head iframe object embed audio video canvas math map nav button select option "
    "datalist textarea input dialog".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form header "
    "hgroup hr html legend li main menu ol p pre section summary ul table caption thead tbody tfoot tr td th".split()
) | frozenset(_HEADINGS)
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none", re.I)
_BACKGROUND = re.compile(r"background(?:-color)?\s{0,9}:([^;]{1,200})", re.I)
_RGB = re.compile(r"rgba?\(\s{0,9}(\d{1,3})[\s,]{1,9}(\d{1,3})[\s,]{1,9}(\d{1,3})")
# CSS's names of colours that a status may have.
_COLOURS = {
    "red": "#ff0000", "darkred": "#8b0000", "crimson": "#dc143c", "firebrick": "#b22222", "tomato": "#ff6347",
    "orange": "#ffa500", "darkorange": "#ff8c00", "gold": "#ffd700", "yellow": "#ffff00", "goldenrod": "#daa520",
    "green": "#008000", "lime": "#00ff00", "limegreen": "#32cd32", "lightgreen": "#90ee90", "darkgreen": "#006400",
    "forestgreen": "#228b22", "seagreen": "#2e8b57", "mediumseagreen": "#3cb371", "palegreen": "#98fb98",
    "blue": "#0000ff", "navy": "#000080", "royalblue": "#4169e1", "dodgerblue": "#1e90ff", "steelblue": "#4682b4",
    "lightblue": "#add8e6", "skyblue": "#87ceeb", "purple": "#800080", "white": "#ffffff", "black": "#000000",
    "grey": "#808080", "gray": "#808080", "silver": "#c0c0c0", "lightgrey": "#d3d3d3", "lightgray": "#d3d3d3",
}  # fmt: skip
# What Word writes before an item when it saves a page.
_WORD_BULLET = re.compile(r"^(?:[·•▪§o\-–]|\d{1,3}[.)])\s+")
_TOO_DEEP = "copy the table of activities into a new document, and import that"


def read(data: bytes, name: str) -> Source:
    """The page's headings, paragraphs, items and tables, in the order of its source.

    Sections, articles and divisions are seen through, a list of terms (`dl`) is a table of two columns, a table with one
    cell a row around others is a frame and is seen through too. Navigation, form controls, scripts and what is hidden
    are left out, style sheets are not applied, and nothing is fetched. Places are as in `docx.read`. Raises `ReadError`.
    """
    if len(data) > MOST_HTML:
        raise ReadError(
            f"{name} has more than {MOST_HTML // MEBIBYTE} MiB of HTML",
            "save the page without its pictures, or import it in parts",
        )
    if is_binary(data) or not data.strip():
        raise refuse(data, name, "a page of HTML")
    # libxml2 follows no reference of a page, and defines no entity that a page declares.
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    text = _decoded(data).replace("\0", "\ufffd")
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise ReadError(f"{name} has more than 256 elements inside one another", _TOO_DEEP)
    if root is None:
        raise refuse(data, name, "a page of HTML")
    page = _Page(name)
    page.inner(root)
    page.flush()
    return Source(name, "html", tuple(page.blocks))


def _decoded(data: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    declared = _CHARSET.search(data[:4096])
    if declared:
        try:
            codec = codecs.lookup(declared[1].decode("ascii", "replace"))
            # As browsers do: Latin-1 means Windows, and who declares UTF-16 in ASCII is mistaken.
            encoding = "cp1252" if codec.name in ("iso8859-1", "ascii") else codec.name
            if not encoding.startswith(("utf-16", "utf-32")):
                return str(codecs.decode(data, encoding, "replace"))
        except (LookupError, ValueError, TypeError, AssertionError):
            pass  # a name that is no encoding of text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


class _Flow:
    """What an element holds as lines; here, in a cell, headings and tables are lines too."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.icons: list[str] = []
        self._parts: list[str] = []
        self._item = False
        self._of_word = False

    def inner(self, node: Any) -> None:
        of_word = "mso-list" in (node.get("style") or "")
        is_item = _tag(node) == "li" or of_word
        is_block = is_item or _tag(node) in _BLOCKS
        if is_block:
            self._end_line()
            if is_item:
                self._item, self._of_word = True, of_word
        self._add(node.text)
        for child in node:
            self._child(child)
            self._add(child.tail)
        if is_block:
            self._end_line()
            if is_item:
                self._item = False

    def _child(self, child: Any) -> None:
        tag = _tag(child)
        if not tag or tag in _SILENT or _is_hidden(child) or self._special(child, tag):
            return
        if tag == "br" and self._item:
            self._add(" ")
        elif tag == "br":
            self._end_line()
        elif tag == "img":
            self._icon(child.get("alt"))
        elif tag == "svg":
            self._icon(child.get("aria-label") or _title(child))
        else:
            if child.get("role") == "img":
                self._icon(child.get("aria-label"))
            self.inner(child)

    def _special(self, child: Any, tag: str) -> bool:
        """Whether `child` is dealt with in another way."""
        return False

    def _icon(self, words: str | None) -> None:
        if found := plain(words or ""):
            self.icons.append(found)

    def _add(self, text: str | None) -> None:
        if text:
            self._parts.append(text)

    def _end_line(self) -> None:
        text = plain("".join(self._parts))
        self._parts.clear()
        if self._of_word:
            text = _WORD_BULLET.sub("", text)
        if text:
            self.lines.append(Line(text, self._item))
            # What follows in the same item is a line of its own.
            self._item = self._of_word = False


class _Page(_Flow):
    """The whole page: headings and tables are blocks of their own."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self._cells = Cells(name)
        self._tables = 0
        self._paragraphs = 0

    def flush(self) -> None:
        self._end_line()
        self._item = False
        self.blocks.extend(Paragraph(line, self._place()) for line in self.lines)
        self.lines.clear()

    def _place(self) -> Place:
        self._paragraphs += 1
        return Place(line=self._paragraphs)

    def _special(self, child: Any, tag: str) -> bool:
        if tag not in _HEADINGS and tag not in ("table", "dl"):
            return False
        self.flush()
        if tag == "table":
            self._table(child)
        elif tag == "dl":
            self._terms(child)
        elif title := " ".join(line.text for line in _flow(child).lines):
            self.blocks.append(Heading(title, _HEADINGS[tag], self._place()))
        return True

    def _table(self, table: Any) -> None:
        rows = list(_rows(table))
        parts = [[cell for cell in row if _tag(cell) in ("td", "th")] for row, _ in rows]
        if all(len(row) == 1 for row in parts) and any(_holds_table(cell) for [cell] in parts):
            for [cell] in parts:
                self.inner(cell)
                self.flush()
            return
        self._tables += 1
        found: list[Row] = []
        covered: _Covered = {}
        for index, ((row, in_head), cells) in enumerate(zip(rows, parts, strict=True), 1):
            place = Place(table=self._tables, row=index)
            read, covered = self._row(row, cells, place, covered)
            header = bool(cells) and (in_head or all(_tag(cell) == "th" for cell in cells))
            if any(cell.lines or cell.icons or cell.fill for cell in read):
                found.append(Row(tuple(read), header))
        if found:
            captions = (_flow(part).lines for part in table if _tag(part) == "caption")
            caption = " ".join(line.text for line in next(captions, []))
            self.blocks.append(Table(tuple(found), Place(table=self._tables), caption))

    def _row(
        self, row: Any, cells: list[Any], place: Place, covered: "_Covered"
    ) -> "tuple[list[Cell], _Covered]":
        """The cells, empty where one from above covers them, and what is covered in the row below."""
        read: list[Cell] = []
        below: _Covered = {}
        column = 1
        waiting = iter(cells)
        while True:
            if column in covered:
                rows, span = covered.pop(column)
                read.append(Cell((), replace(place, column=column), columns=span))
            elif (cell := next(waiting, None)) is not None:
                rows, span = _span(cell, "rowspan"), _span(cell, "colspan")
                read.append(_cell(cell, row, replace(place, column=column), span))
            elif covered:
                # Further to the right than this row's own cells.
                read.append(Cell((), replace(place, column=column), columns=min(covered) - column))
                column = min(covered)
                continue
            else:
                return read, below
            self._cells.take()
            if rows > 1:
                below[column] = (rows - 1, span)
            for overlapped in range(column + 1, column + span):
                covered.pop(overlapped, None)
            column += span
            self._cells.width(column - 1)

    def _terms(self, node: Any) -> None:
        self._tables += 1
        rows: list[list[Cell]] = []
        for group in node:
            for part in group if _tag(group) == "div" else (group,):
                if _tag(part) not in ("dt", "dd"):
                    continue
                self._cells.take()
                if _tag(part) == "dt" or not rows:
                    rows.append([])
                place = Place(table=self._tables, row=len(rows), column=len(rows[-1]) + 1)
                rows[-1].append(_cell(part, part, place, 1))
        if rows:
            table = Table(tuple(Row(tuple(row)) for row in rows), Place(table=self._tables))
            self.blocks.append(table)


# Column → how many rows it is still covered from above, and the columns of what covers it.
_Covered = dict[int, tuple[int, int]]


def _flow(node: Any) -> _Flow:
    flow = _Flow()
    flow.inner(node)
    return flow


def _cell(cell: Any, row: Any, place: Place, span: int) -> Cell:
    flow = _flow(cell)
    fill = _background(cell)
    if fill is None:
        # The mark behind a word of status; else the row's own.
        inside = (found for part in cell.iterdescendants() if (found := _background(part)))
        fill = next(inside, None) or _background(row)
    return Cell(tuple(flow.lines), place, fill, tuple(flow.icons), span)


def _tag(node: Any) -> str:
    """The name of an element, without a prefix; “” for a comment."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _rows(table: Any) -> Iterator[tuple[Any, bool]]:
    """The rows of a table, and whether they stand in its head; those in its foot come last."""
    foot = []
    for part in table:
        tag = _tag(part)
        if _is_hidden(part):
            continue
        if tag == "tr":
            yield part, False
        elif tag in ("thead", "tbody", "tfoot"):
            rows = [row for row in part if _tag(row) == "tr" and not _is_hidden(row)]
            if tag == "tfoot":
                foot.extend(rows)
            else:
                yield from ((row, tag == "thead") for row in rows)
    yield from ((row, False) for row in foot)


def _holds_table(cell: Any) -> bool:
    return next(cell.iter("table"), None) is not None


def _span(cell: Any, name: str) -> int:
    text = (cell.get(name) or "").strip()
    known = text.isascii() and text.isdigit() and len(text) < 9
    return max(1, min(int(text), MOST_COLUMNS)) if known else 1


def _is_hidden(node: Any) -> bool:
    return _tag(node) != "" and (
        node.get("hidden") is not None
        or node.get("aria-hidden") == "true"
        or _HIDDEN.search(node.get("style") or "") is not None
    )


def _title(svg: Any) -> str | None:
    return next(
        ("".join(part.itertext()) for part in svg.iterdescendants() if _tag(part) == "title"), None
    )


def _background(node: Any) -> str | None:
    if _tag(node) == "":
        return None
    found = _BACKGROUND.search(node.get("style") or "")
    return _colour(found[1] if found else node.get("bgcolor") or "")


def _colour(text: str) -> str | None:
    text = text.strip().lower()
    if rgb := _RGB.search(text):
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in rgb.groups())
    for word in text.split():
        if word in _COLOURS:
            return _COLOURS[word]
        if len(word) == 4 and word[0] == "#":
            word = "#" + "".join(2 * digit for digit in word[1:])
        if colour := hex_colour(word):
            return colour
    return None
