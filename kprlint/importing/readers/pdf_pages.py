"""What stands on the pages of a PDF: letters, lines and fills with their places → headings, paragraphs, tables."""

import logging
import re
import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdftypes import LITERALS_FLATE_DECODE, resolve1
from pdfminer.utils import decode_text
from pdfplumber.utils.exceptions import PdfminerException

from kprlint.importing.cells import Block, Cell, Heading, Line, Paragraph, Place, Row, Source, Table
from kprlint.importing.readers.errors import ReadError
from kprlint.importing.readers.limits import MOST_LINES_A_PAGE, MOST_PAGES, Cells
from kprlint.importing.readers.plain import plain
from kprlint.model.printed import SOURCE

# Glyphs that begin an item, among them those of symbol fonts, and what pdfminer writes for a glyph without a character.
_BULLET = re.compile(r"(?:[•●◦▪■‣∙○➢❖◆\uf0b7\uf0a7\uf0d8\uf06c\uf02d]|\(cid:\d{1,5}\))\s*")
# Marks that are text, and yet begin a line.
_MARK = re.compile(r"(?:[-–—*·]|o|\(?(?:\d{1,2}|[a-z])[.)])\s")
_UNKNOWN = re.compile(r"\(cid:\d{1,5}\)")
_SOFT_ENDS = ("\u00ad", "\u2010")
# Points. Words of one line may stand a little higher or lower, edges of cells a little beside one another.
_LEVEL = 3.0
_EDGE = 3.0
# A dash of a border is shorter, a row higher.
_LINE = 9.0
# Letters of a heading are larger than those of the text by this.
_LARGER = 1.15
# Space between the names of columns, in sizes of a letter; between words it is a quarter to a third.
_GAP = 0.5
# Space that is empty in all lines of a table, in points.
_GUTTER = 3.5
# Space above what does not belong to a table, in sizes of a letter.
_FAR = 2.5
# Head and foot of a page, in parts of its height.
_MARGIN = 0.09
# Attachments that are looked at, two entries each.
_MOST_ATTACHED = 64
MOST_ATTACHED = 64 * 1024 * 1024  # bytes of one
_SAVE = "open it in the program that made it, and export it again, or import the Word document"


