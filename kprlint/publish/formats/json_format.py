"""JSON for programs: `schema/paper.schema.json` describes it."""

from typing import Any

from kprlint import __version__
from kprlint.model.activity import ONGOING
from kprlint.printing import as_json
from kprlint.publish.look import Look
from kprlint.publish.paper import Paper, Reported


def write(paper: Paper, look: Look) -> bytes:
    return as_json(data(paper)).encode()


def data(paper: Paper) -> dict[str, Any]:
    """The paper as `schema/paper.schema.json` has it."""
    return {
        "version": 2,
        "kprlint": __version__,
        "plan": paper.plan,
        "title": paper.title,
        "council": paper.council,
        "quarter": paper.quarter or None,
        "made_of": {
            "commit": paper.source.commit[:9] or None,
            "tag": paper.source.tag or None,
            "as_at": paper.source.as_at.isoformat() if paper.source.as_at else None,
        },
        "draft": [paper.words.tell(why) for why in paper.draft],
        "registered": paper.registered,
        "reported": paper.reported,
        "key": [{"status": w.word, "kind": str(w.kind), "meaning": w.meaning} for w in paper.key],
        "summary": [
            {"status": c.status.word, "count": c.now, "last_quarter": c.before}
            for c in paper.summary
        ],
        "attention": [{"code": str(a.code), "why": a.why} for a in paper.attention],
        "promises": [
            {
                "code": str(one.code),
                "action": one.action,
                "due": str(one.due) if one.due else None,
                "outcome": one.outcome,
                "told": one.told,
                "standing": one.is_standing,
            }
            for one in paper.promises
        ],
        "corrections": [
            {"code": str(one.code), "quarter": one.quarter, "text": one.text}
            for one in paper.corrections
        ],
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
        "absent": [
            {
                "code": str(one.code) if one.code else None,
                "title": one.title or None,
                "why": paper.words.tell(one.why),
                "gone": one.has_gone,
            }
            for one in paper.absent
        ],
    }


def _activity(activity: Reported) -> dict[str, Any]:
    return {
        "code": str(activity.code),
        "title": activity.title,
        "state": str(activity.state),
        "note": activity.note or None,
        "status": activity.status.word,
        "kind": str(activity.status.kind),
        "status_reason": activity.reason or None,
        "direction": str(activity.direction) if activity.direction else None,
        "last_status": activity.was.word if activity.was else None,
        "progress": list(activity.progress),
        "next_steps": [
            {
                "action": s.action,
                "due": str(s.due) if s.due else ONGOING if s.is_ongoing else None,
                "owner": s.owner or None,
                "overdue": s.is_overdue,
            }
            for s in activity.steps
        ],
        "leads": list(activity.leads),
        "portfolio": activity.portfolio,
        "as_at": activity.as_at.isoformat() if activity.as_at else None,
        "due": str(activity.due) if activity.due else None,
        "percent_complete": activity.percent_complete,
        "continues": [str(identity) for identity in activity.continues],
    }
