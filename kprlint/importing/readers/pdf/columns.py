"""Tables that are known by their columns alone, and lines of text."""

from bisect import bisect_right
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from kprlint.importing.cells import Cell, Place, Row
from kprlint.importing.readers.limits import Cells
from kprlint.importing.readers.pdf import paragraphs
from kprlint.importing.readers.pdf.fills import Fill, fill_of
from kprlint.importing.readers.pdf.paragraphs import Vocabulary
from kprlint.importing.readers.pdf.words import EDGE, Line, Words, joined

# Letters of a heading are larger than those of the text by this.
LARGER = 1.15
# Space between the names of columns, in sizes of a letter; between words it is a quarter to a third.
_GAP = 0.5
# Space that is empty in all lines of a table, in points.
_GUTTER = 3.5
# Space above what does not belong to a table, in sizes of a letter.
_FAR = 2.5


class Found(NamedTuple):
    """A table or a line of text on a page, before its place among the blocks is known."""

    top: float
    line: Words | None = None
    rows: tuple[Row, ...] = ()
    edges: tuple[float, ...] = ()


class Columns(NamedTuple):
    """Where text stands across a table: an interval for each column, between which nothing does."""

    spans: tuple[tuple[float, float], ...]

    def with_(self, line: Line) -> "Columns | None":
        """The columns with a line's words in them; None if it goes across two."""
        spans = list(self.spans)
        for start, end in line.spans(_GUTTER):
            inside = [
                i for i, span in enumerate(spans)
                if start < span[1] + _GUTTER and end > span[0] - _GUTTER
            ]  # fmt: skip
            if len(inside) > 1:
                return None
            at = inside[0] if inside else _nearest(spans, start, end)
            spans[at] = (min(spans[at][0], start), max(spans[at][1], end))
        return Columns(tuple(spans))


def _nearest(spans: list[tuple[float, float]], start: float, end: float) -> int:
    def distance(index: int) -> float:
        return max(spans[index][0] - end, start - spans[index][1])

    return min(range(len(spans)), key=distance)


def unruled(
    lines: list[Line],
    before: Columns | None,
    page: Any,
    fills: list[Fill],
    cells: Cells,
    known: Vocabulary,
) -> tuple[list[Found], Columns | None]:
    """Tables and lines of text; the columns of the table that the page ends with.

    A line in three parts and more begins a table, which is as long as lines leave the space between its columns empty.
    At the head of a page it goes on in the columns of the page before.
    """
    found: list[Found] = []
    columns: Columns | None = None
    rules = sorted({round(edge["top"]) for edge in page.horizontal_edges})
    index = 0
    while index < len(lines):
        begins = lines[index].spans(_GAP * lines[index].size)
        columns = Columns(tuple(begins)) if len(begins) > 2 else before if not index else None
        end = index
        while columns is not None and end < len(lines) and not _breaks(lines, index, end):
            wider = columns.with_(lines[end])
            if wider is None:
                break
            columns = wider
            end += 1
        if columns is not None and end - index > (2 if index or not before else 1):
            rows = _rows(lines[index:end], columns, rules, page, fills, cells, known)
            edges = tuple(start for start, _ in columns.spans)
            found.append(Found(lines[index].top, rows=rows, edges=edges))
            index = end
        else:
            columns = None
            found.append(Found(lines[index].top, joined(lines[index].words)))
            index += 1
    return found, columns


def _breaks(lines: list[Line], first: int, index: int) -> bool:
    """Whether a line stands too far below the one before, or is too large, to belong to the table."""
    if index == first:
        return False
    return (
        lines[index].size > lines[first].size * LARGER
        or lines[index].top - lines[index - 1].bottom > _FAR * lines[first].size
    )


def _rows(
    lines: list[Line],
    columns: Columns,
    rules: list[int],
    page: Any,
    fills: list[Fill],
    cells: Cells,
    known: Vocabulary,
) -> tuple[Row, ...]:
    """Rows begin below a rule or the edge of a fill; where there are none, after more space than between lines."""
    ruled = [_is_between(rules, above, below) for above, below in pairwise(lines)]
    if sum(ruled) < 2:
        gaps = [below.top - above.top for above, below in pairwise(lines)]
        wide = 1.25 * median(gaps) if gaps else 0
        ruled = [one or gap > wide for one, gap in zip(ruled, gaps, strict=True)]
    groups: list[list[Line]] = [[lines[0]]]
    for line, begins in zip(lines[1:], ruled, strict=True):
        if begins:
            groups.append([])
        groups[-1].append(line)
    cells.take(len(groups) * len(columns.spans))
    starts = [start for start, _ in columns.spans]
    ends = [*(start - EDGE for start in starts[1:]), float(page.width)]
    rows = []
    for number, group in enumerate(groups, 1):
        top, bottom = group[0].top, group[-1].bottom
        row = []
        for column, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
            inside = [
                word for line in group for word in line.words
                if start - 1 <= (word["x0"] + word["x1"]) / 2 < end + EDGE
            ]  # fmt: skip
            place = Place(page=page.page_number, row=number, column=column)
            text = tuple(paragraphs.cell(inside, (), start, end, known))
            row.append(Cell(text, place, fill_of(fills, (start, top, end, bottom), bool(inside))))
        rows.append(Row(tuple(row)))
    return tuple(rows)


def _is_between(rules: list[int], above: Line, below: Line) -> bool:
    """Whether a rule is between two lines; at most a little of their letters reaches over it."""
    index = bisect_right(rules, above.bottom - EDGE)
    return index < len(rules) and rules[index] <= below.top + EDGE
