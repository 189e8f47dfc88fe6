"""Names of WordprocessingML, and how its properties are read."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from kprlint.importing.readers.limits import MOST_COLUMNS
from kprlint.importing.readers.plain import hex_colour

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
P, TBL, TR, TC, T, R, SDT = (W + tag for tag in ("p", "tbl", "tr", "tc", "t", "r", "sdt"))
_VAL = W + "val"

# What is around text without being text. Whatever is not here holds none that is printed: field codes, properties,
# phonetic guides.
AROUND = frozenset(
    W + tag
    for tag in (
        *("r", "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple"),
        *("dir", "bdo", "ruby", "rubyBase", "body"),
    )
) | {M + "oMath", M + "oMathPara"}  # fmt: skip


def children(element: Element) -> Iterator[Element]:
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


def val(parent: Element | None, name: str) -> str:
    """The value of a property; “” where it is not there, or has none."""
    found = parent.find(W + name) if parent is not None else None
    return (found.get(_VAL) or "") if found is not None else ""


def number(parent: Element | None, name: str, default: int) -> int:
    return integer(val(parent, name), default)


def integer(text: str | None, default: int) -> int:
    known = text is not None and text.isascii() and text.isdigit() and len(text) < 9
    return min(int(text), MOST_COLUMNS) if known and text is not None else default


def switch(parent: Element | None, name: str) -> bool | None:
    """Whether a property is on; None where nothing is said of it."""
    found = parent.find(W + name) if parent is not None else None
    return None if found is None else found.get(_VAL) not in ("0", "false", "off", "none")


def shading(properties: Element | None) -> str | None:
    found = properties.find(W + "shd") if properties is not None else None
    return None if found is None else hex_colour(found.get(W + "fill"))
