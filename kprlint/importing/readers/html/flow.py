"""What an element of a page holds as lines; here headings and tables are lines too."""

import re
from typing import Any, NamedTuple

from kprlint.importing.cells import Location, Reason, Remark, TextLine
from kprlint.importing.readers.html.nodes import SILENT, tag
from kprlint.importing.readers.html.notes import Notes
from kprlint.importing.readers.html.style import Look, Styles, colour
from kprlint.importing.readers.inline import Inline
from kprlint.importing.readers.levels import Levels
from kprlint.importing.readers.plain import plain
from kprlint.importing.readers.symbols import symbols

BETWEEN_CELLS = " – "
_TICKED, _NOT_TICKED = "☒", "☐"
# What Word writes before an item when it saves a page, and how deep it stands.
_WORD_BULLET = re.compile(r"^(?:[·•▪§o\-–]|\d{1,3}[.)])\s+")
_WORD_LEVEL = re.compile(r"\blevel([1-9])\b")
_SPACES = re.compile(r"[ \t\n\r\f]+")


class _How(NamedTuple):
    """How text is set, by all that is around it."""

    bold: bool = False
    shift: int = 0
    why: Reason | None = None
    breaks: bool = False  # a line of the source is one of the page
    font: str = ""  # of symbols


class Page(NamedTuple):
    """What all parts of a page share."""

    styles: Styles
    notes: Notes


