"""A paragraph's runs → its words with how they are set."""

from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from kprlint.importing.cells import Reason
from kprlint.importing.readers.docx.names import (
    AROUND,
    SDT,
    W14,
    WP,
    M,
    O,
    R,
    T,
    V,
    W,
    children,
    integer,
    shading,
    switch,
    val,
)
from kprlint.importing.readers.docx.notes import Notes
from kprlint.importing.readers.docx.styles import Style, Styles
from kprlint.importing.readers.errors import ReadError
from kprlint.importing.readers.inline import Inline
from kprlint.importing.readers.limits import MOST_DEEP
from kprlint.importing.readers.plain import hex_colour, plain
from kprlint.importing.readers.symbols import symbol, symbol_font, symbols

_TICKED, _NOT_TICKED = "☒", "☐"
_BREAKS = {
    W + "br": "\n",
    W + "cr": "\n",
    W + "tab": " ",
    W + "ptab": " ",
    W + "noBreakHyphen": "-",
}
_WORDS = (T, W + "delText", M + "t")
_REFERENCES = {W + f"{kind}Reference": kind for kind in ("footnote", "endnote", "comment")}
_CHANGES = {
    W + "ins": Reason.INSERTED,
    W + "moveTo": Reason.INSERTED,
    W + "del": Reason.DELETED,
}
_DRAWN = {
    WP + "docPr": ("descr", "title"),
    **{V + shape: ("alt",) for shape in ("shape", "oval", "rect", "roundrect")},
    V + "imagedata": (O + "title",),
}
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp"
# What holds a picture, or something else that is drawn and has no words of its own.
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    V + "imagedata",
    _SHAPE,
    *(V + shape for shape in ("oval", "rect", "roundrect")),
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
)
_HIGHLIGHTS = {
    "red": "#ff0000", "yellow": "#ffff00", "green": "#00ff00", "blue": "#0000ff", "cyan": "#00ffff",
    "magenta": "#ff00ff", "darkRed": "#800000", "darkGreen": "#008000", "darkBlue": "#000080",
    "darkYellow": "#808000", "darkCyan": "#008080", "darkMagenta": "#800080",
}  # fmt: skip


class Words(Inline):
    """A paragraph: what it says, boxes of text in it, its shading, and how its symbols are coloured."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[Element] = []
        self.fill: str | None = None
        self.colour: str | None = None


@dataclass(frozen=True, slots=True)
class _Set:
    """How a run is set."""

    bold: bool = False
    shift: int = 0
    font: str = ""
    why: Reason | None = None


class Paragraphs:
    """Reads paragraphs; `name` is the document's, for errors."""

    def __init__(self, name: str, root: Element, styles: Styles, notes: Notes) -> None:
        self._name = name
        self._styles = styles
        self._notes = notes
        self._prompts = _prompts(root)

    def read(
        self, paragraph: Element, depth: int, into: Words | None = None
    ) -> tuple[Style, Words]:
        """Its style and its words, those `into` of a paragraph before whose end is deleted among them."""
        properties = paragraph.find(W + "pPr")
        style = self._styles.paragraph(properties)
        words = into or Words()
        words.fill = words.fill or shading(properties)
        self._walk(paragraph, words, style, _Set(), depth)
        return style, words

    def check(self, depth: int) -> None:
        if depth > MOST_DEEP:
            raise ReadError(
                f"{self._name} has more than {MOST_DEEP} tables or boxes inside one another",
                "copy the table of activities into a new document, and import that",
            )

    def _walk(self, element: Element, words: Words, style: Style, how: _Set, depth: int) -> None:
        self.check(depth)
        for child in children(element):
            tag = child.tag
            if tag == R:
                self._run(child, words, style, how, depth)
            elif tag in _WORDS:
                _write(child.text or "", words, how)
            elif tag in _BREAKS:
                words.add(_BREAKS[tag], why=how.why)
            elif tag == W + "sym":
                code = (child.get(W + "char") or "").lower()
                hexadecimal = code and all(c in "0123456789abcdef" for c in code) and len(code) < 7
                font = child.get(W + "font") or ""
                words.add(symbol(font, int(code, 16)) if hexadecimal else "\ufffd", why=how.why)
            elif tag in (W + "drawing", W + "pict", W + "object"):
                if how.why in (None, Reason.INSERTED):
                    _drawn(child, words)
            elif tag in _REFERENCES:
                self._refer(child, _REFERENCES[tag], words, how)
            elif tag == W + "fldChar":
                words.add(_field(child), why=how.why)
            elif tag == SDT and (box := child.find(f"{W}sdtPr/{W14}checkbox")) is not None:
                words.add(_ticked(box.find(W14 + "checked"), W14), why=how.why)
            elif tag in _CHANGES:
                why = how.why if how.why is Reason.DELETED else _CHANGES[tag]
                self._walk(child, words, style, replace(how, why=why), depth + 1)
            elif tag in AROUND or tag == M + "r" or (tag.startswith(M) and not tag.endswith("Pr")):
                self._walk(child, words, style, how, depth + 1)

    def _refer(self, reference: Element, kind: str, words: Words, how: _Set) -> None:
        text = self._notes.text(kind, reference)
        if not text:
            return
        if kind == "comment":
            words.remark(Reason.COMMENT, text)
        else:
            words.note(text, why=how.why)

    def _run(self, run: Element, words: Words, style: Style, how: _Set, depth: int) -> None:
        properties = run.find(W + "rPr")
        own = self._styles[val(properties, "rStyle")]
        struck = [switch(properties, name) for name in ("strike", "dstrike")]
        if how.why is not Reason.DELETED:
            if run in self._prompts or own.prompt:
                how = replace(how, why=Reason.PROMPT)
            elif _said(switch(properties, "vanish"), own.hidden, style.hidden):
                how = replace(how, why=Reason.HIDDEN)
            elif any(struck) or (struck == [None, None] and _said(own.struck, style.struck)):
                how = replace(how, why=Reason.STRUCK)
        fonts = properties.find(W + "rFonts") if properties is not None else None
        font = (fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "") if fonts is not None else ""
        how = replace(
            how,
            bold=_said(switch(properties, "b"), own.bold, style.bold),
            shift={"superscript": 1, "subscript": -1}.get(val(properties, "vertAlign"), 0),
            font=symbol_font(font),
        )
        before = len(words)
        self._walk(run, words, style, how, depth + 1)
        written = words.text(before).strip()
        if written and properties is not None:
            marked = _HIGHLIGHTS.get(val(properties, "highlight"))
            words.fill = words.fill or shading(properties) or marked
            if not any(c.isalnum() for c in written):
                words.colour = hex_colour(val(properties, "color")) or words.colour


