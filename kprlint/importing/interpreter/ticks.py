"""Columns of a status each, with a tick in one of them, → one column of the status: “R | A | G”, “Not started | Under way | Done”."""

from dataclasses import replace

from kprlint.importing.cells import Cell, Row, Table, TextLine
from kprlint.importing.interpreter import status_words as sw
from kprlint.importing.interpreter.texts import letters, spread

_TICKS = frozenset("x X ✓ ✔ ☑ ☒ ✅ ✕ ✖ × ● • ■ ⬤ y Y yes Yes YES 1 * √ ü".split())
_BLANK = frozenset(["", "-", "–", "☐", "□", "○"])
_LEAST = 2  # columns


def without_ticks(table: Table) -> Table:
    """The table with one column of the status, where several with ticks say it; as it is, where none do."""
    for at, header in enumerate(table.rows[:12]):
        span = _span(header)
        if span is None:
            continue
        below = table.rows[at + 1 :]
        if any(_ticked(row, span) for row in below) and all(_fits(row, span) for row in below):
            words = [cell.text for cell in header.cells[slice(*span)]]
            rows = [_wide(row, span) for row in table.rows[:at]]
            rows += [_folded(header, span, "Status"), *(_told(row, span, words) for row in below)]
            return replace(table, rows=tuple(rows))
    return table


def _span(row: Row) -> tuple[int, int] | None:
    """The cells of a row of headings that are words of status, side by side."""
    if any(cell.columns > 1 for cell in row.cells) or len(row.cells) < _LEAST + 2:
        return None
    marks = [_is_word(cell.text) for cell in row.cells]
    if not any(marks):
        return None
    first = marks.index(True)
    end = next((n for n in range(first, len(marks)) if not marks[n]), len(marks))
    words = {sw.fold(cell.text) for cell in row.cells[first:end]}
    return (first, end) if end - first >= _LEAST and len(words) == end - first and not any(marks[end:]) else None  # fmt: skip


def _is_word(text: str) -> bool:
    return len(text) <= 30 and sw.meant(text) is not None


def _cells(row: Row, span: tuple[int, int]) -> list[Cell]:
    return [cell for cell in spread(row)[slice(*span)] if cell is not None]


def _ticked(row: Row, span: tuple[int, int]) -> list[int]:
    """Which of the columns are ticked; by their shading, where nothing else is."""
    cells = _cells(row, span)
    marked = [n for n, cell in enumerate(cells) if cell.text.strip() in _TICKS or cell.icons]
    return marked or [n for n, cell in enumerate(cells) if sw.colour_of(cell.fill)]


def _fits(row: Row, span: tuple[int, int]) -> bool:
    """Whether a row has nothing but ticks in these columns, or a cell over all of them."""
    whole = [cell for cell in row.cells if letters(cell.text) and not cell.repeated]
    if len(whole) < 2 or any(cell.columns > 1 for cell in row.cells):
        return True
    cells = _cells(row, span)
    words = [sw.fold(cell.text) for cell in cells]
    again = all(sw.meant(word) for word in words)  # the headings, repeated
    return again or all(cell.text.strip() in _TICKS | _BLANK for cell in cells)


def _told(row: Row, span: tuple[int, int], words: list[str]) -> Row:
    if any(cell.columns > 1 for cell in row.cells):
        return _wide(row, span)
    if all(_is_word(cell.text) for cell in _cells(row, span)):
        return _folded(row, span, "Status")
    return _folded(row, span, "/".join(words[n] for n in _ticked(row, span)))


def _folded(row: Row, span: tuple[int, int], text: str) -> Row:
    first, end = span
    cell = row.cells[first] if first < len(row.cells) else row.cells[-1]
    lines = (TextLine(text),) if text else ()
    # A box that is not ticked shows nothing.
    one = replace(cell, lines=lines, icons=(), fill=None, columns=1)
    return replace(row, cells=(*row.cells[:first], one, *row.cells[end:]))


def _wide(row: Row, span: tuple[int, int]) -> Row:
    """A row with merged cells: those over the columns are as many columns narrower."""
    first, end = span
    cells: list[Cell] = []
    at = 0
    for cell in row.cells:
        inside = max(0, min(at + cell.columns, end) - max(at, first))
        at += cell.columns
        kept = cell.columns - inside + (1 if inside and at >= end else 0)
        if kept > 0:
            cells.append(replace(cell, columns=kept))
    return replace(row, cells=tuple(cells))
