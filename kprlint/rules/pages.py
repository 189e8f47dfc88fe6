"""A rule's documentation as a page: what `kprlint explain` prints and docs/rules.md holds."""

import inspect
import re
from collections.abc import Iterable
from typing import Any

from kprlint.rules.base import Mends, Rule

_INTRODUCTION = """\
# Rules

This page is printed by `kprlint rules --format markdown`; `kprlint explain RULE` prints one rule of it.
A finding of severity *error* makes `kprlint check` fail, unless `--fail-on` says otherwise. Severities and
options are set in [`kprlint.toml`](configuration.md).
"""


_MENDS = {
    None: "",
    Mends.SAFE: " Fix: safe, made by `check --fix` where one thing alone can be meant.",
    Mends.UNSAFE: " Fix: offered in formats for programs, since somebody has to look at it.",
}


def page(rule: Rule, *, level: int) -> str:
    """The page of `rule` as Markdown, its heading of that level."""
    text = re.sub(r"^### ", "#" * (level + 1) + " ", inspect.cleandoc(rule.doc), flags=re.M)
    lines = [
        f"{'#' * level} {rule.name}",
        "",
        text,
        "",
        f"Severity: {rule.severity}. Needs: "
        + ("the whole plan." if rule.scope == "plan" else "one file and its plan's register.")
        + ("" if rule.profile == "minimum" else f" Profile: {rule.profile}.")
        + _MENDS[rule.mends]
        + f" Since {rule.since}.",
    ]
    if rule.options:
        lines += ["", f"{'#' * (level + 1)} Options", ""]
        lines += [
            f"- `{option.name}` ({option.type}, default {_default(rule.default(option))}): {option.help}"
            for option in rule.options
        ]
    return "\n".join(lines) + "\n"


def index(rules: Iterable[Rule]) -> str:
    """All pages in one, with a table in front."""
    rules = list(rules)
    rows = [f"| [{r.name}](#{r.name}) | {r.severity} | {r.summary} |" for r in rules]
    table = "\n".join(["| rule | severity | what it finds |", "|---|---|---|", *rows])
    return "\n".join([_INTRODUCTION, table, "", *(page(rule, level=2) for rule in rules)])


def _default(value: Any) -> str:
    if isinstance(value, tuple):
        return "`[" + ", ".join(f'"{v}"' for v in value) + "]`"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"
