"""What every reader yields: the blocks of a document in reading order, tables as cells with their places."""

# A reader is a module of `readers` with ``read(content: bytes, name: str) -> Source`` that raises
# `readers.errors.ReadError`; libraries of an extra are imported at its top.
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a source, as its reader would look for it; all count from 1."""

    line: int | None = None  # of a text
    page: int | None = None  # of a PDF
    sheet: str | None = None  # of a workbook
    table: int | None = None  # of a document
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, without line breaks.

    `bullet` where the format itself makes it an item of a list; `joined` where the format has lines alone, and a sentence
    ends with one of them, so that it may be two paragraphs.
    """

    text: str
    bullet: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    lines: tuple[Line, ...]
    place: Place
    fill: str | None = None  # shading, “#rrggbb”
    icons: tuple[str, ...] = ()  # the alternative texts of pictures
    columns: int = 1  # how many columns it spans


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    header: bool = False  # the format says so


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[Row, ...]
    place: Place
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int
    place: Place


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line
    place: Place


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Source:
    """A document as read."""

    name: str
    kind: str  # “text”, “docx” …
    blocks: tuple[Block, ...]
