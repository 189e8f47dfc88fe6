"""Blocks → drafts: which row begins an activity, which goes on, and what is no activity at all.

Every text of the source is taken exactly once: into a draft, a heading, the key, the summary or the left-overs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kprlint.importing.cells import (
    Cell,
    Heading,
    Line,
    Paragraph,
    Place,
    Remark,
    Row,
    Source,
    Table,
    Why,
)
from kprlint.importing.interpreter import vocabulary as v
from kprlint.importing.interpreter.doubts import Doubt
from kprlint.importing.interpreter.found import FIELDS, Draft, Piece, Section, Word
from kprlint.model import Kind
from kprlint.model.printed import Beside, read_beside

# A code at the start of a text: letters and two numbers, or two numbers with a dot.
_CODE = re.compile(r"([A-Za-z]{1,4}[ .\-/]?)?\d{1,2}[.\-/]\d{1,2}(?![\w%/]|[.\-]\d)[:.]?(?=\s|$)")
# In the middle of a text only the full form is a code, and not where the text speaks of it.
_INNER = re.compile(r"(?<![\w.(])KA\.\d\d\.\d\d(?![\w.])")
_SPEAKS = re.compile(r"(?:\(|\b(?:see|to|of|with|and|from|in|under|by|for|or|replaces))\s*$", re.I)


# What a remark is called as a doubt; the field that a prompt leaves empty is told as empty.
_REMARKS = {
    Why.STRUCK: "import-struck-out",
    Why.DELETED: "import-tracked-change",
    Why.INSERTED: "import-tracked-change",
    Why.HIDDEN: "import-hidden",
    Why.COMMENT: "import-comment",
    Why.NOTE: "import-comment",
    Why.MARGIN: "import-left-over",
    Why.UNREAD: "import-unread",
}
# A dash may belong to a name, and a symbol is a status.
_WITH_SIGNS = ("status", "lead", "portfolio")
_SENTENCES = ("progress", "next_steps")


@dataclass(slots=True)
class Walked:
    drafts: list[Draft]
    words: list[Word]
    labels: list[str]  # of the summary
    counts: list[tuple[int, Place]]
    sections: list[Section]
    doubts: list[Doubt]
    left_over: list[Doubt]


@dataclass(slots=True)
class _Pending:
    text: str
    level: int | None  # None where the source does not mark it as a heading
    place: Place


def walk(source: Source) -> Walked:
    walker = _Walker(source)
    for block in source.blocks:
        if isinstance(block, Table):
            walker.table(block)
        elif isinstance(block, Heading):
            walker.heading(block.text, block.level, block.place)
        else:
            walker.paragraph(block)
    walker.end()
    for remark in source.remarks:
        walker.tell(remark)
    return walker.walked


def letters(text: str) -> bool:
    """Whether a text says anything: rules and bullets do not."""
    return any(c.isalnum() for c in text) or "\ufffd" in text


class _Walker:
    def __init__(self, source: Source) -> None:
        self.walked = Walked([], [], [], [], [], [], [])
        self._layout: list[str | None] = []
        self._names: dict[str, set[str]] = {}  # of the columns in this source, by field
        self._header_fresh = False  # a header row stood since the last activity
        self._mode = ""
        self._opened: dict[tuple[int | None, str], Section] = {}
        self._pending: list[_Pending] = []
        self._section: Section | None = None
        self._theme = ""
        self._current: Draft | None = None
        self._above: Draft | None = None
        self._coded, self._leads = _survey(source)

    # Lines

    def heading(self, text: str, level: int | None, place: Place) -> None:
        for mode in ("key", "summary", "attention"):
            if v.is_heading_for(mode, text):
                self._flush()
                self._mode = mode
                return
        if not letters(text):
            return
        if v.is_furniture(text) or (level is None and not _is_title(text)):
            self._leave(text, place)
            return
        if level is not None or v.numbered_objective(text):
            self._mode = ""
        self._pending.append(_Pending(text, level, place))

    def paragraph(self, block: Paragraph) -> None:
        text = block.line.text
        if self._mode == "key" and self._key([text], block.place):
            return
        if self._mode == "attention" and _CODE.match(text):
            return  # said again, in full, by the activity itself
        self.heading(text, None, block.place)

    def end(self) -> None:
        self._flush()

    def _flush(self) -> None:
        for pending in self._pending:
            self._leave(pending.text, pending.place)
        self._pending.clear()

    def _leave(self, text: str, place: Place) -> None:
        if letters(text):
            found = Doubt("import-left-over", place, None, "this text went nowhere", text)
            self.walked.left_over.append(found)

    def _settle(self) -> None:
        """Makes the headings that stand above an activity its objective and its theme."""
        pending, self._pending = self._pending, []
        sure = [
            p for p in pending
            if p.level is not None or v.numbered_objective(p.text) or self._header_fresh
        ]  # fmt: skip
        titles = [
            p for p in sure if v.numbered_objective(p.text) or not v.is_document_title(p.text)
        ]
        numbered = [p for p in titles if v.numbered_objective(p.text)]
        chosen = numbered[-1] if numbered else titles[-1] if titles else None
        theme = None
        if chosen is not None:
            before = titles[: titles.index(chosen)]
            theme = next((p for p in reversed(before) if not v.numbered_objective(p.text)), None)
            if theme is not None:
                self._theme = theme.text
            self._open(chosen)
            if (
                theme is not None
                and self._section is not None
                and self._section.theme != theme.text
            ):
                theme = None  # the objective was opened before, under another
        for other in pending:
            if other is theme or other is chosen:
                continue
            number = v.numbered_objective(other.text)
            if self._section is None or number != (self._section.number, self._section.title):
                self._leave(other.text, other.place)

    def _open(self, heading: _Pending) -> None:
        number, title = v.numbered_objective(heading.text) or (None, heading.text)
        key = (number, v.fold(title))
        section = self._opened.get(key)
        if section is None:
            section = self._opened[key] = Section(number, title, self._theme, heading.place)
            self.walked.sections.append(section)
            if heading.level is None and number is None:
                self.walked.doubts.append(
                    Doubt(
                        "import-heading-from-text",
                        heading.place,
                        None,
                        "this line is taken for the title of an objective, since a table follows it",
                        title,
                    )
                )
        if section is not self._section:
            self._current = None
        self._section = section

    def tell(self, remark: Remark) -> None:
        if name := _REMARKS.get(remark.why):
            kept = self.walked.left_over if remark.left_out else self.walked.doubts
            message = f"this text {_told(remark)}"
            kept.append(Doubt(name, remark.place, None, message, remark.text))

    # Tables

    def table(self, table: Table) -> None:
        self._above = None
        if table.caption and not self._has_said(table.caption):
            self.heading(table.caption, None, table.place)
        small = self._is_stray(table)
        for row in table.rows:
            if not any(_says(cell) for cell in row.cells if not cell.repeated):
                self._tell_row(row)
                continue
            if small and not self._is_heading(row):
                self._leave_row(row)
            else:
                self._row(row)

    def _has_said(self, caption: str) -> bool:
        """Whether the heading above a table says what its caption says."""
        if v.is_heading_for(self._mode, caption) if self._mode else False:
            return True
        said = [p.text for p in self._pending[-1:]]
        said += [numbered[1] for text in said if (numbered := v.numbered_objective(text))]
        return v.fold(caption) in map(v.fold, said)

    def _is_stray(self, table: Table) -> bool:
        """Whether a table is much too narrow to continue one of activities."""
        if not self._layout or self._mode:
            return False
        widest = max((sum(c.columns for c in row.cells) for row in table.rows), default=0)
        return widest <= max(2, len(self._layout) // 2) and not any(
            _layout(row) or _first_code(row) for row in table.rows
        )

    def _row(self, row: Row) -> None:
        texts = [_text(cell) for cell in row.cells]
        if layout := _layout(row):
            self._layout, self._header_fresh, self._mode = layout, True, ""
            self._above = None
            for name, cell in zip(layout, _spread(row), strict=True):
                if name is None and cell is not None:
                    self._leave_cell(cell)
                elif name is not None and cell is not None:
                    self._names.setdefault(name, set()).add(_text(cell).casefold())
            return
        if self._is_heading(row):
            text = next(filter(None, texts))
            self._above = None
            self.heading(text, None, row.cells[0].place)
            return
        if (self._mode or not self._layout) and self._front(row, [t for t in texts if letters(t)]):
            return
        if not self._layout or self._mode:
            self._leave_row(row)
            return
        self._activity_row(row)

    def _is_heading(self, row: Row) -> bool:
        said = {text for cell in row.cells if letters(text := _text(cell))}
        if len(said) != 1:
            return False
        text = said.pop()
        if v.is_heading_for("key", text) or v.is_heading_for("summary", text):
            return True
        if v.numbered_objective(text):
            return True
        spans = max((cell.columns for cell in row.cells), default=1)
        wide = len(self._layout) > 2 and spans >= len(self._layout) - 1
        return wide and not _CODE.match(text) and _is_title(text)

    def _front(self, row: Row, texts: list[str]) -> bool:
        """Takes a row of the key or of the summary."""
        place = row.cells[0].place
        if texts and all(re.fullmatch(r"\d{1,5}", text) for text in texts):
            self.walked.counts.extend((int(text), place) for text in texts)
            return True
        if self._mode == "summary" and texts and v.role_of(texts[0]) == "status":
            return True  # its header
        if len(texts) >= 2 and all(re.fullmatch(r"[+−-]?\d{1,5}", text) for text in texts[1:]):
            if v.kind_of(texts[0]) or v.fold(texts[0]) == "total":
                self.walked.labels.append(texts[0])
                self.walked.counts.append((int(texts[1]), place))
                return True
        if self._mode == "summary" and all(v.kind_of(t) or v.fold(t) == "total" for t in texts):
            self.walked.labels.extend(texts)
            return True
        return self._key(texts, place)

    def _key(self, texts: list[str], place: Place) -> bool:
        found = v.leading_status(texts[0]) if texts else None
        kind = v.kind_of(found[0]) if found else None
        if found is None or kind is None:
            return False
        word, rest = found
        meaning = " ".join([rest.strip(), *texts[1:]]).strip().lstrip(":–—-= ").strip()
        if meaning.startswith("(") and meaning.rstrip(".").endswith(")"):
            meaning = meaning.rstrip(".")[1:-1]
        if any(v.fold(w.word) == v.fold(word) for w in self.walked.words):
            return False
        self.walked.words.append(Word(word, kind, meaning.strip().removesuffix(".")))
        return True

    def _activity_row(self, row: Row) -> None:
        cells, shifted = self._aligned(row)
        titles = [cell for name, cell in cells if name == "activity" and cell is not None]
        if titles and all(cell.is_struck for cell in titles):
            self._leave_row(row)
            self._current = None
            return
        if any(
            c is not None and c.repeated and _says(c) for n, c in cells if n in ("activity", "code")
        ):
            # One activity over several rows; what is merged was said in the first.
            cells = [(name, None if c is None or c.repeated else c) for name, c in cells]
        pieces, repeated = self._pieces(cells)
        beside = _take_beside(pieces["activity"])
        codes, title = _codes(pieces)
        pieces["activity"] = title
        if self._begins(codes, pieces):
            self._settle()
            draft = Draft(_place(row), self._section, codes, touches=self._above)
            draft.beside.extend(beside)
            self.walked.drafts.append(draft)
            if self._above is not None:
                self._above.below = draft
            if not codes and self._coded and self._above is not None:
                for one in (self._above, draft):
                    one.doubt(
                        "import-broken-row",
                        "a row without a code touches that of this activity: text of one may stand in the other",
                    )
            self._current, self._header_fresh = draft, False
            for name in FIELDS:
                draft.pieces[name].extend(pieces[name])
        elif self._current is None:
            self._leave_row(row)
            return
        else:
            draft = self._current
            draft.rows += 1
            for name in FIELDS:
                first = True
                for piece in pieces[name]:
                    draft.pieces[name].append(replace(piece, first=first))
                    first = False
        self._above = draft
        for column, cell in cells:
            if cell is None:
                continue
            for remark in cell.remarks:
                if doubt := _REMARKS.get(remark.why):
                    draft.doubt(doubt, f"“{remark.text}” {_told(remark)}", place=remark.place)
            if column not in _SENTENCES:
                for note in (note for line in cell.lines for note in line.notes):
                    message = "this footnote belongs to no sentence; it is left out"
                    draft.doubt("import-comment", message, note, cell.place)
            if column == "status":
                draft.fill = draft.fill or cell.fill
                draft.icons.extend(cell.icons)
            elif column is None:
                self._leave_cell(cell)
            else:
                for icon in cell.icons:
                    self._leave(icon, cell.place)
        if shifted:
            draft.doubt(
                "import-shifted-row",
                "a cell is missing in this row, and its text stands under the wrong headings",
            )
        for text, place in repeated:
            draft.doubt(
                "import-header-in-cell", "a column's name inside the cell is left out", text, place
            )

    def _aligned(self, row: Row) -> tuple[list[tuple[str | None, Cell | None]], bool]:
        """The row's cells with the fields of their columns; whether a lost status was made up for."""
        cells = _spread(row)
        layout = self._layout
        shifted = False
        at = layout.index("status") if "status" in layout else None
        if at is not None and at < len(cells) and _first_code(row):
            cell = cells[at]
            text = _text(cell) if cell is not None else ""
            short = len(cells) < len(layout) or not any(
                c is not None and _says(c) for c in cells[-1:]
            )
            prose = letters(text) and v.leading_status(self._bare(text, "status")) is None
            if short and prose and len(text) > 30:
                cells.insert(at, None)
                if len(cells) > len(layout):
                    cells.pop()
                shifted = True
        extra = len(cells) - len(layout)
        names = [*layout, *([None] * max(extra, 0))]
        cells += [None] * max(-extra, 0)
        return list(zip(names, cells, strict=True)), shifted

    def _pieces(
        self, cells: Sequence[tuple[str | None, Cell | None]]
    ) -> tuple[dict[str, list[Piece]], list[tuple[str, Place]]]:
        """The lines of each field without the names of columns in them, and those names."""
        found: dict[str, list[Piece]] = {name: [] for name in (*FIELDS, "code")}
        bared: dict[str, Piece] = {}
        for name, cell in cells:
            if name is None or cell is None:
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
        removed: list[tuple[str, Place]] = []
        for name, piece in bared.items():
            own = found[name]
            # One cell that begins with such a word may well mean it.
            alone = not own[0].text or (name == "status" and v.leading_status(own[0].text))
            if len(bared) < 2 and not alone:
                own[0] = piece
                continue
            removed.append((piece.text[: len(piece.text) - len(own[0].text)].strip(), piece.place))
            if not own[0].text:
                own.pop(0)
        return found, removed

    def _bare(self, text: str, field: str) -> str:
        """`text` without the name of its own column in front."""
        folded = text.casefold()
        for name in sorted(self._names.get(field, ()), key=len, reverse=True):
            if not folded.startswith(name) or len(folded) != len(text):
                continue
            rest = text[len(name) :]
            after = rest.lstrip(": ")
            # “Progress on the plan” is a sentence; “Status Green” is not.
            if not after or (not rest[0].isalnum() and not after[0].islower()):
                return after
        return text

    def _begins(self, codes: list[str], pieces: dict[str, list[Piece]]) -> bool:
        if codes:
            return True
        said = {name for name in FIELDS if any(letters(p.text) for p in pieces[name])}
        if "activity" not in said:
            return False
        status = pieces["status"]
        if status and v.leading_status(status[0].text):
            return True
        if not self._coded:
            return len(said) > 2 or self._current is None
        lead = v.fold(" ".join(p.text for p in pieces["lead"]))
        return "portfolio" in said and lead in self._leads

    def _tell_row(self, row: Row) -> None:
        for cell in row.cells:
            for remark in cell.remarks:
                self.tell(remark)

    def _leave_row(self, row: Row) -> None:
        self._tell_row(row)
        said = [text for cell in row.cells for text in (_text(cell), *cell.icons) if letters(text)]
        if said:
            self._leave(" | ".join(said), _place(row))

    def _leave_cell(self, cell: Cell) -> None:
        for text in (_text(cell), *cell.icons):
            self._leave(text, cell.place)


