"""Tables with a row for each quarter of an activity: a column says of which quarter a row is."""

from collections.abc import Sequence

from kprlint.importing.cells import Row
from kprlint.importing.interpreter.headings import fold
from kprlint.importing.interpreter.layout import Layout
from kprlint.importing.interpreter.periods import Side, when_in
from kprlint.importing.interpreter.texts import spread
from kprlint.importing.interpreter.vocabulary import group
from kprlint.model import Quarter

_WHY = "it says of which quarter each row is"


def with_time(layout: Layout, bodies: Sequence[Sequence[str]], period: Quarter) -> Layout:
    """The layout with the column of quarters, where rows of the imported quarter and of others stand below it."""
    for n, column in enumerate(layout.columns):
        if fold(column.heading.text) not in group("rows", "quarters") or column.heading.named:
            continue
        sides = [_side(text, period) for text in bodies[n] if text.strip()]
        if Side.OWN in sides and Side.NONE not in sides and set(sides) != {Side.OWN}:
            columns = list(layout.columns)
            columns[n] = column._replace(field=None, why=_WHY)
            told = tuple(doubt for doubt in layout.told if doubt.column != n)
            return layout._replace(columns=tuple(columns), time=n, told=told)
    return layout


def other_quarter(row: Row, layout: Layout, period: Quarter) -> str:
    """The quarter that a row is of, where it is another one, as it is printed; else “”."""
    cells = spread(row)
    cell = cells[layout.time] if layout.time is not None and layout.time < len(cells) else None
    if cell is None or _side(cell.text, period) in (Side.OWN, Side.NONE):
        return ""
    return cell.text


def _side(text: str, period: Quarter) -> Side:
    rest, when = when_in(fold(text), period)
    return when.side if not rest else Side.NONE
