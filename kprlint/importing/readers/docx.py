"""Word documents, by the standard library alone.

python-docx gives no list, no tracked change, no content control, no shading and no picture's words; whoever needs those
walks the XML anyway.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple
from xml.etree.ElementTree import Element

from kprlint.importing.cells import Block, Cell, Heading, Line, Paragraph, Place, Row, Source, Table
from kprlint.importing.readers.errors import ReadError
from kprlint.importing.readers.limits import MOST_COLUMNS, MOST_DEEP, Cells
from kprlint.importing.readers.package import Package
from kprlint.importing.readers.plain import hex_colour, lines, plain
from kprlint.importing.readers.signature import refuse

_WANTED = "a Word document"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
_P, _TBL, _TR, _TC, _T, _R = (_W + tag for tag in ("p", "tbl", "tr", "tc", "t", "r"))
_VAL = _W + "val"
_DRAWN = {
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr": ("descr", "title"),
    _V + "shape": ("alt",),
    _V + "imagedata": ("{urn:schemas-microsoft-com:office:office}title",),
}  # fmt: skip
# What is around text without being text. Whatever is not here holds none that is printed: deletions, field codes,
# properties, comments, phonetic guides, notes.
_AROUND = {
    _W + tag
    for tag in (
        *("r", "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple"),
        *("dir", "bdo", "ruby", "rubyBase", "body"),
    )
}  # fmt: skip
_BREAKS = {
    _W + "br": "\n",
    _W + "cr": "\n",
    _W + "tab": " ",
    _W + "ptab": " ",
    _W + "noBreakHyphen": "-",
}
# Characters of Word's symbol fonts that stand for a status or begin an item.
_SYMBOLS = {
    "wingdings": {
        0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x75: "◆", 0x76: "❖", 0xA7: "▪", 0xA8: "◻",
        0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xFB: "✘", 0xFC: "✔", 0xFD: "☒", 0xFE: "☑",
    },
    "symbol": {0xB7: "•", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xA8: "◆"},
    "webdings": {0x61: "✔", 0x63: "■", 0x6E: "●", 0x72: "✘"},
}  # fmt: skip


def read(data: bytes, name: str) -> Source:
    """The document's body in reading order; headers, footers, notes and comments are not read.

    A place counts tables, and their rows and columns, from 1; outside of tables `line` counts the paragraphs that have
    text. A cell merged downwards has its content in its first row and is empty below. Raises `ReadError`.
    """
    package = Package(data, name, _WANTED)
    main = package.main() or "word/document.xml"
    root = package.xml(main)
    body = None if root is None else root.find(_W + "body")
    if body is None:
        if any(part.startswith("xl/") for part in package.parts()):
            raise ReadError(f"{name} is not {_WANTED} but an Excel workbook", "name it .xlsx")
        raise refuse(b"PK\x03\x04", name, _WANTED)
    styles = package.xml(package.related(main, "/styles") or "word/styles.xml")
    reader = _Reader(name, _Styles(styles))
    return Source(name, "docx", tuple(_with_captions(reader.blocks(body))))


class _Styles:
    """What a style says of a paragraph, by its id."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {
            style.get(_W + "styleId", ""): style
            for style in (root.iter(_W + "style") if root is not None else ())
        }
        self._known: dict[str, _Style] = {}

    def __getitem__(self, style: str) -> "_Style":
        if style not in self._known:
            self._known[style] = self._looked_up(style)
        return self._known[style]

    def _looked_up(self, style: str) -> "_Style":
        level: int | None = None
        listed: bool | None = None
        caption = False
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            element = self._styles[style]
            name = _val(element, "name").lower()
            properties = element.find(_W + "pPr")
            if level is None:
                level = _outline(properties)
                if level is None and name == "title":
                    level = 1
                elif level is None and name.startswith("heading ") and name[8:].isdigit():
                    level = int(name[8:])
            if listed is None:
                listed = _listed(properties)
                if listed is None and name.startswith(("list bullet", "list number")):
                    listed = True
            caption = caption or name == "caption"
            style = _val(element, "basedOn")
        return _Style(level or None, bool(listed), caption)


class _Style(NamedTuple):
    level: int | None
    listed: bool
    caption: bool


