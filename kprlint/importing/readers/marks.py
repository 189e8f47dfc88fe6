"""Text whose lists are marks and spaces: which of its items stand below others."""

import re

from kprlint.importing.cells import Location, Remark, TextLine
from kprlint.importing.readers.levels import Levels
from kprlint.importing.readers.markup import Markup, is_markup
from kprlint.importing.readers.plain import plain

_ITEM = re.compile(r"([ \t\u00a0]*)([-–—•●·▪■*]|[o○◦])[ \t\u00a0]+(?=\S)")
_ROUND = "o○◦"
_DASHES = "-–—"


def cell(text: str, place: Location) -> tuple[tuple[TextLine, ...], tuple[Remark, ...]]:
    """The lines of a cell that has text alone, and what is told beside them.

    A mark at the first level stays in the text, for whoever reads lists; of an item below another it is left out.
    """
    if is_markup(text):
        markup = Markup(text, place)
        return tuple(markup.lines), tuple(markup.remarks)
    found: list[TextLine] = []
    levels = Levels()
    parent = ""  # the last item with a dot
    for raw in text.splitlines():
        words = plain(raw)
        if not words:
            continue
        item = _ITEM.match(raw)
        if item is None:
            found.append(TextLine(words))
            continue
        depth: float = len(item[1].expandtabs(4))
        # Where all stand at one edge, circles are below dots and dashes, and dashes below a dot that announces them.
        if item[2] in _ROUND:
            depth += 0.5
        elif item[2] in _DASHES and parent.endswith(":"):
            depth += 0.25
        elif item[2] not in _DASHES:
            parent = words
        level = levels.of(depth)
        found.append(
            TextLine(plain(raw[item.end() :]), True, level=level) if level else TextLine(words)
        )
    return tuple(found), ()
