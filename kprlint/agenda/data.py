"""What is due as plain data: what `schema/due.schema.json` describes."""

from typing import TypedDict

from kprlint import __version__
from kprlint.agenda.dues import Dues, Entry, Group, Item
from kprlint.change.schema import PlaceData
from kprlint.change.wording import written

VERSION = 1


class DueItemData(TypedDict):
    """An open step, or a whole activity with a date of its own: then `action` is null."""

    activity: str
    title: str
    action: str | None
    group: str
    due: str | None
    due_end: str | None
    due_in_words: bool
    days: int | None
    note: str | None
    owner: str | None
    leads: list[str]
    portfolio: str | None
    objective: str | None
    place: PlaceData | None


class DueActivityData(TypedDict):
    activity: str
    title: str | None
    leads: list[str]
    portfolio: str | None
    objective: str | None
    status: str | None
    kind: str | None
    state: str
    why: str | None
    open_steps: int | None
    whole: bool
    place: PlaceData | None


class DueUnreadData(TypedDict):
    file: str
    activity: str | None
    why: str


class DueSummaryData(TypedDict):
    activities: int
    reported: int
    not_updated: int
    groups: dict[str, int]


class DueData(TypedDict):
    version: int
    kprlint: str
    plan: str
    title: str
    council: str
    quarter: str | None
    as_of: str
    until: str | None
    lead: str | None
    summary: DueSummaryData
    items: list[DueItemData]
    activities: list[DueActivityData]
    unread: list[DueUnreadData]


def as_data(dues: Dues) -> DueData:
    """All of it; of what is due later than was asked for the count alone."""
    now = dues.snapshot
    return {
        "version": VERSION,
        "kprlint": __version__,
        "plan": now.name,
        "title": now.plan.title,
        "council": now.plan.council,
        "quarter": str(now.period) if now.period else None,
        "as_of": dues.as_of.isoformat(),
        "until": dues.until.isoformat() if dues.until else None,
        "lead": dues.lead,
        "summary": {
            "activities": len(dues.entries),
            "reported": len(dues.entries) - len(dues.owing),
            "not_updated": len(dues.owing),
            "groups": {str(group): len(dues.of(group)) for group in Group},
        },
        "items": [_item(dues, item) for item in dues.listed],
        "activities": [_activity(dues, entry) for entry in dues.entries],
        "unread": [
            {"file": one.file, "activity": _identity(dues, one.code), "why": str(one.why)}
            for one in dues.unread
        ],
    }


def _identity(dues: Dues, code: str | None) -> str | None:
    return f"{dues.snapshot.name}/{code}" if code else None


def _item(dues: Dues, item: Item) -> DueItemData:
    entry, due = item.entry, item.due
    return {
        "activity": f"{dues.snapshot.name}/{entry.code}",
        "title": entry.title,
        "action": None if item.place is None else item.action,
        "group": str(item.group),
        "due": written(due) if due else None,
        "due_end": due.end.isoformat() if due else None,
        "due_in_words": bool(due and due.in_words),
        "days": item.days,
        "note": item.note or None,
        "owner": item.owner or None,
        "leads": list(entry.leads),
        "portfolio": entry.portfolio or None,
        "objective": entry.objective or None,
        "place": item.at,
    }


def _activity(dues: Dues, entry: Entry) -> DueActivityData:
    read = entry.state is not None
    return {
        "activity": f"{dues.snapshot.name}/{entry.code}",
        "title": entry.title or None,
        "leads": list(entry.leads),
        "portfolio": entry.portfolio or None,
        "objective": entry.objective or None,
        "status": entry.status or None,
        "kind": str(entry.kind) if read else None,
        "state": str(entry.state) if entry.state else "no-text",
        "why": entry.said or None,
        "open_steps": entry.open_steps if read else None,
        "whole": read and not entry.faulty,
        "place": entry.at,
    }
