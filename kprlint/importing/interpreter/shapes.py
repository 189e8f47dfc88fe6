"""Other shapes than rows below headings → rows below headings.

A table whose first column has the names of the fields (one activity a table, or one a column), a block of labels and values
side by side, and a list of lines such as “Status: Green” become tables with a header row; whatever is none of them stays.
"""

from collections.abc import Sequence
from dataclasses import replace

from kprlint.importing.cells import Block, Cell, Heading, Paragraph, Row, Table, TextLine
from kprlint.importing.interpreter import vocabulary as v
from kprlint.importing.interpreter.beside import side_by_side
from kprlint.importing.interpreter.ditto import filled_down
from kprlint.importing.interpreter.labelled import lists
from kprlint.importing.interpreter.milestones import are_parts, is_label, may_have
from kprlint.importing.interpreter.profiles import is_value
from kprlint.importing.interpreter.quarters import quarters
from kprlint.importing.interpreter.record import MOST_LABEL, TELLING, Record, named_cell
from kprlint.importing.interpreter.tables import Named, has_activities, parts
from kprlint.importing.interpreter.texts import letters, said_in
from kprlint.importing.interpreter.ticks import without_ticks


def normal(blocks: Sequence[Block], named: Named) -> list[Block]:
    """The blocks, with every table of activities as rows below headings."""
    found: list[Block] = []
    has_rows = False
    for block in [piece for whole in blocks for piece in _pieces(whole, named)]:
        if not isinstance(block, Table):
            found.append(block)
            continue
        if has_activities(block, named):
            above = found[-1] if found else None
            may_be = may_have(block) or is_label(above, named)
            has_rows = has_rows or not (
                may_be and are_parts(list(parts(block, named)), above, named)
            )
            found.append(block)
            continue
        records = _records(block, named)
        if records is None:
            found.append(block)
            continue
        has_rows = True
        found += _with_titles(records, found, named)
    return found if has_rows else lists(found, named)


def _pieces(block: Block, named: Named) -> list[Block]:
    """Several tables that stand in one: beside each other, or a block of labels with a table of its milestones below."""
    if not isinstance(block, Table):
        return [block]
    tables = [
        filled_down(table, named) if may_have(table) else table
        for table in side_by_side(without_ticks(block), named)
    ]
    return [
        piece
        for table in tables
        for below in _below_lines(table, named)
        for piece in _with_parts(below, named)
    ]


def _below_lines(table: Table, named: Named) -> list[Block]:
    """A table without the lines of the document that stand above its first block of labels: all but the title of that."""
    lone: list[Cell] = []
    for row in table.rows:
        said = said_in(row)
        if len(said) != 1 or _label(said[0], named):
            break
        lone += said
    after = table.rows[len(lone) : len(lone) + 1]
    if (
        len(lone) < 2
        or not after
        or not _label(after[0].cells[0], named)
        or has_activities(table, named)
    ):
        return [table]
    lines = [Paragraph(TextLine(cell.text), cell.place) for cell in lone[:-1]]
    return [*lines, replace(table, rows=table.rows[len(lone) - 1 :])]


def _with_parts(block: Block, named: Named) -> list[Block]:
    if not isinstance(block, Table) or not may_have(block):
        return [block]
    upper, *lower = parts(block, named)
    if upper.headings or not lower or not are_parts(lower, None, named):
        return [block]
    above, below = block.rows[: len(upper.rows)], block.rows[len(upper.rows) :]
    if _records(replace(block, rows=above), named) is None:
        return [block]
    return [replace(block, rows=above), replace(block, rows=below, caption="")]


# Tables


def _records(table: Table, named: Named) -> list[Table] | None:
    """Tables of one activity each, or of one a row; None where the table is of no such shape."""
    rows = [[c for c in row.cells if not _repeats_left(c, row)] for row in table.rows]
    rows = [row for row in rows if any(map(_has_content, row))]
    rows = [_label_above(row, named) if len(row) == 1 else row for row in rows]
    width = max((n for row in rows for n, c in enumerate(row, 1) if _has_content(c)), default=0)
    rows = [row[:width] for row in rows]
    rows = [_alone(row, named) if not n or width == 2 else row for n, row in enumerate(rows)]
    labels = [[_label(cell, named) for cell in row] for row in rows]
    # What stands right of a value is a label, what stands right of no label is none.
    labels = [marks if marks and marks[0] else [False] * len(marks) for marks in labels]
    if sum(bool(marks and marks[0]) for marks in labels) < 2:
        return None
    if (found := quarters(table, rows, named)) is not None:
        return found
    beside = any(any(marks[1:]) for marks in labels) or any(len(row) == 1 for row in rows[1:])
    pairs = 2 * sum(len(row) == 2 for row in rows) > len(rows)
    if width > 2 and not beside and not pairs:
        return _turned(table, rows, named)
    return _pairs(table, rows, labels, named)


def _repeats_left(cell: Cell, row: Row) -> bool:
    at = row.cells.index(cell)
    return cell.repeated and at > 0 and row.cells[at - 1].lines == cell.lines


def _label_above(row: list[Cell], named: Named) -> list[Cell]:
    """A cell over all columns whose first line is a label, as the label and its value: “Comments” above the comments."""
    cell = row[0]
    if len(cell.lines) < 2:
        return row
    first = replace(cell, lines=cell.lines[:1])
    return [first, replace(cell, lines=cell.lines[1:])] if _label(first, named) else row


