"""A Frictionless Data Package in a zip: tables for open-data portals, one value a cell, with their schema.

`report.csv` stands beside them: it has the paper's own columns, and `kprlint import` reads it back.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from kprlint.printing import FORMULA
from kprlint.publish.archive import archive
from kprlint.publish.look import Look
from kprlint.publish.package import described
from kprlint.publish.paper import Paper
from kprlint.publish.tables import TABLES, tables

_REPORT = ("code", "activity", "status", "progress", "next_steps", "lead", "portfolio")


def write(paper: Paper, look: Look, *, earlier: Sequence[Paper] = ()) -> bytes:
    """The tables of a paper, and of `earlier` ones, the newest first; the report is of the first alone."""
    rows = tables((paper, *earlier))
    files = [("datapackage.json", described((paper, *earlier), look, "csv"))]
    for name, table in TABLES.items():
        cells = ([row.get(column) for column in table.all] for row in rows[name])
        files.append((f"{name}.csv", _table(table.all, cells)))
    files.append(("report.csv", _table(_REPORT, _report(paper))))
    return archive((name, text.encode("utf-8", "replace")) for name, text in files)


def _report(paper: Paper) -> Iterable[tuple[object, ...]]:
    for activity in paper.activities:
        reason = [f"{paper.words['reason']}: {activity.reason}"] if activity.reason else []
        yield (
            str(activity.code),
            "\n".join((activity.title, *activity.beside)),
            "\n".join([activity.status.word, *reason]),
            _list(activity.progress),
            _list(activity.printed),
            "; ".join(activity.leads),
            activity.portfolio,
        )


def _list(texts: Iterable[str]) -> str:
    return "\n".join(f"• {text}" for text in texts)


def _table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if value is None else _cell(value) for value in row])
    return stream.getvalue()


def _cell(value: object) -> object:
    """A text that a spreadsheet shows, and never runs: an apostrophe stands before what begins a formula."""
    if not isinstance(value, str):
        return value
    return f"'{value}" if value.startswith(FORMULA) else value
