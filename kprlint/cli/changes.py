"""kprlint changes"""

from typing import Any

import click

from kprlint.cli.options import forge as forge_address
from kprlint.cli.options import forge_option, plan_option
from kprlint.cli.own_examples import OwnExamples
from kprlint.cli.report_options import report_options, uncollected, write_report
from kprlint.cli.streams import FOUND, note

# Each holds those before it.
_LEVELS = ("unaccounted", "needs-explanation", "worth-noting")


@click.command(cls=OwnExamples)
@click.option(
    "--from", "earlier", metavar="WHAT", help="The earlier side; default: the quarter before."
)
@click.option(
    "--to",
    "later",
    metavar="WHAT",
    default="WORKTREE",
    help="The later side; default: the work tree.",
)
@plan_option
@click.option(
    "--touched-since",
    metavar="REVISION",
    help="Only activities whose files have changed since the work left REVISION, such as origin/main.",
)
@click.option("--lead", metavar="NAME", help="Only the activities of this lead.")
@click.option("--portfolio", metavar="NAME", help="Only the activities of this portfolio.")
@forge_option
@click.option(
    "--fail-on",
    type=click.Choice([*_LEVELS, "never"]),
    default="never",
    show_default=True,
    help="Exit 1 where a promise is unaccounted for, or an event of this level, or above, is not explained.",
)
@report_options
def changes(
    earlier: str | None,
    later: str,
    plan: str | None,
    touched_since: str | None,
    lead: str | None,
    portfolio: str | None,
    forge: str | None,
    fail_on: str,
    **options: Any,
) -> None:
    """Report what became of the plan between two snapshots: statuses, promises, what needs explaining.

    WHAT is a quarter (2023/24-Q2: that of its tag, else each file's last version of it), a revision of git,
    INDEX, WORKTREE, or a folder that holds a plan. Without options: the previous quarter and the work tree.
    What became of a promise is what its file says of it, and why a status moved is its status_reason.
    """
    from kprlint.change.run import changes as find
    from kprlint.printing import visible

    with uncollected():
        data = find(
            earlier=earlier,
            later=later,
            plan=plan,
            touched_since=touched_since,
            lead=lead,
            portfolio=portfolio,
            forge=forge_address(forge),
        )
        write_report(data, **options)
    for unread in data["limits"]["unread"]:
        note(visible(f"{unread['file']} was not compared: {unread['why']}"))
    if scope := data["scope"]:
        for other in scope["other_plans"]:
            note(visible(f"the plan {other} is touched, too; --plan {other} reports on it"))
    totals, events = data["summary"]["ledger"], data["summary"]["events"]
    found = {
        "unaccounted": totals["outcomes"]["unaccounted"]["undeclared"] - totals["unasked"],
        **events,
    }
    asked = _LEVELS[: _LEVELS.index(fail_on) + 1] if fail_on != "never" else ()
    if any(found[level] for level in asked):
        raise click.exceptions.Exit(FOUND)
