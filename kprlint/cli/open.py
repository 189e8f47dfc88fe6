"""kprlint open"""

import click

from kprlint.cli import options
from kprlint.cli.own_examples import OwnExamples
from kprlint.cli.streams import fail, note, say
from kprlint.cycle import quarter as turn
from kprlint.cycle.ready import passed_over, unsaved
from kprlint.model import Quarter
from kprlint.printing import plural
from kprlint.project.find import find_plan
from kprlint.source.writing import replace_all


@click.command(cls=OwnExamples)
@click.argument("quarter", type=options.quarter, metavar="QUARTER")
@options.plan_option
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option(
    "--force", is_flag=True, help="Even if the quarter under way is neither closed nor reported."
)
def open(quarter: Quarter, plan: str | None, dry_run: bool, force: bool) -> None:
    """Open a quarter: move the plan and its activities on to it.

    QUARTER is written as 2023/24-Q3. The period of the register and of each activity moves on, progress is
    emptied and the as-at date goes, since both were the old quarter's. Steps that are closed (done, dropped, to,
    void) are taken out, and of the others what was said of them for the old quarter (was, from, moved, update).
    What is complete or withdrawn keeps its progress and its steps, which are the evidence for it, and only moves on.
    Everything else in the files stays as it is.

    While the quarter under way is neither closed nor reported by every activity this is refused; --force does it all
    the same. Git keeps the old text, so it must be committed before, in any case.
    """
    turning = find_plan(plan)
    opening = turn.opening(turning, quarter)
    lost = unsaved(turning)
    silent = [] if force else passed_over(turning)
    if dry_run:
        from kprlint.cli.difference import show

        for why in (lost, "; ".join(silent)):
            if why:
                note(f"without --dry-run this is refused: {why}")
        show(opening.changes)
        return
    if lost:
        fail(f"nothing was changed: {lost}")
    if silent:
        first, *rest = silent
        fail(
            f"nothing was changed: {first}",
            *rest,
            f"write what they report, or close the quarter; --force opens {quarter} all the same",
        )
    replace_all(opening.changes, within=turning.project.top)
    moved = len(opening.changes) - 1
    say(f"{turning.plan.name}: {turning.period} → {quarter}, {plural(moved, 'activity')} moved on")
    if quarter - turning.period > 1:
        note(f"{turning.period + 1} was left out")
    if opening.closed:
        note(f"{plural(opening.closed, 'closed step')} taken out; git keeps them")
    if opening.kept:
        them = "that is" if opening.kept == 1 else "that are"
        count = plural(opening.kept, "activity")
        note(f"{count} {them} complete or withdrawn kept progress and steps as evidence")
    if opening.ahead:
        count = plural(opening.ahead, "activity")
        note(f"{count} already in {quarter} or later stayed as they were")
