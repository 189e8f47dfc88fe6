"""For programs: the contract that ``kprlint schema findings`` prints."""

from collections.abc import Mapping
from typing import Any

from kprlint.lint.finding import Finding, FindingFix, FindingOffer, Place, Result
from kprlint.printing import as_json
from kprlint.rules.base import Rule

VERSION = 1


def render(result: Result, rules: Mapping[str, Rule], color: bool) -> str:
    summary = result.summary
    data = {
        "version": VERSION,
        "as_of": result.as_of,
        "findings": [finding(f) for f in result.findings],
        "summary": {
            "files": summary.files,
            "activities": summary.activities,
            "error": summary.error,
            "warning": summary.warning,
            "info": summary.info,
            "waived": summary.waived,
        },
    }
    return as_json(data)


def finding(f: Finding) -> dict[str, Any]:
    """One finding as plain data."""
    return {
        "rule": f.rule,
        "severity": str(f.severity),
        "file": f.file,
        **_place(f.place),
        "activity": f.activity,
        "field": f.field,
        "message": f.message,
        "help": f.help,
        "fix": _fix(f.fix) if f.fix else None,
        "fingerprint": f.fingerprint,
        "related": [{"file": r.file, **_place(r.place), "message": r.message} for r in f.related],
        **({"offers": [_offer(offer) for offer in f.offers]} if f.offers else {}),
        **({"page": f.page} if f.page else {}),
        **({"waived": f.waived.reason} if f.waived else {}),
    }


def _offer(offer: FindingOffer) -> dict[str, Any]:
    edits = [{**_place(edit.place), "text": edit.text} for edit in offer.edits]
    return {"title": offer.title, "edits": edits}


def _fix(fix: FindingFix) -> dict[str, Any]:
    edits = [{**_place(edit.place), "text": edit.text} for edit in fix.edits]
    return {"safety": "safe" if fix.safe else "unsafe", "edits": edits}


def _place(place: Place) -> dict[str, int]:
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }
