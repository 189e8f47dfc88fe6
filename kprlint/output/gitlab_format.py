"""For GitLab: a code quality report."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from kprlint.lint.finding import Finding, Place, Result
from kprlint.printing import as_json, visible
from kprlint.rules.base import Rule, Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(result: Result, rules: Mapping[str, Rule], color: bool) -> str:
    seen: Counter[str] = Counter()
    report = []
    for f in result.findings:
        # GitLab drops all but the first of a fingerprint; two projects of one run may share one.
        seen[f.fingerprint] += 1
        count = seen[f.fingerprint]
        report.append(
            {
                "description": visible(f.said_in_a_line) + _see(f),
                "check_name": f.rule,
                "fingerprint": f.fingerprint if count == 1 else f"{f.fingerprint}-{count}",
                "severity": "info" if f.waived else _SEVERITIES[f.severity],
                "location": _location(f.joined, f.place),
            }
            | (
                # As Code Climate has it, whose format this is.
                {"other_locations": [_location(r.joined, r.place) for r in f.related]}
                if f.related
                else {}
            )
        )
    return as_json(report)


def _location(file: str, place: Place) -> dict[str, Any]:
    return {"path": file, "lines": {"begin": place.line}}


def _see(finding: Finding) -> str:
    """The related places in words: GitLab shows the description alone."""
    places = [f"{visible(r.joined)}:{r.place.line}" for r in finding.related]
    return f" (see {', '.join(places)})" if places else ""
