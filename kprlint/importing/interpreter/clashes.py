"""Fields that two columns of a table may hold: what is told of them with each activity."""

from kprlint.importing.cells import Row
from kprlint.importing.interpreter import status_words as sw
from kprlint.importing.interpreter.found import Draft
from kprlint.importing.interpreter.layout import Layout, alone
from kprlint.importing.interpreter.rows import Read, RowReader
from kprlint.importing.interpreter.texts import letters
from kprlint.importing.interpreter.told import SENTENCES


def tell_clashes(draft: Draft, read: Read, layout: Layout, rows: RowReader) -> None:
    """Tells which fields cannot be told, which were joined, and where another column says something else."""
    for doubt, message, n in layout.told:
        if doubt == "import-unknown-heading" and layout.columns[n].field is not None:
            draft.doubt(doubt, message)
    for name, why in layout.lost:
        if name != "status":
            draft.doubt("import-unclear-column", f"{name.replace('_', ' ')}: {why}")
    for name in SENTENCES:
        _joined(draft, read, layout, name)
    for name, n in layout.rivals:
        _rival(draft, read, layout, rows, name, n)


def _joined(draft: Draft, read: Read, layout: Layout, name: str) -> None:
    said = [
        layout.columns[n].heading.text
        for n, field in enumerate(layout.fields)
        if field == name and (cell := read.cells[n][1]) is not None and letters(cell.text)
    ]
    if len(said) > 1:
        names = " and ".join(f"“{text}”" for text in said)
        message = f"{names} are read one after the other as its {name.replace('_', ' ')}"
        draft.doubt("import-two-columns", message)


def _rival(draft: Draft, read: Read, layout: Layout, rows: RowReader, name: str, n: int) -> None:
    """A column that may hold the field, too: it fills an empty one, with a doubt, and else is told where it differs."""
    cell = read.cells[n][1] if n < len(read.cells) else None
    own = " ".join(piece.text for piece in read.pieces[name])
    if cell is None or not letters(cell.text) or sw.fold(cell.text) == sw.fold(own):
        return
    heading = layout.columns[n].heading.text
    if letters(own):
        message = f"the column “{heading}” says “{cell.text}”, and the {name} is read from another"
    else:
        message = f"the {name} is read from the column “{heading}”, since its own is empty"
        draft.pieces[name].extend(rows.read(Row((cell,)), alone(name)).pieces[name])
    draft.doubt("import-unclear-column", message)
