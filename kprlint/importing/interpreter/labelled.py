"""Lists of lines such as “Status: Green” → tables with a header row."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from kprlint.importing.cells import Block, Cell, Heading, Paragraph, Table, TextLine
from kprlint.importing.interpreter import vocabulary as v
from kprlint.importing.interpreter.milestones import are_parts, is_label
from kprlint.importing.interpreter.page_lines import (
    is_button,
    is_closing,
    is_page_number,
    with_codes,
)
from kprlint.importing.interpreter.periods import Side
from kprlint.importing.interpreter.profiles import is_value
from kprlint.importing.interpreter.record import MOST_LABEL, TELLING, Record, named_cell
from kprlint.importing.interpreter.tables import Named, parts
from kprlint.importing.interpreter.texts import letters

# What a heading inside of an activity's text may say: its fields, and nothing that a plan is made of.
_INSIDE = TELLING | {
    "lead",
    "portfolio",
    "due",
    "due_original",
    "due_revised",
    "status_reason",
    "as_at",
}

_ONE_LINE = frozenset({"status", "lead", "portfolio", "due", "due_original", "due_revised", "percent_complete", "as_at", "code", "title", "ignore", None})  # fmt: skip

_COLON = re.compile(r":(?=\s)")
_DASHED = re.compile(r"([A-Z][A-Za-z ]{2,24}?)\s+([–—-])\s+(\S.*)", re.DOTALL)
# “Dredge the cut (Helen Byrne; due June 2025)”
_BRACKETS = re.compile(r"(.*\S)\s*\(([^()]*)\)\.?", re.DOTALL)
_DUE = re.compile(
    r"(?:due(?: date)?|by|target(?: date)?|deadline|complete by)\b:?\s*(?:by\s+)?(?=\S)", re.I
)
_SHARE = re.compile(r"(\d{1,3}\s?%)\s+(?:complete|completed|done)\.?", re.I)
_MOST_WORDS = 5
_MOST_NAME = 25


def lists(blocks: list[Block], named: Named) -> list[Block]:
    """The blocks, with lists such as “Status: Green” as tables; as they are, where there are none."""
    found: list[Block] = []
    record = Record()
    opener: str | None = None
    made = 0
    aside: list[Block] = []  # lines of the page, which stand within a record and are none of it
    known: set[str] = set()  # the labels of records that are closed
    apart = [line for whole in blocks for line in _apart(whole, named)]
    lines = with_codes(
        apart, lambda b: not isinstance(b, Table) and _said(b, named, "") is not None
    )
    for block, following in zip_longest(lines, lines[1:]):
        if record.labels and _is_of_parts(block, following, record.parts, named):
            record.parts.append(block)
            continue
        if record.labels and isinstance(block, Paragraph) and block.line.level < record.level:
            # The item above its labelled items is the title of the next one, whatever it says.
            made += _close(record, found)
            record, opener = Record(), None
            found += [*aside, block]
            aside = []
            continue
        inside = record.fields[-1] if record.labels else ""
        told = None if isinstance(block, Table) else _said(block, named, inside)
        if record.labels and isinstance(block, Paragraph) and not block.line.bullet:
            text = block.line.text
            if (is_page_number(text) and record.values[-1].lines) or is_button(text):
                aside.append(block)
                continue
            if is_closing(text) and (told is None or (made and v.fold(told[0].text) not in known)):
                made += _close(record, found)
                record, opener = Record(), None
                found += [*aside, block]
                aside = []
                continue
        if aside and not record.labels:
            found += aside
            aside = []
        if isinstance(block, Heading) and ":" not in block.text and not record.labels:
            # “Quarter 2 update” above all is no label; below the heading of an activity “Progress” is.
            told = told if found and isinstance(found[-1], Heading) else None
        if told is None:
            if record.labels and isinstance(block, Paragraph):
                below = (
                    max(0, block.line.level - record.level - 1)
                    if record.level
                    else block.line.level
                )
                record.more(Cell((replace(block.line, level=below),), block.place))
                continue
            made += _close(record, found)
            record, opener = Record(), None
            found.append(block)
            continue
        label, value, name = told
        again = name == opener or (name in ("title", "code") and name in record.fields)
        if record.labels and again:
            known |= {v.fold(cell.text) for cell in record.labels}
            title = _last_line(record) if opener not in ("title", "code") else None
            above = _line_above(record) if title is not None else None
            made += _close(record, found)
            record = Record()
            found.extend(
                Paragraph(cell.lines[0], cell.place) for cell in (above, title) if cell is not None
            )
        if not record.labels:
            opener = name
            record.level = block.line.level if isinstance(block, Paragraph) else 0
            if name not in ("title", "code") and found and (title := _title_of(found[-1])):
                found.pop()
                _add_title(record, title)
        record.add(label, value, name)
    made += _close(record, found)
    return [*found, *aside] if made else blocks


def _is_of_parts(block: Block, following: Block | None, above: list[Block], named: Named) -> bool:
    """Whether a block below labelled lines is a table of parts of the activity, or the line that announces one."""
    if isinstance(block, Table):
        return are_parts(list(parts(block, named)), above[-1] if above else None, named)
    return isinstance(following, Table) and is_label(block, named) and are_parts(list(parts(following, named)), block, named)  # fmt: skip


def _apart(block: Block, named: Named) -> Iterator[Block]:
    """A line with several labels as a line for each: “Ref: 4 Status: Green Lead: Parks”."""
    text = block.line.text if isinstance(block, Paragraph) else ""
    starts = [at for m in _COLON.finditer(text) if (at := _label_before(text, m.start(), named)) is not None]  # fmt: skip
    if not isinstance(block, Paragraph) or len(starts) < 2 or starts[0]:
        yield block
        return
    for at, end in zip(starts, [*starts[1:], len(text)], strict=True):
        label = block.line.label if not at else ""
        yield replace(block, line=replace(block.line, text=text[at:end].strip(), label=label))


def _label_before(text: str, end: int, named: Named) -> int | None:
    """Where the label begins that ends at a colon: the most words that are surely one, the first with a capital."""
    words = list(re.finditer(r"\S+", text[max(0, end - MOST_LABEL) : end]))[-_MOST_WORDS:]
    for word in words:
        at = max(0, end - MOST_LABEL) + word.start()
        heading = named.heading(text[at:end])
        of_before = heading.when.side is Side.BEFORE and heading.field in ("status", "ignore")
        if any(c.isdigit() for c in text[at:end]) or not text[at].isupper() or not heading.sure:
            continue
        if of_before or heading.field in _INSIDE | {"code", "title"}:
            return at
    return None


def _said(
    block: Heading | Paragraph, named: Named, inside: str | None
) -> tuple[Cell, Cell | None, str | None] | None:
    """The label that a line begins with, what follows it, and its field; `inside`: the field of the line above, or “”."""
    line = TextLine(block.text) if isinstance(block, Heading) else block.line
    label, colon, rest = _dashed(line.text, named) or line.text.partition(":")
    if not colon:
        label, rest = (line.label, line.text.removeprefix(line.label)) if line.label else ("", "")
        if (
            isinstance(block, Heading)
            or (line.label and line.label == line.text)
            or _names_text(line.text, named)
        ):
            label, rest = line.text, ""
    label = label.strip()
    if inside and (share := _SHARE.fullmatch(line.text.strip())):
        percent = Cell((replace(line, text=share[1], label=""),), block.place)
        return Cell((TextLine("% complete"),), block.place), percent, "percent_complete"
    if not label or len(label) > MOST_LABEL or is_value(label):
        return None
    heading = named.heading(label)
    rest = rest.strip(" –-") if not colon else rest.strip()
    if isinstance(block, Heading) and not colon and heading.field not in _INSIDE:
        return None
    if heading.field is None or not heading.sure or heading.field in ("objective", "theme"):
        # Behind a value of one line a label may be one that nobody knows.
        after = inside in _ONE_LINE or (inside != "" and bool(line.label))
        if not (after and colon and heading.field not in ("objective", "theme")):
            return None
    value = (
        Cell((replace(line, text=rest, label="", level=0),), block.place) if letters(rest) else None
    )
    return Cell((TextLine(label),), block.place), value, heading.field


def _dashed(text: str, named: Named) -> tuple[str, str, str] | None:
    """The parts of “Status – Green”, where what stands before the dash is surely a label."""
    found = _DASHED.fullmatch(text)
    heading = named.heading(found[1]) if found else None
    if (
        found is None
        or heading is None
        or not heading.sure
        or heading.field not in _INSIDE
        or heading.rank > 1
    ):
        return None
    return found[1], found[2], found[3]


def _names_text(text: str, named: Named) -> bool:
    """Whether a line is nothing but the name of a text: “Progress”, “Next steps”."""
    if len(text) > _MOST_NAME or not text[:1].isupper() or text.endswith("."):
        return False
    heading = named.heading(text)
    return heading.sure and heading.rank == 1 and heading.field in ("progress", "next_steps")


def _close(record: Record, found: list[Block]) -> int:
    """Puts a record among the blocks: as a table, or where it is no activity as the lines that it was."""
    if not record.labels:
        return 0
    if record.is_told:
        above = found[-1] if found and isinstance(found[-1], Heading) else None
        if "title" not in record.fields and above is not None and (title := _title_of(above)):
            found.pop()
            record.add(named_cell("Title", title), title, "title")
        place = record.labels[0].place
        found.append(record.table(Table((), place)))
        found.extend(record.parts)
        return 1
    for label, value in zip(record.labels, record.values, strict=True):
        if record.fields and label.text == "Title" and value is record.values[0]:
            found.extend(Heading(line.text, 3, value.place) for line in value.lines)
            continue
        first, *others = value.lines or (TextLine(""),)
        text = f"{label.text}: {first.text}".strip()
        found.append(Paragraph(replace(first, text=text), label.place))
        found.extend(Paragraph(line, value.place) for line in others)
    found.extend(record.parts)
    return 0


def _add_title(record: Record, title: Cell) -> None:
    """The title of a record, with the lead and the date that stand in brackets behind it."""
    found = _BRACKETS.fullmatch(title.text)
    inside = [part.strip() for part in re.split(r"[;,]", found[2])] if found else []
    days = [part for part in inside if _DUE.match(part)]
    others = [part for part in inside if part not in days]
    if found is None or len(days) != 1 or len(others) > 1:
        record.add(named_cell("Title", title), title, "title")
        return
    record.add(named_cell("Title", title), named_cell(found[1], title), "title")
    record.add(
        named_cell("Due in brackets", title),
        named_cell(_DUE.sub("", days[0], count=1), title),
        "due",
    )
    if others:
        record.add(named_cell("Lead in brackets", title), named_cell(others[0], title), "lead")


def _last_line(record: Record) -> Cell | None:
    """Takes the last line of a record that is none of its values: the title of the next one."""
    last = record.values[-1]
    if len(last.lines) < 2 and not (
        last.lines and record.fields[-1] not in ("progress", "next_steps", "both")
    ):
        return None
    line = last.lines[-1]
    if line.bullet or len(line.text) > 150 or line.text.endswith((".", ";")):
        return None
    record.values[-1] = replace(last, lines=last.lines[:-1])
    return Cell((line,), last.place)


def _line_above(record: Record) -> Cell | None:
    """Takes the line that stands above the title of the next record, as an objective does: behind items of a list, and none."""
    last = record.values[-1]
    items = last.lines[:-1]
    if (
        not items
        or last.lines[-1].bullet
        or not (any(line.bullet for line in items) or v.says_nothing(items[-1].text))
    ):
        return None
    record.values[-1] = replace(last, lines=items)
    return Cell(last.lines[-1:], last.place)


def _title_of(block: Block) -> Cell | None:
    """The line above a record, where it is its title and not the objective's."""
    if isinstance(block, Table):
        return None
    text = block.text if isinstance(block, Heading) else block.line.text
    if v.numbered_objective(text) or v.is_document_title(text) or len(text) > 200:
        return None
    if is_page_number(text) or is_closing(text):
        return None
    return Cell((TextLine(text),), block.place)
