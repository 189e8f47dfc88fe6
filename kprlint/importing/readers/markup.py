"""Text with HTML in it, as converters and performance systems export it: tags that are known, and all else as it stands."""

import html
import re

from kprlint.importing.cells import Location, Reason, Remark, TextLine
from kprlint.importing.readers.inline import Inline
from kprlint.importing.readers.levels import Levels

# Anything else in angle brackets is text.
_TAG = re.compile(
    r"<(/?)(a|b|big|br|center|del|div|em|font|h[1-6]|i|ins|li|ol|p|s|small|span|strike|strong|sub|sup|u|ul)"
    r"(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
# Who writes about tags does not close them.
_CLOSED = re.compile(rf"<br\s*/?>|{_TAG.pattern.replace('(/?)', '/', 1)}", re.IGNORECASE)
_INLINE = frozenset("a b big del em font i ins s small span strike strong sub sup u".split())
_STRUCK = frozenset(("s", "strike", "del"))
_BOLD = frozenset(("b", "strong"))
_SHIFTS = {"sup": 1, "sub": -1}
_LISTS = frozenset(("ul", "ol"))
# A converter leaves wide gaps where it lost a line break.
_GAP = re.compile(r"[ \u00a0]{4,}")


def is_markup(text: str) -> bool:
    return "<" in text and _CLOSED.search(text) is not None


class Markup:
    """`text` as lines and remarks; `gaps` where a wide gap is a break."""

    def __init__(self, text: str, place: Location, *, gaps: bool = False) -> None:
        self.lines: list[TextLine] = []
        self.remarks: list[Remark] = []
        self._place = place
        self._gaps = gaps
        self._inline = Inline()
        self._open: dict[str, int] = {}
        self._levels = Levels()
        self._bullet = False
        at = 0
        for tag in _TAG.finditer(text):
            self._text(text[at : tag.start()])
            self._tag(tag[2].lower(), closing=bool(tag[1]))
            at = tag.end()
        self._text(text[at:])
        self._end_line()

    def _tag(self, name: str, *, closing: bool) -> None:
        if name not in _INLINE:
            self._end_line()
            # A paragraph at the beginning of an item is its text.
            begins = name == "li" or (self._bullet and name in ("p", "div"))
            self._bullet = begins and not closing
        self._open[name] = max(0, self._open.get(name, 0) + (-1 if closing else 1))

    def _text(self, text: str) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                self._end_line()
            for piece, part in enumerate(_GAP.split(line) if self._gaps else [line]):
                if piece:
                    self._end_line()
                self._add(html.unescape(part))

    def _add(self, text: str) -> None:
        bold = any(self._open.get(name) for name in _BOLD)
        shift = next((way for name, way in _SHIFTS.items() if self._open.get(name)), 0)
        why = Reason.STRUCK if any(self._open.get(name) for name in _STRUCK) else None
        self._inline.add(text.replace("\n", " "), bold=bold, shift=shift, why=why)

    def _end_line(self) -> None:
        inline, self._inline = self._inline, Inline()
        self.remarks += inline.remarks(self._place)
        if not inline.text().strip():
            return
        depth = sum(self._open.get(name, 0) for name in _LISTS) if self._bullet else None
        level = self._levels.of(depth)
        self.lines += inline.lines(bullet=self._bullet, level=level)
        self._bullet = False
