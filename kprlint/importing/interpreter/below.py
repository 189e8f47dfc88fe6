"""Rows below an activity that say in their own words which field they hold: “Comments: …” over all columns."""

from dataclasses import replace

from kprlint.importing.cells import Cell, Row
from kprlint.importing.interpreter.found import FIELDS
from kprlint.importing.interpreter.tables import Named
from kprlint.importing.interpreter.texts import letters, said_in

# Below a table these begin a remark on the whole of it.
_REMARKS = frozenset({"note", "notes", "nb", "n.b", "source", "key", "please note"})


def is_wide(row: Row, columns: int) -> bool:
    """Whether a row says one thing, over all columns or all but one."""
    said = said_in(row)
    return columns > 2 and len(said) == 1 and said[0].columns >= columns - 1


def fields_in(row: Row, columns: int, named: Named) -> list[tuple[str, Cell]]:
    """The fields that a row names in front of its texts, in their order; nothing where it names none."""
    said = said_in(row)
    if is_wide(row, columns):
        return _by_labels(said[0], named)
    if len(said) == 2 and said[1].columns > 1:
        heading = named.heading(said[0].text)
        if heading.field in FIELDS and heading.sure:
            return [(str(heading.field), said[1])]
    return []


def _by_labels(cell: Cell, named: Named) -> list[tuple[str, Cell]]:
    found: list[tuple[str, Cell]] = []
    first = cell.lines[0].text if cell.lines else ""
    if first.partition(":")[0].strip().casefold() in _REMARKS:
        return []
    for line in cell.lines:
        label, colon, rest = line.text.partition(":")
        heading = named.heading(label if colon else line.label or "")
        if heading.field in FIELDS and heading.sure and (colon or line.label):
            rest = rest.strip() if colon else line.text.removeprefix(line.label).strip(" –-")
            kept = (replace(line, text=rest, label=""),) if letters(rest) else ()
            found.append((str(heading.field), replace(cell, lines=kept)))
        elif found:
            name, last = found[-1]
            found[-1] = (name, replace(last, lines=(*last.lines, line)))
        else:
            return []
    return found
