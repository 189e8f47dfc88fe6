"""JSON for programs: `schema/paper.schema.json` describes it."""

from typing import Any

from kprlint import __version__
from kprlint.printing import as_json
from kprlint.publish.look import Look
from kprlint.publish.paper import Paper, Reported


def write(paper: Paper, look: Look) -> bytes:
    return as_json(data(paper)).encode()


def data(paper: Paper) -> dict[str, Any]:
    """The paper as `schema/paper.schema.json` has it."""
    return {
        "version": 1,
        "kprlint": __version__,
        "plan": paper.plan,
        "title": paper.title,
        "council": paper.council,
        "quarter": paper.quarter or None,
        "key": [{"status": w.word, "kind": str(w.kind), "meaning": w.meaning} for w in paper.key],
        "summary": [
            {"status": c.status.word, "count": c.now, "last_quarter": c.before}
            for c in paper.summary
        ],
        "attention": [{"code": str(a.activity.code), "why": list(a.why)} for a in paper.attention],
        "objectives": [
            {
                "number": section.number,
                "title": section.title,
                "theme": section.theme or None,
                "activities": [_activity(activity) for activity in section.activities],
            }
            for section in paper.sections
        ],
        "history": [{"quarter": q.quarter, "counts": dict(q.counts)} for q in paper.history],
        "missing": list(paper.missing),
    }


def _activity(activity: Reported) -> dict[str, Any]:
    return {
        "code": str(activity.code),
        "title": activity.title,
        "status": activity.status.word,
        "kind": str(activity.status.kind),
        "status_reason": activity.reason or None,
        "direction": str(activity.direction) if activity.direction else None,
        "last_status": activity.was.word if activity.was else None,
        "progress": list(activity.progress),
        "next_steps": [
            {"action": s.action, "due": str(s.due) if s.due else None, "owner": s.owner or None}
            for s in activity.steps
        ],
        "leads": list(activity.leads),
        "portfolio": activity.portfolio,
        "as_at": activity.as_at.isoformat() if activity.as_at else None,
        "continues": [str(identity) for identity in activity.continues],
    }
