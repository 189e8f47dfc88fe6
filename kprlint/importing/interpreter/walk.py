"""Blocks → drafts: which row begins an activity, which goes on, and what is no activity at all.

Every text of the source is taken exactly once: into a draft, a heading, the key, the summary or the left-overs.
"""

from dataclasses import dataclass, replace

from kprlint.importing.cells import (  # fmt: skip
    Cell,
    Heading,
    Location,
    Paragraph,
    Remark,
    Row,
    SourceDocument,
    Table,
)
from kprlint.importing.interpreter import vocabulary as v
from kprlint.importing.interpreter.below import fields_in, is_wide
from kprlint.importing.interpreter.clashes import tell_clashes
from kprlint.importing.interpreter.doubts import Doubt
from kprlint.importing.interpreter.found import FIELDS, Draft, FoundSection
from kprlint.importing.interpreter.front import Front, key_lines
from kprlint.importing.interpreter.layout import NOTHING, Layout, alone
from kprlint.importing.interpreter.milestones import add_part
from kprlint.importing.interpreter.promised import Promise
from kprlint.importing.interpreter.reported import other_quarter
from kprlint.importing.interpreter.row_kinds import (
    begins,
    heading_of_parts,
    is_heading,
    is_part,
    why_none,
)
from kprlint.importing.interpreter.rows import Read, RowReader, continued, goes_on, without_said
from kprlint.importing.interpreter.sections import Sections, is_dull, is_title
from kprlint.importing.interpreter.shapes import normal
from kprlint.importing.interpreter.survey import Survey, survey
from kprlint.importing.interpreter.tables import Named, TablePart
from kprlint.importing.interpreter.texts import letters, place_of, said_in, says
from kprlint.importing.interpreter.told import Doubts


@dataclass(slots=True)
class Walked:
    drafts: list[Draft]
    sections: list[FoundSection]
    front: Front
    doubts: list[Doubt]
    left_over: list[Doubt]
    layouts: tuple[Layout, ...]
    unknown: tuple[str, ...]  # headings of tables that hold no activities, as far as is known
    promised: list[Promise]


@dataclass(frozen=True, slots=True)
class _State:
    """Where the walk stands: which columns there are, what kind of rows come, and which draft goes on."""

    layout: Layout = NOTHING
    mode: str = ""  # “key”, “summary”, “attention”, “promises”: what a heading has announced
    header_above: bool = False  # a header row stood since the last activity
    current: Draft | None = None
    above: Draft | None = None  # the draft of the row directly above, in the same table
    objective: str = ""  # of the row above, where a column has it
    sheet: str | None = None
    below: Row | None = None  # the next row of the same part


def walk(source: SourceDocument, named: Named) -> Walked:
    blocks = normal(source.blocks, named)
    walker = _Walker(source.kind, survey(blocks, source.kind, named), key_lines(blocks))
    for block in blocks:
        if isinstance(block, Table):
            walker.table(block)
        elif isinstance(block, Heading):
            walker.heading(block.text, block.level, block.place)
        else:
            walker.paragraph(block)
    walker.sections.flush()
    for remark in source.remarks:
        walker.remark(remark)
    return walker.walked()


