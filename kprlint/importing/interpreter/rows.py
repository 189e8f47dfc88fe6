"""A row of a table → the lines of each field, the codes, and what is doubtful about them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kprlint.importing.cells import Cell, Location, Row, TextLine
from kprlint.importing.interpreter import status_words as sw
from kprlint.importing.interpreter.found import FIELDS, Draft, Piece
from kprlint.importing.interpreter.layout import Layout
from kprlint.importing.interpreter.printed_codes import PrintedForm, is_code
from kprlint.importing.interpreter.texts import letters, says, spread
from kprlint.words.printed import Beside, read_beside

# A dash may belong to a name, and a symbol is a status.
_WITH_SIGNS = ("status", "lead", "portfolio", "status_and_progress")
_PEOPLE = ("lead", "portfolio", "owner")
_SENTENCES = ("progress", "next_steps", "both")


@dataclass(slots=True)
class Read:
    """A row as it is read: `cells` by column, with the field of each."""

    cells: list[tuple[str | None, Cell | None]]
    pieces: dict[str, list[Piece]]
    codes: list[str] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)
    repeated: list[tuple[str, Location]] = field(default_factory=list)
    shifted: bool = False

    def says(self, name: str) -> bool:
        return any(letters(piece.text) for piece in self.pieces[name])

    @property
    def said(self) -> set[str]:
        return {name for name in FIELDS if self.says(name)}


class RowReader:
    """Reads the rows of one document; it knows the names of its columns and the form of its codes."""

    def __init__(self, form: PrintedForm, *, is_page: bool) -> None:
        self._form = form
        self._is_page = is_page  # read from lines, so that cells may be broken, shifted or lost
        self._names: dict[str, set[str]] = {}

    def name(self, name: str, text: str) -> None:
        """Hears that a column of the field `name` is called `text`."""
        self._names.setdefault(name, set()).add(text.casefold())

    def has_code(self, row: Row, layout: Layout | None = None) -> bool:
        """Whether a code stands in the first cells."""
        if layout and "code" in layout.fields:
            cells = spread(row)
            at = layout.fields.index("code")
            cell = cells[at] if at < len(cells) else None
            if cell is not None and not cell.repeated and is_code(cell.text):
                return True
        for cell in row.cells[:2]:
            if not cell.repeated and (
                self._form.leading(cell.text) or self._form.is_damaged(cell.text)
            ):
                return True
        return False

    def read(self, row: Row, layout: Layout) -> Read:
        cells, shifted = self._aligned(row, layout)
        cells = _over_columns(cells)
        if any(
            c is not None and c.repeated and says(c) for n, c in cells if n in ("title", "code")
        ) and not self._is_new(cells):
            # One activity over several rows; what is merged was said in the first.
            cells = [(name, None if c is None or c.repeated else c) for name, c in cells]
        pieces, repeated = self._pieces(cells)
        beside = _take_beside(pieces["title"])
        codes, title = self._codes(pieces)
        pieces["title"] = title
        return Read(cells, pieces, codes, beside, repeated, shifted)

    @staticmethod
    def _is_new(cells: Sequence[tuple[str | None, Cell | None]]) -> bool:
        """Whether a code or a title of its own stands in the row, though the other of them is merged."""
        own = {
            name for name, cell in cells if cell is not None and not cell.repeated and letters(cell.text)
        }  # fmt: skip
        return bool(own & {"code", "title"})

    def _aligned(
        self, row: Row, layout: Layout
    ) -> tuple[list[tuple[str | None, Cell | None]], bool]:
        """The row's cells with the fields of their columns; whether a lost status was made up for."""
        cells = spread(row)
        fields = layout.fields
        shifted = False
        at = fields.index("status") if "status" in fields else None
        if self._is_page and at is not None and at < len(cells) and self.has_code(row):
            cell = cells[at]
            text = cell.text if cell is not None else ""
            short = len(cells) < len(fields) or not any(
                c is not None and says(c) for c in cells[-1:]
            )
            prose = letters(text) and sw.leading_sure(self._bare(text, "status")) is None
            if short and prose and len(text) > 30:
                cells.insert(at, None)
                if len(cells) > len(fields):
                    cells.pop()
                shifted = True
        extra = len(cells) - len(fields)
        names = [*fields, *([None] * max(extra, 0))]
        cells += [None] * max(-extra, 0)
        return list(zip(names, cells, strict=True)), shifted

    def _pieces(
        self, cells: Sequence[tuple[str | None, Cell | None]]
    ) -> tuple[dict[str, list[Piece]], list[tuple[str, Location]]]:
        """The lines of each field without the names of columns in them, and those names."""
        found: dict[str, list[Piece]] = {name: [] for name in (*FIELDS, "code")}
        bared: dict[str, Piece] = {}
        for name, cell in cells:
            if name is None or cell is None or name not in found:
                continue
            lines = [
                _noted(line, name)
                for line in cell.lines
                if letters(line.text) or name in _WITH_SIGNS
            ]
            own = found[name]
            if lines and not own and (rest := self._bare(lines[0].text, name)) != lines[0].text:
                bared[name] = Piece(lines[0].text, lines[0].bullet, cell.place)
                lines[0] = replace(lines[0], text=rest)
            own.extend(
                Piece(line.text, line.bullet, cell.place, joined=line.joined, level=line.level)
                for line in lines
            )
        removed: list[tuple[str, Location]] = []
        for name, piece in bared.items():
            own = found[name]
            # One cell that begins with such a word may well mean it.
            alone = not own[0].text or (name == "status" and sw.leading(own[0].text))
            if len(bared) < 2 and not alone:
                own[0] = replace(own[0], text=piece.text)
                continue
            removed.append((piece.text[: len(piece.text) - len(own[0].text)].strip(), piece.place))
            if not own[0].text:
                own.pop(0)
        return found, removed

    def _bare(self, text: str, name: str) -> str:
        """`text` without the name of its own column in front."""
        folded = text.casefold()
        for known in sorted(self._names.get(name, ()), key=len, reverse=True):
            if not known or not folded.startswith(known) or len(folded) != len(text):
                continue
            rest = text[len(known) :]
            after = rest.lstrip(": ")
            # “Progress on the plan” is a sentence; “Status Green” is not.
            if not after or (not rest[0].isalnum() and not after[0].islower()):
                return after
        return text

    def _codes(self, pieces: dict[str, list[Piece]]) -> tuple[list[str], list[Piece]]:
        """The codes of a row, and what its title says besides."""
        own = [p for p in pieces["code"] if letters(p.text)]
        title = pieces["title"]
        printed = " ".join(p.text for p in own)
        if is_code(printed):
            return [printed], title
        title = [*own, *title]
        found = self._form.leading(title[0].text) if title else None
        if not found:
            return [], title
        code, rest = found
        codes = [code]
        for number, piece in enumerate(title):
            codes += self._form.more(piece.text, len(code) if number == 0 else 0)
        if len(codes) == 1:
            head = [replace(title[0], text=rest)] if rest else []
            return codes, head + title[1:]
        return codes, title


