"""For a bot in a pull request: a comment for each file that has lines to paste, as a list in JSON.

Who edits in the browser runs no hook, and need not read a log: a comment beside the file has what to write into it. Each
begins with a line that says which file it is for, by which a bot finds the one that it has written before.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from kprlint.lint.finding import Finding, Result
from kprlint.output.markdown_format import MOST, escape
from kprlint.printing import as_json, plural, visible
from kprlint.rules.base import Rule


def render(result: Result, rules: Mapping[str, Rule], color: bool) -> str:
    told = [finding for finding in result.findings if "\n" in finding.help and not finding.waived]
    return as_json(
        [
            {"path": file, "body": _body(file, list(findings))}
            for file, findings in groupby(told, key=lambda finding: finding.joined)
        ]
    )


def _body(file: str, findings: list[Finding]) -> str:
    text = f"<!-- kprlint {_in_comment(file)} -->\nWritten by kprlint, and brought up to date by each push.\n"
    for number, finding in enumerate(findings):
        one = f"\n**{escape(finding.message)}**\n\n" + "\n".join(_paragraphs(finding.help)) + "\n"
        one += f"\n[Why this is asked]({finding.page})\n" if finding.page else ""
        if len(text) + len(one) > MOST:
            left = plural(len(findings) - number, "finding")
            return f"{text}\n{left} more, for which a comment has no room."
        text += one
    return text.rstrip("\n")


def _in_comment(text: str) -> str:
    """`text` in a comment of HTML, which two dashes may end."""
    return re.sub("[<>]|-(?=-)", "_", visible(text))


def _paragraphs(help: str) -> Iterator[str]:
    """What to do, with the lines to paste as a block of code: they begin with a blank or a dash."""
    for is_code, lines in groupby(help.split("\n"), key=lambda line: line.startswith((" ", "- "))):
        block = list(map(visible, lines))
        if not is_code:
            yield "\n\n".join(_sentence(escape(line)) for line in block)
            continue
        ticks = max(map(len, re.findall("`+", "\n".join(block))), default=0)
        fence = "`" * max(ticks + 1, 3)
        yield "\n".join(["", f"{fence}yaml", *block, fence, ""])


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