class _Walker:
    def __init__(self, kind: str, surveyed: Survey, key: frozenset[int]) -> None:
        self._key = key
        self._told = Doubts()
        self.sections = Sections(self._told.left_over)
        self._survey = surveyed
        self._is_page = kind in ("text", "pdf")
        self._rows = RowReader(surveyed.form, is_page=self._is_page)
        self._front = Front()
        self._drafts: list[Draft] = []
        self._promised: list[Promise] = []
        self._state = _State()

    def walked(self) -> Walked:
        self._told.end()
        title = self.sections.without_title()
        self.sections.tell_lone()
        for draft in self._drafts:
            draft.section = None if draft.section is title else draft.section
        doubts = [*self._front.told(), *self.sections.doubts, *self._told.doubts]
        return Walked(
            self._drafts, self.sections.all, self._front, doubts, self._told.left_over, self._survey.layouts,
            self._survey.unknown, self._promised,
        )  # fmt: skip

    def _now(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]

    # Lines

    def heading(
        self, text: str, level: int | None, place: Location, *, in_table: bool = False
    ) -> None:
        if self._front.inline(text, place):
            return
        for mode in ("key", "summary", "attention", "promises"):
            if v.is_heading_for(mode, text):
                self.sections.flush(but_objectives=True)
                self._now(mode=mode)
                self._front.announced = place if mode == "key" else self._front.announced
                return
        if not letters(text):
            return
        if not self._drafts:
            self._told.other_quarter(text, place, self._survey.named.period)
        if v.is_furniture(text) or (level is None and not in_table and not is_title(text)):
            self.sections.leave(text, place)
            return
        if level is not None or v.numbered_objective(text):
            self._now(mode="")
        self.sections.wait(text, level, place, in_table=in_table and not self._is_page)

    def paragraph(self, block: Paragraph) -> None:
        text = block.line.text
        in_key = self._state.mode == "key" or id(block) in self._key
        if in_key and self._front.key([text], block.place, inside=True):
            return
        if self._state.mode == "attention" and self._survey.form.leading(text):
            return  # said again, in full, by the activity itself
        if self._state.mode == "promises" and (leading := self._survey.form.leading(text)):
            self._promised.append(Promise(*leading, text, block.place))
            return
        self.heading(text, None, block.place)

    def remark(self, remark: Remark) -> None:
        if not self._front.inline(remark.text, remark.place):
            self._told.remark(remark)

    # Tables

    def table(self, table: Table) -> None:
        self._now(above=None, objective="")
        if table.place.sheet != self._state.sheet:
            self._sheet(table)
        if table.caption and not self._has_said(table.caption) and not self._is_dull(table):
            self.heading(table.caption, None, table.place)
        parts = self._survey.parts(table)
        if self._front.table(table):
            self.sections.flush(but_objectives=True)
            return
        small = self._is_stray(table)
        for part in parts:
            self._header(part)
            if self._state.layout.steps:
                self.sections.flush(but_labels=self._survey.named)
            if self._state.layout.figures:
                self._told.figures(part)
                self._now(current=None, above=None)
                continue
            for at, row in enumerate(part.rows):
                self._now(below=part.rows[at + 1] if at + 1 < len(part.rows) else None)
                if not any(says(cell) for cell in row.cells if not cell.repeated):
                    self._told.row_remarks(row)
                elif small and not self._is_heading(row):
                    self._told.leave_row(row)
                else:
                    self._row(row)

    def _sheet(self, table: Table) -> None:
        if self._state.sheet is not None:
            self._now(layout=NOTHING, current=None)
        self._now(sheet=table.place.sheet)

    def _is_dull(self, table: Table) -> bool:
        """Whether a caption is the name of a sheet, and says nothing: of several with activities each is an objective."""
        own = table.caption == table.place.sheet
        return own and (self._survey.sheets < 2 or is_dull(table.caption))

    def _header(self, part: TablePart) -> None:
        if not part.headings:
            return
        layout = self._survey.layout(part)
        for row in part.header:
            self._told.row_remarks(row)
            for cell in row.cells:
                for note in (note for line in cell.lines for note in line.notes):
                    self._front.inline(note, cell.place)
        self._now(layout=layout, mode="", header_above=True, above=None)
        for column, heading in zip(layout.columns, part.headings, strict=False):
            if column.field is not None:
                self._rows.name(column.field, heading.text)
        self._told.layout(layout, part.header[-1])

    def _has_said(self, caption: str) -> bool:
        """Whether the heading above a table says what its caption says."""
        mode = self._state.mode
        if v.is_heading_for(mode, caption) if mode else False:
            return True
        return v.fold(caption) in map(v.fold, self.sections.last_said)

    def _is_stray(self, table: Table) -> bool:
        """Whether a table is much too narrow to continue one of activities."""
        layout = self._state.layout
        if not layout or self._state.mode:
            return False
        widest = max((sum(c.columns for c in row.cells) for row in table.rows), default=0)
        return widest <= max(2, len(layout.columns) // 2) and not any(
            part.headings or any(self._rows.has_code(row) for row in part.rows)
            for part in self._survey.parts(table)
        )

    def _row(self, row: Row) -> None:
        state = self._state
        texts = [cell.text for cell in row.cells if not cell.repeated]
        period = self._survey.named.period
        if not state.mode and (quarter := other_quarter(row, state.layout, period)):
            self._told.of_quarter(quarter, row, period)
            return
        if state.layout and not state.mode and (why := why_none(row, is_page=self._is_page)):
            if not self._front.inline(" ".join(filter(letters, texts)), place_of(row)):
                self._told.leave_row(row, why)
            return
        if state.layout and (heading := heading_of_parts(row, state.below, state.layout)):
            self._now(above=None)
            self.heading(heading, None, row.cells[0].place, in_table=True)
            return
        if self._is_heading(row):
            self._now(above=None)
            self.heading(
                next(filter(letters, texts)), None, row.cells[0].place, in_table=bool(state.layout)
            )
            return
        if state.mode or not state.layout:
            said = [t for t in texts if letters(t)]
            if not self._front.row(state.mode, said, row.cells[0].place):
                self._told.leave_row(row)
            return
        if state.layout.steps:
            self._step_row(row)
        elif not self._labelled(row):
            self._activity_row(row)

    def _is_heading(self, row: Row) -> bool:
        return is_heading(
            row,
            self._state.layout,
            is_page=self._is_page,
            has_code=self._rows.has_code(row),
            coded=self._survey.coded,
        )

    def _labelled(self, row: Row) -> bool:
        """Takes a row below an activity that says in its own words which field it holds: “Comments: …”."""
        draft, layout = self._state.current, self._state.layout
        if draft is None or self._is_page or self._rows.has_code(row):
            return False
        columns = len(layout.columns)
        pairs = fields_in(row, columns, self._survey.named)
        if not pairs and not is_wide(row, columns):
            return False
        if not pairs:
            said = said_in(row)[0]
            if layout.has("progress", "both"):
                self._told.leave_row(row)
                draft.doubt("import-left-over", "a row below it went nowhere", said.text)
                return True
            draft.doubt("import-row-below", "the row below it is taken for its progress", said.text)
            pairs = [("progress", said)]
        self._add(draft, pairs)
        draft.sources.append(row)
        return True

    def _add(self, draft: Draft, pairs: list[tuple[str, Cell]]) -> None:
        for name, cell in pairs:
            layout = alone(name)
            read = self._rows.read(Row((replace(cell, columns=1),)), layout)
            for field in FIELDS:
                draft.pieces[field].extend(read.pieces[field])
            self._told.cell(draft, cell, name)

    def _step_row(self, row: Row) -> None:
        """A row of a table of next steps below an activity: each row is a step, with its date and its owner."""
        draft = self._state.current
        read = self._rows.read(row, self._state.layout)
        if draft is None or not read.says("next_steps"):
            self._told.leave_row(row)
            return
        add_part(draft, read, self._state.layout)
        draft.sources.append(row)
        self._take_cells(draft, read)

    def _activity_row(self, row: Row) -> None:
        layout = self._state.layout
        read = self._rows.read(row, layout)
        titles = [cell for name, cell in read.cells if name == "title" and cell is not None]
        if titles and all(cell.is_struck for cell in titles):
            self._told.leave_row(row)
            self._now(current=None)
            return
        if not self._is_page and is_part(read, layout, self._state.current):
            self._told.part(self._state.current, row)
            return
        above = self._state.above
        if above is not None and not self._is_page and goes_on(above, read):
            draft = without_said(above, read)
        elif begins(
            read,
            goes_on=self._state.current is not None,
            is_page=self._is_page,
            coded=self._survey.coded,
            leads=self._survey.leads,
        ):
            draft = self._begun(read, row)
        elif self._state.current is None:
            self._told.leave_row(row)
            return
        else:
            draft = self._state.current
        if draft.sources:
            continued(draft, read, is_page=self._is_page)
        draft.sources.append(row)
        self._now(above=draft)
        self._take_cells(draft, read)

    def _begun(self, read: Read, row: Row) -> Draft:
        above = self._state.above
        changed = self.sections.settle(header_above=self._state.header_above)
        if changed:
            self._now(current=None)
        layout = self._state.layout
        draft = Draft(place_of(row), self._section(read), read.codes, touches=above)
        draft.beside.extend(read.beside)
        draft.layout = layout
        self._drafts.append(draft)
        if above is not None:
            above.below = draft
        if self._is_page and not read.codes and self._survey.coded and above is not None:
            for one in (above, draft):
                one.doubt(
                    "import-broken-row",
                    "a row without a code touches that of this activity: text of one may stand in the other",
                )
        self._now(current=draft, header_above=False)
        for name in FIELDS:
            draft.pieces[name].extend(read.pieces[name])
        tell_clashes(draft, read, layout, self._rows)
        return draft

    def _section(self, read: Read) -> FoundSection | None:
        """The objective of a row: as its column says, else as the heading above."""
        named = {name: cell for name, cell in read.cells if name in ("objective", "theme") and cell is not None}  # fmt: skip
        if "objective" not in self._state.layout.fields:
            return self.sections.current
        cell = named.get("objective")
        text, place = (cell.text, cell.place) if cell is not None else ("", Location())
        if not letters(text):
            if not self._state.objective:
                return self.sections.current
            text = self._state.objective
            message = "an empty cell below an objective is read as going on with it"
            self._told.once("import-column", message, place, text)
        self._now(objective=text)
        theme = named.get("theme")
        return self.sections.named(text, theme.text if theme is not None else "", place)

    def _take_cells(self, draft: Draft, read: Read) -> None:
        layout = self._state.layout
        for n, (column, cell) in enumerate(read.cells):
            if cell is None:
                continue
            self._told.cell(draft, cell, column)
            if column in ("status", "status_and_progress") and not layout.steps:
                draft.fill = draft.fill or cell.fill
                draft.icons.extend(cell.icons)
            elif column in ("title", "code") and cell.icons and "status" not in layout.fields:
                draft.icons.extend(cell.icons)
            elif column is None or column == "group":
                self._told.unread(layout, n, cell, draft)
            else:
                for icon in cell.icons:
                    self.sections.leave(icon, cell.place)
        self._told.row(draft, read)
