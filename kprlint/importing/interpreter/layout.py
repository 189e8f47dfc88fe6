"""The columns of a table as they are read: which field each holds, and what has to be said of them."""

from typing import NamedTuple

from kprlint.importing.interpreter.headings import Heading


class Column(NamedTuple):
    """`field` is None where the column is not read; `why` says why, “” where its heading is empty."""

    heading: Heading
    field: str | None
    why: str = ""


class ColumnDoubt(NamedTuple):
    """What has to be said of a column: a doubt's name, its sentence, and the number of the column."""

    name: str
    message: str
    column: int


class Layout(NamedTuple):
    """The columns of a table. `lost` are fields that cannot be told, and why; `rivals` columns that a field may also be."""

    columns: tuple[Column, ...] = ()
    told: tuple[ColumnDoubt, ...] = ()
    lost: tuple[tuple[str, str], ...] = ()
    rivals: tuple[tuple[str, int], ...] = ()
    figures: bool = False  # a table of figures, with no activity in it
    grouped: bool = False  # the rows of one title below one another are one activity
    time: int | None = None  # the column that says of which quarter each row is
    steps: bool = False  # a table of the next steps of the activity above it

    @property
    def fields(self) -> tuple[str | None, ...]:
        return tuple(column.field for column in self.columns)

    def __bool__(self) -> bool:
        return bool(self.columns)

    def has(self, *fields: str) -> bool:
        return any(field in self.fields for field in fields)


NOTHING = Layout()


def alone(field: str) -> Layout:
    """The layout of one cell that holds `field`."""
    return Layout((Column(Heading(field, field), field),))
