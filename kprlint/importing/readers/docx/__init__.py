"""Word documents, by the standard library alone.

python-docx gives no list, no tracked change, no content control, no shading and no picture's words; whoever needs those
walks the XML anyway.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from kprlint.importing.cells import (
    Block,
    Heading,
    Location,
    Paragraph,
    Reason,
    Remark,
    SourceDocument,
    Table,
)
from kprlint.importing.readers.docx.names import AROUND, TBL, P, W, children, val
from kprlint.importing.readers.docx.notes import Notes, margins
from kprlint.importing.readers.docx.numbering import Numbering, is_code
from kprlint.importing.readers.docx.paragraphs import Paragraphs, Words
from kprlint.importing.readers.docx.styles import Style, Styles
from kprlint.importing.readers.docx.tables import Tables, end_is_deleted
from kprlint.importing.readers.errors import ReadError
from kprlint.importing.readers.levels import Levels
from kprlint.importing.readers.package import Package
from kprlint.importing.readers.plain import plain
from kprlint.importing.readers.signature import refuse

_WANTED = "a Word document"
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d*(?:\s*(?:of|/)\s*\d*)?", re.IGNORECASE)


def read(data: bytes, name: str) -> SourceDocument:
    """The document's body in reading order, as Word prints it without its changes and comments.

    A place counts tables, and their rows and columns, from 1; outside of tables `line` counts the paragraphs that have
    text. What is struck out, deleted, hidden or a prompt is a remark, as are comments, notes without a sentence, headers
    and footers. Raises `ReadError`.
    """
    package = Package(data, name, _WANTED)
    main = package.main() or "word/document.xml"
    root = package.xml(main)
    body = None if root is None else root.find(W + "body")
    if root is None or body is None:
        if any(part.startswith("xl/") for part in package.parts()):
            raise ReadError(f"{name} is not {_WANTED} but an Excel workbook", "name it .xlsx")
        raise refuse(b"PK\x03\x04", name, _WANTED)
    styles = Styles(package.xml(package.related(main, "/styles") or "word/styles.xml"))
    numbering = package.related(main, "/numbering")
    notes = Notes(package, main)
    reader = _Reader(
        name,
        Paragraphs(name, root, styles, notes),
        Numbering(package.xml(numbering) if numbering else None),
    )
    blocks = tuple(_with_captions(reader.blocks(body)))
    for (kind, _), text in notes.unread.items():
        reader.remarks.append(
            Remark(Reason.COMMENT if kind == "comment" else Reason.NOTE, text, Location())
        )
    for text in margins(package, main):
        if not _PAGE_NUMBER.fullmatch(text):
            reader.remarks.append(Remark(Reason.MARGIN, text, Location()))
    return SourceDocument(name, "docx", blocks, tuple(reader.remarks))


class _Reader:
    def __init__(self, name: str, paragraphs: Paragraphs, numbering: Numbering) -> None:
        self.remarks: list[Remark] = []
        self._text = paragraphs
        self._numbering = numbering
        self._rows = Tables(name, paragraphs, numbering)
        self._levels = Levels()
        self._tables = 0
        self._paragraphs = 0

    def blocks(self, parent: Element, depth: int = 0) -> "Iterator[tuple[Block, bool]]":
        """The blocks, and whether each is a paragraph in the style of captions."""
        self._text.check(depth)
        carried: Words | None = None
        for child in children(parent):
            if child.tag == P:
                style, words = self._text.read(child, depth, carried)
                carried = words if end_is_deleted(child) else None
                if carried is None:
                    yield from self._paragraph(style, words, depth)
            elif child.tag == TBL:
                yield from self._table(child, depth)
            elif child.tag == W + "altChunk":
                text = "a part of another document"
                self.remarks.append(
                    Remark(Reason.UNREAD, text, Location(line=self._paragraphs + 1))
                )
            elif child.tag in AROUND and not _is_contents(child):
                yield from self.blocks(child, depth + 1)
        if carried is not None:
            yield from self._paragraph(Style(), carried, depth)

    def _paragraph(self, style: Style, words: Words, depth: int) -> Iterator[tuple[Block, bool]]:
        is_item = bool(style.listed) and not style.level
        counts = style.numbering and (style.listed or style.level)
        number = self._numbering.next(style.numbering, style.depth or 0) if counts else ""
        if style.level:
            if title := plain(words.text()):
                # “Objective 1:” is part of a title, a bare number of Word's is not.
                prefix = f"{number} " if is_code(number) else ""
                yield Heading(prefix + title, style.level, self._next_line()), False
        elif words.text().strip():
            level = self._levels.of(style.depth or 0 if is_item else None)
            for line in words.lines(bullet=is_item, level=level, number=number):
                yield Paragraph(line, self._next_line()), bool(style.caption)
        here = Location(line=max(self._paragraphs, 1))
        self.remarks += words.remarks(here, notes=bool(style.level))
        for icon in words.icons:
            self.remarks += [Remark(Reason.UNREAD, icon, here)] if icon else []
        for box in words.boxes:
            yield from self.blocks(box, depth + 1)

    def _next_line(self) -> Location:
        self._paragraphs += 1
        return Location(line=self._paragraphs)

    def _table(self, element: Element, depth: int) -> Iterator[tuple[Block, bool]]:
        self._text.check(depth)
        parts = self._rows.parts(element, depth)
        cells = [row for _, row in parts]
        if all(len(row) == 1 for row in cells) and any(c.find(TBL) is not None for [c] in cells):
            # A frame for the layout of the page, with the document inside it.
            for [cell] in cells:
                yield from self.blocks(cell, depth + 1)
            return
        self._tables += 1
        self._levels = Levels()
        number = self._tables
        rows = tuple(self._rows.rows(parts, number, self.remarks, depth))
        if rows:
            caption = plain(val(element.find(W + "tblPr"), "tblCaption"))
            yield Table(rows, Location(table=number), caption), False


def _is_contents(element: Element) -> bool:
    """Whether it is the list of contents that Word makes of the headings, and says nothing of its own."""
    gallery = element.find(f"{W}sdtPr/{W}docPartObj")
    return val(gallery, "docPartGallery") == "Table of Contents"


def _with_captions(blocks: Iterator[tuple[Block, bool]]) -> Iterator[Block]:
    """A caption goes to the table below it, else to the table above it; a table has one."""
    found = list(blocks)
    out: list[Block] = []
    for index, (block, is_caption) in enumerate(found):
        if is_caption and isinstance(block, Paragraph):
            below = found[index + 1][0] if index + 1 < len(found) else None
            if isinstance(below, Table):
                found[index + 1] = (replace(below, caption=block.line.text), False)
                continue
            if out and isinstance(above := out[-1], Table) and not above.caption:
                out[-1] = replace(above, caption=block.line.text)
                continue
        out.append(block)
    return iter(out)
