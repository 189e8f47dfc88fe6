"""The paper as tables: one row a thing, one value a cell, each with its key; several papers make longer tables.

Rows are mappings of columns to texts, numbers and None; days are ISO 8601.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kprlint.change.reported import State
from kprlint.model import Due, Quarter
from kprlint.model.activity import ONGOING
from kprlint.publish.paper import Paper, Reported, Step

Row = Mapping[str, object]


class Table(NamedTuple):
    """A table: its key, what its other columns hold, and which of them name a row of another table."""

    key: tuple[str, ...]
    columns: tuple[str, ...]
    of: Mapping[str, tuple[str, ...]] = {}

    @property
    def all(self) -> tuple[str, ...]:
        """The names of all columns, those of the key first."""
        return (*self.key, *self.columns)


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
        (
            "action", "due", "due_from", "due_to", "owner", "overdue", "outcome", "done_from", "done_to", "said",
            "moved", "update",
        ),
        _OF_ACTIVITY,
    ),
    "earlier_words": Table(
        ("plan", "quarter", "code", "number", "was"), (), {"next_steps": ("plan", "quarter", "code", "number")}
    ),
    "promises": Table(
        ("plan", "quarter", "code", "number"),
        ("action", "due", "due_from", "due_to", "outcome", "told", "standing"),
        _OF_ACTIVITY,
    ),
}  # fmt: skip


def tables(papers: Sequence[Paper]) -> Mapping[str, list[Row]]:
    """The rows of each table, those of the first paper first; what is not there is None, or missing."""
    made = [_tables(paper) for paper in papers]
    return {name: [row for one in made for row in one[name]] for name in TABLES}


def _tables(paper: Paper) -> Mapping[str, list[Row]]:
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
        "next_steps": [{**keys, **_step(a, n, step)} for a, n, step in _steps(paper)],
        "earlier_words": [
            {**keys, "code": str(a.code), "number": n, "was": was}
            for a, n, step in _steps(paper)
            for was in dict.fromkeys(step.was)
        ],
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
            why = paper.words.tell(one.why)
            note = why[:1].upper() + why[1:]
            yield {
                "code": str(one.code),
                "council": paper.council,
                "title": one.title,
                "reported": "no",
                "note": note,
            }


def _steps(paper: Paper) -> Iterable[tuple[Reported, int, Step]]:
    """Every step with its activity and its place: the open ones, then those that are closed."""
    for activity in paper.activities:
        for number, step in enumerate((*activity.steps, *activity.closed), 1):
            yield activity, number, step


def _step(activity: Reported, number: int, step: Step) -> Row:
    done = step.done_on
    return {
        "code": str(activity.code),
        "number": number,
        "action": step.action,
        **({"due": ONGOING} if step.is_ongoing else _due(step.due)),
        "owner": step.owner,
        "overdue": _yes(step.is_overdue),
        "outcome": str(step.outcome or "open"),
        "done_from": done.start.isoformat() if done else None,
        "done_to": done.end.isoformat() if done else None,
        "said": step.said,
        "moved": step.moved,
        "update": step.update,
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
