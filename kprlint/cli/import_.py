"""kprlint import"""

from pathlib import Path

import click

from kprlint.cli.import_options import ImportOptions, import_options
from kprlint.cli.options import plan_name
from kprlint.cli.streams import fail, note
from kprlint.model import Quarter


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--plan", required=True, metavar="NAME", help="The plan's name, such as 2019-20.")
@click.option(
    "--period",
    required=True,
    metavar="QUARTER",
    help="The quarter reported on, such as “2019/20 Q4”.",
)
@click.option(
    "--to", "folder", required=True, metavar="FOLDER", type=click.Path(path_type=Path),
    help="Where the plan's files go, such as activities/2019-20.",
)  # fmt: skip
@click.option("--title", default="", help="The plan's title; without it “Plan” and its name.")
@click.option("--council", default="", help="The council's name, for plan.yaml.")
@import_options
@click.option("--dry-run", is_flag=True, help="Write no files of the plan.")
@click.option(
    "--force",
    is_flag=True,
    help="Replace activities that are there and differ; the register is added to.",
)
def import_(
    file: Path,
    plan: str,
    period: str,
    folder: Path,
    title: str,
    council: str,
    reading: ImportOptions,
    dry_run: bool,
    force: bool,
) -> None:
    """Make a plan's files of the report that a council has.

    FILE is last quarter's document. What is doubtful stands as a comment in the file of its activity, and in the
    report; what went nowhere is listed. Nothing is guessed silently.
    """
    from kprlint.importing import writing
    from kprlint.printing import visible

    quarter = Quarter.parse(period)
    if quarter is None:
        fail(
            f"“{visible(period)}” is not a quarter: write a financial year and a quarter, such as 2019/20 Q4"
        )
    plan_name(plan)
    found = reading.read(file, quarter, folder)
    contents = found.files(plan, title=title, council=council)
    reading.show_beside(found, contents)
    if not dry_run:
        changed = writing.save(contents, folder, force=force)
        note(
            f"{len(changed)} of {len(contents)} files written to {folder}"
            if changed
            else "nothing to change"
        )
    reading.tell(found)
