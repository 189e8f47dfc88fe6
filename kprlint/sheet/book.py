"""A workbook apart from its format: what is written, and what was read."""

from typing import NamedTuple

from kprlint.sheet.columns import Column


class MadeSheet(NamedTuple):
    """A sheet to be written: its header is made of the columns' headings. `room`: rows below that have drop-downs, too."""

    name: str
    columns: tuple[Column, ...]
    rows: list[tuple[str, ...]]
    hidden: bool = False
    room: int = 0


class Made(NamedTuple):
    """A workbook to be written. `lists` are the words of the drop-downs, which stand on a sheet of their own."""

    title: str
    sheets: tuple[MadeSheet, ...]
    lists: dict[str, list[str]]


class Cell(NamedTuple):
    """What a cell says. `fault`: why it cannot be taken (“holds a formula”)."""

    text: str = ""
    fault: str = ""


class ReadSheet(NamedTuple):
    """A sheet that was read: its rows from the first on. `merged` are ranges such as C3:C5, `hidden` the numbers of hidden rows."""

    name: str
    rows: list[list[Cell]]
    merged: list[str]
    hidden: list[int]


def letters(column: int) -> str:
    """The name of a column, from 0: A, B … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def address(sheet: str, row: int, column: int) -> str:
    """Where a cell is, its row counted from 1 and its column from 0: Activities!C7."""
    return f"{sheet}!{letters(column)}{row}"
