"""kprlint import"""

from pathlib import Path

import click

from kprlint.cli.streams import fail, note, progress, write
from kprlint.importing.readers import FORMATS
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
@click.option(
    "--format", "kind", type=click.Choice(FORMATS), help="What FILE is; else by its name."
)
@click.option(
    "--report",
    metavar="REPORT",
    help="Write every doubt to this file: Markdown, or JSON for .json.",
)
@click.option("--dry-run", is_flag=True, help="Write no files of the plan.")
@click.option("--force", is_flag=True, help="Replace files that are there and differ.")
def import_(
    file: Path,
    plan: str,
    period: str,
    folder: Path,
    title: str,
    council: str,
    kind: str | None,
    report: str | None,
    dry_run: bool,
    force: bool,
) -> None:
    """Make a plan's files of the report that a council has.

    FILE is last quarter's document. What is doubtful stands as a comment in the file of its activity, and in the
    report; what went nowhere is listed. Nothing is guessed silently.
    """
    from kprlint.importing import report as reports
    from kprlint.importing import writing
    from kprlint.importing.interpreter import interpret
    from kprlint.importing.interpreter.doubts import where
    from kprlint.importing.readers import read
    from kprlint.model import ActivityId
    from kprlint.output.visible import visible

    quarter = Quarter.parse(period)
    if quarter is None:
        fail(
            f"“{visible(period)}” is not a quarter: write a financial year and a quarter, such as 2019/20 Q4"
        )
    if ActivityId.parse(f"{plan}/KA.01.01") is None:
        fail(
            f"“{visible(plan)}” cannot be a plan's name: write letters, digits and dashes, such as 2019-20"
        )
    with progress(f"reading {visible(file.name)}") as told:
        source = read(file, kind, told)
    imported = interpret(source, quarter)
    if report:
        is_json = Path(report).suffix.lower() == ".json"
        text = reports.as_json(imported) if is_json else reports.as_markdown(imported, file.name)
        write(text, file=report)
    if not imported.activities:
        fail(
            f"{file} has no activities that can be found: a table needs a row of headings such as "
            "“Key Activities”, “Status” and “Progress”"
        )
    contents = writing.files(imported, plan, quarter, title=title, council=council)
    if not dry_run:
        changed = writing.save(contents, folder, force=force)
        note(
            f"{len(changed)} of {len(contents)} files written to {folder}"
            if changed
            else "nothing to change"
        )
    write(reports.as_table(imported))
    if imported.left_over:
        write("\nleft over:\n")
        for doubt in imported.left_over:
            text = doubt.text if len(doubt.text) <= 200 else f"{doubt.text[:199]}…"
            write(f"  {where(doubt.place)}: {visible(text)}\n")
    if not report:
        note("--report FILE lists every doubt with its place")
