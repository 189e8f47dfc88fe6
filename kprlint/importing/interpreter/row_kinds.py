"""What a row among those of activities is, if it is none of them: a sum, or the heading of what follows."""

import re

from kprlint.importing.cells import Row
from kprlint.importing.interpreter import status_words as sw
from kprlint.importing.interpreter import vocabulary as v
from kprlint.importing.interpreter.found import Draft
from kprlint.importing.interpreter.headings import fold
from kprlint.importing.interpreter.layout import Layout
from kprlint.importing.interpreter.rows import Read
from kprlint.importing.interpreter.sections import is_title
from kprlint.importing.interpreter.texts import letters, said_in, spread

_FIGURE = re.compile(r"[£$€]?\s?[+−-]?[\d,]+(?:\.\d+)?\s?[%kmKM]?|[-–—]")


# “2 Green, 1 Amber”: words with a number before or behind each.
_COUNTS = re.compile(r"(?:[\w' -]+?[:=–-]?\s*)?\d+(?:\s*[\w' -]+)?(?:\s*[,;/|]\s*|\s+and\s+|$)")
# What a remark below a table begins with.
_REMARK = re.compile(r"[*†‡§#]+\s*\w|(?:notes?|nb|n\.b\.?|sources?|key|please note)\s*[:.–-]", re.I)


def why_none(row: Row, *, is_page: bool) -> str:
    """Why a row below headings is no activity; “” where it may be one."""
    if _is_total(row):
        return "a row of sums is no activity"
    return "" if is_page or not _is_remark(row) else "a remark below a table is no activity"


def _is_total(row: Row) -> bool:
    """Whether a row holds sums: a word such as “Total” or “Overall”, and figures, counts or a status alone."""
    said = said_in(row)
    if not said or len(row.cells) < 2 or not v.is_total(said[0].text):
        return False
    own = said[0].text.partition(":")[2].strip()
    rest = [cell.text for cell in said[1:] if cell.text] + ([own] if own else [])
    return all(
        _FIGURE.fullmatch(text) or sw.meant(text) or _counts(text) or _lists(text) for text in rest
    )


def _lists(text: str) -> bool:
    """“Completed; On schedule; Slippage”"""
    return all(sw.meant(part) for part in re.split(r"\s*[;,/|]\s*", text))


def _counts(text: str) -> bool:
    parts = [part for part in re.split(r"\s*[,;/|]\s*|\s+and\s+", text) if part]
    return all(any(c.isdigit() for c in part) and len(part) < 40 and _COUNTS.fullmatch(part) for part in parts)  # fmt: skip


def _is_remark(row: Row) -> bool:
    """Whether a row says one thing alone that begins as a footnote does."""
    said = said_in(row)
    if len(said) != 1 or len(row.cells) < 2:
        return False
    return v.fold(said[0].text) in ("note", "notes", "source", "sources") or bool(
        _REMARK.match(said[0].text)
    )


def heading_of_parts(row: Row, below: Row | None, layout: Layout) -> str | None:
    """The heading that a row with a code and a title alone is for the rows below it: “1 | Warm homes” above 1.1 and 1.2."""
    if not layout.has("title") or below is None:
        return None
    if len(said_in(row)) == 1 and (heading := _heading_of_codes(row, below, layout)):
        return heading
    if not layout.has("code"):
        return None
    own, under = spread(row), spread(below)
    at, title = layout.fields.index("code"), layout.fields.index("title")
    if max(at, title) >= min(len(own), len(under)):
        return None
    code, part, text = own[at], under[at], own[title]
    if code is None or part is None or text is None or len(said_in(row)) != 2:
        return None
    number = code.text.strip().rstrip(".")
    rest = part.text.strip().removeprefix(number)
    if not number or not letters(text.text) or not part.text.strip().startswith(number):
        return None
    follows = re.match(r"[./-]?\d|[./ -]?[a-z](?![a-z])", rest) if number[-1:].isdigit() else re.match(r"[./ -]?\d", rest)  # fmt: skip
    told = len(said_in(below)) > 2
    inside = rest[:1].isdigit() and number[-1:].isdigit()
    return f"{number}. {text.text}" if follows and told and not inside else None


def _heading_of_codes(row: Row, below: Row, layout: Layout) -> str | None:
    """The same where the code begins the title: “LP1 Healthy lives” above “LP1.01 Walks in the park”."""
    at = layout.fields.index("title")
    own, under = ([*spread(one), *([None] * at)][at] for one in (row, below))
    if own is None or under is None:
        return None
    code, _, title = own.text.partition(" ")
    follows = (
        re.match(r"[./-]?\d", under.text.removeprefix(code))
        if under.text.startswith(code)
        else None
    )
    return (
        own.text
        if title and any(map(str.isalnum, code)) and follows and len(said_in(below)) > 2
        else None
    )


def is_part(read: Read, layout: Layout, above: Draft | None) -> bool:
    """Whether a row tells of a part of the activity above, such as a milestone, and of no activity: it has no status of its own.

    It has the code of that activity with more behind it, or none below a heading such as “Project / Milestone”.
    """
    if above is None or not above.codes or not above.pieces["status"] or "title" not in read.said:
        return False
    if {"status", "lead", "next_steps"} & read.said:
        return False
    if read.codes:
        rest = read.codes[0].removeprefix(above.codes[0])
        return rest != read.codes[0] and re.match(r"[./-]?\d|[./ -]?[a-z]\b", rest) is not None
    title = next(column.heading.text for column in layout.columns if column.field == "title")
    return bool(v.group("rows", "parts") & set(fold(title).replace("/", " ").split()))


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
