"""Two tables side by side on one sheet → two tables, the left one first."""

from collections.abc import Sequence
from dataclasses import replace

from kprlint.importing.cells import Row, Table
from kprlint.importing.interpreter.header import is_figures, is_header
from kprlint.importing.interpreter.headings import Heading, fold
from kprlint.importing.interpreter.tables import Named
from kprlint.importing.interpreter.texts import letters, spread

_LEAST = 2  # columns of a table
_MOST_ROWS = 12  # above the headings


def side_by_side(table: Table, named: Named) -> list[Table]:
    """The tables that stand beside each other, parted by an empty column or by headings that begin again; else the table."""
    for header in table.rows[:_MOST_ROWS]:
        texts = [cell.text if cell is not None else "" for cell in spread(header)]
        if sum(map(letters, texts)) < 2 * _LEAST:
            continue
        headings = [named.heading(text) for text in texts]
        for cut in range(_LEAST, len(headings) - _LEAST + 1):
            left, right = headings[:cut], headings[cut:]
            blank = not letters(texts[cut - 1])
            if not letters(texts[cut]) or not (
                _is_another(table, cut, left, right) if blank else _begins_again(left, right)
            ):
                continue
            return [_part(table, 0, cut), *side_by_side(_part(table, cut, len(texts) + 1), named)]
    return [table]


def _begins_again(left: Sequence[Heading], right: Sequence[Heading]) -> bool:
    """Whether the same headings stand again, in the same order, with no column between them."""
    texts = [fold(heading.text) for heading in left]
    return (
        len(texts) > _LEAST
        and all(texts)
        and texts == [fold(heading.text) for heading in right[: len(left)]]
    )


def _is_another(table: Table, cut: int, left: Sequence[Heading], right: Sequence[Heading]) -> bool:
    """Whether what stands right of an empty column is told of other things: its headings say so."""
    if not is_header(left) or any(_says(row, cut - 1) for row in table.rows):
        return False
    said = [h for h in right if h.text.strip()]
    names = {fold(heading.text) for heading in left if heading.text.strip()}
    again = any(fold(h.text) in names for h in said)
    return len(said) >= _LEAST and (
        again or is_figures(right) or (is_header(right) and any(h.field == "title" for h in right))
    )


def _says(row: Row, column: int) -> bool:
    """Whether a cell that begins in a column says something."""
    at = 0
    for cell in row.cells:
        if at == column:
            return letters(cell.text) or not cell.is_empty
        at += cell.columns
    return False


def _part(table: Table, first: int, last: int) -> Table:
    """The columns of a table from `first` to `last`, without rows that say nothing there."""
    rows = []
    for row in table.rows:
        cells, at = [], 0
        for cell in row.cells:
            if first <= at < last:
                cells.append(replace(cell, columns=min(cell.columns, last - at)))
            at += cell.columns
        if any(letters(cell.text) or not cell.is_empty for cell in cells):
            rows.append(replace(row, cells=tuple(cells)))
    first_said = [cell.text for cell in rows[0].cells if letters(cell.text)] if rows else []
    if len(first_said) == 1 and len(rows) > 1:
        return replace(table, rows=tuple(rows[1:]), caption=first_said[0])
    return replace(table, rows=tuple(rows))
