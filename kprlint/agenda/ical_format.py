"""For a calendar: an entry for each date, under a name that stays, so that a subscription follows what is moved."""

import hashlib
from collections import Counter
from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar, Event

from kprlint.agenda.dues import Dues, Group, Item
from kprlint.agenda.page import summary
from kprlint.change.wording import say_when
from kprlint.printing import visible
from kprlint.promises.words import bare_key

_DATED = frozenset({Group.OVERDUE, Group.TODAY, Group.COMING})


def written(dues: Dues) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//kprlint//due//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = visible(dues.snapshot.plan.title or dues.snapshot.name)
    calendar.add("x-wr-calname", f"{name}: what is due")
    # What has no date has no place in a calendar, and is counted here.
    calendar.add("x-wr-caldesc", visible(summary(dues)))
    names: Counter[str] = Counter()
    for item in sorted(dues.items, key=lambda item: (item.entry.code, item.key)):
        key = _key(dues, item)
        names[key] += 1
        if item.group in _DATED:
            calendar.add_component(_event(dues, item, f"{key}\n{names[key]}"))
    data: bytes = calendar.to_ical()
    return data


def _key(dues: Dues, item: Item) -> str:
    """What stays of a step when its date moves: its words without it."""
    written_on = dues.snapshot.activities[item.entry.code].judged_at or dues.as_of
    words = "" if item.place is None else bare_key(item.action, written_on) or item.action
    kind = "activity" if item.place is None else "step"
    return "\n".join((dues.snapshot.plan.council, dues.snapshot.name, item.entry.code, kind, words))


def _event(dues: Dues, item: Item, key: str) -> Event:
    assert item.due
    entry, event = item.entry, Event()
    event.add("uid", f"{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:32]}@kprlint")
    event.add("dtstamp", datetime.combine(dues.as_of, time(), UTC))
    event.add("dtstart", item.due.end)
    if item.due.end < item.due.end.max:
        event.add("dtend", item.due.end + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", visible(f"{item.action} ({entry.code})"))
    lines = (
        f"{entry.code} {entry.title}" if item.place is not None else "The whole activity",
        f"Due {say_when(item.due)}{', by its words' if item.due.in_words else ''}",
        f"Lead: {' and '.join(entry.leads) or 'none is named'}",
        f"Owner: {item.owner}" if item.owner else "",
        f"Status: {entry.status}" if entry.status else "",
        f"{item.at['file']}, line {item.at['line']}" if item.at else "",
    )
    event.add("description", "\n".join(visible(line) for line in lines if line))
    if entry.leads:
        event.add("categories", [visible(lead) for lead in entry.leads])
    if item.at and item.at["link"]:
        event.add("url", item.at["link"])
    return event
