"""The blocks of a page: headings, paragraphs, and tables with the cells that reach over rows and columns."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kprlint.importing.cells import (
    Block,
    Cell,
    Heading,
    Location,
    Paragraph,
    Reason,
    Remark,
    Row,
    Table,
)
from kprlint.importing.readers.html.flow import Flow, Page
from kprlint.importing.readers.html.nodes import HEADINGS, span, tag
from kprlint.importing.readers.limits import Cells
from kprlint.importing.readers.plain import plain

# By column, the cell that still covers it and how many rows further.
_Covered = dict[int, tuple[int, Cell]]


class Blocks(Flow):
    """The whole page: headings and tables are blocks of their own; `told` are the remarks of no cell."""

    def __init__(self, name: str, page: Page) -> None:
        super().__init__(page)
        self.blocks: list[Block] = []
        self.told: list[Remark] = []
        self._cells = Cells(name)
        self._tables = 0
        self._paragraphs = 0

    def flush(self) -> None:
        self.end_line()
        for line in self.lines:
            self.blocks.append(Paragraph(line, self._next_line()))
        here = Location(line=max(self._paragraphs, 1))
        self.told += (replace(remark, place=here) for remark in self.remarks)
        self.told += (Remark(Reason.UNREAD, icon, here) for icon in self.icons if icon)
        for kept in (self.lines, self.remarks, self.icons):
            kept.clear()

    def _next_line(self) -> Location:
        self._paragraphs += 1
        return Location(line=self._paragraphs)

    def _special(self, child: Any, name: str) -> bool:
        if name not in HEADINGS and name not in ("table", "dl"):
            return False
        self.flush()
        if name == "table":
            self._table(child)
        elif name == "dl":
            self._terms(child)
        else:
            self._heading(child, HEADINGS[name])
        return True

    def _heading(self, node: Any, level: int) -> None:
        flow = self._flow(node)
        if title := " ".join(line.text for line in flow.lines):
            self.blocks.append(Heading(title, level, self._next_line()))
        here = Location(line=max(self._paragraphs, 1))
        self.told += (replace(remark, place=here) for remark in flow.remarks)
        self.told += (Remark(Reason.NOTE, n, here) for line in flow.lines for n in line.notes)

    def _flow(self, node: Any) -> Flow:
        flow = Flow(self.page)
        flow.inner(node)
        flow.end_line()
        return flow

    def _table(self, table: Any) -> None:
        rows = list(self._rows(table))
        parts = [[cell for cell in row if tag(cell) in ("td", "th")] for row, _, _ in rows]
        if all(len(row) == 1 for row in parts) and any(_holds_table(cell) for [cell] in parts):
            for [cell] in parts:
                self.inner(cell)
                self.flush()
            return
        self._tables += 1
        found: list[Row] = []
        covered: _Covered = {}
        before = None
        for index, ((row, in_head, group), cells) in enumerate(zip(rows, parts, strict=True), 1):
            place = Location(table=self._tables, row=index)
            if self.page.styles.look(row).hidden:
                self._tell_hidden(row, place)
                continue
            if group is not before:
                covered, before = {}, group  # no cell reaches beyond its group of rows
            shown = []
            for cell in cells:
                if self.page.styles.look(cell).hidden:
                    self._tell_hidden(cell, place)
                else:
                    shown.append(cell)
            read, covered = self._row(row, shown, place, covered)
            header = bool(shown) and (in_head or all(tag(cell) == "th" for cell in shown))
            if not all(cell.is_empty for cell in read):
                found.append(Row(tuple(read), header))
        if found:
            captions = [part for part in table if tag(part) == "caption"][:1]
            lines = [line.text for part in captions for line in self._flow(part).lines]
            self.blocks.append(Table(tuple(found), Location(table=self._tables), " ".join(lines)))

    def _tell_hidden(self, node: Any, place: Location) -> None:
        if text := plain(" ".join(node.itertext())):
            self.told.append(Remark(Reason.HIDDEN, text, place))

    def _row(
        self, row: Any, cells: list[Any], place: Location, covered: _Covered
    ) -> tuple[list[Cell], _Covered]:
        """The cells, those from above again where they reach down, and what reaches into the row below."""
        read: list[Cell] = []
        below: _Covered = {}
        column = 1
        waiting = iter(cells)
        while True:
            here = replace(place, column=column)
            if column in covered:
                rows, cell = covered.pop(column)
                cell = cell.again(here)
            elif (node := next(waiting, None)) is not None:
                rows = span(node, "rowspan")
                cell = self._cell(node, row, here)
            elif covered:
                # Further to the right than this row's own cells.
                read.append(Cell((), here, columns=min(covered) - column))
                column = min(covered)
                continue
            else:
                return read, below
            read.append(cell)
            self._cells.take(cell.columns)
            if rows > 1:
                below[column] = (rows - 1, cell)
            for overlapped in range(column + 1, column + cell.columns):
                covered.pop(overlapped, None)
            column += cell.columns
            self._cells.width(column - 1)

    def _cell(self, cell: Any, row: Any, place: Location) -> Cell:
        flow = self._flow(cell)
        fill = self.page.styles.look(cell).background
        if fill is None:
            # The mark behind a word of status; else a mark that is a letter; else the row's own.
            inside = (
                found
                for part in cell.iterdescendants()
                if (found := self.page.styles.look(part).background)
            )
            fill = next(inside, None)
        if fill is None and not any(c.isalnum() for line in flow.lines for c in line.text):
            fill = flow.colour
        return Cell(
            tuple(flow.lines),
            place,
            fill or self.page.styles.look(row).background,
            tuple(flow.icons),
            span(cell, "colspan"),
            remarks=tuple(replace(remark, place=place) for remark in flow.remarks),
        )

    def _terms(self, node: Any) -> None:
        self._tables += 1
        rows: list[list[Cell]] = []
        for group in node:
            for part in group if tag(group) == "div" else (group,):
                if tag(part) not in ("dt", "dd"):
                    continue
                self._cells.take()
                if tag(part) == "dt" or not rows:
                    rows.append([])
                place = Location(table=self._tables, row=len(rows), column=len(rows[-1]) + 1)
                rows[-1].append(self._cell(part, part, place))
        if rows:
            table = Table(tuple(Row(tuple(row)) for row in rows), Location(table=self._tables))
            self.blocks.append(table)

    def _rows(self, table: Any) -> Iterator[tuple[Any, bool, Any]]:
        """The rows of a table, whether they stand in its head, and their group; those in its foot come last."""
        foot = []
        for part in table:
            name = tag(part)
            if name == "tr":
                yield part, False, table
            elif name in ("thead", "tbody", "tfoot"):
                if self.page.styles.look(part).hidden:
                    self._tell_hidden(part, Location(table=self._tables + 1))
                    continue
                rows = [(row, name == "thead", part) for row in part if tag(row) == "tr"]
                if name == "tfoot":
                    foot += rows
                else:
                    yield from rows
        yield from foot


def _holds_table(cell: Any) -> bool:
    return next(cell.iter("table"), None) is not None
