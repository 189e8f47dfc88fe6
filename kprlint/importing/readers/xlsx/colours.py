"""Colours of a workbook: by value, by number, or of its theme."""

import colorsys
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from openpyxl.cell.cell import MergedCell
from openpyxl.styles.colors import COLOR_INDEX

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_DRAWINGML = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Colours:
    def __init__(self, book: "Workbook") -> None:
        self._theme = _theme(book)

    def fill(self, cell: Any) -> str | None:
        if isinstance(cell, MergedCell) or not cell.has_style or cell.fill.fill_type != "solid":
            return None
        return self.of(cell.fill.fgColor)

    def of(self, colour: Any) -> str | None:
        if colour is None:
            return None
        if colour.type == "theme":
            base = self._theme[colour.theme] if 0 <= colour.theme < len(self._theme) else None
        elif colour.type == "indexed":
            base = (
                COLOR_INDEX[colour.indexed][-6:] if 0 <= colour.indexed < len(COLOR_INDEX) else None
            )
        else:
            base = str(colour.rgb)[-6:]
        if base is None or not re.fullmatch("[0-9A-Fa-f]{6}", base):
            return None
        return _tinted(base, colour.tint or 0.0)


def _tinted(base: str, tint: float) -> str:
    if not tint:
        return f"#{base.lower()}"
    red, green, blue = (int(base[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    light = min(max(light, 0.0), 1.0)
    parts = colorsys.hls_to_rgb(hue, light, saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _theme(book: "Workbook") -> list[str]:
    """The theme's colours in the order of their numbers, light before dark as Excel counts them."""
    if not book.loaded_theme:
        return []
    try:
        scheme = ElementTree.fromstring(book.loaded_theme).find(f".//{_DRAWINGML}clrScheme")
    except ElementTree.ParseError:
        return []
    colours = []
    for entry in scheme if scheme is not None else ():
        for value in entry:
            colours.append(value.get("lastClr") or value.get("val") or "")
    for dark in (0, 2):
        colours[dark : dark + 2] = reversed(colours[dark : dark + 2])
    return colours
