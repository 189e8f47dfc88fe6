"""Pictures and shapes that lie on the cells of a sheet: their words, and how they are filled."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from kprlint.importing.readers.package import Package
from kprlint.importing.readers.plain import hex_colour, plain

_XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ANCHORS = (_XDR + "twoCellAnchor", _XDR + "oneCellAnchor")
_NOTHING_OF_ITS_OWN = (_XDR + "graphicFrame", _XDR + "cxnSp")


class Drawn(NamedTuple):
    row: int
    column: int
    words: str  # “” for a picture without
    fill: str | None


def parts_of_sheets(package: Package, main: str) -> dict[str, str]:
    """The part of each sheet by its name."""
    root = package.xml(main)
    targets = package.targets(main)
    found = {}
    for sheet in root.iter(_MAIN + "sheet") if root is not None else ():
        if target := targets.get(sheet.get(_ID, "")):
            found[sheet.get("name", "")] = target
    return found


def drawn(package: Package, sheet: str) -> Iterator[Drawn]:
    for part in package.all_related(sheet, "/drawing"):
        root = package.xml(part)
        for anchor in root if root is not None else ():
            if anchor.tag in _ANCHORS and (start := anchor.find(_XDR + "from")) is not None:
                row, column = _index(start, "row"), _index(start, "col")
                for shape in anchor:
                    if shape.tag in (
                        _XDR + "pic",
                        _XDR + "sp",
                        *_NOTHING_OF_ITS_OWN,
                        _XDR + "grpSp",
                    ):
                        yield Drawn(row, column, _words(shape), _fill(shape))


def _index(start: Element, name: str) -> int:
    text = start.findtext(_XDR + name) or ""
    return int(text) + 1 if text.isascii() and text.isdigit() and len(text) < 8 else 1


def _words(shape: Element) -> str:
    said = plain(" ".join(text.text or "" for text in shape.iter(_A + "t")))
    if said:
        return said
    about = next(shape.iter(_XDR + "cNvPr"), None)
    return plain((about.get("descr") or about.get("title") or "") if about is not None else "")


def _fill(shape: Element) -> str | None:
    for properties in shape.iter(_XDR + "spPr"):
        colour = properties.find(f"{_A}solidFill/{_A}srgbClr")
        if colour is not None:
            return hex_colour(colour.get("val"))
    return None
