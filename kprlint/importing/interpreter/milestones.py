"""Tables of the parts of one activity that stand below it: of its next steps, or of milestones with how each stands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kprlint.importing.cells import Block, Table
from kprlint.importing.cells import Heading as Line
from kprlint.importing.interpreter import status_words as sw
from kprlint.importing.interpreter.found import Draft, Piece
from kprlint.importing.interpreter.headings import Heading
from kprlint.importing.interpreter.layout import Layout
from kprlint.importing.interpreter.rows import Read
from kprlint.importing.interpreter.tables import Named, TablePart
from kprlint.importing.interpreter.texts import letters
from kprlint.model import Kind

# What a column of such a table holds of the part, by what it would hold of an activity; no other column is read.
_OF_PARTS: dict[str | None, str] = {
    "title": "next_steps", "due": "step_due", "due_original": "step_due", "due_revised": "due_revised", "lead": "owner",
    "owner": "owner", "status": "status", "percent_complete": "percent_complete",
}  # fmt: skip
# What a heading says of a milestone that has been reached, where something stands below it.
_DONE = re.compile(r"complet|actual|achiev|\bdone|deliver|\bmet\b", re.I)
_MENTIONS = re.compile(r"milestone|\bsub[ -]?(?:action|task)|(?<!next )\bsteps?\b", re.I)
_MOST = 60
_OVER = frozenset({Kind.COMPLETE, Kind.WITHDRAWN})
_TEXTS = frozenset({"progress", "both", "status_and_progress", "next_steps", "objective", "theme"})


def may_have(table: Table) -> bool:
    """Whether a table has words of the parts of activities at all, told in one look."""
    firsts = (cell.lines[0].text for row in table.rows for cell in row.cells if cell.lines)
    return any(len(text) <= _MOST and _MENTIONS.search(text) for text in firsts)


def are_parts(parts: Sequence[TablePart], above: Block | None, named: Named) -> bool:
    """Whether all headings of a table are those of parts; `above` is the block above it, which may say so."""
    heads = [part.headings for part in parts if part.headings and not part.is_figures]
    return bool(heads) and all(_names_parts(headings, above, named) for headings in heads)


def _names_parts(headings: Sequence[Heading], above: Block | None, named: Named) -> bool:
    """Whether these are headings of milestones or sub-actions, and of nothing that is told of an activity alone."""
    titles = [h for h in headings if h.field == "title"]
    if not titles or any(h.named for h in titles) or _TEXTS & {h.field for h in headings}:
        return False
    return all(h.rank == 2 for h in titles) or is_label(above, named)


def is_label(block: Block | None, named: Named) -> bool:
    """Whether a line above such a table only says what it is: “Milestones”, “Next steps”."""
    if block is None or isinstance(block, Table):
        return False
    heading = named.heading(block.text if isinstance(block, Line) else block.line.text)
    return heading.sure and (heading.field == "next_steps" or (heading.field == "title" and heading.rank == 2))  # fmt: skip


def below_activities(
    blocks: Sequence[Block], parts: Mapping[int, Sequence[TablePart]], named: Named
) -> frozenset[tuple[str, ...]]:
    """The headings of tables that stand below one activity each, wherever they are: they speak of its parts."""
    found: set[tuple[str, ...]] = set()
    others: set[tuple[str, ...]] = set()
    of_one = False
    above: Block | None = None
    for block in blocks:
        if isinstance(block, Line) and not is_label(block, named):
            of_one = False
        for part in parts[id(block)] if isinstance(block, Table) else ():
            if are_parts([part], above, named):
                (found if of_one else others).add(part.texts)
            elif part.headings and not part.is_figures:
                of_one = len(part.rows) == 1
        above = block
    return frozenset(found - others)


def of_parts(layout: Layout) -> Layout:
    """A layout of activities as one of the parts of the activity above."""
    columns = tuple(
        column._replace(field=_OF_PARTS.get(column.field), why=column.why or ("" if column.field in _OF_PARTS else "it speaks of a part of the activity"))
        for column in layout.columns
    )  # fmt: skip
    return layout._replace(columns=columns, steps=True, told=(), lost=(), rivals=())


def add_part(draft: Draft, read: Read, layout: Layout) -> bool:
    """Adds a row of such a table to the next steps of its activity; False where it is none of them, which is told."""
    pieces = read.pieces
    steps = pieces["next_steps"]
    there = draft.pieces["next_steps"]
    text = " ".join(piece.text for piece in steps)
    if there and draft.parts != len(there):
        draft.doubt(
            "import-left-over",
            "its next steps stand elsewhere, so that this milestone is none of them",
            text,
        )
        return False
    how, is_over = _how_it_stands(read, layout)
    if is_over:
        draft.doubt(
            "import-left-over",
            f"“{how}” is said of a milestone, which is therefore no next step",
            text,
        )
        return False
    if how:
        draft.doubt("import-step-column", f"a milestone is taken for a next step; “{how}” is said of it, and is not written", text)  # fmt: skip
    draft.parts += 1
    there.append(replace(steps[0], text=text, bullet=True))
    first = " ".join(piece.text for piece in pieces["step_due"])
    revised = " ".join(piece.text for piece in pieces["due_revised"])
    if first and revised and first != revised:
        draft.doubt(
            "import-revised-date",
            f"a milestone was first due {first}; the revised date is written",
            text,
        )
    _beside(draft, "step_due", revised or first, steps[0])
    _beside(draft, "owner", " ".join(piece.text for piece in pieces["owner"]), steps[0])
    return True


def _how_it_stands(read: Read, layout: Layout) -> tuple[str, bool]:
    """What a row says of how its milestone stands, “” for nothing, and whether that is over."""
    said: list[str] = []
    is_over = False
    for column, (name, cell) in zip(layout.columns, read.cells, strict=False):
        if cell is None or cell.repeated or not (cell.lines or cell.icons or cell.fill):
            continue
        text = cell.text or ", ".join(cell.icons)
        if name == "status":
            known = sw.meant(text) or sw.meant_alone(text)
            kind = known.kind if known else sw.kind_of_symbol(text)
            is_over = is_over or kind in _OVER
            said.append(text or "a colour")
        elif name == "percent_complete" and text:
            is_over = is_over or text.strip().startswith("100")
            said.append(text)
        elif name is None and letters(text) and _DONE.search(column.heading.text):
            is_over = True
            said.append(f"{column.heading.text}: {text}")
    return "; ".join(said), is_over


def _beside(draft: Draft, name: str, said: str, step: Piece) -> None:
    """A piece for each step, “” too, so that it can be told which of them it belongs to."""
    draft.pieces[name].append(replace(step, text=said))
