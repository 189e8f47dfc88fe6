"""For GitLab: a code quality report."""

from collections import Counter
from collections.abc import Mapping

from kprlint.lint.finding import Result
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
                "description": visible(f.said),
                "check_name": f.rule,
                "fingerprint": f.fingerprint if count == 1 else f"{f.fingerprint}-{count}",
                "severity": "info" if f.waived else _SEVERITIES[f.severity],
                "location": {"path": f.file, "lines": {"begin": f.place.line}},
            }
        )
    return as_json(report)
