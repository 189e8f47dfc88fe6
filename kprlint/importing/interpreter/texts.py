"""What a cell or a row says, and where."""

from dataclasses import replace

from kprlint.importing.cells import Cell, Location, Row


def letters(text: str) -> bool:
    """Whether a text says anything: rules and bullets do not."""
    return any(c.isalnum() for c in text) or "\ufffd" in text


def says(cell: Cell) -> bool:
    return any(letters(line.text) for line in cell.lines) or bool(cell.icons)


def place_of(row: Row) -> Location:
    return replace(row.cells[0].place, column=None)


def spread(row: Row) -> list[Cell | None]:
    """The cells by column: None where a cell spans on."""
    return [c for cell in row.cells for c in (cell, *([None] * (min(cell.columns, 100) - 1)))]


def lines_of(cell: Cell | None) -> str:
    """The text of a cell, its lines parted by line feeds; “” for none."""
    return "" if cell is None else "\n".join(line.text for line in cell.lines)


def said_in(row: Row) -> list[Cell]:
    """The cells that say something, without those that repeat what is merged."""
    return [cell for cell in row.cells if not cell.repeated and says(cell)]
