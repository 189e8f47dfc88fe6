"""Other shapes than rows below headings → rows below headings.

A table whose first column has the names of the fields (one activity a table, or one a column), a block of labels and values
side by side, and a list of lines such as “Status: Green” become tables with a header row; whatever is none of them stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kprlint.importing.cells import Block, Cell, Heading, Line, Paragraph, Row, Table
from kprlint.importing.interpreter import vocabulary as v
from kprlint.importing.interpreter.profiles import is_value
from kprlint.importing.interpreter.tables import Named, has_activities
from kprlint.importing.interpreter.texts import letters

_MOST_LABEL = 60
# Without one of these no block of labels is an activity.
_TELLING = frozenset({"status", "progress", "next_steps", "both", "status_and_progress", "percent_complete"})  # fmt: skip
# What a heading inside of an activity's text may say: its fields, and nothing that a plan is made of.
_INSIDE = _TELLING | {
    "lead",
    "portfolio",
    "due",
    "due_original",
    "due_revised",
    "status_reason",
    "as_at",
}

_ONE_LINE = frozenset({"status", "lead", "portfolio", "due", "due_original", "due_revised", "percent_complete", "as_at", "code", "title", "ignore", None})  # fmt: skip


def normal(blocks: Sequence[Block], named: Named) -> list[Block]:
    """The blocks, with every table of activities as rows below headings."""
    found: list[Block] = []
    has_rows = False
    for block in blocks:
        if not isinstance(block, Table):
            found.append(block)
            continue
        if has_activities(block, named):
            has_rows = True
            found.append(block)
            continue
        records = _records(block, named)
        if records is None:
            found.append(block)
            continue
        has_rows = True
        found += _with_titles(records, found, named)
    return found if has_rows else _lists(found, named)


@dataclass(slots=True)
class _Record:
    """Labels and their values; `fields` are those of the labels."""

    labels: list[Cell] = field(default_factory=list)
    values: list[Cell] = field(default_factory=list)
    fields: list[str | None] = field(default_factory=list)

    def add(self, label: Cell, value: Cell | None, name: str | None) -> None:
        self.labels.append(label)
        self.values.append(value if value is not None else replace(label, lines=(), icons=(), fill=None, remarks=()))  # fmt: skip
        self.fields.append(name)

    def more(self, cell: Cell) -> None:
        last = self.values[-1]
        self.values[-1] = replace(last, lines=(*last.lines, *cell.lines), icons=(*last.icons, *cell.icons))  # fmt: skip

    @property
    def is_told(self) -> bool:
        """Whether this is an activity: something is told of how it stands, and more than one field is named."""
        told = {
            name
            for name, value in zip(self.fields, self.values, strict=True)
            if value.lines or value.icons or value.fill
        }
        return bool(_TELLING & told) and len({f for f in self.fields if f not in (None, "ignore", "target")}) > 1  # fmt: skip

    def table(self, table: Table) -> Table:
        header = Row(tuple(replace(cell, columns=1, repeated=False) for cell in self.labels), True)
        row = Row(tuple(replace(cell, columns=1, repeated=False) for cell in self.values))
        return replace(table, rows=(header, row))


# Tables


def _records(table: Table, named: Named) -> list[Table] | None:
    """Tables of one activity each, or of one a row; None where the table is of no such shape."""
    rows = [[c for c in row.cells if not _repeats_left(c, row)] for row in table.rows]
    rows = [row for row in rows if any(letters(c.text) or c.icons or c.fill for c in row)]
    labels = [[_label(cell, named) for cell in row] for row in rows]
    # What stands right of a value is a label, what stands right of no label is none.
    labels = [marks if marks and marks[0] else [False] * len(marks) for marks in labels]
    if sum(bool(marks and marks[0]) for marks in labels) < 2:
        return None
    width = max(len(row) for row in rows)
    beside = any(any(marks[1:]) for marks in labels) or any(len(row) == 1 for row in rows[1:])
    if width > 2 and not beside:
        return _turned(table, rows, named)
    return _pairs(table, rows, labels, named)


def _repeats_left(cell: Cell, row: Row) -> bool:
    at = row.cells.index(cell)
    return cell.repeated and at > 0 and row.cells[at - 1].lines == cell.lines


def _label(cell: Cell, named: Named) -> bool:
    """Whether a cell names a field."""
    text = cell.text
    if not letters(text) or len(text) > _MOST_LABEL or cell.repeated or is_value(text):
        return False
    heading = named.heading(text)
    return heading.field is not None and (heading.sure or text.rstrip().endswith(":"))


def _pairs(
    table: Table, rows: list[list[Cell]], labels: list[list[bool]], named: Named
) -> list[Table] | None:
    """Labels with their values beside or below them."""
    records: list[_Record] = []
    record = _Record()
    title: Cell | None = None
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
            if not record.labels and len(row) == 1 and title is None and not records:
                title = row[0]
            elif not record.labels:
                return None
            elif (
                len(row) == 2
                and letters(row[0].text)
                and len(row[0].text) <= _MOST_LABEL
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
                if record.fields and name == record.fields[0] and name in ("title", "code"):
                    records.append(record)
                    record = _Record()
                value = row[n + 1] if n + 1 < len(row) and not marks[n + 1] else None
                record.add(cell, value, name)
            elif n and not marks[n - 1] and record.labels:
                record.more(cell)
    for label in waiting:
        record.add(label, None, named.heading(label.text).field)
    records.append(record)
    if not all(one.is_told for one in records):
        return None
    if title is not None and not {"title"} & set(records[0].fields):
        records[0].labels.insert(0, _named_cell("Title", title))
        records[0].values.insert(0, title)
        records[0].fields.insert(0, "title")
    return [one.table(table) for one in records]


def _is_beside(following: list[list[bool]]) -> bool:
    """Whether a row of labels alone has no values below it: then a value is a word of headings, “Portfolio | Resources”."""
    return not following or any(following[0])


def _turned(table: Table, rows: list[list[Cell]], named: Named) -> list[Table] | None:
    """A table whose fields are rows: each further column is an activity."""
    width = max(len(row) for row in rows)
    fields = [named.heading(row[0].text).field for row in rows]
    if not _TELLING & set(fields) or sum(f is not None for f in fields) < len(fields) / 2:
        return None
    labels = [row[0] for row in rows]
    if "title" not in fields:
        if fields[0] is not None:
            return None
        labels[0] = _named_cell("Title", labels[0])
    header = Row(tuple(replace(cell, columns=1) for cell in labels), True)
    body = [
        Row(tuple(
            replace(row[n], columns=1, repeated=False) if n < len(row) else replace(row[0], lines=(), icons=(), columns=1)
            for row in rows
        ))
        for n in range(1, width)
    ]  # fmt: skip
    return [replace(table, rows=(header, *body))]


def _named_cell(text: str, at: Cell) -> Cell:
    return Cell((Line(text),), at.place)


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
    title = Cell((Line(text),), above.place)
    header, row = first.rows
    return [
        replace(
            first,
            rows=(
                replace(header, cells=(_named_cell("Title", title), *header.cells)),
                replace(row, cells=(title, *row.cells)),
            ),
        )
    ]


# Lists of lines


def _lists(blocks: list[Block], named: Named) -> list[Block]:
    """The blocks, with lists such as “Status: Green” as tables; as they are, where there are none."""
    found: list[Block] = []
    record = _Record()
    opener: str | None = None
    made = 0
    for block in blocks:
        inside = record.fields[-1] if record.labels else ""
        told = None if isinstance(block, Table) else _said(block, named, inside)
        if told is None:
            if record.labels and isinstance(block, Paragraph):
                record.more(Cell((block.line,), block.place))
                continue
            made += _close(record, found)
            record, opener = _Record(), None
            found.append(block)
            continue
        label, value, name = told
        again = name == opener or (name in ("title", "code") and name in record.fields)
        if record.labels and again:
            title = _last_line(record) if opener not in ("title", "code") else None
            made += _close(record, found)
            record = _Record()
            if title is not None:
                found.append(Paragraph(title.lines[0], title.place))
        if not record.labels:
            opener = name
            if name not in ("title", "code") and found and (title := _title_of(found[-1])):
                found.pop()
                record.add(_named_cell("Title", title), title, "title")
        record.add(label, value, name)
    made += _close(record, found)
    return found if made else blocks


def _said(
    block: Heading | Paragraph, named: Named, inside: str | None
) -> tuple[Cell, Cell | None, str | None] | None:
    """The label that a line begins with, what follows it, and its field; `inside`: the field of the line above, or “”."""
    line = Line(block.text) if isinstance(block, Heading) else block.line
    label, colon, rest = line.text.partition(":")
    if not colon:
        label, rest = (line.label, line.text.removeprefix(line.label)) if line.label else ("", "")
        if isinstance(block, Heading) or (line.label and line.label == line.text):
            label, rest = line.text, ""
    label = label.strip()
    if not label or len(label) > _MOST_LABEL or is_value(label):
        return None
    heading = named.heading(label)
    rest = rest.strip(" –-") if not colon else rest.strip()
    if isinstance(block, Heading) and not colon and heading.field not in _INSIDE:
        return None
    if heading.field is None or not heading.sure or heading.field in ("objective", "theme"):
        # Behind a value of one line a label may be one that nobody knows.
        after = inside in _ONE_LINE or (inside != "" and bool(line.label))
        if not (after and colon and heading.field not in ("objective", "theme")):
            return None
    value = Cell((replace(line, text=rest, label=""),), block.place) if letters(rest) else None
    return Cell((Line(label),), block.place), value, heading.field


def _close(record: _Record, found: list[Block]) -> int:
    """Puts a record among the blocks: as a table, or where it is no activity as the lines that it was."""
    if not record.labels:
        return 0
    if record.is_told:
        place = record.labels[0].place
        found.append(record.table(Table((), place)))
        return 1
    for label, value in zip(record.labels, record.values, strict=True):
        if record.fields and label.text == "Title" and value is record.values[0]:
            found.extend(Heading(line.text, 3, value.place) for line in value.lines)
            continue
        first, *others = value.lines or (Line(""),)
        text = f"{label.text}: {first.text}".strip()
        found.append(Paragraph(replace(first, text=text), label.place))
        found.extend(Paragraph(line, value.place) for line in others)
    return 0


def _last_line(record: _Record) -> Cell | None:
    """Takes the last line of a record that is none of its values: the title of the next one."""
    last = record.values[-1]
    if len(last.lines) < 2 and not (
        last.lines and record.fields[-1] not in ("progress", "next_steps", "both")
    ):
        return None
    line = last.lines[-1]
    if line.bullet or len(line.text) > 150 or line.text.endswith((".", ";")):
        return None
    record.values[-1] = replace(last, lines=last.lines[:-1])
    return Cell((line,), last.place)


def _title_of(block: Block) -> Cell | None:
    """The line above a record, where it is its title and not the objective's."""
    if isinstance(block, Table):
        return None
    text = block.text if isinstance(block, Heading) else block.line.text
    if v.numbered_objective(text) or v.is_document_title(text) or len(text) > 200:
        return None
    return Cell((Line(text),), block.place)