def _over_columns(
    cells: list[tuple[str | None, Cell | None]],
) -> list[tuple[str | None, Cell | None]]:
    """A cell over progress and next steps holds both; one over people's columns is that of each."""
    found = list(cells)
    for at, (name, cell) in enumerate(cells):
        if cell is None or cell.columns < 2:
            continue
        under = [field for field, _ in cells[at : at + cell.columns]]
        if set(under) == {"progress", "next_steps"}:
            found[at] = ("both", cell)
        elif name in _PEOPLE and set(under) <= set(_PEOPLE):
            again = replace(cell, columns=1).again(cell.place)
            for further, field in enumerate(under[1:], at + 1):
                found[further] = (field, again)
    return found


def _take_beside(pieces: list[Piece]) -> list[Beside]:
    """Takes the lines that a paper of ours prints below a title."""
    found = [(piece, beside) for piece in pieces[1:] if (beside := read_beside(piece.text))]
    for piece, _ in found:
        pieces.remove(piece)
    return [beside for _, beside in found]


def _noted(line: TextLine, name: str) -> TextLine:
    """A line with its footnotes, where it is a sentence."""
    if not line.notes or name not in _SENTENCES:
        return line
    return replace(line, text=f"{line.text} ({' '.join(line.notes)})")


def parts_of_row(draft: Draft) -> list[Draft]:
    """A draft for each code of a row; what the row says once, each has."""
    if len(draft.codes) < 2:
        return [draft]
    title = " ".join(p.text for p in draft.pieces["title"])
    parts = []
    for number, code in enumerate(draft.codes):
        _, _, title = title.partition(code)
        following = draft.codes[number + 1] if number + 1 < len(draft.codes) else None
        own = title.partition(following)[0] if following else title
        pieces = {name: list(said) for name, said in draft.pieces.items()}
        pieces["title"] = [Piece(own.strip(" :-–—."), False, draft.place)] if letters(own) else []
        count = len(draft.codes)
        for name in ("progress", "next_steps"):
            if len(pieces[name]) == count:
                pieces[name] = [pieces[name][number]]
        others = ", ".join(c for c in draft.codes if c != code)
        part = replace(
            draft, codes=[code], pieces=pieces, icons=list(draft.icons), shared=count, part=number,
            doubts=list(draft.doubts),
        )  # fmt: skip
        part.doubt(
            "import-two-in-one-row",
            f"one row holds this activity and {others}; a cell with a line for each was shared out, "
            "and of any other cell each has the whole",
        )
        parts.append(part)
    return parts


def goes_on(above: Draft, read: Read) -> bool:
    """Whether a row has the code and the title of the row above it: another part of the same activity."""
    if above.codes != read.codes or not (read.codes or above.layout.grouped):
        return False
    return [p.text for p in above.pieces["title"]] == [p.text for p in read.pieces["title"]]


def without_said(draft: Draft, read: Read) -> Draft:
    """Takes out of a row what the rows above it have said of the same activity."""
    for name in FIELDS:
        there = [piece.text for piece in draft.pieces[name]]
        if [piece.text for piece in read.pieces[name]] == there[: len(read.pieces[name])]:
            read.pieces[name] = []
    return draft


def continued(draft: Draft, read: Read, *, is_page: bool) -> None:
    """Adds a further row to an activity."""
    draft.rows += 1
    for name in FIELDS:
        for n, piece in enumerate(read.pieces[name]):
            # What stands in a row of a table is an item of its own; on a page it may only go on.
            draft.pieces[name].append(replace(piece, first=n == 0 and is_page))
