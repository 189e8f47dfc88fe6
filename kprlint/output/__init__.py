"""Findings as text and in the formats of other tools: one file a format, each with one function `render`.

`render(result, rules, color) -> str`: the whole output, ending in a line break unless it is empty. A pure
function of its arguments: no clock, no environment, so that the same findings give the same bytes.
"""

from collections.abc import Callable, Mapping
from importlib import import_module

from kprlint.lint.finding import Result
from kprlint.rules.base import Rule

Render = Callable[[Result, Mapping[str, Rule], bool], str]

# name → what it is for; the module is kprlint.output.<name>_format.
FORMATS: dict[str, str] = {
    "text": "for people: each finding with the line, a caret and what to do",
    "concise": "for people and editors: a line a finding",
    "json": "for programs: the published schema findings.schema.json",
    "sarif": "for code-scanning dashboards: SARIF 2.1.0",
    "github": "for GitHub Actions: annotations in the pull request",
    "gitlab": "for GitLab: a code quality report",
    "rdjson": "for reviewdog: findings, with fixes as suggestions",
    "junit": "for CI servers: JUnit XML, a test suite a file",
    "azure": "for Azure Pipelines: logging commands",
    "markdown": "for a comment or a job summary: a table a file",
    "comments": "for a bot in a pull request: a comment a file, with the lines to paste, as JSON",
}


def renderer(name: str) -> Render:
    """The function that writes the format `name`, one of FORMATS."""
    render: Render = import_module(f"kprlint.output.{name}_format").render
    return render
