"""kprlint explain"""

import click

from kprlint.cli.streams import fail, write
from kprlint.rules import PluginError, load
from kprlint.rules.pages import page
from kprlint.rules.wording import did_you_mean


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
    try:
        rules = load()
    except PluginError as error:
        fail(str(error))
    if name not in rules:
        from kprlint.git import GitError
        from kprlint.lint.config import ConfigError
        from kprlint.lint.engine import with_own
        from kprlint.lint.settings import Settings
        from kprlint.lint.workspace import InputError

        try:
            rules = with_own(rules, Settings())
        except (InputError, ConfigError, GitError) as error:
            fail(str(error))
    if name not in rules:
        raise click.UsageError(f"There is no rule {name!r}{did_you_mean(name, rules)}")
    write(page(rules[name], level=1))
