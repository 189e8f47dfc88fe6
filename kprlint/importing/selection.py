"""The part of a document that a user names: sheets of a workbook, pages of a PDF, tables."""

from collections.abc import Sequence
from dataclasses import replace

from kprlint.errors import InputError
from kprlint.importing.cells import Block, SourceDocument, Table


def pages_of(text: str) -> frozenset[int]:
    """The pages of “3-7,9”; raises `InputError` for anything else."""
    found: set[int] = set()
    for part in text.replace("–", "-").split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        if not first.isdigit() or (dash and not last.isdigit()) or len(first) > 5 or len(last) > 5:
            raise InputError(f"“{text}” names no pages: write 4, or 3-7, or 3-7,9")
        found.update(range(int(first), int(last or first) + 1))
    return frozenset(found)


def select(
    source: SourceDocument, *, sheets: Sequence[str], pages: frozenset[int], tables: Sequence[int]
) -> SourceDocument:
    """`source` with what is named alone; lines stay beside chosen tables. Raises `InputError` where nothing is left."""
    blocks = source.blocks
    if sheets:
        there = list(dict.fromkeys(b.place.sheet for b in blocks if b.place.sheet))
        wanted = {name.casefold() for name in sheets}
        if missing := [
            s for s in sheets if s.casefold() not in {name.casefold() for name in there}
        ]:
            has = f"it has {', '.join(there)}" if there else "it has no sheets"
            raise InputError(f"{source.name} has no sheet “{missing[0]}”: {has}")
        blocks = tuple(b for b in blocks if (b.place.sheet or "").casefold() in wanted)
    if pages:
        if not any(b.place.page for b in blocks):
            raise InputError(f"{source.name} has no pages that can be told; name tables instead")
        blocks = tuple(part for b in blocks if (part := _on(b, pages)) is not None)
        if not blocks:
            raise InputError(f"{source.name} has nothing on these pages")
    if tables:
        numbers = {b.place.table for b in blocks if isinstance(b, Table)}
        if missing_tables := [n for n in tables if n not in numbers]:
            has = (
                f"its tables are 1 to {max(n for n in numbers if n)}"
                if numbers
                else "it has no tables"
            )
            raise InputError(f"{source.name} has no table {missing_tables[0]}: {has}")
        blocks = tuple(
            b for b in blocks if not isinstance(b, Table) or b.place.table in set(tables)
        )
    return replace(source, blocks=blocks)


def _on(block: Block, pages: frozenset[int]) -> Block | None:
    """The part of a block that stands on these pages: a table may go on over several."""
    if not isinstance(block, Table):
        return block if block.place.page in pages else None
    rows = tuple(
        row for row in block.rows if (row.cells[0].place.page or block.place.page) in pages
    )
    return replace(block, rows=rows) if rows else None
