"""kprlint demo"""

from pathlib import Path

import click

from kprlint.cli.streams import write
from kprlint.demo import build

_TRY = (
    ("kprlint check", "what is wrong now"),
    ("kprlint changes", "what became of the plan since last quarter"),
    ("kprlint changes --from 2024/25-Q1 --to 2024/25-Q2", "the same for two quarters"),
    ("kprlint changes --format html --output-file report.html", "a page for the browser"),
    ("kprlint history KA.01.02", "an activity that is late in every quarter"),
    ("kprlint explain undated-next-step", "why a warning matters"),
)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def demo(folder: Path) -> None:
    """Make a fictional council's repository, to try things out.

    DIR is a folder that is not there yet, or is empty. It becomes a git repository with four quarters of
    a plan, and the last one of the plan before, in which all happens that can happen to a promise.
    """
    build(folder)
    from shlex import quote

    path = f"./{folder}" if str(folder).startswith("-") else str(folder)
    lines = ((f"cd {quote(path)}", "the repository of a fictional council"), *_TRY)
    width = max(len(command) for command, _ in _TRY)
    write("Try:\n\n" + "".join(f"  {command:{width}}  {why}\n" for command, why in lines))
