"""For a spreadsheet: the ledger, a line a promise. No cell begins a formula."""

import csv
import io

from kprlint.change.schema import LineData, Report, SideData
from kprlint.printing import FORMULA, visible

COLUMNS = (
    "activity title lead portfolio outcome declared was was_due now now_due parts days done said updates suggestion since asked "
    "overdue first_due moves quarters same_words file line"
).split()


def render(data: Report, color: bool) -> str:
    sides = {s["activity"]: s for p in data["pairs"] for s in (p["from"], p["to"]) if s}
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in data["ledger"]:
        row = _row(line, sides.get(line["activity"]))
        writer.writerow([cell("" if value is None else value) for value in row])
    return stream.getvalue()


def _row(line: LineData, side: SideData | None) -> tuple[object, ...]:
    one, other, done, place = line["from"], line["to"], line["done"], line["place"]
    return (
        line["activity"],
        side["title"] if side else "",
        ", ".join(side["leads"]) if side else "",
        side["portfolio"] if side else "",
        line["outcome"],
        line["declared"],
        one["action"] if one else "",
        one["due"] if one else "",
        other["action"] if other else "",
        other["due"] if other else "",
        "; ".join(part["action"] for part in line["parts"]),
        line["days"],
        done["end"] if done else "",
        line["said"],
        "; ".join(line["updates"]),
        line["suggestion"],
        line["since"],
        line["asked"],
        line["overdue"],
        line["first_due"],
        line["moves"],
        line["quarters"],
        line["same_words"],
        place["file"] if place else "",
        place["line"] if place else "",
    )


def cell(value: object) -> object:
    """A text that a spreadsheet shows, and never runs (OWASP: CSV injection)."""
    if not isinstance(value, str):
        return value
    shown = visible(value.replace("\n", " "))
    return f"'{shown}" if shown.lstrip()[:1] in FORMULA and shown.strip() else shown
