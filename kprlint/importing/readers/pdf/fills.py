"""What is painted on a page: the colours of cells, and marks in them."""

from typing import Any, NamedTuple

from kprlint.importing.readers.limits import MOST_LINES_A_PAGE

Box = tuple[float, float, float, float]


class Fill(NamedTuple):
    box: Box
    colour: str


def fills_of(page: Any) -> list[Fill]:
    """What is painted on a page, in the order of painting."""
    out = []
    for shape in (*page.rects, *page.curves):
        if shape.get("fill") and (colour := colour_of(shape.get("non_stroking_color"))):
            box = (shape["x0"], shape["top"], shape["x1"], shape["bottom"])
            out.append(Fill(box, colour))
    return out[:MOST_LINES_A_PAGE]


def fill_of(fills: list[Fill], box: Box, has_text: bool) -> str | None:
    """What covers the cell; where it has no text, also what is drawn in it, such as a disc."""
    area = (box[2] - box[0]) * (box[3] - box[1])
    found = None
    for fill in fills:
        width = min(fill.box[2], box[2]) - max(fill.box[0], box[0])
        height = min(fill.box[3], box[3]) - max(fill.box[1], box[1])
        if width <= 0 or height <= 0:
            continue
        covers = width * height > 0.5 * area
        mark = min(width, height) > 4 and fill.colour not in ("#000000", "#ffffff")
        if covers or (mark and not has_text):
            found = fill.colour
    return found


def colour_of(value: object) -> str | None:
    parts = value if isinstance(value, tuple | list) else (value,)
    if not all(isinstance(part, int | float) for part in parts):
        return None
    if len(parts) == 1:
        parts = (parts[0],) * 3
    elif len(parts) == 4:
        parts = tuple((1 - part) * (1 - parts[3]) for part in parts[:3])
    if len(parts) != 3:
        return None
    return "#" + "".join(f"{round(255 * min(max(part, 0), 1)):02x}" for part in parts)