class _Text:
    """What a paragraph holds: its text with breaks, the pictures' words, boxes of text, and how symbols are coloured."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.icons: list[str] = []
        self.boxes: list[Element] = []
        self.colour: str | None = None

    @property
    def text(self) -> str:
        return "".join(self.parts)


class _Reader:
    def __init__(self, name: str, styles: _Styles) -> None:
        self._name = name
        self._styles = styles
        self._cells = Cells(name)
        self._tables = 0
        self._paragraphs = 0

    def blocks(self, parent: Element, depth: int = 0) -> "Iterator[tuple[Block, bool]]":
        """The blocks, and whether each is a paragraph in the style of captions."""
        self._check(depth)
        for child in _children(parent):
            if child.tag == _P:
                yield from self._paragraph(child, depth)
            elif child.tag == _TBL:
                yield from self._table(child, depth)
            elif child.tag in _AROUND:
                yield from self.blocks(child, depth + 1)

    def _check(self, depth: int) -> None:
        if depth > MOST_DEEP:
            raise ReadError(
                f"{self._name} has more than {MOST_DEEP} tables or boxes inside one another",
                "copy the table of activities into a new document, and import that",
            )

    def _paragraph(self, element: Element, depth: int) -> Iterator[tuple[Block, bool]]:
        style = self._style(element)
        text = self._text(element, depth)
        if style.level:
            if title := plain(text.text):
                yield Heading(title, style.level, self._next_line()), False
        else:
            for line in lines(text.text, bullet=style.listed):
                yield Paragraph(line, self._next_line()), style.caption
        for box in text.boxes:
            yield from self.blocks(box, depth + 1)

    def _next_line(self) -> Place:
        self._paragraphs += 1
        return Place(line=self._paragraphs)

    def _style(self, paragraph: Element) -> _Style:
        properties = paragraph.find(_W + "pPr")
        style = self._styles[_val(properties, "pStyle")]
        level, listed = _outline(properties), _listed(properties)
        return _Style(
            style.level if level is None else level or None,
            style.listed if listed is None else listed,
            style.caption,
        )

    def _text(self, element: Element, depth: int) -> _Text:
        text = _Text()
        self._walk(element, text, depth)
        return text

    def _walk(self, element: Element, text: _Text, depth: int) -> None:
        self._check(depth)
        for child in _children(element):
            tag = child.tag
            if tag == _R:
                self._run(child, text, depth)
            elif tag == _T:
                text.parts.append(child.text or "")
            elif tag in _BREAKS:
                text.parts.append(_BREAKS[tag])
            elif tag == _W + "sym":
                text.parts.append(_symbol(child))
            elif tag in (_W + "drawing", _W + "pict", _W + "object"):
                self._drawn(child, text)
            elif tag in _AROUND:
                self._walk(child, text, depth + 1)

    def _run(self, run: Element, text: _Text, depth: int) -> None:
        properties = run.find(_W + "rPr")
        if properties is not None and _is_on(properties.find(_W + "vanish")):
            return
        before = len(text.parts)
        self._walk(run, text, depth + 1)
        written = "".join(text.parts[before:]).strip()
        if properties is not None and written and not any(c.isalnum() for c in written):
            text.colour = hex_colour(_val(properties, "color")) or text.colour

    def _drawn(self, element: Element, text: _Text) -> None:
        # A drawing may hold many layers; a box of text in it is read as what it holds.
        waiting = [element]
        while waiting:
            node = waiting.pop()
            for attribute in _DRAWN.get(node.tag, ()):
                if words := plain(node.get(attribute) or ""):
                    text.icons.append(words)
                    break
            if node.tag == _W + "txbxContent":
                text.boxes.append(node)
            else:
                waiting.extend(reversed(list(_children(node))))

    def _inside(self, element: Element, wanted: str, depth: int) -> Iterator[Element]:
        """The rows of a table or the cells of a row, also those in content controls."""
        self._check(depth)
        for child in _children(element):
            if child.tag == wanted:
                yield child
            elif child.tag in _AROUND:
                yield from self._inside(child, wanted, depth + 1)

    def _table(self, element: Element, depth: int) -> Iterator[tuple[Block, bool]]:
        self._check(depth)
        rows = [row for row in self._inside(element, _TR, depth) if not _is_deleted(row)]
        cells = [list(self._inside(row, _TC, depth)) for row in rows]
        if all(len(row) == 1 for row in cells) and any(c.find(_TBL) is not None for [c] in cells):
            # A frame for the layout of the page, with the document inside it.
            for [cell] in cells:
                yield from self.blocks(cell, depth + 1)
            return
        self._tables += 1
        number = self._tables
        read = tuple(
            row
            for index, (element_, parts) in enumerate(zip(rows, cells, strict=True), 1)
            if (row := self._row(element_, parts, Place(table=number, row=index), depth)).cells
        )
        if read:
            caption = plain(_val(element.find(_W + "tblPr"), "tblCaption"))
            yield Table(read, Place(table=number), caption), False

    def _row(self, element: Element, parts: list[Element], place: Place, depth: int) -> Row:
        properties = element.find(_W + "trPr")
        cells: list[Cell] = []
        column = 1
        before = _number(properties, "gridBefore", 0)
        if before:
            cells.append(Cell((), replace(place, column=1), columns=before))
            column += before
        for part in parts:
            about = part.find(_W + "tcPr")
            if about is not None and about.find(_W + "cellDel") is not None:
                continue
            span = _number(about, "gridSpan", 1) or 1
            self._cells.take()
            if _merged(about, "hMerge") == "continue" and cells:
                cells[-1] = replace(cells[-1], columns=cells[-1].columns + span)
            elif _merged(about, "vMerge") == "continue":
                cells.append(Cell((), replace(place, column=column), columns=span))
            else:
                cells.append(self._cell(part, about, replace(place, column=column), span, depth))
            column += span
            self._cells.width(column - 1)
        header = properties is not None and _is_on(properties.find(_W + "tblHeader"))
        return Row(tuple(cells), header)

    def _cell(
        self, element: Element, about: Element | None, place: Place, span: int, depth: int
    ) -> Cell:
        found: list[Line] = []
        icons: list[str] = []
        fill = _shading(about)
        colour = None
        for style, text, shading in self._texts(element, depth + 1):
            found.extend(lines(text.text, bullet=style.listed))
            icons.extend(text.icons)
            fill = fill or shading
            colour = colour or text.colour
        if colour and not any(c.isalnum() for line in found for c in line.text):
            fill = fill or colour  # nothing but a coloured disc
        return Cell(tuple(found), place, fill, tuple(icons), span)

    def _texts(self, element: Element, depth: int) -> Iterator[tuple[_Style, _Text, str | None]]:
        self._check(depth)
        for child in _children(element):
            if child.tag == _P:
                text = self._text(child, depth)
                yield (
                    self._style(child),
                    text,
                    _shading(child.find(_W + "pPr")) or _run_shading(child),
                )
                for box in text.boxes:
                    yield from self._texts(box, depth + 1)
            elif child.tag == _TBL:
                for row in self._inside(child, _TR, depth):
                    if not _is_deleted(row):
                        for cell in self._inside(row, _TC, depth):
                            self._cells.take()
                            yield from self._texts(cell, depth + 1)
            elif child.tag in _AROUND:
                yield from self._texts(child, depth + 1)


def _children(element: Element) -> Iterator[Element]:
    """The children; of alternative contents, the first, which newer programs show."""
    for child in element:
        if child.tag == _MC + "AlternateContent":
            chosen = child.find(_MC + "Choice")
            if chosen is None:
                chosen = child.find(_MC + "Fallback")
            if chosen is not None:
                yield from chosen
        else:
            yield child


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


def _val(parent: Element | None, name: str) -> str:
    found = parent.find(_W + name) if parent is not None else None
    return (found.get(_VAL) or "") if found is not None else ""


def _number(parent: Element | None, name: str, default: int) -> int:
    text = _val(parent, name)
    return (
        min(int(text), MOST_COLUMNS)
        if text.isascii() and text.isdigit() and len(text) < 9
        else default
    )


def _outline(properties: Element | None) -> int | None:
    """The level of a heading from 1; 0 for what is declared to be body text; None where nothing is said."""
    text = _val(properties, "outlineLvl")
    if not (text.isascii() and text.isdigit()):
        return None
    return int(text) + 1 if len(text) == 1 and text != "9" else 0


def _listed(properties: Element | None) -> bool | None:
    numbering = properties.find(_W + "numPr") if properties is not None else None
    return None if numbering is None else _val(numbering, "numId") not in ("", "0")


def _merged(about: Element | None, name: str) -> str | None:
    found = about.find(_W + name) if about is not None else None
    return None if found is None else found.get(_VAL) or "continue"


def _shading(properties: Element | None) -> str | None:
    found = properties.find(_W + "shd") if properties is not None else None
    return None if found is None else hex_colour(found.get(_W + "fill"))


def _run_shading(paragraph: Element) -> str | None:
    for run in paragraph.iter(_R):
        if found := _shading(run.find(_W + "rPr")):
            return found
    return None


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get(_VAL) not in ("0", "false", "off")


def _is_deleted(row: Element) -> bool:
    properties = row.find(_W + "trPr")
    return properties is not None and properties.find(_W + "del") is not None


def _symbol(element: Element) -> str:
    font = (element.get(_W + "font") or "").lower()
    try:
        code = int(element.get(_W + "char") or "", 16)
    except ValueError:
        return "\ufffd"
    # The private use area from F000 repeats the font's 256 characters.
    return _SYMBOLS.get(font, {}).get(code - 0xF000 if code >= 0xF000 else code, "\ufffd")