class Words(NamedTuple):
    """A line of the page: its words joined, and where it stands."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    first: float  # the width of its first word


class _Found(NamedTuple):
    """A table or a line of text on a page, before its place among the blocks is known."""

    top: float
    line: Words | None = None
    rows: tuple[Row, ...] = ()
    edges: tuple[float, ...] = ()


class _Page(NamedTuple):
    number: int
    height: float
    found: list[_Found]


def read_pages(
    data: bytes, name: str, progress: Callable[[int, int], None] | None = None
) -> Source:
    """The document; see `pdf.read`. Raises `ReadError`."""
    logging.disable(logging.CRITICAL)
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            source = _attached(document)
            if source is not None:
                from kprlint.importing.readers import html

                return replace(html.read(source, name), kind="pdf")
            pages, letters = _pages(document, name, progress)
    except ReadError:
        raise
    except Exception as error:  # pdfminer raises whatever a broken file makes it stumble over
        cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
        if isinstance(cause, MemoryError):
            raise cause from None
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise ReadError(
                f"{name} is locked with a password", "open it, and save or print it without one"
            ) from None
        raise ReadError(f"{name} is cut off or damaged", f"download it again, or {_SAVE}") from None
    if not letters:
        raise ReadError(
            f"{name} has no text: its pages are pictures, as a scanner makes them",
            "recognise its text first (Word opens it, and OCRmyPDF does it well), or import the Word document",
        )
    return Source(name, "pdf", tuple(_blocks(pages)))


def _attached(document: Any) -> bytes | None:
    """The document that a PDF of ours was made of; None for any other PDF."""
    names = resolve1(document.doc.catalog.get("Names"))
    files = resolve1(names.get("EmbeddedFiles")) if isinstance(names, dict) else None
    listed = resolve1(files.get("Names")) if isinstance(files, dict) else None
    for entry in (listed or [])[1:_MOST_ATTACHED:2]:
        described = resolve1(entry)
        said = (described.get("UF") or described.get("F")) if isinstance(described, dict) else None
        if isinstance(said, bytes) and decode_text(said) == SOURCE:
            return _unpacked(resolve1(resolve1(described.get("EF") or {}).get("F")))
    return None


def _unpacked(stream: Any) -> bytes | None:
    """What is attached, read only as far as a document may be long: a few bytes may stand for gigabytes."""
    raw = getattr(stream, "rawdata", None)
    if not isinstance(raw, bytes):
        return None
    names = [name for name, _ in stream.get_filters()]
    if not names:
        return raw[:MOST_ATTACHED]
    if len(names) > 1 or names[0] not in LITERALS_FLATE_DECODE:
        return None
    unpacked = zlib.decompressobj().decompress(raw, MOST_ATTACHED)
    return unpacked if len(unpacked) < MOST_ATTACHED else None


def _pages(
    document: Any, name: str, progress: Callable[[int, int], None] | None
) -> tuple[list[_Page], int]:
    cells = Cells(name)
    pages: list[_Page] = []
    letters = 0
    columns: _Columns | None = None
    if len(document.pages) > MOST_PAGES:
        raise ReadError(
            f"{name} has more than {MOST_PAGES} pages", "print those of the activities to a new PDF"
        )
    for page in document.pages:
        words = page.extract_words(
            x_tolerance_ratio=0.2, y_tolerance=_LEVEL, extra_attrs=["size"], keep_blank_chars=False
        )
        letters += sum(len(word["text"]) for word in words)
        found: list[_Found] = []
        if not words and page.images:
            note = f"(page {page.page_number} is a picture: its text cannot be read)"
            found.append(_Found(0, Words(note, 0, 0, 0, 0, 0, 0)))
        words += _drawn_bullets(page, words)
        fills = _fills(page)
        if len(page.edges) <= MOST_LINES_A_PAGE:
            lined = page.filter(_is_no_fill)
            for table in lined.find_tables(
                {
                    "snap_tolerance": _EDGE,
                    "join_tolerance": _EDGE,
                    "explicit_horizontal_lines": _open_ends(lined),
                }
            ):
                starts = sorted({round(cell[0], 1) for cell in table.cells})
                if len(starts) > 1:
                    cells.take(len(table.rows) * len(starts))
                    rows = _ruled(table, words, fills, page, Place(page=page.page_number))
                    found.append(_Found(table.bbox[1], rows=rows, edges=tuple(starts)))
                    words = [word for word in words if not _within(word, table.bbox)]
        rest = [_Line(line) for line in _grouped(words)]
        more, columns = _unruled(rest, columns, page, fills, cells)
        found.extend(more)
        found.sort(key=lambda one: one.top)
        pages.append(_Page(page.page_number, float(page.height), found))
        page.close()
        if progress is not None:
            progress(len(pages), len(document.pages))
    return _without_margins(pages), letters


# Tables with ruling lines


def _ruled(
    table: Any, words: list[dict[str, Any]], fills: "list[_Fill]", page: Any, place: Place
) -> tuple[Row, ...]:
    starts = _clustered(cell[0] for cell in table.cells)
    rows = []
    for number, row in enumerate(table.rows, 1):
        boxes = {_index(starts, box[0]): box for box in row.cells if box}
        cells: list[Cell] = []
        column = 0
        while column < len(starts):
            here = Place(page=place.page, row=number, column=column + 1)
            box = boxes.get(column)
            span = 1
            if box is None:
                cells.append(Cell((), here))
            else:
                while column + span < len(starts) and starts[column + span] < box[2] - _EDGE:
                    span += 1
                inside = [word for word in words if _within(word, box)]
                icons = tuple("picture" for image in page.images if _within(image, box))
                found = paragraphs(_lines(inside), box[2] - _EDGE)
                cells.append(Cell(tuple(found), here, _fill(fills, box, bool(inside)), icons, span))
            column += span
        if any(cell.lines or cell.icons or cell.fill for cell in cells):
            rows.append(Row(tuple(cells)))
    return tuple(rows)


def _is_no_fill(thing: dict[str, Any]) -> bool:
    """Whether an object may be a rule: an area without an outline is none, a thin one is."""
    if thing["object_type"] != "rect" or thing.get("stroke") or not thing.get("fill"):
        return True
    return bool(min(thing["width"], thing["height"]) < _EDGE)


def _open_ends(page: Any) -> list[dict[str, Any]]:
    """Rules where columns end together: a row that goes on over the page has none of its own there.

    Nor has one that is cut there any between its repeated header and the rest; but the columns are drawn anew.
    """
    runs: list[list[float]] = []
    pieces: list[list[float]] = []
    for edge in sorted(page.vertical_edges, key=lambda e: (round(e["x0"] / _EDGE), e["top"])):
        x, top, bottom = edge["x0"], edge["top"], edge["bottom"]
        if bottom - top < _EDGE:
            continue
        if bottom - top > _LINE:
            pieces.append([x, top, bottom])
        if runs and abs(runs[-1][0] - x) <= _EDGE and top <= runs[-1][2] + _EDGE:
            runs[-1][2] = max(runs[-1][2], bottom)
        else:
            runs.append([x, top, bottom])
    columns = len(_clustered(run[0] for run in runs))
    out = []
    for found, end, least in ((runs, 1, 2), (runs, 2, 2), (pieces, 1, columns)):
        for y in _clustered(run[end] for run in found):
            xs = _clustered(run[0] for run in found if abs(run[end] - y) <= _EDGE)
            if len(xs) >= max(least, 2):
                out.append({
                    "object_type": "line", "orientation": "h", "x0": xs[0], "x1": xs[-1],
                    "width": xs[-1] - xs[0], "top": y, "bottom": y, "height": 0,
                })  # fmt: skip
    return out


def _drawn_bullets(page: Any, words: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A word for each small shape that is drawn in front of one, as browsers draw the bullets of lists."""
    shapes = [
        shape
        for shape in (*page.rects, *page.curves)
        if 1 < shape["width"] < 8 and 0.7 < shape["width"] / (shape["height"] or 1) < 1.4
    ]
    found = []
    for shape in shapes[:MOST_LINES_A_PAGE]:
        y = (shape["top"] + shape["bottom"]) / 2
        right = [
            word for word in words
            if word["top"] < y < word["bottom"] and 0 < word["x0"] - shape["x1"] < 2 * word["size"]
        ]  # fmt: skip
        if right and shape["height"] < 0.8 * right[0]["size"]:
            word = min(right, key=lambda word: word["x0"])
            found.append({**word, "text": "•", "x0": shape["x0"], "x1": shape["x1"]})
    return found


