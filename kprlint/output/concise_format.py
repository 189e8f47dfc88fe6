"""For people and editors: a line a finding."""

from collections.abc import Mapping

from kprlint.lint.finding import Result
from kprlint.output.text_format import label
from kprlint.printing import visible
from kprlint.rules.base import Rule


def render(result: Result, rules: Mapping[str, Rule], color: bool) -> str:
    return "".join(
        f"{visible(f.file)}:{f.place.line}:{f.place.column}: {label(f)} {visible(f.said_in_a_line)}\n"
        for f in result.findings
    )
