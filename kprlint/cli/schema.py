"""kprlint schema"""

import click

from kprlint.cli.streams import write
from kprlint.printing import as_json
from kprlint.project.find import find_plan
from kprlint.project.plan_schema import for_plan
from kprlint.source.schema import NAMES, load


@click.command()
@click.argument("name", type=click.Choice(NAMES), metavar="NAME")
@click.option(
    "--plan",
    "plan_name",
    metavar="PLAN",
    help="For activity: put in the codes, leads, portfolios and status words of this plan.",
)
def schema(name: str, plan_name: str | None) -> None:
    """Print a JSON Schema, for editors and for other programs.

    NAME is activity, plan, config, findings, rules, changes, history, dates, due, paper, phrases or status.

    With --plan the schema of an activity lists what the plan's register allows, so that an editor can
    complete it.
    """
    if plan_name and name != "activity":
        raise click.UsageError("--plan goes with “activity” alone")
    found = load(name)
    if plan_name:
        found = for_plan(found, find_plan(plan_name).plan)
    write(as_json(found), as_is=True)
