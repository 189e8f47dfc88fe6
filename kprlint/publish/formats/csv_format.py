"""A Frictionless Data Package in a zip: tables for open-data portals, one value a cell, with their schema.

`report.csv` stands beside them: it has the paper's own columns, and `kprlint import` reads it back.
"""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from kprlint.change.reported import State
from kprlint.model import Due, Quarter
from kprlint.model.activity import ONGOING
from kprlint.model.printed import REASON
from kprlint.publish.look import Look
from kprlint.publish.paper import Paper

# A zip has a time for each file: the first that its format knows, so that no clock tells two alike ones apart.
_TIME = (1980, 1, 1, 0, 0, 0)
_FORMULA = tuple("=+-@\t\r＝＋－＠")

Row = Mapping[str, object]


class Table(NamedTuple):
    """A table: its key, what its other columns hold, and which of them name a row of another table."""

    key: tuple[str, ...]
    columns: tuple[str, ...]
    of: Mapping[str, tuple[str, ...]] = {}


_OF_ACTIVITY = {"activities": ("plan", "quarter", "code")}
TABLES: Mapping[str, Table] = {
    "quarters": Table(
        ("plan", "quarter"),
        ("council", "title", "first_day", "last_day", "as_at", "registered", "reported", "draft", "commit", "tag"),
    ),
    "statuses": Table(
        ("plan", "quarter", "status"),
        ("kind", "meaning", "count", "previous_count"),
        {"quarters": ("plan", "quarter")},
    ),
    "activities": Table(
        ("plan", "quarter", "code"),
        (
            "council", "title", "objective", "objective_title", "theme", "reported", "note", "status", "kind", "reason",
            "previous_status", "direction", "lead", "portfolio", "due", "due_from", "due_to",
            "percent_complete", "as_at",
        ),
        {"quarters": ("plan", "quarter")},
    ),
    "leads": Table(("plan", "quarter", "code", "lead"), (), _OF_ACTIVITY),
    "progress": Table(("plan", "quarter", "code", "number"), ("text",), _OF_ACTIVITY),
    "next_steps": Table(
        ("plan", "quarter", "code", "number"),
        ("action", "due", "due_from", "due_to", "owner", "overdue"),
        _OF_ACTIVITY,
    ),
    "promises": Table(
        ("plan", "quarter", "code", "number"),
        ("action", "due", "due_from", "due_to", "outcome", "told", "standing"),
        _OF_ACTIVITY,
    ),
}  # fmt: skip
_REPORT = ("code", "activity", "status", "progress", "next_steps", "lead", "portfolio")


def write(paper: Paper, look: Look) -> bytes:
    rows = tables(paper)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        described = json.dumps(package(paper), ensure_ascii=False, indent=2) + "\n"
        _add(archive, "datapackage.json", described)
        for name, table in TABLES.items():
            columns = (*table.key, *table.columns)
            _add(
                archive,
                f"{name}.csv",
                _table(columns, ([r.get(c) for c in columns] for r in rows[name])),
            )
        _add(archive, "report.csv", _table(_REPORT, _report(paper)))
    return stream.getvalue()


def tables(paper: Paper) -> Mapping[str, list[Row]]:
    """The rows of each table, as mappings of columns; what is not there is None."""
    keys = {"plan": paper.plan, "quarter": paper.quarter}
    return {
        "quarters": [{**keys, **_quarter(paper)}],
        "statuses": [{**keys, **row} for row in _statuses(paper)],
        "activities": [{**keys, **row} for row in _activities(paper)],
        "leads": [{**keys, "code": str(a.code), "lead": lead} for a in paper.activities for lead in dict.fromkeys(a.leads)],
        "progress": [
            {**keys, "code": str(a.code), "number": n, "text": text}
            for a in paper.activities
            for n, text in enumerate(a.progress, 1)
        ],
        "next_steps": [{**keys, **row} for row in _steps(paper)],
        "promises": [{**keys, **row} for row in _promises(paper)],
    }  # fmt: skip


def _quarter(paper: Paper) -> Row:
    quarter = Quarter.parse(paper.quarter)
    as_at = paper.source.as_at
    return {
        "council": paper.council,
        "title": paper.title,
        "first_day": quarter.first_day.isoformat() if quarter else None,
        "last_day": quarter.last_day.isoformat() if quarter else None,
        "as_at": as_at.isoformat() if as_at else None,
        "registered": paper.registered,
        "reported": paper.reported,
        "draft": _yes(bool(paper.draft)),
        "commit": paper.source.commit[:9] or None,
        "tag": paper.source.tag or None,
    }


def _statuses(paper: Paper) -> Iterable[Row]:
    meanings = {word.word: word.meaning for word in paper.key}
    for count in paper.summary:
        word = count.status.word
        yield {
            "status": word,
            "kind": str(count.status.kind),
            "meaning": meanings.get(word),
            "count": count.now,
            "previous_count": count.before,
        }


