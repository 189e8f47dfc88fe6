"""Labels and their values, beside each other or below: one activity."""

from dataclasses import dataclass, field, replace

from kprlint.importing.cells import Block, Cell, Row, Table, TextLine

MOST_LABEL = 60
# Without one of these no block of labels is an activity.
TELLING = frozenset({"status", "progress", "next_steps", "both", "status_and_progress", "percent_complete"})  # fmt: skip


@dataclass(slots=True)
class Record:
    """Labels and their values; `fields` are those of the labels."""

    labels: list[Cell] = field(default_factory=list)
    values: list[Cell] = field(default_factory=list)
    fields: list[str | None] = field(default_factory=list)
    parts: list[Block] = field(
        default_factory=list
    )  # tables of its milestones or next steps, and lines above them
    level: int = 0  # of the items that its labels stand in
    caption: str = ""  # what stands above the block, and is not its title

    @classmethod
    def below(cls, title: Cell) -> "Record":
        """A record that begins with a line of its own, which no label says anything of."""
        return cls([named_cell("Title", title)], [title], ["title"])

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
        return bool(TELLING & told) and len({f for f in self.fields if f not in (None, "ignore", "target")}) > 1  # fmt: skip

    def table(self, table: Table) -> Table:
        header = Row(tuple(replace(cell, columns=1, repeated=False) for cell in self.labels), True)
        row = Row(tuple(replace(cell, columns=1, repeated=False) for cell in self.values))
        return replace(table, rows=(header, row), caption=self.caption or table.caption)


def named_cell(text: str, at: Cell) -> Cell:
    return Cell((TextLine(text),), at.place)
