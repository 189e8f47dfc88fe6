"""kprlint rename"""

import click

from kprlint.cli.options import plan_option
from kprlint.cli.streams import note, say
from kprlint.cycle.rename import What, renaming
from kprlint.printing import plural, visible
from kprlint.project.find import find_plan
from kprlint.project.plan_schema import FILE_NAME
from kprlint.project.workspace import REGISTER
from kprlint.source.writing import replace_all
from kprlint.wording import all_of, quote


@click.command()
@click.argument("what", type=click.Choice([what.value for what in What]))
@click.argument("old")
@click.argument("new")
@plan_option
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
def rename(what: str, old: str, new: str, plan: str | None, dry_run: bool) -> None:
    """Give a lead, a portfolio or a status another name.

    OLD becomes NEW in the plan's register, and in each activity that says OLD, however it spells it. Nothing else
    changes: not one comment, quotation mark or line. Where a file cannot be read, or would name NEW twice, nothing is
    changed at all, and the file is named. What earlier quarters say stays in git as it was.
    """
    turning = find_plan(plan)
    found = renaming(turning, What(what), old, new)
    if dry_run:
        from kprlint.cli.difference import show

        show(found.changes)
        return
    replace_all(found.changes, within=turning.project.top)
    if not found.changes:
        note(f"there is nothing to change: no {what} is called {quote(visible(old))} any more")
    else:
        register = turning.path / REGISTER in found.changes
        files = len(found.changes) - register
        where = [
            *(["the register"] if register else []),
            *([plural(files, "activity")] if files else []),
        ]
        said = f"{quote(visible(old))} is {quote(visible(new))} now in {all_of(where)}"
        say(f"{turning.plan.name}: {said}")
    if found.owners:
        note(f"{quote(visible(old))} stays the owner of a step in {all_of(found.owners)}")
    if found.changes and (turning.path / FILE_NAME).is_file():
        name = turning.folder.name
        note(
            f"{turning.show(FILE_NAME)} has the old name; “kprlint schema activity --plan {name}” prints the new one"
        )
    if found.changes and what == What.STATUS:
        note(
            f"last quarter's text says {quote(visible(old))}; with “aliases: [{visible(old)}]” below {quote(visible(new))} "
            "in the register the paper counts the two as one"
        )
