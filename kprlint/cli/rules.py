"""kprlint rules"""

import click

from kprlint.cli.options import format_option
from kprlint.cli.streams import write
from kprlint.lint.engine import with_own
from kprlint.lint.settings import Settings
from kprlint.printing import as_json
from kprlint.rules import load
from kprlint.rules.pages import index


@click.command()
@format_option(
    ["text", "json", "markdown"],
    "A table, data for programs, or all pages in one (docs/rules.md).",
)
def rules(format_name: str) -> None:
    """List the rules, and those of phrases that this repository has."""
    known = with_own(load(), Settings())
    if format_name == "json":
        data = [
            {
                "name": rule.name,
                "group": rule.group,
                "severity": str(rule.severity),
                "scope": str(rule.scope),
                "summary": rule.summary,
                "fix": rule.mends and str(rule.mends),
                "since": rule.since,
                "options": [
                    {"name": o.name, "type": o.type, "default": rule.default(o), "help": o.help}
                    for o in rule.options
                ],
            }
            for rule in known.values()
        ]
        write(as_json(data), as_is=True)
    elif format_name == "markdown":
        write(index(known.values()))
    else:
        from tabulate import tabulate

        rows = [(r.name, r.severity, r.summary) for r in known.values()]
        write(tabulate(rows, headers=["rule", "severity", "what it finds"]) + "\n")
