"""kprlint verify"""

import click

from kprlint.cli.own_examples import OwnExamples
from kprlint.cli.streams import FOUND, say
from kprlint.errors import InputError
from kprlint.model import Quarter
from kprlint.printing import visible
from kprlint.project.closed import Closed, verified
from kprlint.project.find import projects
from kprlint.wording import any_of, did_you_mean


@click.command(cls=OwnExamples)
@click.argument("closed", metavar="PLAN/QUARTER")
def verify(closed: str) -> None:
    """Tell whether a quarter is closed, and its text still the one that was closed.

    PLAN/QUARTER is written as 2023-24/2023-24-Q2, or as the tag is called. Exit code 1: it is not closed, or its tag
    was moved to another text.
    """
    name, _, written = closed.removeprefix("kprlint/").partition("/")
    quarter = Quarter.parse(written)
    if quarter is None:
        raise click.BadParameter(
            f"{closed!r} is not a plan and a quarter; write them as 2023-24/2023-24-Q2"
        )
    project, _paths = projects()[0]
    folders = {folder.name: folder for folder in project.plan_folders()}
    if name not in folders:
        there = f"there is {any_of(folders)}" if folders else "there is none here"
        raise InputError(f"no plan is called {name!r}; {there}{did_you_mean(name, folders)}")
    found = verified(folders[name].path, quarter)
    if found.why:
        say(found.why)
        raise click.exceptions.Exit(FOUND)
    say(f"{name}: {quarter} stands as it was closed{_told(found)}")


def _told(found: Closed) -> str:
    facts = found.facts
    by = f" by {visible(found.by)}" if found.by else ""
    errors = ", free of errors" if facts.get("errors") == "0" else ""
    version = f" (kprlint {visible(facts['kprlint'])})" if facts.get("kprlint") else ""
    return f"{by}{errors}{version}"