def _activities(paper: Paper) -> Iterable[Row]:
    for section in paper.sections:
        for activity in section.activities:
            yield {
                "code": str(activity.code),
                "council": paper.council,
                "title": activity.title,
                "objective": section.number,
                "objective_title": section.title,
                "theme": section.theme,
                "reported": _yes(activity.state is State.REPORTED),
                "note": activity.note,
                "status": activity.status.word,
                "kind": str(activity.status.kind),
                "reason": activity.reason,
                "previous_status": activity.was.word if activity.was else None,
                "direction": str(activity.direction) if activity.direction else None,
                "lead": "; ".join(activity.leads),
                "portfolio": activity.portfolio,
                **_due(activity.due),
                "percent_complete": activity.percent_complete,
                "as_at": activity.as_at.isoformat() if activity.as_at else None,
            }
    for one in paper.absent:
        if one.code:
            note = one.why[:1].upper() + one.why[1:]
            yield {
                "code": str(one.code),
                "council": paper.council,
                "title": one.title,
                "reported": "no",
                "note": note,
            }


def _steps(paper: Paper) -> Iterable[Row]:
    for activity in paper.activities:
        for number, step in enumerate(activity.steps, 1):
            yield {
                "code": str(activity.code),
                "number": number,
                "action": step.action,
                **({"due": ONGOING} if step.is_ongoing else _due(step.due)),
                "owner": step.owner,
                "overdue": _yes(step.is_overdue),
            }


def _promises(paper: Paper) -> Iterable[Row]:
    numbers: Counter[str] = Counter()
    for one in paper.promises:
        numbers[str(one.code)] += 1
        yield {
            "code": str(one.code),
            "number": numbers[str(one.code)],
            "action": one.action,
            **_due(one.due),
            "outcome": one.outcome,
            "told": one.told,
            "standing": _yes(one.is_standing),
        }


def _due(due: Due | None) -> Row:
    if due is None:
        return {}
    return {"due": str(due), "due_from": due.start.isoformat(), "due_to": due.end.isoformat()}


def _yes(truth: bool) -> str:
    return "yes" if truth else "no"


def _report(paper: Paper) -> Iterable[tuple[object, ...]]:
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
    return f"'{value}" if value.startswith(_FORMULA) else value


_MEANING = {
    "action": "What was promised, or will be done",
    "as_at": "The day that it was written as of",
    "percent_complete": "How much of it is done, from 0 to 100",
    "code": "The activity's code",
    "commit": "The last commit that touches the plan, its first nine characters",
    "council": "The council",
    "count": "How many activities that reported have the status",
    "direction": "How the status stands to last quarter's",
    "draft": "Whether the paper was a draft",
    "due": "By when, as the plan has it: a day, a month, a quarter or a financial year; “ongoing” for a standing duty",
    "due_from": "The first day of that time",
    "due_to": "Its last day",
    "first_day": "The first day of the quarter",
    "kind": "What the status means, whatever its word",
    "last_day": "The last day of the quarter",
    "lead": "Who leads; several are parted by semicolons in activities.csv, and stand a row each in leads.csv",
    "meaning": "What the plan's key says of the status",
    "note": "Why there is no report, where there is none",
    "number": "The place in the list",
    "objective": "The objective's number",
    "objective_title": "The objective",
    "outcome": "What became of the promise, in a word of the change report",
    "overdue": "Whether that time was over when this was written",
    "owner": "Whose step it is",
    "plan": "The plan",
    "portfolio": "The portfolio",
    "previous_count": "How many had it last quarter",
    "previous_status": "Last quarter's status",
    "quarter": "The quarter",
    "reason": "Why the status is what it is",
    "registered": "How many activities the plan promises",
    "reported": "Whether there is a report of the quarter; in quarters.csv how many reported",
    "status": "The word of the plan's status key",
    "tag": "The tag that closed the quarter",
    "text": "What was done",
    "theme": "The theme",
    "title": "The title",
    "standing": "Whether it is a duty without an end",
    "told": "What became of it, in the words of its officer",
}
_TYPES = {
    **dict.fromkeys(
        ("number", "count", "previous_count", "registered", "objective", "percent_complete"),
        "integer",
    ),
    **dict.fromkeys(("due_from", "due_to", "first_day", "last_day", "as_at"), "date"),
}


def package(paper: Paper) -> dict[str, Any]:
    """`datapackage.json`, as https://datapackage.org/standard/data-package/ (v2) has it."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": re.sub(r"[^a-z0-9._-]+", "-", f"{paper.plan}-{paper.quarter[-2:]}".lower()).strip("-"),
        "title": ", ".join(filter(None, (paper.title, paper.quarter, paper.council))),
        "resources": [_resource(name, table) for name, table in TABLES.items()],
    }  # fmt: skip


def _resource(name: str, table: Table) -> dict[str, Any]:
    return {
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": name.replace("_", "-"),
        "type": "table",
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": [_field(name, column) for column in (*table.key, *table.columns)],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": list(columns), "reference": {"resource": other.replace("_", "-"), "fields": list(columns)}}
                for other, columns in table.of.items()
            ],
            "missingValues": [""],
        },
    }  # fmt: skip


def _field(table: str, column: str) -> dict[str, str]:
    kind = (
        "integer" if (table, column) == ("quarters", "reported") else _TYPES.get(column, "string")
    )
    return {"name": column, "type": kind, "description": _MEANING[column]}
