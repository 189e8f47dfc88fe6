"""For a spreadsheet: the ledger, a line a promise. No cell begins a formula."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from kprlint.output.visible import visible

COLUMNS = (
    "activity title kind was was_due now now_due days evidence nearest score shared first_due moves quarters same_words"
).split()


def render(data: Mapping[str, Any], color: bool) -> str:
    titles = {s["activity"]: s["title"] for p in data["pairs"] for s in (p["from"], p["to"]) if s}
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in data["ledger"]:
        one, other = line["from"] or {}, line["to"] or {}
        row = (
            line["activity"],
            titles.get(line["activity"], ""),
            line["kind"],
            one.get("action", ""),
            one.get("due") or "",
            other.get("action", ""),
            other.get("due") or "",
            *("" if line[key] is None else line[key] for key in COLUMNS[7:]),
        )
        writer.writerow([_cell(value) for value in row])
    return stream.getvalue()


# What begins a formula, also in the full width of East Asian scripts, which Excel takes for the same.
_FORMULA = tuple("=+-@\t＝＋－＠")


def _cell(value: object) -> object:
    """A text that a spreadsheet shows, and never runs (OWASP: CSV injection)."""
    if not isinstance(value, str):
        return value
    shown = visible(value.replace("\n", " "))
    return f"'{shown}" if shown.lstrip()[:1] in _FORMULA and shown.strip() else shown
