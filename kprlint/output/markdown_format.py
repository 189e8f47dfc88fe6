"""For a comment or a job summary: GitHub-flavoured Markdown, a table a file."""

import re
from collections.abc import Mapping

from kprlint.lint.finding import Finding, Result
from kprlint.output.text_format import summary
from kprlint.printing import plural, visible
from kprlint.rules.base import Rule

# GitHub refuses a comment of more than 65,536 characters.
MOST = 65_000

_MARKUP = str.maketrans(
    {c: f"\\{c}" for c in "\\`*_[]~#"}
    | {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "$": "&#36;"}
)

# Where GitHub and GitLab would make a link, a mention, a reference or an emoji, an empty HTML comment
# breaks the word. They look for these after Markdown's escapes and entities are resolved, so that neither
# of those helps.
_LINK = re.compile(
    r"(?<=@)(?=\S)"  # @name, name@example.org
    r"|(?<=[#!$%~&:])(?=[\w/+-])"  # #123, !123, https://…, :emoji:
    r"|(?<=www)(?=\.)"
    r"|(?<=gh)(?=-\d)"  # GH-123
    r"|(?<=[0-9a-f]{6})(?=[0-9a-f])",  # a commit: seven digits or more
    re.IGNORECASE,
)


def render(result: Result, rules: Mapping[str, Rule], color: bool) -> str:
    text, file = f"kprlint checked {summary(result)}.{_why(result)}\n", None
    for number, finding in enumerate(result.findings):
        row = _row(finding) if finding.file == file else _head(finding.file) + _row(finding)
        if len(text) + len(row) > MOST:
            left = plural(len(result.findings) - number, "finding")
            return f"{text}\n{left} more, for which a comment has no room.\n"
        text, file = text + row, finding.file
    return text


def _why(result: Result) -> str:
    known = any(finding.page for finding in result.findings)
    return "" if known or not result.findings else " “kprlint explain RULE” says why."


def _head(file: str) -> str:
    return f"\n### {escape(file)}\n\n| Place | Severity | Rule | Finding |\n| ---: | --- | --- | --- |\n"


def _row(finding: Finding) -> str:
    place = f"{finding.place.line}:{finding.place.column}"
    said, severity = (
        f"{escape(finding.message)}<br>{'<br>'.join(map(escape, finding.help.split(chr(10))))}",
        str(finding.severity),
    )
    for related in finding.related:
        said += (
            f"<br>See {escape(f'{related.file}:{related.place.line}')}: {escape(related.message)}"
        )
    if finding.waived:
        said += f"<br>Waived: {escape(finding.waived.reason)}"
        severity = f"waived {severity}"
    rule = escape(finding.rule)
    rule = f"[{rule}]({finding.page})" if finding.page else rule
    return f"| {place} | {severity} | {rule} | {said} |\n"


def escape(text: str) -> str:
    """`text` on one line, with nothing in it that Markdown or GitHub would take for more than text."""
    return "<!-- -->".join(part.translate(_MARKUP) for part in _LINK.split(visible(text)))
