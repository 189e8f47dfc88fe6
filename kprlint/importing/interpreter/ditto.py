"""Rows that leave out what the row above says already: a project's name stands in the first row of its milestones alone."""

from dataclasses import replace

from kprlint.importing.cells import Row, Table
from kprlint.importing.interpreter.people import is_ditto
from kprlint.importing.interpreter.tables import Named, parts
from kprlint.importing.interpreter.texts import letters


def filled_down(table: Table, named: Named) -> Table:
    """The table with the names of activities in each row of their parts; as it is, where no column has parts."""
    for part in parts(table, named):
        fields = [(heading.field, heading.rank) for heading in part.headings]
        whole = [
            n
            for n, (field, rank) in enumerate(fields)
            if (field == "title" and rank == 1) or field == "code"
        ]
        of_parts = [n for n, (field, rank) in enumerate(fields) if field == "title" and rank == 2]
        if (
            not of_parts
            or ("title", 1) not in fields
            or any(len(row.cells) != len(fields) for row in part.rows)
        ):
            continue
        rows: list[Row] = []
        for row in part.rows:
            rows.append(_filled(row, rows[-1], whole, of_parts[0]) if rows else row)
        at = table.rows.index(part.rows[0]) if part.rows else 0
        return replace(table, rows=(*table.rows[:at], *rows, *table.rows[at + len(rows) :]))
    return table


def _filled(row: Row, above: Row, whole: list[int], part: int) -> Row:
    says = [n for n in whole if letters(row.cells[n].text) and not is_ditto(row.cells[n].text)]
    if says or not letters(row.cells[part].text):
        return row
    cells = list(row.cells)
    for n in whole:
        cells[n] = above.cells[n].again(cells[n].place)
    return replace(row, cells=tuple(cells))
