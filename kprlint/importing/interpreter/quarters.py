"""A block of labels with a column for each quarter → a row an activity: “Bus lanes | Quarter 1 | Quarter 2”, “Status | Amber | Green”."""

from dataclasses import replace

from kprlint.importing.cells import Cell, Row, Table, TextLine
from kprlint.importing.interpreter.periods import Side
from kprlint.importing.interpreter.record import TELLING, named_cell
from kprlint.importing.interpreter.tables import Named
from kprlint.importing.interpreter.texts import letters


def quarters(table: Table, rows: list[list[Cell]], named: Named) -> list[Table] | None:
    """A table for each block; None where the table is of no such shape, or says nothing of how anything stands."""
    begins = [n for n, row in enumerate(rows) if _names_quarters(row, named)]
    if not begins or begins[0] > 1:
        return None
    found = []
    for begin, end in zip(begins, [*begins[1:], len(rows)], strict=True):
        block = _block(table, rows[begin], rows[begin + 1 : end], named)
        if block is None:
            return None
        found.append(block)
    return found


def _names_quarters(row: list[Cell], named: Named) -> bool:
    """Whether each cell but the first names a time and nothing else."""
    times = [named.heading(cell.text) for cell in row[1:]]
    return len(times) > 1 and all(h.field is None and h.when.side is not Side.NONE for h in times)


def _block(table: Table, head: list[Cell], rows: list[list[Cell]], named: Named) -> Table | None:
    fields = {named.heading(row[0].text).field for row in rows}
    if not TELLING & fields:
        return None
    labels: list[Cell] = []
    values: list[Cell] = []
    title = head[0]
    if letters(title.text) and named.heading(title.text).field is None:
        labels.append(named_cell("Title", title))
        values.append(title)
    for row in rows:
        heading = named.heading(row[0].text)
        of_quarter = heading.field in TELLING or len(row) > 2
        for n, time in enumerate(head[1:], 1):
            cell = row[n] if n < len(row) else replace(row[0], lines=(), icons=(), fill=None)
            name = f"{row[0].text.strip(' :')} ({time.text})" if of_quarter else row[0].text
            labels.append(replace(row[0], lines=(TextLine(name),)))
            values.append(cell)
            if not of_quarter:
                break
    header = Row(tuple(replace(cell, columns=1, repeated=False) for cell in labels), True)
    body = Row(tuple(replace(cell, columns=1, repeated=False) for cell in values))
    return replace(table, rows=(header, body))
