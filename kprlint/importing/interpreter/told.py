"""What an import has to tell of a document's cells: what its reader left out, and what went nowhere."""

from dataclasses import replace

from kprlint.importing.cells import Cell, Location, Reason, Remark, Row
from kprlint.importing.interpreter import vocabulary as v
from kprlint.importing.interpreter.doubts import Doubt
from kprlint.importing.interpreter.found import Draft
from kprlint.importing.interpreter.headings import fold
from kprlint.importing.interpreter.layout import Layout
from kprlint.importing.interpreter.periods import Side, when_in
from kprlint.importing.interpreter.rows import Read
from kprlint.importing.interpreter.tables import TablePart
from kprlint.importing.interpreter.texts import letters, place_of, said_in, spread
from kprlint.model import Quarter

# What a remark is called as a doubt; the field that a prompt leaves empty is told as empty.
_REMARKS = {
    Reason.STRUCK: "import-struck-out",
    Reason.DELETED: "import-tracked-change",
    Reason.INSERTED: "import-tracked-change",
    Reason.HIDDEN: "import-hidden",
    Reason.COMMENT: "import-comment",
    Reason.NOTE: "import-comment",
    Reason.MARGIN: "import-left-over",
    Reason.UNREAD: "import-unread",
}
SENTENCES = ("progress", "next_steps", "both")
_LEFT = "this text went nowhere"


