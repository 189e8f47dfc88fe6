"""kprlint explain"""

import click

from kprlint.cli.streams import write
from kprlint.rules import load
from kprlint.rules.pages import page
from kprlint.wording import did_you_mean


@click.command()
@click.argument("name", metavar="RULE|dates")
def explain(name: str) -> None:
    """Say what a rule finds, why it matters, and what to write instead.

    `dates` prints what dates are taken to mean where usage leaves it open.
    """
    if name == "dates":
        from kprlint.prose.dates.format import conventions

        write(conventions())
        return
    rules = load()
    if name not in rules:
        from kprlint.lint.engine import with_own
        from kprlint.lint.settings import Settings

        rules = with_own(rules, Settings())
    if name not in rules:
        raise click.UsageError(f"There is no rule {name!r}{did_you_mean(name, rules)}")
    write(page(rules[name], level=1))
