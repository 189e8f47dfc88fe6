"""Tables that are known by their columns alone, and lines of text."""

from bisect import bisect_right
from itertools import pairwise
from typing import Any, NamedTuple

from kprlint.importing.cells import Cell, Location, Row
from kprlint.importing.readers.limits import Cells
from kprlint.importing.readers.pdf import paragraphs
from kprlint.importing.readers.pdf.fills import Fill, fill_of
from kprlint.importing.readers.pdf.paragraphs import Vocabulary
from kprlint.importing.readers.pdf.words import EDGE, PrintedLine, Words, joined

# Letters of a heading are larger than those of the text by this.
LARGER = 1.15
# Space between the names of columns, in sizes of a letter; between words it is a quarter to a third.
_GAP = 0.5
# Space that is empty in all lines of a table, in points.
_GUTTER = 3.5
# Columns of text, like those of a newspaper: how many lines they have at least, how far they stand apart in sizes of a
# letter, how much of its column a line fills, and how many letters it has.
_LEAST_LINES = 5
_APART = 1.0
_FILLED = 0.6
_LEAST_LETTERS = 22
# Space above what does not belong to a table, in sizes of a letter.
_FAR = 2.5


class PageItem(NamedTuple):
    """A table or a line of text on a page, before its place among the blocks is known."""

    top: float
    line: Words | None = None
    rows: tuple[Row, ...] = ()
    edges: tuple[float, ...] = ()


class Columns(NamedTuple):
    """Where text stands across a table: an interval for each column, between which nothing does."""

    spans: tuple[tuple[float, float], ...]

    def with_(self, line: PrintedLine) -> "Columns | None":
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


def in_reading_order(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Lines of two columns of text parted, those on the left before those on the right."""
    out: list[PrintedLine] = []
    at = 0
    while at < len(lines):
        end, left, right = _two_columns(lines, at)
        out += [*left, *right] if end > at else [lines[at]]
        at = max(end, at + 1)
    return out


def _two_columns(
    lines: list[PrintedLine], first: int
) -> tuple[int, list[PrintedLine], list[PrintedLine]]:
    """Where two columns end that begin with line `first`, and their lines; `first` itself where there are none."""
    none: tuple[int, list[PrintedLine], list[PrintedLine]] = (first, [], [])
    spans = lines[first].spans(_APART * lines[first].size)
    if len(spans) != 2:
        return none
    (_, start), (end, _) = spans
    middle = (start + end) / 2
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []
    both = 0
    at = first
    while at < len(lines):
        line = lines[at]
        sides = (
            [w for w in line.words if w["x1"] < middle],
            [w for w in line.words if w["x0"] > middle],
        )
        if len(sides[0]) + len(sides[1]) < len(line.words):
            break
        start = max([start, *(word["x1"] for word in sides[0])])
        end = min([end, *(word["x0"] for word in sides[1])])
        far = at > first and line.top - lines[at - 1].bottom > 2 * _FAR * line.size
        if end - start < _APART * line.size or far:
            break
        left += [PrintedLine(sides[0])] if sides[0] else []
        right += [PrintedLine(sides[1])] if sides[1] else []
        both += bool(sides[0] and sides[1])
        at += 1
    if both < _LEAST_LINES or not (_is_prose(left) and _is_prose(right)):
        return none
    for line in left:
        line.words[0]["right"] = start
    return at, left, right


def _is_prose(column: list[PrintedLine]) -> bool:
    """Whether many lines fill their column, as those of sentences do and those of labels do not."""
    words = [joined(line.words) for line in column]
    begin, end = min(one.x0 for one in words), max(one.x1 for one in words)
    full = [
        one
        for one in words
        if one.x1 - one.x0 > _FILLED * (end - begin) and len(one.text) >= _LEAST_LETTERS
    ]
    return len(full) > 0.4 * len(words)


def _nearest(spans: list[tuple[float, float]], start: float, end: float) -> int:
    def distance(index: int) -> float:
        return max(spans[index][0] - end, start - spans[index][1])

    return min(range(len(spans)), key=distance)


def unruled(
    lines: list[PrintedLine],
    before: Columns | None,
    page: Any,
    fills: list[Fill],
    cells: Cells,
    known: Vocabulary,
) -> tuple[list[PageItem], Columns | None]:
    """Tables and lines of text; the columns of the table that the page ends with.

    A line in three parts and more begins a table, which is as long as lines leave the space between its columns empty.
    At the head of a page it goes on in the columns of the page before.
    """
    found: list[PageItem] = []
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
            found.append(PageItem(lines[index].top, rows=rows, edges=edges))
            index = end
        else:
            columns = None
            found.append(PageItem(lines[index].top, joined(lines[index].words)))
            index += 1
    return found, columns


def _breaks(lines: list[PrintedLine], first: int, index: int) -> bool:
    """Whether a line stands too far below the one before, or is too large, to belong to the table."""
    if index == first:
        return False
    return (
        lines[index].size > lines[first].size * LARGER
        or lines[index].top - lines[index - 1].bottom > _FAR * lines[first].size
    )


def _rows(
    lines: list[PrintedLine],
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
        ruled = _rows_by_space(lines, columns)
    groups: list[list[PrintedLine]] = [[lines[0]]]
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
            place = Location(page=page.page_number, row=number, column=column)
            text = tuple(paragraphs.cell(inside, (), start, columns.spans[column - 1][1], known))
            row.append(Cell(text, place, fill_of(fills, (start, top, end, bottom), bool(inside))))
        rows.append(Row(tuple(row)))
    return tuple(rows)


def _rows_by_space(lines: list[PrintedLine], columns: Columns) -> list[bool]:
    """Whether a row begins with each line but the first: after more space than there is within a cell.

    Where all stand equally far apart, none goes on below another, if most have words in nearly all columns.
    """
    gaps = [below.top - above.top for above, below in pairwise(lines)]
    apart = [gap for gap in gaps if gap > 0.8 * lines[0].size]
    least = min(apart, default=0.0)
    if not apart or max(apart) > 1.25 * least:
        return [gap > 1.25 * least for gap in gaps]
    filled = [len(line.spans(_GAP * line.size)) >= len(columns.spans) - 1 for line in lines]
    return [sum(filled) > len(filled) / 2] * len(gaps)


def _is_between(rules: list[int], above: PrintedLine, below: PrintedLine) -> bool:
    """Whether a rule is between two lines; at most a little of their letters reaches over it."""
    index = bisect_right(rules, above.bottom - EDGE)
    return index < len(rules) and rules[index] <= below.top + EDGE
