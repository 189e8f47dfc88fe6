"""What the tables are, for programs: `datapackage.json`, with keys, types and what each column means."""

import json
import re
from collections.abc import Sequence
from typing import Any

from kprlint.publish.look import Look
from kprlint.publish.paper import Paper
from kprlint.publish.tables import TABLES, Table

LICENCES = {
    "OGL-UK-3.0": {
        "title": "Open Government Licence v3.0",
        "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    },
    "CC-BY-4.0": {
        "title": "Creative Commons Attribution 4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    },
}
"""What is known of the licences that public bodies mostly give, by their SPDX names."""

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
    "done_from": "The first day of when it was done, where a date says so",
    "done_to": "Its last day",
    "moved": "Why its date has moved",
    "outcome": "What became of it: of a next step the field that closes it, else “open”; of a promise a word of the change report",
    "said": "What its officer says of that, in words",
    "update": "How it stands",
    "was": "The words that it had last quarter",
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
    **dict.fromkeys(
        ("due_from", "due_to", "done_from", "done_to", "first_day", "last_day", "as_at"), "date"
    ),
}


_FIELD_TYPES = {("quarters", "reported"): "integer"}  # a name that means a number there alone
_FORMATS = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def described(papers: Sequence[Paper], look: Look, kind: str) -> str:
    """`datapackage.json` of the tables of `papers`, the newest first, each in a file of the format `kind`."""
    return json.dumps(_package(papers, look, kind), ensure_ascii=False, indent=2) + "\n"


def field_type(table: str, column: str) -> str:
    """``string``, ``integer`` or ``date``."""
    return _FIELD_TYPES.get((table, column)) or _TYPES.get(column, "string")


def _package(papers: Sequence[Paper], look: Look, kind: str) -> dict[str, Any]:
    """As https://datapackage.org/standard/data-package/ (v2) has it."""
    paper = papers[0]
    quarter = paper.quarter[-2:] if len(papers) == 1 else "quarters"
    licence = {"licenses": [_licence(look.licence)]} if look.licence else {}
    span = paper.quarter if len(papers) == 1 else f"{papers[-1].quarter} to {paper.quarter}"
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": re.sub(r"[^a-z0-9._-]+", "-", f"{paper.plan}-{quarter}".lower()).strip("-"),
        "title": ", ".join(filter(None, (paper.title, span, paper.council))),
        **licence,
        "resources": [_resource(name, table, kind) for name, table in TABLES.items()],
    }


def _licence(name: str) -> dict[str, str]:
    return {"name": name, **LICENCES.get(name, {})}


def _resource(name: str, table: Table, kind: str) -> dict[str, Any]:
    dialect = {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True}
    text = {"encoding": "utf-8", "dialect": dialect} if kind == "csv" else {}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": name.replace("_", "-"),
        "type": "table",
        "path": f"{name}.{kind}",
        "format": kind,
        "mediatype": _FORMATS[kind],
        **text,
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": [_field(name, column) for column in table.all],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": list(columns), "reference": {"resource": other.replace("_", "-"), "fields": list(columns)}}
                for other, columns in table.of.items()
            ],
            "missingValues": [""],
        },
    }  # fmt: skip


def _field(table: str, column: str) -> dict[str, str]:
    return {"name": column, "type": field_type(table, column), "description": _MEANING[column]}
