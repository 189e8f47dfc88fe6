"""For reviewdog, which puts findings and fixes into a pull request: its Diagnostic Format, rdjson."""

from collections.abc import Mapping
from typing import Any

from kprlint.lint.finding import Finding, Place, Result
from kprlint.printing import as_json, visible, visible_lines
from kprlint.rules.base import Rule, Severity

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(result: Result, rules: Mapping[str, Rule], color: bool) -> str:
    found = [_diagnostic(finding) for finding in result.findings]
    return as_json({"source": {"name": "kprlint"}, "diagnostics": found})


def _diagnostic(finding: Finding) -> dict[str, Any]:
    made: dict[str, Any] = {
        "message": visible_lines(finding.said),
        "location": _location(finding.joined, finding.place),
        "severity": "INFO" if finding.waived else _SEVERITIES[finding.severity],
        "code": {"value": finding.rule} | ({"url": finding.page} if finding.page else {}),
    }
    # Each suggestion is taken or left on its own, so that of several edits none would be right alone.
    if finding.fix and finding.fix.safe and len(finding.fix.edits) == 1:
        edit = finding.fix.edits[0]
        made["suggestions"] = [{"range": _range(edit.place), "text": edit.text}]
    if finding.related:
        made["related_locations"] = [
            {"message": visible(r.message), "location": _location(r.joined, r.place)}
            for r in finding.related
        ]
    return made


def _location(file: str, place: Place) -> dict[str, Any]:
    return {"path": file, "range": _range(place)}


def _range(place: Place) -> dict[str, Any]:
    """Its columns count bytes of UTF-8; the end is exclusive."""
    return {
        "start": {"line": place.line, "column": place.byte_column},
        "end": {"line": place.end_line, "column": place.end_byte_column},
    }
