"""What a report is made of, whatever format it is written in: sections of paragraphs, lists and tables."""

from enum import StrEnum
from typing import NamedTuple


class Style(StrEnum):
    """How a run of text is marked; every mark is also told in words or signs, never by colour alone."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    GONE = "gone"
    ADDED = "added"
    CODE = "code"


class Run(NamedTuple):
    """Some text in one style, which may lead to an address. Texts are raw: whoever writes them escapes them."""

    text: str
    style: Style = Style.PLAIN
    link: str = ""


Runs = tuple[Run, ...]


class Row(NamedTuple):
    """A row of a table: the runs of each cell. The higher its `rank`, the earlier it may be left out."""

    cells: tuple[Runs, ...]
    rank: int = 0


class Table(NamedTuple):
    """A table with a caption, which may be empty. The first `heads` cells of a row are its headers; `numbers` are columns of figures."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    heads: int = 1
    numbers: frozenset[int] = frozenset()


class Paragraph(NamedTuple):
    runs: Runs


class Items(NamedTuple):
    """A list with bullets."""

    items: tuple[Runs, ...]


class Code(NamedTuple):
    """Lines to be pasted as they stand."""

    text: str


Block = Paragraph | Table | Items | Code


class Section(NamedTuple):
    """A heading and what is under it. One that is `folded` may be shown closed, where it is long."""

    title: str
    blocks: tuple[Block, ...]
    folded: bool = False


class Page(NamedTuple):
    """A whole report; `lead` is its first sentence."""

    title: str
    lead: str
    about: tuple[Runs, ...]
    sections: tuple[Section, ...]


def text(*parts: str) -> Runs:
    """Plain text as the runs of a cell or a paragraph."""
    return tuple(Run(part) for part in parts if part)


def strong(part: str) -> Run:
    return Run(part, Style.STRONG)


def quiet(part: str) -> Run:
    return Run(part, Style.QUIET)


def code(part: str) -> Run:
    return Run(part, Style.CODE)
