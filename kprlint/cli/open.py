"""kprlint open"""

import click

from kprlint.cli import options
from kprlint.cli.streams import fail, note, write
from kprlint.cycle import quarter as turn
from kprlint.git import top_level
from kprlint.git.head import tag_exists
from kprlint.model import Quarter
from kprlint.printing import plural
from kprlint.project.committed import committed
from kprlint.project.find import CurrentPlan, find_plan
from kprlint.project.timeline import tag_name
from kprlint.source.files import replace_all, shown
from kprlint.source.reading import read_activity


@click.command()
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
    lost = _unsaved(turning)
    passed_over = [] if force else _passed_over(turning)
    if dry_run:
        from kprlint.cli.difference import difference

        for why in (lost, "; ".join(passed_over)):
            if why:
                note(f"without --dry-run this is refused: {why}")
        write(difference(opening.changes))
        return
    if lost:
        fail(f"nothing was changed: {lost}")
    if passed_over:
        first, *rest = passed_over
        fail(
            f"nothing was changed: {first}",
            *rest,
            f"write what they report, or close the quarter; --force opens {quarter} all the same",
        )
    replace_all(opening.changes, within=turning.project.top)
    moved = len(opening.changes) - 1
    write(
        f"{turning.plan.name}: {turning.period} → {quarter}, {plural(moved, 'activity')} moved on\n"
    )
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


def _passed_over(turning: CurrentPlan) -> list[str]:
    """Why the next quarter may not be opened yet, with the activities that do not report on this one; or nothing.

    A plan of which git knows no earlier quarter may always go on: its first one was written elsewhere.
    """
    if turning.folder.past.last_quarter(turning.period) is None:
        return []
    if tag_exists(turning.path, tag_name(turning.folder.name, turning.period)):
        return []
    reports = {
        activity.code: activity
        for name in turning.activities
        if (activity := read_activity(turning.folder.load(name))).code
    }
    silent = [
        code
        for code in turning.plan.codes
        if code not in reports or not reports[code].reports_on(turning.period)
    ]
    if not silent:
        return []
    count = plural(len(silent), "activity")
    says = "does not report on it" if len(silent) == 1 else "do not report on it"
    return [
        f"{turning.period} is not closed, and {count} {says}:",
        *(f"  {code}{f' {reports[code].title}' if code in reports else ''}" for code in silent),
    ]


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