def _prompts(root: Element) -> set[Element]:
    """The runs of controls that show what to write in them."""
    found: set[Element] = set()
    inside: set[Element] = set()
    for control in root.iter(SDT):
        properties = control.find(W + "sdtPr")
        if control in inside or not switch(properties, "showingPlcHdr"):
            continue
        for element in control.iter():
            if element.tag == R:
                found.add(element)
            elif element.tag == SDT:
                inside.add(element)
    return found


def _painted(shape: Element) -> str | None:
    """The colour that fills a shape."""
    if shape.tag == _SHAPE:
        colour = shape.find(f"{_SHAPE[:-3]}spPr/{_A}solidFill/{_A}srgbClr")
        return hex_colour(colour.get("val")) if colour is not None else None
    return hex_colour(shape.get("fillcolor")) if shape.tag.startswith(V) else None


def _said(*answers: bool | None) -> bool:
    """The first answer that is one."""
    return next((answer for answer in answers if answer is not None), False)


def _write(text: str, words: Words, how: _Set) -> None:
    if how.font:
        text = symbols(text, how.font)
    words.add(text, bold=how.bold, shift=how.shift, why=how.why)


def _field(begin: Element) -> str:
    """What a field of a form shows that has no text: a box, or the entry of a list that is chosen."""
    data = begin.find(W + "ffData")
    if data is None:
        return ""
    box, entries = data.find(W + "checkBox"), data.find(W + "ddList")
    if box is not None:
        checked = box.find(W + "checked")
        return _ticked(box.find(W + "default") if checked is None else checked, W)
    if entries is not None:
        texts = [entry.get(W + "val") or "" for entry in entries.findall(W + "listEntry")]
        chosen = integer(val(entries, "result") or val(entries, "default"), 0)
        return texts[chosen] if chosen < len(texts) else ""
    return ""


def _ticked(checked: Element | None, space: str) -> str:
    on = checked is not None and (checked.get(space + "val") or "1") not in ("0", "false", "off")
    return _TICKED if on else _NOT_TICKED


def _drawn(element: Element, words: Words) -> None:
    # A drawing may hold many layers; a box of text in it is read as what it holds.
    icons: list[str] = []
    boxes: list[Element] = []
    pictured = False
    waiting = [element]
    while waiting:
        node = waiting.pop()
        for attribute in _DRAWN.get(node.tag, ()):
            if text := plain(node.get(attribute) or ""):
                icons.append(text)
                break
        pictured = pictured or node.tag in _PICTURES
        words.colour = words.colour or _painted(node)
        if node.tag == W + "txbxContent":
            boxes.append(node)
        else:
            waiting.extend(reversed(list(children(node))))
    words.boxes.extend(boxes)
    # A picture without words is a picture all the same.
    words.icons.extend(icons or ([""] if pictured and not boxes else []))
