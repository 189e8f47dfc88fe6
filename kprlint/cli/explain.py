"""kprlint explain"""

import click

from kprlint.cli.streams import write


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
    from kprlint.api import explain as page_of

    write(page_of(name))
