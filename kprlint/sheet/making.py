"""A plan's quarter → a workbook."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from kprlint.errors import Refused
from kprlint.model import Kind, Plan
from kprlint.project.find import CurrentPlan
from kprlint.sheet import record
from kprlint.sheet.book import Made, MadeSheet, address
from kprlint.sheet.columns import (
    ACTIVITIES,
    GUIDE,
    OF_ACTIVITIES,
    OF_STEPS,
    OUTCOMES,
    RECORD,
    STEPS,
    Column,
)
from kprlint.sheet.flat import Flat, Unsuited, cleaned, flat
from kprlint.source.document import Document
from kprlint.source.editing import is_sound
from kprlint.source.yaml import plain

# What a cell of Excel can hold.
_LONGEST = 32_767
# Rows with drop-downs for the steps that are still to be written.
_ROOM = 500


class Shown(NamedTuple):
    """The files of a plan as cells show them, by name in the register's order; and the others, each with the reason."""

    flats: dict[str, Flat]
    documents: dict[str, Document]
    left_out: dict[str, str]


def shown(turning: CurrentPlan) -> Shown:
    """All activities of the plan."""
    found: dict[str, Flat] = {}
    documents: dict[str, Document] = {}
    left_out: dict[str, str] = {}
    for name in turning.activities:
        document = turning.folder.load(name)
        if not is_sound(document):
            left_out[name] = "it cannot be read"
            continue
        try:
            found[name] = flat(plain(document.tree.root))
        except Unsuited as error:
            left_out[name] = str(error)
            continue
        documents[name] = document
    counts = Counter(one.code for one in found.values())
    for name, one in list(found.items()):
        if not one.code.strip() or counts[one.code] > 1:
            left_out[name] = "another file has the same code" if one.code else "it has no code"
            del found[name]
    order = {str(code): place for code, place in turning.plan.codes.items()}
    names = sorted(found, key=lambda name: (order.get(found[name].code, len(order)), name))
    return Shown({name: found[name] for name in names}, documents, left_out)


def workbook(turning: CurrentPlan, files: Shown) -> Made:
    """The workbook of the plan's quarter; raises Refused where a text is too long for a cell."""
    plan = turning.plan
    texts = {name: files.documents[name].text.encode() for name in files.flats}
    kept = record.Record(turning.folder.name, str(turning.period), texts)
    made = (
        MadeSheet(ACTIVITIES, OF_ACTIVITIES, list(_activities(files))),
        MadeSheet(STEPS, OF_STEPS, list(_steps(files)), room=_ROOM),
        MadeSheet(GUIDE, _OF_GUIDE, list(_guide(plan))),
        MadeSheet(RECORD, _OF_RECORD, record.rows(kept), hidden=True),
    )
    for sheet in made[:2]:
        for number, row in enumerate(sheet.rows, start=2):
            for column, text in enumerate(row):
                if len(text) > _LONGEST:
                    raise Refused(
                        f"{row[0]}: {sheet.columns[column].heading} would be {address(sheet.name, number, column)} with "
                        f"{len(text):,} characters, and a cell holds {_LONGEST:,}; shorten it in its file"
                    )
    lists = {
        "status": list(plan.statuses),
        "lead": sorted(plan.leads),
        "portfolio": sorted(plan.portfolios),
        "outcome": list(OUTCOMES),
    }
    title = cleaned(f"{plan.title or plan.name}, {turning.period}")
    words = {name: [cleaned(word) for word in words] for name, words in lists.items() if words}
    return Made(title, made, words)


def _activities(files: Shown) -> Iterator[tuple[str, ...]]:
    for one in files.flats.values():
        yield tuple(one.fields[column.field] for column in OF_ACTIVITIES)


def _steps(files: Shown) -> Iterator[tuple[str, ...]]:
    for one in files.flats.values():
        for number, step in enumerate(one.steps, start=1):
            cells = {"code": one.code, "step": str(number), **step}
            yield tuple(cells[column.field] for column in OF_STEPS)


_OF_GUIDE = (
    Column("what", "What", 26, ""),
    Column("how", "How", 100, ""),
)
_OF_RECORD = (Column("fact", "Fact", 12, ""), Column("value", "Value", 40, ""))


def _guide(plan: Plan) -> Iterator[tuple[str, ...]]:
    yield (
        "How it works",
        (
            "Write into the sheets Activities and Steps, save the file, and send it back. “kprlint apply FILE --dry-run” "
            "shows what it would change, “kprlint apply FILE” writes it into the plan's files."
        ),
    )
    yield (
        "A new step",
        "A new row at the end of Steps: its code and its action; its number stays empty.",
    )
    yield (
        "A step that is over",
        (
            "Choose its outcome, and write when, why or where beside it. A row that is deleted takes no step out: "
            "what was promised is answered for."
        ),
    )
    yield "An empty cell", "Takes out what stood there."
    yield "Dates", "2025-02-14, 2025-02, 2024/25 Q4 or 2024/25."
    for sheet, columns in ((ACTIVITIES, OF_ACTIVITIES), (STEPS, OF_STEPS)):
        for column in columns:
            yield f"{sheet}: {column.heading}", column.hint
    for status in plan.statuses.values():
        if status.kind is not Kind.UNKNOWN:
            yield f"Status: {cleaned(status.word)}", cleaned(status.meaning)