class Flow:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.lines: list[TextLine] = []
        self.icons: list[str] = []
        self.remarks: list[Remark] = []
        self.colour: str | None = None  # of a mark without words
        self._inline = Inline()
        self._how = _How()
        self._levels = Levels()
        # The lists that are open; of an item that is begun, whether its first line is still to come.
        self._lists = 0
        self._item: float | None = None
        self._begins = False
        self._of_word = False

    def inner(self, node: Any) -> None:
        """Reads what is inside of an element."""
        name = tag(node)
        look = self.page.styles.look(node)
        before = self._how, self._item, self._of_word
        style = node.get("style") or ""
        word = _WORD_LEVEL.search(style) if "mso-list" in style else None
        is_item = name == "li" or word is not None
        is_list = name in ("ul", "ol", "menu")
        self._lists += is_list
        if is_item or look.block:
            self.end_line()
        if is_item:
            self._item = self._lists if word is None else self._lists + int(word[1])
            self._begins, self._of_word = True, word is not None
        self._how = self._set(name, node, look)
        written = len(self._inline)
        self._add(node.text)
        for child in node:
            self._child(child)
            self._add(child.tail)
        if look.colour and not any(c.isalnum() for c in self._inline.text(written)):
            self.colour = self.colour or look.colour
        if is_item or look.block:
            self.end_line()
        self._lists -= is_list
        self._how, self._item, self._of_word = before
        if is_item:
            self._begins = False

    def _set(self, name: str, node: Any, look: Look) -> _How:
        how = self._how
        why = how.why
        if why in (None, Reason.INSERTED):
            if name == "del" and (node.get("datetime") or node.get("cite")):
                why = Reason.DELETED
            elif look.struck or name == "del":
                why = Reason.STRUCK
            elif name == "ins":
                why = Reason.INSERTED
        bold = how.bold if look.bold is None else look.bold
        font = how.font if look.font is None else look.font
        return _How(bold, look.shift or how.shift, why, how.breaks or look.breaks, font)

    def _child(self, child: Any) -> None:
        name = tag(child)
        if not name or name in SILENT or child in self.page.notes.holders:
            return
        if self.page.styles.look(child).hidden:
            self.hidden(child)
        elif self._special(child, name) or self._control(child, name):
            pass
        elif name == "br" and self._item is not None:
            self._inline.add(" ")
        elif name == "br":
            self.end_line()
        elif name == "img":
            self._icon(child.get("alt") or child.get("title") or "")
        elif name == "svg":
            self._icon(child.get("aria-label") or _title(child) or "")
            painted = (colour(part.get("fill") or "") for part in child.iter() if tag(part))
            self.colour = self.colour or next(filter(None, painted), None)
        elif name == "a" and (note := self.page.notes.text(child)):
            self._inline.note(note, self._how.why)
        elif name == "table":
            self._inner_table(child)
        else:
            label = child.get("aria-label") if child.get("role") == "img" else ""
            if not label and len(child) == 0 and not (child.text or "").strip():
                label = child.get("aria-label") or child.get("title")  # an icon by its class
            if label:
                self._icon(label)
            self.inner(child)

    def _special(self, child: Any, name: str) -> bool:
        """Whether `child` is dealt with in another way."""
        return False

    def _control(self, child: Any, name: str) -> bool:
        """What a form shows: a ticked box, what is written or chosen; what it asks for is a remark."""
        if name == "input":
            kind = (child.get("type") or "text").lower()
            if kind in ("checkbox", "radio"):
                self._inline.add(_TICKED if child.get("checked") is not None else _NOT_TICKED)
            elif kind in ("text", "date", "month", "number"):
                self._inline.add(child.get("value") or "", why=self._how.why)
                if not child.get("value"):
                    self._inline.remark(Reason.PROMPT, child.get("placeholder") or "")
        elif name == "textarea":
            self._inline.add(child.text or "", why=self._how.why)
        elif name == "select":
            options = list(child.iter("option"))
            chosen = [o for o in options if o.get("selected") is not None and o.get("value") != ""]
            for option in chosen:
                self._inline.add(f"{option.text or ''} ", why=self._how.why)
            if options and not chosen:
                self._inline.remark(Reason.PROMPT, options[0].text or "")
        else:
            return False
        return True

    def _icon(self, words: str) -> None:
        if self._how.why in (None, Reason.INSERTED):
            self.icons.append(plain(words))

    def _add(self, text: str | None) -> None:
        if not text:
            return
        how = self._how
        if not how.breaks:
            text = _SPACES.sub(" ", text)
        if how.font:
            text = symbols(text, how.font)
        self._inline.add(text, bold=how.bold, shift=how.shift, why=how.why)

    def hidden(self, node: Any) -> None:
        if words := plain(" ".join(node.itertext())):
            if any(c.isalnum() for c in words):
                self._inline.remark(Reason.HIDDEN, words)

    def end_line(self) -> None:
        inline, self._inline = self._inline, Inline()
        if len(inline) == 0:
            return
        self.remarks += inline.remarks(Location())
        if not inline.text().strip():
            return
        begins = self._item is not None and self._begins
        if begins:
            level = self._levels.of(self._item)
        elif self._item is not None:
            level = self._levels.below(self._item)  # a further paragraph of an item
        else:
            level = self._levels.of(None)
        lines = inline.lines(bullet=begins, level=level)
        if self._of_word and lines:
            text = _WORD_BULLET.sub("", lines[0].text)
            lines[0] = TextLine(text, lines[0].bullet, level=level, notes=lines[0].notes)
        self.lines += lines
        self._begins = False

    def _inner_table(self, table: Any) -> None:
        """A table in a cell: a line for each row, or what stands in it where it has one column."""
        self.end_line()
        groups = [part for part in table if tag(part) in ("thead", "tbody", "tfoot")]
        rows = [row for part in (table, *groups) for row in part if tag(row) == "tr"]
        cells = [[cell for cell in row if tag(cell) in ("td", "th")] for row in rows]
        if all(len(row) <= 1 for row in cells):
            self.inner(table)
            return
        for row in cells:
            said = []
            notes: list[str] = []
            for cell in row:
                if self.page.styles.look(cell).hidden:
                    self.hidden(cell)
                    continue
                flow = Flow(self.page)
                flow._how = self._how
                flow.inner(cell)
                flow.end_line()
                self.icons += flow.icons
                self.remarks += flow.remarks
                if flow.lines:
                    said.append(" ".join(line.text for line in flow.lines))
                notes += (note for line in flow.lines for note in line.notes)
            if said:
                level = self._levels.inside()
                self.lines.append(
                    TextLine(BETWEEN_CELLS.join(said), level=level, notes=tuple(notes))
                )


def _title(svg: Any) -> str | None:
    return next(
        ("".join(part.itertext()) for part in svg.iterdescendants() if tag(part) == "title"), None
    )
