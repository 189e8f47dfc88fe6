"""kprlint changes"""

from typing import Any

import click

from kprlint.cli.options import plan_option
from kprlint.cli.report_options import report_options, write_report
from kprlint.cli.streams import FOUND, note

_LEVELS = ("needs-explanation", "worth-noting", "never")


@click.command()
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
@click.option(
    "--fail-on",
    type=click.Choice(_LEVELS),
    default="never",
    show_default=True,
    help="Exit 1 where an event of this level, or above, has no answer.",
)
@report_options
def changes(
    earlier: str | None,
    later: str,
    plan: str | None,
    touched_since: str | None,
    fail_on: str,
    **options: Any,
) -> None:
    """Report what became of the plan between two snapshots: statuses, promises, what needs explaining.

    WHAT is a quarter (2023/24-Q2: that of its tag, else each file's last version of it), a revision of git,
    INDEX, WORKTREE, or a folder that holds a plan. Without options: the previous quarter and the work tree.
    Reasons for what happened are read from changes.toml, beside kprlint.toml.
    """
    from kprlint.change.run import changes as find
    from kprlint.output.visible import visible

    data = find(earlier=earlier, later=later, plan=plan, touched_since=touched_since)
    write_report(data, **options)
    for unread in data["limits"]["unread"]:
        note(visible(f"{unread['file']} was not compared: {unread['why']}"))
    levels = _LEVELS[: _LEVELS.index(fail_on) + 1] if fail_on != "never" else ()
    if any(data["summary"]["events"][level] for level in levels):
        raise click.exceptions.Exit(FOUND)