def _has_content(cell: Cell) -> bool:
    return bool(letters(cell.text) or cell.icons or cell.fill)


def _alone(row: list[Cell], named: Named) -> list[Cell]:
    """A row whose first cell alone says something, and names no field, as that cell: the title of what stands below."""
    others = any(map(_has_content, row[1:]))
    return row if others or not letters(row[0].text) or _label(row[0], named) else row[:1]


def _label(cell: Cell, named: Named) -> bool:
    """Whether a cell names a field."""
    text = cell.text
    if not letters(text) or len(text) > MOST_LABEL or cell.repeated or is_value(text):
        return False
    heading = named.heading(text)
    return heading.field is not None and (heading.sure or text.rstrip().endswith(":"))


def _pairs(
    table: Table, rows: list[list[Cell]], labels: list[list[bool]], named: Named
) -> list[Table] | None:
    """Labels with their values beside or below them."""
    records: list[Record] = []
    record = Record()
    waiting: list[Cell] = []
    for number, (row, marks) in enumerate(zip(rows, labels, strict=True)):
        if all(marks) and len(row) % 2 == 0 and _is_beside(labels[number + 1 : number + 2]):
            marks = [n % 2 == 0 for n in range(len(row))]
        if waiting and not any(marks):
            for n, label in enumerate(waiting):
                record.add(label, row[n] if n < len(row) else None, named.heading(label.text).field)
            for cell in row[len(waiting) :]:
                record.more(cell)
            waiting = []
            continue
        if all(marks):
            for label in waiting:
                record.add(label, None, named.heading(label.text).field)
            waiting = list(row)
            continue
        if not any(marks):
            below = rows[number + 1 : number + 2] if any(labels[number + 1 : number + 2]) else []
            if not record.labels and len(row) == 1 and not records:
                record = Record.below(row[0])
            elif len(row) == 1 and below and _begins_again(below[0][0], (records or [record])[0]):
                records.append(record)
                record = Record.below(row[0])
            elif not record.labels:
                return None
            elif (
                len(row) == 2
                and letters(row[0].text)
                and len(row[0].text) <= MOST_LABEL
                and record.labels
            ):
                record.add(row[0], row[1], None)  # a label that nobody knows
            elif record.labels:
                for cell in row:
                    record.more(cell)
            continue
        for n, cell in enumerate(row):
            if marks[n]:
                name = named.heading(cell.text).field
                if name == "title" and record.fields == ["title"]:
                    record = Record(caption=record.values[0].text)
                if record.fields and name == record.fields[0] and name in ("title", "code"):
                    records.append(record)
                    record = Record()
                value = row[n + 1] if n + 1 < len(row) and not marks[n + 1] else None
                record.add(cell, value, name)
            elif n and not marks[n - 1] and record.labels:
                record.more(cell)
    for label in waiting:
        record.add(label, None, named.heading(label.text).field)
    records.append(record)
    if not all(one.is_told for one in records):
        return None
    return [one.table(table) for one in records]


def _begins_again(cell: Cell, first: Record) -> bool:
    """Whether a block begins with a cell as the first one did, below its title."""
    label = first.labels[first.fields[0] == "title" :][:1]
    return bool(label) and v.fold(label[0].text) == v.fold(cell.text)


def _is_beside(following: list[list[bool]]) -> bool:
    """Whether a row of labels alone has no values below it: then a value is a word of headings, “Portfolio | Resources”."""
    return not following or any(following[0])


def _turned(table: Table, rows: list[list[Cell]], named: Named) -> list[Table] | None:
    """A table whose fields are rows: each further column is an activity."""
    width = max(len(row) for row in rows)
    fields = [named.heading(row[0].text).field for row in rows]
    if not TELLING & set(fields) or sum(f is not None for f in fields) < len(fields) / 2:
        return None
    labels = [row[0] for row in rows]
    if "title" not in fields:
        if fields[0] is not None:
            return None
        labels[0] = named_cell("Title", labels[0])
    header = Row(tuple(replace(cell, columns=1) for cell in labels), True)
    body = [
        Row(tuple(
            replace(row[n], columns=1, repeated=False) if n < len(row) else replace(row[0], lines=(), icons=(), columns=1)
            for row in rows
        ))
        for n in range(1, width)
    ]  # fmt: skip
    return [replace(table, rows=(header, *body))]


def _with_titles(tables: list[Table], before: list[Block], named: Named) -> list[Block]:
    """The tables, with the line above for a title where they have none; that line is taken from the blocks before."""
    first = tables[0]
    fields = {named.heading(cell.text).field for cell in first.rows[0].cells}
    if "title" in fields or not before or len(tables) > 1 or len(first.rows) > 2:
        return list(tables)
    above = before[-1]
    if isinstance(above, Table) or (isinstance(above, Paragraph) and len(above.line.text) > 200):
        return list(tables)
    before.pop()
    text = above.text if isinstance(above, Heading) else above.line.text
    title = Cell((TextLine(text),), above.place)
    header, row = first.rows
    return [
        replace(
            first,
            rows=(
                replace(header, cells=(named_cell("Title", title), *header.cells)),
                replace(row, cells=(title, *row.cells)),
            ),
        )
    ]