def _clustered(values: Iterable[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _EDGE:
            out.append(value)
    return out


def _index(starts: list[float], x: float) -> int:
    return min(range(len(starts)), key=lambda index: abs(starts[index] - x))


def _within(thing: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    x = (thing["x0"] + thing["x1"]) / 2
    y = (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


class _Fill(NamedTuple):
    box: tuple[float, float, float, float]
    colour: str


def _fills(page: Any) -> list[_Fill]:
    """What is painted on a page, in the order of painting."""
    out = []
    for shape in (*page.rects, *page.curves):
        if shape.get("fill") and (colour := _colour(shape.get("non_stroking_color"))):
            box = (shape["x0"], shape["top"], shape["x1"], shape["bottom"])
            out.append(_Fill(box, colour))
    return out[:MOST_LINES_A_PAGE]


def _fill(fills: list[_Fill], box: tuple[float, float, float, float], has_text: bool) -> str | None:
    """What covers the cell; where it has no text, also what is drawn in it, such as a disc."""
    area = (box[2] - box[0]) * (box[3] - box[1])
    found = None
    for fill in fills:
        width = min(fill.box[2], box[2]) - max(fill.box[0], box[0])
        height = min(fill.box[3], box[3]) - max(fill.box[1], box[1])
        if width <= 0 or height <= 0:
            continue
        covers = width * height > 0.5 * area
        mark = min(width, height) > 4 and fill.colour not in ("#000000", "#ffffff")
        if covers or (mark and not has_text):
            found = fill.colour
    return found


def _colour(value: object) -> str | None:
    parts = value if isinstance(value, tuple | list) else (value,)
    if not all(isinstance(part, int | float) for part in parts):
        return None
    if len(parts) == 1:
        parts = (parts[0],) * 3
    elif len(parts) == 4:
        parts = tuple((1 - part) * (1 - parts[3]) for part in parts[:3])
    if len(parts) != 3:
        return None
    return "#" + "".join(f"{round(255 * min(max(part, 0), 1)):02x}" for part in parts)


# Tables by their columns alone


class _Columns(NamedTuple):
    """Where text stands across a table: an interval for each column, between which nothing does."""

    spans: tuple[tuple[float, float], ...]

    def with_(self, line: "_Line") -> "_Columns | None":
        """The columns with a line's words in them; None if it goes across two."""
        spans = list(self.spans)
        for start, end in line.spans(_GUTTER):
            inside = [
                i for i, span in enumerate(spans)
                if start < span[1] + _GUTTER and end > span[0] - _GUTTER
            ]  # fmt: skip
            if len(inside) > 1:
                return None
            at = inside[0] if inside else _nearest(spans, start, end)
            spans[at] = (min(spans[at][0], start), max(spans[at][1], end))
        return _Columns(tuple(spans))


class _Line(NamedTuple):
    """Words that stand beside one another."""

    words: list[dict[str, Any]]

    @property
    def top(self) -> float:
        return float(min(word["top"] for word in self.words))

    @property
    def bottom(self) -> float:
        return float(max(word["bottom"] for word in self.words))

    @property
    def size(self) -> float:
        return float(max(word["size"] for word in self.words))

    def spans(self, gap: float) -> list[tuple[float, float]]:
        """What the words cover, where they stand `gap` apart and less."""
        out: list[tuple[float, float]] = []
        for word in self.words:
            if out and word["x0"] - out[-1][1] <= gap:
                out[-1] = (out[-1][0], max(out[-1][1], word["x1"]))
            else:
                out.append((word["x0"], word["x1"]))
        return out


def _nearest(spans: list[tuple[float, float]], start: float, end: float) -> int:
    def distance(index: int) -> float:
        return max(spans[index][0] - end, start - spans[index][1])

    return min(range(len(spans)), key=distance)


def _unruled(
    lines: list[_Line], before: _Columns | None, page: Any, fills: list[_Fill], cells: Cells
) -> tuple[list[_Found], _Columns | None]:
    """Tables and lines of text; the columns of the table that the page ends with.

    A line in three parts and more begins a table, which is as long as lines leave the space between its columns empty.
    At the head of a page it goes on in the columns of the page before.
    """
    found: list[_Found] = []
    columns: _Columns | None = None
    rules = sorted({round(edge["top"]) for edge in page.horizontal_edges})
    index = 0
    while index < len(lines):
        begins = lines[index].spans(_GAP * lines[index].size)
        columns = _Columns(tuple(begins)) if len(begins) > 2 else before if not index else None
        end = index
        while columns is not None and end < len(lines) and not _breaks(lines, index, end):
            wider = columns.with_(lines[end])
            if wider is None:
                break
            columns = wider
            end += 1
        if columns is not None and end - index > (2 if index or not before else 1):
            rows = _rows(lines[index:end], columns, rules, page, fills, cells)
            edges = tuple(start for start, _ in columns.spans)
            found.append(_Found(lines[index].top, rows=rows, edges=edges))
            index = end
        else:
            columns = None
            found.append(_Found(lines[index].top, _joined(lines[index].words)))
            index += 1
    return found, columns


def _breaks(lines: list[_Line], first: int, index: int) -> bool:
    """Whether a line stands too far below the one before, or is too large, to belong to the table."""
    if index == first:
        return False
    return (
        lines[index].size > lines[first].size * _LARGER
        or lines[index].top - lines[index - 1].bottom > _FAR * lines[first].size
    )


def _rows(
    lines: list[_Line],
    columns: _Columns,
    rules: list[int],
    page: Any,
    fills: list[_Fill],
    cells: Cells,
) -> tuple[Row, ...]:
    """Rows begin below a rule or the edge of a fill; where there are none, after more space than between lines."""
    ruled = [_is_between(rules, above, below) for above, below in pairwise(lines)]
    if sum(ruled) < 2:
        gaps = [below.top - above.top for above, below in pairwise(lines)]
        wide = 1.25 * median(gaps) if gaps else 0
        ruled = [one or gap > wide for one, gap in zip(ruled, gaps, strict=True)]
    groups: list[list[_Line]] = [[lines[0]]]
    for line, begins in zip(lines[1:], ruled, strict=True):
        if begins:
            groups.append([])
        groups[-1].append(line)
    cells.take(len(groups) * len(columns.spans))
    starts = [start for start, _ in columns.spans]
    ends = [*(start - _EDGE for start in starts[1:]), float(page.width)]
    rows = []
    for number, group in enumerate(groups, 1):
        top, bottom = group[0].top, group[-1].bottom
        row = []
        for column, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
            inside = [
                word for line in group for word in line.words
                if start - 1 <= (word["x0"] + word["x1"]) / 2 < end + _EDGE
            ]  # fmt: skip
            place = Place(page=page.page_number, row=number, column=column)
            text = tuple(paragraphs(_lines(inside), end))
            row.append(Cell(text, place, _fill(fills, (start, top, end, bottom), bool(inside))))
        rows.append(Row(tuple(row)))
    return tuple(rows)


def _is_between(rules: list[int], above: _Line, below: _Line) -> bool:
    """Whether a rule is between two lines; at most a little of their letters reaches over it."""
    index = bisect_right(rules, above.bottom - _EDGE)
    return index < len(rules) and rules[index] <= below.top + _EDGE


# Words → lines → paragraphs


def _lines(words: list[dict[str, Any]]) -> list[list[Words]]:
    return [[_joined(line)] for line in _grouped(words)]


def _grouped(words: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The words of each line, from left to right; the lines from top to bottom."""
    lines: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda w: (w["bottom"], w["x0"])):
        if lines and word["bottom"] - lines[-1][0]["bottom"] < _LEVEL:
            lines[-1].append(word)
        else:
            lines.append([word])
    for line in lines:
        line.sort(key=lambda word: word["x0"])
    return lines


def _joined(words: list[dict[str, Any]]) -> Words:
    sizes = Counter[float]()
    for word in words:
        sizes[round(word["size"], 1)] += len(word["text"])
    return Words(
        " ".join(word["text"] for word in words),
        words[0]["x0"],
        words[-1]["x1"],
        min(word["top"] for word in words),
        max(word["bottom"] for word in words),
        sizes.most_common(1)[0][0],
        words[0]["x1"] - words[0]["x0"],
    )


def paragraphs(lines: list[list[Words]], right: float) -> list[Line]:
    """Lines of a cell as paragraphs: one ends where the next word would have had room, and where an item begins."""
    flat = [part for line in lines for part in line]
    if not flat:
        return []
    right = min(right, max(line.x1 for line in flat))
    pitch = min((b.top - a.top for a, b in pairwise(flat)), default=0.0)
    texts: list[tuple[str, bool, bool]] = []
    before: Words | None = None
    hanging = float("inf")
    for line in flat:
        text, bullet = _item(line.text)
        hangs = line.x0 > hanging - _EDGE
        begins = (
            before is None
            or bullet
            or (not hangs and _MARK.match(text) is not None)
            or (not hangs and _had_room(before, line, right))
            or line.top - before.top > 1.5 * max(pitch, line.size)
        )
        if begins:
            texts.append((text, bullet, False))
            hanging = line.x0 + line.first + line.size / 5 if bullet else float("inf")
        else:
            above, item, joined = texts[-1]
            joined = joined or (not hangs and _sentence_ends(above, text))
            texts[-1] = (_closed(above, text), item, joined)
        before = line
    return [
        Line(words, bullet, joined) for text, bullet, joined in texts if (words := _shown(text))
    ]


def _sentence_ends(above: str, text: str) -> bool:
    return above.endswith((".", "!", "?", ";", ":")) and not text[:1].islower()


def _had_room(before: Words, line: Words, right: float) -> bool:
    """Whether the first word of a line would have fitted on the one before it."""
    return before.x1 + 0.3 * line.size + line.first < right and not _is_broken(before.text)


def _item(text: str) -> tuple[str, bool]:
    mark = _BULLET.match(text)
    return (text[mark.end() :], True) if mark else (text, False)


def _is_broken(text: str) -> bool:
    """Whether a line ends within a word."""
    return text.endswith(_SOFT_ENDS) or (text.endswith(("-", "/")) and text[-2:-1].isalnum())


def _closed(before: str, after: str) -> str:
    """Two lines as one; a word is closed up at its hyphen, which stays unless it is one of a line's end."""
    if not _is_broken(before):
        return f"{before} {after}"
    return (before if before.endswith(("-", "/")) else before[:-1]) + after


def _shown(text: str) -> str:
    return plain(_UNKNOWN.sub("\ufffd", text))


# Pages → blocks


def _without_margins(pages: list[_Page]) -> list[_Page]:
    """Without what stands at the head or the foot of most pages, whatever its number."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_margin(page, one) for one in page.found} - {""})
    least = max(2, len(pages) // 2 + 1)
    return [
        page._replace(found=[one for one in page.found if seen[_margin(page, one)] < least])
        for page in pages
    ]


def _margin(page: _Page, one: _Found) -> str:
    if one.line is None or page.height * _MARGIN < one.line.bottom < page.height * (1 - _MARGIN):
        return ""
    return re.sub(r"\d+", "#", one.line.text)


def _blocks(pages: list[_Page]) -> list[Block]:
    lines = [one.line for page in pages for one in page.found if one.line]
    body = _body(lines)
    larger = sorted({line.size for line in lines if line.size > body * _LARGER}, reverse=True)
    levels = {size: min(level, 6) for level, size in enumerate(larger, 1)}
    right = max((line.x1 for line in lines), default=0.0)
    blocks: list[Block] = []
    edges: tuple[float, ...] = ()
    waiting: list[tuple[Words, int]] = []
    counted = 0

    def flush() -> None:
        nonlocal counted
        if not waiting:
            return
        page = waiting[0][1]
        level = levels.get(waiting[0][0].size)
        parts = paragraphs([[line] for line, _ in waiting], right)
        if level:
            counted += 1
            place = Place(line=counted, page=page)
            blocks.append(Heading(" ".join(part.text for part in parts), level, place))
        else:
            for part in parts:
                counted += 1
                blocks.append(Paragraph(part, Place(line=counted, page=page)))
        waiting.clear()

    tables = 0
    for page in pages:
        for one in page.found:
            if one.line:
                last = waiting[-1][0] if waiting else None
                if last and (
                    levels.get(last.size) != levels.get(one.line.size)
                    or (waiting[-1][1] != page.number)
                    or one.line.top - last.bottom > 0.9 * one.line.size
                ):
                    flush()
                waiting.append((one.line, page.number))
                continue
            flush()
            if not one.rows:
                continue
            above = blocks[-1] if blocks else None
            goes_on = isinstance(above, Table) and one is page.found[0] and _same(edges, one.edges)
            if goes_on and isinstance(above, Table):
                rows = one.rows[1:] if _texts(one.rows[0]) == _texts(above.rows[0]) else one.rows
                numbered = _numbered(rows, tables, len(above.rows))
                blocks[-1] = Table((*above.rows, *numbered), above.place, above.caption)
            else:
                tables += 1
                edges = one.edges
                blocks.append(
                    Table(_numbered(one.rows, tables, 0), Place(page=page.number, table=tables))
                )
    flush()
    return blocks


def _numbered(rows: tuple[Row, ...], table: int, before: int) -> tuple[Row, ...]:
    return tuple(
        Row(tuple(
            Cell(
                cell.lines,
                Place(page=cell.place.page, table=table, row=before + number, column=cell.place.column),
                cell.fill,
                cell.icons,
                cell.columns,
            )
            for cell in row.cells
        ))
        for number, row in enumerate(rows, 1)
    )  # fmt: skip


def _same(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return len(a) == len(b) and all(abs(x - y) < 2 * _EDGE for x, y in zip(a, b, strict=True))


def _texts(row: Row) -> list[str]:
    return [" ".join(line.text for line in cell.lines) for cell in row.cells]


def _body(lines: list[Words]) -> float:
    """The size of the text: that of whole sentences if there are any."""
    sizes: Counter[float] = Counter()
    for sentences in (True, False):
        for line in lines:
            if not sentences or line.text.endswith(".") or len(line.text) > 80:
                sizes[line.size] += len(line.text)
        if sizes:
            break
    return sizes.most_common(1)[0][0] if sizes else 0.0
