"""For GitHub Actions: workflow commands that become annotations in the pull request."""

from collections.abc import Mapping

from kprlint.lint.finding import Finding, Result
from kprlint.printing import visible, visible_lines
from kprlint.rules.base import Rule, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(result: Result, rules: Mapping[str, Rule], color: bool) -> str:
    return "".join(f"{_command(f)}\n" for f in result.findings)


def _command(finding: Finding) -> str:
    place = finding.place
    properties = {"file": finding.joined, "line": place.line, "endLine": place.end_line}
    # GitHub takes columns within one line only.
    if place.line == place.end_line:
        properties |= {"col": place.column, "endColumn": place.end_column}
    properties["title"] = f"kprlint ({finding.rule})"
    listed = ",".join(
        f"{name}={visible(str(value)).translate(_PROPERTY)}" for name, value in properties.items()
    )
    command = "notice" if finding.waived else _COMMANDS[finding.severity]
    return f"::{command} {listed}::{visible_lines(finding.said).translate(_DATA)}"
