"""What every reader yields: the blocks of a document in reading order, tables as cells with their places.

The words are what a reader of the paper sees: what is struck out, deleted, hidden or a prompt is none of them. It is a
`Remark` beside them, as is whatever else has to be told. Shading and pictures are hints beside the words, never words.
"""

# A reader is a module of `readers` with ``read(content: bytes, name: str) -> Source`` that raises
# `readers.errors.ReadError`; libraries of an extra are imported at its top.
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Location:
    """Where something stands in a source, as its reader would look for it; all count from 1."""

    line: int | None = None  # of a text
    page: int | None = None  # of a PDF
    sheet: str | None = None  # of a workbook
    table: int | None = None  # of a document
    row: int | None = None
    column: int | None = None


class Reason(StrEnum):
    """Why something is a remark; the value says it of a text (“… is struck out”)."""

    STRUCK = "is struck out"
    DELETED = "is deleted by a tracked change"
    HIDDEN = "is hidden"
    PROMPT = "asks for what nobody has written"
    COMMENT = "is a comment"
    NOTE = "is a note of which no sentence speaks"
    MARGIN = "stands in the margin of the pages"
    INSERTED = "is inserted by a tracked change"
    UNREAD = "cannot be read"


@dataclass(frozen=True, slots=True)
class Remark:
    """Text that was left out, and why; what is inserted is read, and told as well."""

    why: Reason
    text: str
    place: Location

    @property
    def left_out(self) -> bool:
        return self.why is not Reason.INSERTED


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph, without line breaks.

    `bullet` where the format itself makes it an item of a list; `joined` where the format has lines alone, and a sentence
    ends with one of them, so that it may be two paragraphs. A line of a `level` above 0 belongs to the nearest line above
    it of a lower one: it is an item below an item, or a row of a table inside of the cell, whose cells have “ – ” between
    them. `label` are the bold words that it begins with, all of it where all is bold. `number` is what the format itself
    prints before it (“1.2”, “KA.3”), which is not in the text. `notes` are the footnotes that it refers to; their signs are
    not in the text.
    """

    text: str
    bullet: bool = False
    joined: bool = False
    level: int = 0
    label: str = ""
    number: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """`repeated` where it is one with the cell above, or before it, and has the content of that again.

    Of an icon the alternative text is given, “” for a picture without one.
    """

    lines: tuple[TextLine, ...]
    place: Location
    fill: str | None = None  # shading, or the colour of a mark, “#rrggbb”
    icons: tuple[str, ...] = ()
    columns: int = 1  # how many columns it spans
    repeated: bool = False
    remarks: tuple[Remark, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def is_empty(self) -> bool:
        """Whether it has nothing of its own to show or to tell."""
        return self.repeated or not (self.lines or self.icons or self.fill or self.remarks)

    def again(self, place: Location) -> "Cell":
        """The same in another place that it covers."""
        return replace(self, place=place, repeated=True, remarks=())

    @property
    def is_struck(self) -> bool:
        """Whether all that it said is struck out or deleted."""
        gone = any(remark.why in (Reason.STRUCK, Reason.DELETED) for remark in self.remarks)
        return gone and not self.lines


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    header: bool = False  # the format says so

    def spread(self) -> Iterator[Cell]:
        """A cell for each column: one that spans several is repeated in those after its first."""
        for cell in self.cells:
            yield cell
            if cell.columns > 1:
                one = replace(cell, columns=1)
                for column in range(1, cell.columns):
                    at = None if cell.place.column is None else cell.place.column + column
                    yield one.again(replace(cell.place, column=at))


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[Row, ...]
    place: Location
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int
    place: Location


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: TextLine
    place: Location


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document as read; `remarks` are those of no cell."""

    name: str
    kind: str  # “text”, “docx” …
    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = ()
