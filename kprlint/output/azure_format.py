"""For Azure Pipelines: logging commands."""

from collections.abc import Mapping

from kprlint.lint.finding import Finding, Result
from kprlint.printing import visible, visible_lines
from kprlint.rules.base import Rule, Severity

# Azure knows errors and warnings only.
_TYPES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "warning"}
_ESCAPES = str.maketrans({"%": "%AZP25", ";": "%3B", "]": "%5D", "\r": "%0D", "\n": "%0A"})


def render(result: Result, rules: Mapping[str, Rule], color: bool) -> str:
    return "".join(f"{_command(f)}\n" for f in result.findings)


def _command(finding: Finding) -> str:
    properties = {
        "type": "warning" if finding.waived else _TYPES[finding.severity],
        "sourcepath": _escape(finding.joined),
        "linenumber": finding.place.line,
        "columnnumber": finding.place.column,
        "code": _escape(finding.rule),
    }
    listed = ";".join(f"{name}={value}" for name, value in properties.items())
    return f"##vso[task.logissue {listed}]" + visible_lines(finding.said).translate(_ESCAPES)


def _escape(text: str) -> str:
    return visible(text).translate(_ESCAPES)