class Doubts:
    """`doubts` are those of no activity, `left_over` is what went nowhere."""

    def __init__(self) -> None:
        self.doubts: list[Doubt] = []
        self.left_over: list[Doubt] = []
        self._said: set[tuple[str, str]] = set()
        self._of_quarters: dict[str, tuple[Location, list[str]]] = {}  # by what is said of them
        self._unread: dict[str, tuple[str, str, Location, list[str]]] = {}  # by heading

    def end(self) -> None:
        """Columns that are not read, each once, with all that stands in it, and rows of other quarters, each of these once."""
        for message, (place, texts) in self._of_quarters.items():
            self.left_over.append(
                Doubt("import-left-over", place, None, message, " | ".join(texts))
            )
        for name, message, place, texts in self._unread.values():
            self.left_over.append(Doubt(name, place, None, message, " | ".join(texts)))

    def of_quarter(self, quarter: str, row: Row, period: Quarter) -> None:
        """A row of another quarter than the one that is imported."""
        message = f"the rows of “{quarter}” are not of {period}"
        _, texts = self._of_quarters.setdefault(message, (place_of(row), []))
        texts.append(" ".join(cell.text for cell in said_in(row)))
        self.row_remarks(row)

    def once(self, name: str, message: str, place: Location, text: str = "") -> None:
        """A doubt about the document, told once however often it is met."""
        if (name, message) not in self._said:
            self._said.add((name, message))
            self.doubts.append(Doubt(name, place, None, message, text))

    def other_quarter(self, text: str, place: Location, period: Quarter) -> None:
        """Tells of a title that names another quarter than the one that is imported."""
        if len(text) > 150 or not v.is_document_title(text):
            return
        when = when_in(fold(text), period)[1]
        if when.side in (Side.BEFORE, Side.NEXT, Side.AFTER) and not when.in_words:
            message = f"“{text}” names another time than {period}, which is imported"
            self.once("import-other-quarter", message, place)

    def remark(self, remark: Remark) -> None:
        """A remark that belongs to no activity."""
        if name := _REMARKS.get(remark.why):
            kept = self.left_over if remark.left_out else self.doubts
            kept.append(Doubt(name, remark.place, None, f"this text {_why(remark)}", remark.text))

    def cell(self, draft: Draft, cell: Cell, name: str | None) -> None:
        """The remarks and notes of a cell that an activity is read from."""
        for remark in cell.remarks:
            if doubt := _REMARKS.get(remark.why):
                draft.doubt(doubt, f"“{remark.text}” {_why(remark)}", place=remark.place)
        if name not in SENTENCES:
            for note in (note for line in cell.lines for note in line.notes):
                message = "this footnote belongs to no sentence; it is left out"
                draft.doubt("import-comment", message, note, cell.place)

    def row_remarks(self, row: Row) -> None:
        """The remarks of a row that nothing else is read from, those of one kind as one."""
        remarks = [remark for cell in row.cells for remark in cell.remarks]
        for why in dict.fromkeys(remark.why for remark in remarks):
            alike = [remark for remark in remarks if remark.why is why]
            text = " – ".join(remark.text for remark in alike)
            place = alike[0].place if len(alike) == 1 else place_of(row)
            self.remark(replace(alike[0], text=text, place=place))

    def leave(self, text: str, place: Location, why: str = _LEFT) -> None:
        if letters(text):
            self.left_over.append(Doubt("import-left-over", place, None, why, text))

    def leave_row(self, row: Row, why: str = _LEFT) -> None:
        self.row_remarks(row)
        said = [text for cell in row.cells if not cell.repeated for text in (cell.text, *cell.icons)]  # fmt: skip
        self.leave(" | ".join(filter(letters, said)), place_of(row), why)

    def row(self, draft: Draft, read: Read) -> None:
        """What has to be said of a row as a whole."""
        if read.shifted:
            message = "a cell is missing in this row, and its text stands under the wrong headings"
            draft.doubt("import-shifted-row", message)
        for text, place in read.repeated:
            draft.doubt(
                "import-header-in-cell", "a column's name inside the cell is left out", text, place
            )

    def part(self, draft: Draft | None, row: Row) -> None:
        """A row below an activity that tells of a part of it."""
        assert draft is not None
        text = " | ".join(cell.text for cell in said_in(row))
        draft.doubt(
            "import-left-over",
            "a row below it tells of a part of it, and is not read",
            text,
            place_of(row),
        )
        draft.sources.append(row)
        self.row_remarks(row)

    def figures(self, part: TablePart) -> None:
        """A table of figures is no table of activities; it is told as a whole."""
        rows = [*part.header, *part.rows]
        text = " | ".join(cell.text for row in rows for cell in said_in(row))
        self.leave(text, place_of(rows[0]), "a table of figures, and not of activities")
        for row in rows:
            self.row_remarks(row)

    def layout(self, layout: Layout, header: Row) -> None:
        """What has to be said of the columns below a row of headings."""
        cells = spread(header)
        for name, message, n in layout.told:
            own = cells[n] if n < len(cells) else None
            place = own.place if own is not None else replace(header.cells[0].place, column=n + 1)
            column = layout.columns[n]
            if column.field is None:
                self._unread.setdefault(column.heading.text, (name, message, place, []))
            else:
                self.once(name, message, place)
        for n, column in enumerate(layout.columns):
            heading = column.heading
            if column.field is None and heading.field is None and letters(heading.text):
                message = f"the heading “{heading.text}” is not known, and nothing stands below it"
                place = replace(header.cells[0].place, column=n + 1)
                self._unread.setdefault(
                    heading.text, ("import-unknown-heading", message, place, [])
                )

    def unread(self, layout: Layout, n: int, cell: Cell, draft: Draft) -> None:
        """A cell of an activity's row that is not read."""
        columns = layout.columns
        said = [text for text in (cell.text, *cell.icons) if letters(text)]
        if not said or (cell.repeated and n < len(columns) and columns[n].field == "group"):
            return
        if n >= len(columns) or not letters(columns[n].heading.text):
            for text in said:
                self.leave(text, cell.place, "this text stands below no heading")
                draft.doubt("import-left-over", "text in its row stands below no heading and went nowhere", text)  # fmt: skip
            return
        heading = columns[n].heading
        known = self._unread.get(heading.text)
        if known is None:
            message = f"the column “{heading.text}” is not read"
            known = self._unread[heading.text] = ("import-unread-column", message, cell.place, [])
        known[3].extend(said)
        if heading.field is None and not heading.named and not columns[n].why:
            message = f"its text in the column “{heading.text}” is not read"
            draft.doubt("import-unknown-heading", message, " | ".join(said))


def _why(remark: Remark) -> str:
    return f"{remark.why}; it is left out" if remark.left_out else str(remark.why)