def _survey(source: Source) -> tuple[bool, frozenset[str]]:
    """Whether the source has codes, and the leads of the rows that have them."""
    layout: list[str | None] = []
    coded = False
    leads: set[str] = set()
    for block in source.blocks:
        if not isinstance(block, Table):
            continue
        for row in block.rows:
            layout = _layout(row) or layout
            if layout and _first_code(row):
                coded = True
                cells = _spread(row)
                if "lead" in layout and layout.index("lead") < len(cells):
                    cell = cells[layout.index("lead")]
                    leads.add(v.fold(_text(cell)) if cell is not None else "")
    return coded, frozenset(leads - {""})


def _layout(row: Row) -> list[str | None]:
    """The fields of the columns under a header row; empty for any other row."""
    spread = _spread(row)
    roles = [v.role_of(_text(cell)) if cell is not None else None for cell in spread]
    said = sum(1 for cell in row.cells if letters(_text(cell)))
    named = {role for role in roles if role}
    if len(named) < 2 or not named & {"activity", "progress"}:
        return []
    if sum(1 for role in roles if role) < 0.6 * said:
        return []
    return list(roles)


def _spread(row: Row) -> list[Cell | None]:
    """The cells by column: None where a cell spans on."""
    return [c for cell in row.cells for c in (cell, *([None] * (min(cell.columns, 100) - 1)))]


