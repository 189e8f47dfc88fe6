"""For GitHub Actions: workflow commands that become annotations in the pull request."""

from collections import Counter
from collections.abc import Mapping

from kprlint.lint.finding import Finding, Result
from kprlint.output.limits import GITHUB_ANNOTATIONS
from kprlint.printing import visible, visible_lines
from kprlint.rules.base import Rule, Severity
from kprlint.wording import all_of

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(result: Result, rules: Mapping[str, Rule], color: bool) -> str:
    return "".join(f"{_command(f)}\n" for f in result.findings) + _beyond(result.findings)


def _beyond(findings: tuple[Finding, ...]) -> str:
    """What GitHub will not show beside the files, as a line of the log."""
    counted = Counter(map(_kind, findings))
    more = [
        f"{counted[kind]} {kind}s"
        for kind in _COMMANDS.values()
        if counted[kind] > GITHUB_ANNOTATIONS
    ]
    if not more:
        return ""
    return (
        f"GitHub shows {GITHUB_ANNOTATIONS} of each kind beside the files, and there are {all_of(more)}: "
        "this log has all of them\n"
    )


def _kind(finding: Finding) -> str:
    return "notice" if finding.waived else _COMMANDS[finding.severity]


def _command(finding: Finding) -> str:
    place = finding.place
    properties = {"file": finding.joined, "line": place.line, "endLine": place.end_line}
    # GitHub takes columns within one line only.
    if place.line == place.end_line:
        properties |= {"col": place.column, "endColumn": place.end_column}
    properties["title"] = f"kprlint ({finding.rule})"
    written = ",".join(
        f"{name}={visible(str(value)).translate(_PROPERTY)}" for name, value in properties.items()
    )
    return f"::{_kind(finding)} {written}::{visible_lines(finding.said).translate(_DATA)}"
