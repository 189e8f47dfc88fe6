"""The status of a plan as plain data: what `schema/status.schema.json` describes."""

from typing import TypedDict

from kprlint import __version__
from kprlint.agenda.dues import Group
from kprlint.agenda.status import Counted, Level, Status
from kprlint.change.reported import State

VERSION = 1


class StatusCountData(TypedDict):
    status: str
    kind: str
    count: int
    last_quarter: int | None


class StatusObjectiveData(TypedDict):
    title: str
    statuses: dict[str, int]
    last_quarter: dict[str, int] | None
    owed: int


class StatusActivityData(TypedDict):
    """`status` is null where nothing is reported on the quarter yet."""

    activity: str
    title: str | None
    objective: str | None
    leads: list[str]
    portfolio: str | None
    status: str | None
    kind: str | None
    last_status: str | None
    direction: str | None
    state: str
    why: str | None


class StatusErrorData(TypedDict):
    file: str
    line: int
    activity: str | None
    rule: str
    message: str


class StatusUnreadData(TypedDict):
    file: str
    activity: str | None
    why: str


class StatusAttentionData(TypedDict):
    activity: str
    why: str


class StatusSummaryData(TypedDict):
    activities: int
    reported: int
    owed: int
    errors: int
    overdue: int


class StatusData(TypedDict):
    version: int
    kprlint: str
    plan: str
    title: str
    council: str
    quarter: str | None
    last_quarter: str | None
    as_of: str
    needs: str | None
    summary: StatusSummaryData
    statuses: list[StatusCountData]
    objectives: list[StatusObjectiveData]
    activities: list[StatusActivityData]
    attention: list[StatusAttentionData]
    errors: list[StatusErrorData]
    unread: list[StatusUnreadData]


def as_data(status: Status) -> StatusData:
    paper, dues, name = status.paper, status.dues, status.dues.snapshot.name
    return {
        "version": VERSION,
        "kprlint": __version__,
        "plan": name,
        "title": paper.title,
        "council": paper.council,
        "quarter": paper.quarter or None,
        "last_quarter": str(status.last.period) if status.last else None,
        "as_of": dues.as_of.isoformat(),
        "needs": next((str(level) for level in Level if status.fails(level)), None),
        "summary": {
            "activities": len(dues.entries),
            "reported": len(dues.entries) - len(dues.owing),
            "owed": len(dues.owing),
            "errors": len(status.errors),
            "overdue": len(dues.of(Group.OVERDUE)),
        },
        "statuses": [
            {
                "status": count.status.word,
                "kind": str(count.status.kind),
                "count": count.now,
                "last_quarter": count.before,
            }
            for count in paper.summary
        ],
        "objectives": [_objective(row) for row in status.counted[:-1]],
        "activities": list(_activities(status)),
        "attention": [
            {"activity": f"{name}/{one.code}", "why": one.why} for one in status.attention
        ],
        "errors": [
            {
                "file": error.file,
                "line": error.place.line,
                "activity": error.activity,
                "rule": error.rule,
                "message": error.message,
            }
            for error in status.errors
        ],
        "unread": [
            {
                "file": one.file,
                "activity": f"{name}/{one.code}" if one.code else None,
                "why": str(one.why),
            }
            for one in dues.unread
        ],
    }


def _objective(row: Counted) -> StatusObjectiveData:
    return {
        "title": row.title,
        "statuses": {word: count for word, count in row.now.items() if count},
        "last_quarter": dict(row.before) if row.before is not None else None,
        "owed": row.owed,
    }


def _activities(status: Status) -> "list[StatusActivityData]":
    told = {one.code: one for one in status.paper.activities}
    name = status.dues.snapshot.name
    found: list[StatusActivityData] = []
    for entry in status.dues.entries:
        one = told.get(entry.code)
        reported = one if entry.state is State.REPORTED else None
        found.append(
            {
                "activity": f"{name}/{entry.code}",
                "title": entry.title or None,
                "objective": entry.objective or None,
                "leads": list(entry.leads),
                "portfolio": entry.portfolio or None,
                "status": reported.status.word if reported else None,
                "kind": str(reported.status.kind) if reported else None,
                "last_status": one.was.word if one and one.was else None,
                "direction": str(one.direction) if one and one.direction else None,
                "state": str(entry.state) if entry.state else "no-text",
                "why": entry.said or None,
            }
        )
    return found