def _first_code(row: Row) -> bool:
    for cell in row.cells[:2]:
        text = _text(cell)
        if _CODE.match(text) or (_INNER.search(text[:80]) and v.fold(text).startswith("key")):
            return True
    return False


def _codes(pieces: dict[str, list[Piece]]) -> tuple[list[str], list[Piece]]:
    """The codes of a row, and what its activity cell says besides."""
    own = [p for p in pieces["code"] if letters(p.text)]
    title = pieces["activity"]
    if own and re.search(r"\d", own[0].text) and len(own[0].text) <= 16:
        pieces["activity"] = title = [*own[1:], *title]
        return [own[0].text], title
    title = [*own, *title]
    found = _CODE.match(title[0].text) if title else None
    if not found:
        return [], title
    codes = [found[0].rstrip(":. ")]
    for number, piece in enumerate(title):
        start = found.end() if number == 0 else 0
        for other in _INNER.finditer(piece.text, start):
            if not _SPEAKS.search(piece.text[max(0, other.start() - 20) : other.start()]):
                codes.append(other[0])
    if len(codes) == 1:
        rest = title[0].text[found.end() :].strip().lstrip("-–—:").strip()
        head = [replace(title[0], text=rest)] if rest else []
        return codes, head + title[1:]
    return codes, title


def _is_title(text: str) -> bool:
    return (
        3 < len(text) <= 150
        and text[0].isupper()
        and not text.endswith((".", ";", ","))
        and v.kind_of(text) is not Kind.UNKNOWN
    )


def _take_beside(pieces: list[Piece]) -> list[Beside]:
    """Takes the lines that a paper of ours prints below a title."""
    found = [(piece, beside) for piece in pieces[1:] if (beside := read_beside(piece.text))]
    for piece, _ in found:
        pieces.remove(piece)
    return [beside for _, beside in found]


def _text(cell: Cell) -> str:
    return " ".join(line.text for line in cell.lines)


def _noted(line: Line, field: str) -> Line:
    """A line with its footnotes, where it is a sentence."""
    if not line.notes or field not in _SENTENCES:
        return line
    return replace(line, text=f"{line.text} ({' '.join(line.notes)})")


def _told(remark: Remark) -> str:
    return f"{remark.why}; it is left out" if remark.left_out else str(remark.why)


def _says(cell: Cell) -> bool:
    return any(letters(line.text) for line in cell.lines) or bool(cell.icons)


def _place(row: Row) -> Place:
    place = row.cells[0].place
    return replace(place, column=None)
