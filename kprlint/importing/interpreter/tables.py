"""Where the headings of a table stand, in one row or in two, and which rows are below them."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kprlint.importing.cells import Cell, Row, Table
from kprlint.importing.interpreter import headings as h
from kprlint.importing.interpreter.columns import choose
from kprlint.importing.interpreter.header import is_figures, is_header
from kprlint.importing.interpreter.headings import Heading
from kprlint.importing.interpreter.layout import Layout
from kprlint.importing.interpreter.periods import Side
from kprlint.importing.interpreter.profiles import is_value
from kprlint.importing.interpreter.reported import with_time
from kprlint.importing.interpreter.texts import letters, lines_of, spread
from kprlint.model import Quarter

_MOST_COLUMNS = 300


class Named(NamedTuple):
    """How headings are read: for a report on `period`, and as the user says (a folded heading → a field)."""

    period: Quarter
    fields: Mapping[str, str] = {}

    def heading(self, text: str) -> Heading:
        found = h.read(text, self.period)
        if self.fields and (field := self.fields.get(h.fold(text))):
            return found._replace(field=field, rank=0, sure=True, named=True)
        return found


class TablePart(NamedTuple):
    """Rows of a table under one heading; `headings` is empty where there is none above them."""

    headings: tuple[Heading, ...]
    header: tuple[Row, ...]
    rows: tuple[Row, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(heading.text for heading in self.headings)

    @property
    def is_figures(self) -> bool:
        return bool(self.headings) and is_figures(self.headings) and not any(x.named for x in self.headings)  # fmt: skip


def has_activities(table: Table, named: Named) -> bool:
    """Whether headings of activities stand in a table."""
    return any(
        found and not (is_figures(found) and not any(x.named for x in found))
        for at in range(len(table.rows))
        if (found := _header_at(table.rows, at, named)[0])
    )


def parts(table: Table, named: Named) -> Iterator[TablePart]:
    """The parts of a table, each with the headings above it."""
    rows = table.rows
    headings: tuple[Heading, ...] = ()
    header: tuple[Row, ...] = ()
    below: list[Row] = []
    at = 0
    while at < len(rows):
        found, size = _header_at(rows, at, named)
        if found:
            if below or header:
                yield TablePart(headings, header, tuple(below))
            headings, header, below = found, rows[at : at + size], []
            at += size
        else:
            below.append(rows[at])
            at += 1
    if below or header:
        yield TablePart(headings, header, tuple(below))


def _header_at(rows: tuple[Row, ...], at: int, named: Named) -> tuple[tuple[Heading, ...], int]:
    """The headings of a header that begins here, and how many rows it has."""
    row = rows[at]
    if not named.fields and not (
        _may_name(row) or (at + 1 < len(rows) and _may_name(rows[at + 1]))
    ):
        return (), 0
    under = rows[at + 1] if at + 1 < len(rows) else None
    single = tuple(named.heading(text) for text in _texts(row, wide=False))
    if _alternates(single) and (under is None or _begins_with_label(under, named)):
        return (), 0
    if _names(single, row):
        if under is not None and (_is_second(under, named) or _lies_under(row, under)):
            return _both(row, under, named), 2
        return single, 1
    if under is not None and _is_group(row, named):
        below = tuple(named.heading(text) for text in _texts(under, wide=False))
        if _names(below, under):
            return _both(row, under, named), 2
    return (), 0


def _alternates(headings: tuple[Heading, ...]) -> bool:
    """Whether labels and values stand side by side: “Action: | Mend the roof | Ref: | 4”."""
    said = [x for x in headings if x.text.strip()]
    if len(said) < 4 or len(said) % 2 or any(x.named for x in said):
        return False
    labels, values = said[::2], said[1::2]
    return all(x.field is not None for x in labels) and all(x.field is None or is_value(x.text) for x in values)  # fmt: skip


def _begins_with_label(row: Row, named: Named) -> bool:
    text = row.cells[0].text if row.cells else ""
    heading = named.heading(text)
    return heading.field is not None and (heading.sure or text.rstrip().endswith(":"))


def _may_name(row: Row) -> bool:
    """Whether two cells have words of headings, told in one look."""
    likely = 0
    for cell in row.cells[:_MOST_COLUMNS]:
        likely += h.may_be(cell.text)
        if likely > 1:
            return True
    return False


def _names(headings: tuple[Heading, ...], row: Row) -> bool:
    return is_header(headings, marked=row.header) or (
        is_figures(headings) and sum(bool(x.text) for x in headings) > 2
    )


def _texts(row: Row, *, wide: bool) -> list[str]:
    """The text of each column; one that spans several stands in the first of them, or in all."""
    found: list[str] = []
    for cell in spread(row)[:_MOST_COLUMNS]:
        if cell is not None:
            found.append(cell.text)
        else:
            found.append(found[-1] if wide and found else "")
    return found


def _is_second(row: Row, named: Named) -> bool:
    """Whether a row below headings names columns more closely: “Q1”, “Q2”, “RAG”."""
    said = [cell.text for cell in row.cells if letters(cell.text) and not cell.repeated]
    if not said or any(len(text) > 60 for text in said):
        return False
    read = [named.heading(text) for text in said]
    times = sum(x.field is None and x.when.side is not Side.NONE for x in read)
    known = sum(x.field is not None and x.sure for x in read)
    blank = any(not letters(cell.text) or cell.repeated for cell in row.cells)
    return times + known == len(read) and (times > 0 or row.header) and (blank or times > 1)


def _lies_under(upper: Row, lower: Row) -> bool:
    """Whether a row has texts below all headings that span several columns, and nothing of its own below the others.

    No row of an activity does: it has a title.
    """
    under = spread(lower)
    at, wide = 0, 0
    for cell in upper.cells:
        below = [c for c in under[at : at + cell.columns] if c is not None]
        own = [c for c in below if letters(c.text) and not c.repeated and c.text != cell.text]
        at += cell.columns
        if cell.columns > 1 and letters(cell.text):
            wide += 1
            if len(own) != len(below) or len(own) < 2 or any(len(c.text) > 40 or is_value(c.text) for c in own):  # fmt: skip
                return False
        elif own:
            return False
    return wide > 0


def _both(upper: Row, lower: Row, named: Named) -> tuple[Heading, ...]:
    """The headings of two rows: “RAG” above “Overall” is read as “Overall RAG”, where the other order says nothing."""
    found = []
    for above, below in _joined(upper, lower):
        heading = named.heading(" ".join(filter(None, (above, below))))
        turned = named.heading(f"{below} {above}") if above and below else heading
        better = (heading.field is None or not heading.sure) and turned.field is not None and turned.sure  # fmt: skip
        found.append(turned if better else heading)
    return tuple(found)


def _is_group(row: Row, named: Named) -> bool:
    """Whether a row above headings says of which quarter those below it are."""
    said = [cell.text for cell in row.cells if letters(cell.text)]
    if not said or any(len(text) > 60 for text in said):
        return False
    if len(said) == 1 and letters(row.cells[0].text):
        return False  # the title of the table
    return any(named.heading(text).when.side is not Side.NONE for text in said)


def _joined(upper: Row, lower: Row) -> list[tuple[str, str]]:
    """What stands above and below of each column."""
    above, below = _texts(upper, wide=True), _texts(lower, wide=False)
    under = spread(lower)[:_MOST_COLUMNS]
    width = max(len(above), len(below))
    above += [""] * (width - len(above))
    below += [""] * (width - len(below))
    found: list[tuple[str, str]] = []
    last = ""
    for n in range(width):
        cell = under[n] if n < len(under) else None
        repeated = cell is not None and cell.repeated
        lone = "" if repeated or below[n] == above[n] else below[n]
        # Without merged cells the word above stands in the first of its columns alone.
        if above[n]:
            last = above[n]
        elif not lone:
            last = ""
        found.append((above[n] or last, lone))
    return found


def layouts(tables: list[list[TablePart]], period: Quarter) -> dict[tuple[str, ...], Layout]:
    """The layout under each row of headings, settled by all that stands below such headings in the document."""
    bodies: dict[tuple[str, ...], tuple[tuple[Heading, ...], list[list[str]]]] = {}
    for part in (part for found in tables for part in found):
        if not part.headings or part.is_figures:
            continue
        width = len(part.headings)
        _, columns = bodies.setdefault(part.texts, (part.headings, [[] for _ in range(width)]))
        for row in part.rows:
            cells: list[Cell | None] = [*spread(row), *([None] * width)][:width]
            if sum(bool(lines_of(cell)) for cell in cells) > 1:
                for n, cell in enumerate(cells):
                    columns[n].append(lines_of(cell))
    found = {
        texts: with_time(choose(heads, columns, period), columns, period)
        for texts, (heads, columns) in bodies.items()
    }
    for part in (part for parts_ in tables for part in parts_):
        if part.is_figures:
            found[part.texts] = Layout(figures=True)
    return found
