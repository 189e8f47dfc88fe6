"""The pages of a PDF: letters, lines and fills with their places → headings, paragraphs, tables."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page as PdfPage
from pdfplumber.utils.exceptions import PdfminerException

from kprlint.importing.cells import Location, Reason, Remark, SourceDocument
from kprlint.importing.readers.errors import ReadError
from kprlint.importing.readers.limits import MOST_LINES_A_PAGE, MOST_PAGES, Cells
from kprlint.importing.readers.pdf import columns, paragraphs, ruled
from kprlint.importing.readers.pdf.attached import attached
from kprlint.importing.readers.pdf.beside import comments, fields
from kprlint.importing.readers.pdf.blocks import Page, blocks_of, without_margins
from kprlint.importing.readers.pdf.columns import Columns, PageItem
from kprlint.importing.readers.pdf.fills import fills_of
from kprlint.importing.readers.pdf.letters import Thing, is_turned, read_letters
from kprlint.importing.readers.pdf.paragraphs import Vocabulary
from kprlint.importing.readers.pdf.words import PrintedLine, Words, grouped, joined

_SAVE = "open it in the program that made it, and export it again, or import the Word document"

Progress = Callable[[int, int], None]


def read_pages(data: bytes, name: str, progress: Progress | None = None) -> SourceDocument:
    """The document; see `pdf.read`. Raises `ReadError`."""
    logging.disable(logging.CRITICAL)
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            source = attached(document)
            if source is not None:
                from kprlint.importing.readers import html

                return replace(html.read(source, name), kind="pdf")
            reader = _Reader(name)
            reader.read(document, progress)
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
    if not reader.letters:
        raise ReadError(
            f"{name} has no text: its pages are pictures, as a scanner makes them",
            "recognise its text first (Word opens it, and OCRmyPDF does it well), or import the Word document",
        )
    pages, margins = without_margins(reader.pages)
    return SourceDocument(
        name, "pdf", tuple(blocks_of(pages, reader.known)), (*reader.remarks, *margins)
    )


class _Reader:
    """Reads one page after the other; `letters` counts."""

    def __init__(self, name: str) -> None:
        self.pages: list[Page] = []
        self.remarks: list[Remark] = []
        self.letters = 0
        self.known = Vocabulary()
        self._name = name
        self._cells = Cells(name)
        self._columns: Columns | None = None
        self._marks: set[str] = set()

    def read(self, document: Any, progress: Progress | None) -> None:
        if len(document.pages) > MOST_PAGES:
            raise ReadError(
                f"{self._name} has more than {MOST_PAGES} pages",
                "print those of the activities to a new PDF",
            )
        for page in document.pages:
            self._page(_upright_page(page))
            page.close()
            if progress is not None:
                progress(len(self.pages), len(document.pages))

    def _page(self, page: Any) -> None:
        letters = read_letters(page)
        kinds = letters.kinds
        here = Location(page=page.page_number)
        self.letters += sum(len(word["text"]) for kind in kinds for word in kind)
        for mark in letters.watermarks:
            if mark.strip() and mark not in self._marks:
                self._marks.add(mark)
                self.remarks.append(Remark(Reason.MARGIN, " ".join(mark.split()), here))
        if not any(kinds) and page.images:
            self.remarks.append(Remark(Reason.UNREAD, "the page is a picture", here))
        self.known.learn(kinds.words)
        kinds.words.extend(_drawn_bullets(page, kinds.words))
        kinds.words.extend(list(fields(page, kinds.words)))
        self.remarks += comments(page)
        fills = fills_of(page)
        found: list[PageItem] = []
        for table in ruled.tables(page, letters, fills, self.known, self._cells):
            found.append(PageItem(table.box[1], rows=table.rows, edges=table.edges))
            kinds = kinds.outside(table.box)
        rest = columns.in_reading_order([PrintedLine(line) for line in grouped(kinds.words)])
        more, self._columns = columns.unruled(
            rest, self._columns, page, fills, self._cells, self.known
        )
        apart = [*found, *(PageItem(line.top, line) for line in _upright(kinds.turned))]
        for one in sorted(apart, key=lambda one: one.top):
            # Before what stands below it; the text itself is in its order of reading.
            below = (at for at, other in enumerate(more) if other.top >= one.top)
            more.insert(next(below, len(more)), one)
        self.remarks += paragraphs.struck(kinds.struck, here)
        self.pages.append(Page(page.page_number, float(page.height), more))


def _upright_page(page: Any) -> Any:
    """The page, turned round where its text stands upright on it."""
    way = is_turned(page)
    if not way:
        return page
    inner = page.page_obj
    inner.rotate = (inner.rotate + 90 * way) % 360
    inner.attrs["Rotate"] = inner.rotate
    return PdfPage(page.pdf, inner, page_number=page.page_number)


def _upright(turned: list[Thing]) -> Iterator[Words]:
    """Lines of words that stand upright, with their places on the page."""
    for line in grouped({**word["turned"], "on_page": word} for word in turned):
        places = [word["on_page"] for word in line]
        yield joined(line)._replace(
            x0=min(word["x0"] for word in places),
            x1=max(word["x1"] for word in places),
            top=min(word["top"] for word in places),
            bottom=max(word["bottom"] for word in places),
        )


def _drawn_bullets(page: Any, words: list[Thing]) -> list[Thing]:
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
