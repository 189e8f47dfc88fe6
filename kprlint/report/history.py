"""An activity over its quarters: as data, and as a page in the formats of the change report."""

from collections import Counter
from typing import TypedDict

from kprlint import __version__
from kprlint.change.ledger import Outcome
from kprlint.change.run import History, Quarterly
from kprlint.change.wording import apart, quarters, quoted, times, written
from kprlint.model import Due
from kprlint.model.due import say_due
from kprlint.promises import when
from kprlint.report.blocks import Block, Items, Page, Row, Runs, Section, Table, strong, text

FORMATS = ("text", "markdown", "html", "json")


class QuarterData(TypedDict):
    """A quarter. What became of the promises of the one before: as declared, and what nobody accounted for."""

    quarter: str | None
    activity: str
    identity: str | None
    title: str
    status: str
    kind: str
    next_steps: int
    done: int
    partly: int
    later: int
    later_explained: int
    dropped: int
    elsewhere: int
    unaccounted: int
    new: int
    name: str
    revision: str | None


class StepData(TypedDict):
    """An open promise. `days`: from its first date to the one of today."""

    action: str
    due: str | None
    first_due: str | None
    moves: int
    days: int | None
    quarters: int
    same_words: int


class HistoryData(TypedDict):
    version: int
    activity: str
    title: str
    same_status: int
    quarters: list[QuarterData]
    promises: list[StepData]


def as_data(found: History) -> HistoryData:
    """The history as plain data."""
    last = found.quarters[-1]
    steps: list[StepData] = []
    for promise, past in found.promises:
        due = when(promise)
        steps.append(
            {
                "action": promise.action,
                "due": written(due) if due else None,
                "first_due": written(past.first_due) if past.first_due else None,
                "moves": past.moves,
                "days": (due.end - past.first_due.end).days if due and past.first_due else None,
                "quarters": past.quarters,
                "same_words": past.same_words,
            }
        )
    return {
        "version": 2,
        "activity": str(last.identity),
        "title": last.snapshot.activities[last.identity.code].title,
        "same_status": found.past.same_kind,
        "quarters": [_quarter(quarter) for quarter in found.quarters],
        "promises": steps,
    }


def _quarter(of: Quarterly) -> QuarterData:
    activity = of.snapshot.activities[of.identity.code]
    counts = Counter(line.outcome for line in of.lines)
    return {
        "quarter": str(of.snapshot.period) if of.snapshot.period else None,
        "activity": str(of.identity),
        "identity": str(of.pair.identity) if of.pair else None,
        "title": activity.title,
        "status": activity.status,
        "kind": str(of.snapshot.kind(activity)),
        "next_steps": len(activity.open_steps),
        "done": counts[Outcome.DONE],
        "partly": counts[Outcome.PARTLY],
        "later": counts[Outcome.LATER],
        "later_explained": sum(x.outcome is Outcome.LATER and x.declared for x in of.lines),
        "dropped": counts[Outcome.DROPPED],
        "elsewhere": counts[Outcome.MOVED_TO],
        "unaccounted": counts[Outcome.UNACCOUNTED],
        "new": counts[Outcome.NEW],
        "name": of.snapshot.origin.label,
        "revision": of.snapshot.origin.revision,
    }


_COLUMNS = {
    "done": "done",
    "partly": "partly",
    "later": "later",
    "dropped": "given up",
    "elsewhere": "elsewhere",
    "unaccounted": "unaccounted",
    "new": "new",
}


def page(data: HistoryData) -> Page:
    """The history as a page: a table of its quarters, and what is to be said of its open promises."""
    counted: list[tuple[str, dict[str, int]]] = [
        (label, {str(i): _count(q, key) for i, q in enumerate(data["quarters"])})
        for key, label in _COLUMNS.items()
    ]
    counted = [(label, counts) for label, counts in counted if any(counts.values())]
    was = any(q["activity"] != data["activity"] for q in data["quarters"])
    headers = (
        "Quarter",
        *(("Was",) if was else ()),
        "Status",
        "Open steps",
        *(c for c, _ in counted),
        "Read from",
    )
    rows = []
    for place, q in enumerate(data["quarters"]):
        other = q["activity"] if q["activity"] != data["activity"] else ""
        cells: list[Runs] = [(strong(q["quarter"] or "?"),)]
        cells += [text(other)] if was else []
        cells += [text(q["status"]), text(str(q["next_steps"]))]
        cells += [text(str(counts[str(place)] or "–")) for _, counts in counted]
        cells += [text(q["revision"][:9] if q["revision"] else q["name"])]
        rows.append(Row(tuple(cells)))
    blocks: list[Block] = [
        Table("What became of what was promised the quarter before", headers, tuple(rows))
    ]
    said = list(_said(data))
    sections = [Section("Its quarters", tuple(blocks))]
    if said:
        sections.append(
            Section("What lasts, and what moved", (Items(tuple(text(one) for one in said)),))
        )
    title = f"{data['activity']} {' '.join(data['title'].split())}"
    lost = sum(q["unaccounted"] for q in data["quarters"])
    done = sum(q["done"] for q in data["quarters"])
    told = f"{len(data['quarters'])} quarters: {done} promises declared done"
    lead = f"{told}, {lost} unaccounted for." if lost else f"{told}."
    return Page(title, lead, (text(f"kprlint {__version__}."),), tuple(sections))


def _count(quarter: QuarterData, key: str) -> int:
    value = quarter[key]  # type: ignore[literal-required]
    return int(value)


def _said(data: HistoryData) -> list[str]:
    said = []
    if data["same_status"] > 1:
        status = data["quarters"][-1]["status"]
        said.append(f"{status} for {quarters(data['same_status'])} running.")
    for promise in data["promises"]:
        now, first = (Due.parse(d) if d else None for d in (promise["due"], promise["first_due"]))
        told = quoted(promise["action"])
        if promise["moves"] and now and first:
            by = apart(first.end, now.end)
            said.append(
                f"{told}: first due {say_due(first)}, now {say_due(now)}: moved {times(promise['moves'])}, {by}."
            )
        elif promise["moves"]:
            said.append(f"{told}: moved {times(promise['moves'])}.")
        if promise["same_words"] > 2:
            said.append(f"{told}: in the same words for {quarters(promise['same_words'])} running.")
    return said
