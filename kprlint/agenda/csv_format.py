"""For a spreadsheet: a line for each open step, and one for each activity. No cell begins a formula."""

import csv
import io
from collections.abc import Iterator

from kprlint.agenda.dues import FAULTY, Dues
from kprlint.change.schema import PlaceData
from kprlint.change.wording import written as in_the_file
from kprlint.report.csv_format import cell

COLUMNS = (
    "what group due due_end days activity title action owner lead portfolio objective status note file line"
).split()
STEP, WHOLE, ACTIVITY, FILE = "step", "whole activity", "activity", "file"


def written(dues: Dues) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(dues):
        writer.writerow({name: cell("" if v is None else v) for name, v in row.items()})
    return stream.getvalue()


def _rows(dues: Dues) -> Iterator[dict[str, object]]:
    for item in dues.listed:
        entry, due = item.entry, item.due
        yield {
            "what": WHOLE if item.place is None else STEP,
            "group": str(item.group),
            "due": in_the_file(due) if due else None,
            "due_end": due.end.isoformat() if due else None,
            "days": item.days,
            "activity": str(entry.code),
            "title": entry.title,
            "action": "" if item.place is None else item.action,
            "owner": item.owner,
            "lead": "; ".join(entry.leads),
            "portfolio": entry.portfolio,
            "objective": entry.objective,
            "status": entry.status,
            "note": item.note,
            **_at(item.at),
        }
    for entry in dues.entries:
        yield {
            "what": ACTIVITY,
            "group": str(entry.state) if entry.state else "no-text",
            "activity": str(entry.code),
            "title": entry.title,
            "lead": "; ".join(entry.leads),
            "portfolio": entry.portfolio,
            "objective": entry.objective,
            "status": entry.status,
            "note": entry.said or (FAULTY if entry.faulty else ""),
            **_at(entry.at),
        }
    for one in dues.unread:
        yield {
            "what": FILE,
            "group": "not-read",
            "activity": one.code,
            "note": str(one.why),
            "file": one.file,
        }


def _at(at: PlaceData | None) -> dict[str, object]:
    return {"file": at["file"], "line": at["line"]} if at else {}
