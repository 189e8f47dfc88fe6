"""kprlint open"""

import click

from kprlint.cli import options
from kprlint.cli.streams import fail, note, write
from kprlint.git import top_level
from kprlint.lint import quarter as turn
from kprlint.model import Quarter
from kprlint.output.visible import plural
from kprlint.project.committed import committed
from kprlint.project.find import CurrentPlan, find_plan
from kprlint.source.files import replace_all, shown


@click.command()
@click.argument("quarter", type=options.quarter, metavar="QUARTER")
@options.plan_option
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--force", is_flag=True, help="Even if git does not keep the old quarter's text yet.")
def open(quarter: Quarter, plan: str | None, dry_run: bool, force: bool) -> None:
    """Open a quarter: move the plan and its activities on to it.

    QUARTER is written as 2023/24-Q3. The period of the register and of each activity moves on, progress is
    emptied and the as-at date goes, since both were the old quarter's; the next steps stay. What is
    complete or withdrawn keeps its progress, which is the evidence for it, and only moves on. Everything
    else in the files stays as it is.

    Git keeps the old text, so it must be committed before; --force does without.
    """
    turning = find_plan(plan)
    opening = turn.opening(turning, quarter)
    unsaved = _unsaved(turning)
    if dry_run:
        from kprlint.cli.difference import difference

        if unsaved and not force:
            note(f"without --dry-run this is refused: {unsaved}")
        write(difference(opening.changes))
        return
    if unsaved and not force:
        fail(f"nothing was changed: {unsaved}; or say --force, and that text is lost")
    replace_all(opening.changes, within=turning.project.top)
    moved = len(opening.changes) - 1
    write(
        f"{turning.plan.name}: {turning.period} → {quarter}, {plural(moved, 'activity')} moved on\n"
    )
    if quarter - turning.period > 1:
        note(f"{turning.period + 1} was left out")
    if opening.kept:
        them = "that is" if opening.kept == 1 else "that are"
        count = plural(opening.kept, "activity")
        note(f"{count} {them} complete or withdrawn kept progress as evidence")
    if opening.ahead:
        count = plural(opening.ahead, "activity")
        note(f"{count} already in {quarter} or later stayed as they were")


def _unsaved(turning: CurrentPlan) -> str:
    """Which text would be lost, and what to do about it; empty where git keeps all of it."""
    if not top_level(turning.path):
        return (
            f"{shown(turning.path)} is not in a git repository, so nothing keeps the progress of "
            f"{turning.period}; git init, and commit it"
        )
    others = committed(turning).others
    if not others:
        return ""
    names = ", ".join(turning.show(name) for name in others[:5])
    more = f" and {len(others) - 5} more" if len(others) > 5 else ""
    differ = "differs" if len(others) == 1 else "differ"
    return (
        f"{names}{more} {differ} from the last commit, so git does not keep the text of "
        f"{turning.period}; commit first (git add, git commit)"
    )
