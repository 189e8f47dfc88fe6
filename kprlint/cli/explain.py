"""kprlint explain"""

import click

from kprlint.cli.streams import write
from kprlint.rules import load
from kprlint.rules.pages import page
from kprlint.wording import did_you_mean


@click.command()
@click.argument("name", metavar="RULE|EVENT|dates")
def explain(name: str) -> None:
    """Say what a rule finds, why it matters, and what to write instead; or what an event of the change report is.

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
        from kprlint.change.events import page as page_of_event
        from kprlint.change.events import rules as events

        known = events()
        if name in known:
            write(page_of_event(known[name]))
            return
        raise click.UsageError(
            f"There is no rule and no event {name!r}{did_you_mean(name, [*rules, *known])}"
        )
    write(page(rules[name], level=1))
