"""What is true of a whole document: where its headings stand, what its columns hold, and how its codes look."""

from dataclasses import dataclass

from kprlint.importing.cells import Block, Row, Table
from kprlint.importing.interpreter import vocabulary as v
from kprlint.importing.interpreter.layout import NOTHING, Layout
from kprlint.importing.interpreter.milestones import below_activities, of_parts
from kprlint.importing.interpreter.printed_codes import PrintedForm, form_of, is_code
from kprlint.importing.interpreter.tables import Named, TablePart, layouts, parts
from kprlint.importing.interpreter.texts import letters, lines_of, spread


@dataclass(frozen=True, slots=True)
class Survey:
    """`leads` are those of rows that have a code; `unknown` the first texts of tables whose headings nobody knows."""

    named: Named
    form: PrintedForm
    coded: bool
    leads: frozenset[str]
    sheets: int  # how many have activities
    unknown: tuple[str, ...]
    _parts: dict[int, list[TablePart]]
    _layouts: dict[tuple[str, ...], Layout]

    def parts(self, table: Table) -> list[TablePart]:
        return self._parts[id(table)]

    def layout(self, part: TablePart) -> Layout:
        return self._layouts[part.texts]

    @property
    def layouts(self) -> tuple[Layout, ...]:
        return tuple(layout for layout in self._layouts.values() if not layout.figures)


def survey(blocks: list[Block], kind: str, named: Named) -> Survey:
    tables = [block for block in blocks if isinstance(block, Table)]
    found = {id(table): list(parts(table, named)) for table in tables}
    settled = layouts(list(found.values()), named.period)
    for texts in below_activities(blocks, found, named):
        settled[texts] = of_parts(settled[texts])
    titles: list[str] = []
    coded = False
    rows: list[tuple[Row, Layout]] = []
    layout = NOTHING
    for table in tables:
        for part in found[id(table)]:
            layout = settled[part.texts] if part.headings else layout
            if layout and not layout.figures and not layout.steps:
                rows += [(row, layout) for row in part.rows]
    for row, layout in rows:
        coded = _printed(row, layout) or coded
        title = _title(row, layout)
        if (
            title and title not in titles[-1:]
        ):  # a row for each part of an activity has its title again
            titles.append(title)
    form = form_of(titles)
    leads = set()
    for row, layout in rows:
        if "lead" in layout.fields and (_printed(row, layout) or _starts(row, form)):
            cells = spread(row)
            at = layout.fields.index("lead")
            cell = cells[at] if at < len(cells) else None
            leads.add(v.fold(cell.text) if cell is not None else "")
    sheets = {t.place.sheet for t in tables if any(p.headings and not p.is_figures for p in found[id(t)])}  # fmt: skip
    unknown = [
        cell.text
        for table in tables
        if not any(part.headings for part in found[id(table)])
        for row in table.rows[:1]
        for cell in row.cells
        if len(row.cells) > 2 and letters(cell.text) and len(cell.text) <= 60
    ]
    return Survey(
        named, form, coded or form.pattern is not None, frozenset(leads - {""}), len(sheets),
        tuple(dict.fromkeys(unknown)), found, settled,
    )  # fmt: skip


def _printed(row: Row, layout: Layout) -> bool:
    """Whether the column of codes says something in this row."""
    if "code" not in layout.fields:
        return False
    cells = spread(row)
    at = layout.fields.index("code")
    cell = cells[at] if at < len(cells) else None
    return cell is not None and is_code(cell.text)


def _title(row: Row, layout: Layout) -> str:
    """The first line of a row's title, where the row says more than that."""
    if "title" not in layout.fields or sum(letters(cell.text) for cell in row.cells) < 2:
        return ""
    cells = spread(row)
    at = layout.fields.index("title")
    cell = cells[at] if at < len(cells) else None
    if cell is None or cell.repeated or not cell.lines:
        return ""
    return lines_of(cell)


def _starts(row: Row, form: PrintedForm) -> bool:
    return any(form.leading(cell.text) or form.is_damaged(cell.text) for cell in row.cells[:2])
