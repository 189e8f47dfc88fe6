"""Tables whose cells are ruled off, or drawn in another colour."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from kprlint.importing.cells import Cell, Location, Row
from kprlint.importing.readers.limits import MOST_LINES_A_PAGE, Cells
from kprlint.importing.readers.pdf import paragraphs
from kprlint.importing.readers.pdf.beside import alternatives
from kprlint.importing.readers.pdf.fills import Box, Fill, fill_of
from kprlint.importing.readers.pdf.letters import Kinds, Letters, Thing, within
from kprlint.importing.readers.pdf.paragraphs import Vocabulary
from kprlint.importing.readers.pdf.words import EDGE, clustered, nearest

# A dash of a border is shorter, a row higher.
_LINE = 9.0
_NO_COLOURS = (None, "#000000", "#ffffff")


class Ruled(NamedTuple):
    box: Box
    rows: tuple[Row, ...]
    edges: tuple[float, ...]  # where its columns begin


def tables(
    page: Any, letters: Letters, fills: list[Fill], known: Vocabulary, limit: Cells
) -> Iterator[Ruled]:
    if len(page.edges) > MOST_LINES_A_PAGE:
        return
    lined = page.filter(lambda thing: _may_be_a_rule(thing) and id(thing) not in letters.strikes)
    settings = {
        "snap_tolerance": EDGE,
        "join_tolerance": EDGE,
        "explicit_horizontal_lines": _open_ends(lined),
    }
    said: dict[Any, str] = dict(alternatives(page))
    for table in lined.find_tables(settings):
        starts = sorted({round(cell[0], 1) for cell in table.cells})
        if len(starts) > 1:
            limit.take(len(table.rows) * len(starts))
            inside = letters.kinds.inside(table.bbox)
            rows = tuple(_rows(table, inside, fills, page, known, said))
            yield Ruled(table.bbox, rows, tuple(starts))


def _rows(
    table: Any, kinds: Kinds, fills: list[Fill], page: Any, known: Vocabulary, said: dict[Any, str]
) -> Iterator[Row]:
    starts = clustered(cell[0] for cell in table.cells)
    icons = [(image, said.get(image.get("mcid"), "")) for image in page.images]
    # By column, the cell above and where it ends: one that reaches over several rows.
    above: dict[int, tuple[float, Cell]] = {}
    for number, row in enumerate(table.rows, 1):
        boxes = {nearest(starts, box[0]): box for box in row.cells if box}
        middle = min((box[1] for box in boxes.values()), default=row.bbox[1]) + EDGE
        cells: list[Cell] = []
        column = 0
        while column < len(starts):
            here = Location(page=page.page_number, row=number, column=column + 1)
            box = boxes.get(column)
            reaching = above.get(column)
            if box is not None:
                span = 1
                while column + span < len(starts) and starts[column + span] < box[2] - EDGE:
                    span += 1
                cell = _cell(kinds, box, fills, icons, known, here, span)
                above[column] = (box[3], cell)
            elif reaching is not None and reaching[0] > middle:
                cell = reaching[1].again(here)
            else:
                cell = Cell((), here)
            cells.append(cell)
            column += cell.columns
        if not all(cell.is_empty for cell in cells):
            yield Row(tuple(cells))


def _cell(
    kinds: Kinds,
    box: Box,
    fills: list[Fill],
    pictures: list[tuple[Thing, str]],
    known: Vocabulary,
    place: Location,
    span: int,
) -> Cell:
    words, turned, struck = kinds.inside(box)
    icons = tuple(text for image, text in pictures if within(image, box))
    found = paragraphs.cell(words, turned, box[0], box[2], known)
    found = paragraphs.without_bare_marks(found, is_struck=bool(struck))
    fill = fill_of(fills, box, bool(words or turned))
    if not any(c.isalnum() for line in found for c in line.text):
        # Nothing but a coloured disc.
        colours = (word["colour"] for word in words if word["colour"] not in _NO_COLOURS)
        fill = fill or next(colours, None)
    remarks = paragraphs.struck(struck, place, words)
    return Cell(tuple(found), place, fill, icons, span, remarks=remarks)


def _may_be_a_rule(thing: Thing) -> bool:
    """Whether an object may be a rule: an area without an outline is none, a thin one is."""
    if thing["object_type"] != "rect" or thing.get("stroke") or not thing.get("fill"):
        return True
    return bool(min(thing["width"], thing["height"]) < EDGE)


def _open_ends(page: Any) -> list[Thing]:
    """Rules where columns end together: a row that goes on over the page has none of its own there.

    Nor has one that is cut there any between its repeated header and the rest; but the columns are drawn anew.
    """
    runs: list[list[float]] = []
    pieces: list[list[float]] = []
    for edge in sorted(page.vertical_edges, key=lambda e: (round(e["x0"] / EDGE), e["top"])):
        x, top, bottom = edge["x0"], edge["top"], edge["bottom"]
        if bottom - top < EDGE:
            continue
        if bottom - top > _LINE:
            pieces.append([x, top, bottom])
        if runs and abs(runs[-1][0] - x) <= EDGE and top <= runs[-1][2] + EDGE:
            runs[-1][2] = max(runs[-1][2], bottom)
        else:
            runs.append([x, top, bottom])
    columns = len(clustered(run[0] for run in runs))
    # A rule that is drawn, if only over some columns, says itself how far it goes.
    drawn = clustered(
        edge["top"] for edge in page.horizontal_edges if edge["x1"] - edge["x0"] > _LINE
    )
    out = []
    for found, end, least in ((runs, 1, 2), (runs, 2, 2), (pieces, 1, columns)):
        for y in clustered(run[end] for run in found):
            xs = clustered(run[0] for run in found if abs(run[end] - y) <= EDGE)
            if found is pieces and any(abs(y - other) <= 2 * EDGE for other in drawn):
                continue
            if len(xs) >= max(least, 2):
                out.append({
                    "object_type": "line", "orientation": "h", "x0": xs[0], "x1": xs[-1],
                    "width": xs[-1] - xs[0], "top": y, "bottom": y, "height": 0,
                })  # fmt: skip
    return out
