"""Documents of other shapes, made from rows, and what the interpreter makes of them: every field of every activity."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import docx as python_docx
import openpyxl

from kprlint.importing.interpreter import Known, interpret
from kprlint.importing.interpreter.found import Imported
from kprlint.importing.readers import csv as csv_reader
from kprlint.importing.readers import docx as docx_reader
from kprlint.importing.readers import html as html_reader
from kprlint.importing.readers import xlsx as xlsx_reader
from kprlint.model import Quarter

PERIOD = Quarter.parse("2024/25 Q3")
assert PERIOD is not None
Fields = dict[str, object]
_EMPTY: Fields = {
    "status": "", "reason": "", "lead": (), "portfolio": (), "progress": (), "steps": (), "due": None, "percent": None, "as_at": None,
}  # fmt: skip


def table(rows: Iterable[Sequence[object]], **more: Any) -> Imported:
    """A CSV file of these rows."""
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    assert PERIOD is not None
    return interpret(csv_reader.read(file.getvalue().encode(), "r.csv"), PERIOD, **more)


def page(body: str) -> Imported:
    assert PERIOD is not None
    text = f"<html><body>{body}</body></html>"
    return interpret(html_reader.read(text.encode(), "r.html"), PERIOD)


def word(build: Callable[[Any], None]) -> Imported:
    document = python_docx.Document()
    build(document)
    content = io.BytesIO()
    document.save(content)
    assert PERIOD is not None
    return interpret(docx_reader.read(content.getvalue(), "r.docx"), PERIOD)


def workbook(
    sheets: dict[str, list[list[object]]], merged: Iterable[tuple[str, str]] = (), **more: Any
) -> Imported:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for name, cells in merged:
        book[name].merge_cells(cells)
    content = io.BytesIO()
    book.save(content)
    assert PERIOD is not None
    return interpret(xlsx_reader.read(content.getvalue(), "r.xlsx"), PERIOD, **more)


def row(*cells: str, head: bool = False) -> str:
    """A row of an HTML table; a cell that begins with “<t” has its own tag."""
    tag = "th" if head else "td"
    return "<tr>" + "".join(c if c.startswith("<t") else f"<{tag}>{c}" for c in cells) + "</tr>"


def html_table(*rows: str) -> str:
    return f"<table border=1>{''.join(rows)}</table>"


def fields(found: Imported) -> dict[str, Fields]:
    """What each activity says, by its code, without what is empty."""
    return {
        str(a.code): {
            name: value
            for name, value in {
                "title": a.title, "status": a.status, "reason": a.status_reason, "lead": a.leads, "portfolio": a.portfolios,
                "progress": a.progress,
                "steps": tuple((s.action, str(s.due or ""), s.owner) for s in a.next_steps),
                "due": None if a.due is None else str(a.due), "percent": a.percent_complete,
                "as_at": None if a.as_at is None else str(a.as_at),
            }.items()
            if value != _EMPTY.get(name)
        }
        for a in found.activities
    }  # fmt: skip


def doubts(found: Imported, code: str) -> set[str]:
    return {d.name for a in found.activities if str(a.code) == code for d in a.doubts}


def told(found: Imported) -> set[str]:
    """The names of all doubts of the document."""
    return {d.name for d in found.all_doubts}


def objectives(found: Imported) -> list[tuple[int, str, str, tuple[str, ...]]]:
    return [(o.number, o.title, o.theme, tuple(map(str, o.codes))) for o in found.objectives]


def kinds(found: Imported) -> dict[str, str]:
    return {word.word: str(word.kind) for word in found.statuses}


__all__ = ["Known", "doubts", "fields", "html_table", "kinds", "objectives", "page", "row", "table", "told", "word", "workbook"]  # fmt: skip
