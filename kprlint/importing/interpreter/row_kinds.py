"""What a row among those of activities is, if it is none of them: a sum, or the heading of what follows."""

import re

from kprlint.importing.cells import Row
from kprlint.importing.interpreter import status_words as sw
from kprlint.importing.interpreter import vocabulary as v
from kprlint.importing.interpreter.layout import Layout
from kprlint.importing.interpreter.rows import Read
from kprlint.importing.interpreter.sections import is_title
from kprlint.importing.interpreter.texts import letters, said_in

_FIGURE = re.compile(r"[£$€]?\s?[+−-]?[\d,]+(?:\.\d+)?\s?[%kmKM]?|[-–—]")


def is_total(row: Row) -> bool:
    """Whether a row holds sums: a word such as “Total”, and figures alone."""
    said = said_in(row)
    return (
        bool(said)
        and len(row.cells) > 1
        and v.is_total(said[0].text)
        and all(_FIGURE.fullmatch(cell.text) for cell in said[1:])
    )


def is_heading(row: Row, layout: Layout, *, is_page: bool, has_code: bool, coded: bool) -> bool:
    """Whether a row is a heading. `has_code`: it begins with a code; `coded`: the activities of the document do."""
    said = {cell.text for cell in row.cells if letters(cell.text)}
    if len(said) != 1:
        return False
    text = said.pop()
    if v.is_heading_for("key", text) or v.is_heading_for("summary", text):
        return True
    if v.numbered_objective(text):
        return True
    if has_code:
        return False
    columns = len(layout.columns)
    numbered = not is_page and v.plainly_numbered(text) is not None
    titled = is_title(text) or numbered
    spans = max((cell.columns for cell in row.cells), default=1)
    if columns > 2 and spans >= columns - 1:
        return titled
    # In a workbook a heading stands in the first cell, and nothing is merged.
    first = row.cells[0]
    alone = not is_page and columns > 2 and letters(first.text)
    if not alone or not titled or len(text) > 100:
        return False
    marked = bool(first.fill) or all(line.label == line.text for line in first.lines)
    marked = marked or (text.isupper() and len(text) > 3)
    own = layout.columns[0].field if layout.columns else None
    return marked or numbered or own != "title" or coded


def begins(read: Read, *, goes_on: bool, is_page: bool, coded: bool, leads: frozenset[str]) -> bool:
    """Whether a row begins an activity. `goes_on`: there is one above it that it may go on with; `leads`: those of the plan."""
    if read.codes:
        return True
    said = read.said
    if "title" not in said:
        return False
    if not is_page:
        return True
    status = read.pieces["status"]
    if status and sw.leading_sure(status[0].text):
        return True
    if not coded:
        told = bool(status) and (sw.meant(status[0].text) or sw.leading(status[0].text))
        return len(said) > 2 or not goes_on or bool(told)
    lead = v.fold(" ".join(p.text for p in read.pieces["lead"]))
    return "portfolio" in said and lead in leads
