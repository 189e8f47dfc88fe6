"""A Frictionless Data Package in a zip: tables for open-data portals, with their schema.

`activities.csv` has the paper's own columns, so that `kprlint import` reads it back.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from typing import Any

from kprlint.model.printed import REASON
from kprlint.output.visible import visible
from kprlint.publish.look import Look
from kprlint.publish.paper import Paper

# A zip has a time for each file: the first that its format knows, so that no clock tells two alike ones apart.
_TIME = (1980, 1, 1, 0, 0, 0)
_FORMULA = tuple("=+-@\t\r＝＋－＠")

_ACTIVITIES = ("code", "activity", "status", "progress", "next_steps", "lead", "portfolio")
_STEPS = ("code", "number", "action", "due", "due_from", "due_to", "owner")
_SUMMARY = ("status", "kind", "count", "last_quarter")


def write(paper: Paper, look: Look) -> bytes:
    tables: dict[str, tuple[tuple[str, ...], list[tuple[object, ...]]]] = {
        "activities": (_ACTIVITIES, list(_activities(paper))),
        "next_steps": (_STEPS, list(_steps(paper))),
        "summary": (
            _SUMMARY,
            [(c.status.word, str(c.status.kind), c.now, c.before) for c in paper.summary],
        ),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        described = json.dumps(_package(paper), ensure_ascii=False, indent=2) + "\n"
        _add(archive, "datapackage.json", described)
        for name, (columns, rows) in tables.items():
            _add(archive, f"{name}.csv", _table(columns, rows))
    return stream.getvalue()


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name, _TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3  # whichever it is
    info.external_attr = 0o644 << 16
    archive.writestr(info, text.encode("utf-8", "replace"))


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
    shown = "\n".join(visible(line) for line in value.split("\n"))
    return f"'{shown}" if shown.startswith(_FORMULA) and not shown.startswith("- ") else shown


def _activities(paper: Paper) -> Iterable[tuple[object, ...]]:
    for activity in paper.activities:
        reason = [f"{REASON}{activity.reason}"] if activity.reason else []
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


def _steps(paper: Paper) -> Iterable[tuple[object, ...]]:
    for activity in paper.activities:
        for number, step in enumerate(activity.steps, 1):
            due = step.due
            span = (due.start.isoformat(), due.end.isoformat()) if due else (None, None)
            yield (
                str(activity.code),
                number,
                step.action,
                str(due) if due else None,
                *span,
                step.owner or None,
            )


_MEANING = {
    "code": "The activity's code",
    "activity": "The title; below it what it continues, and the day that it is as at, where that is known",
    "status": "The word of the status key; below it the reason, where one is given",
    "progress": "What was done, an item a line",
    "next_steps": "What will be done, an item a line, with its due date",
    "lead": "Who leads, parted by semicolons",
    "portfolio": "The portfolio",
    "number": "The step's place in its list",
    "action": "What will be done",
    "due": "By when, as the plan has it: a day, a month, a quarter or a financial year",
    "due_from": "The first day of that time",
    "due_to": "Its last day",
    "owner": "Whose step it is",
    "kind": "What the status means, whatever its word",
    "count": "How many activities have it",
    "last_quarter": "How many had it last quarter",
}
_TYPES = {
    "number": "integer",
    "count": "integer",
    "last_quarter": "integer",
    "due_from": "date",
    "due_to": "date",
}


def _package(paper: Paper) -> dict[str, Any]:
    """`datapackage.json`, as https://specs.frictionlessdata.io/data-package/ has it."""
    keys = {"activities": ["code"], "next_steps": ["code", "number"], "summary": ["status"]}
    columns = {"activities": _ACTIVITIES, "next_steps": _STEPS, "summary": _SUMMARY}
    return {
        "profile": "tabular-data-package",
        "name": f"{paper.plan}-{paper.quarter[-2:]}".lower(),
        "title": ", ".join(filter(None, (paper.title, paper.quarter, paper.council))),
        "resources": [
            {
                "name": name.replace("_", "-"),
                "profile": "tabular-data-resource",
                "path": f"{name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
                "schema": {
                    "fields": [
                        {"name": column, "type": _TYPES.get(column, "string"), "description": _MEANING[column]}
                        for column in columns[name]
                    ],
                    "primaryKey": keys[name],
                    "missingValues": [""],
                },
            }
            for name in columns
        ],
    }  # fmt: skip
