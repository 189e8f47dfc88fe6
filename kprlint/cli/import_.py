"""kprlint import"""

from pathlib import Path

import click

from kprlint.cli.streams import fail, note, progress, write
from kprlint.importing.readers import FORMATS
from kprlint.model import Quarter
from kprlint.project.config import COLUMN_FIELDS

# What goes nowhere is listed in full in the report; a terminal shows so many.
_MOST_LEFT = 30


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
@click.option(
    "--column", "named", multiple=True, metavar="HEADING=FIELD",
    help="What a column holds, such as \"Notes=progress\"; may be given more than once. FIELD is one of "
    f"{', '.join(COLUMN_FIELDS)}.",
)  # fmt: skip
@click.option("--sheet", "sheets", multiple=True, metavar="NAME", help="Read this sheet of a workbook alone.")  # fmt: skip
@click.option("--pages", metavar="PAGES", help="Read these pages of a PDF alone, such as 3-7.")
@click.option("--table", "tables", multiple=True, type=click.IntRange(1), metavar="N", help="Read the N-th table alone.")  # fmt: skip
@click.option(
    "--review", metavar="PAGE",
    help="Write an HTML page with the document's text beside what became of it.",
)  # fmt: skip
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
    kind: str | None,
    report: str | None,
    named: tuple[str, ...],
    sheets: tuple[str, ...],
    pages: str | None,
    tables: tuple[int, ...],
    review: str | None,
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
    from kprlint.importing.known import read_folder
    from kprlint.importing.readers import read
    from kprlint.importing.selection import pages_of, select
    from kprlint.model import ActivityId
    from kprlint.printing import visible

    quarter = Quarter.parse(period)
    if quarter is None:
        fail(
            f"“{visible(period)}” is not a quarter: write a financial year and a quarter, such as 2019/20 Q4"
        )
    if ActivityId.parse(f"{plan}/KA.01.01") is None:
        fail(
            f"“{visible(plan)}” cannot be a plan's name: write letters, digits and dashes, such as 2019-20"
        )
    columns = _columns(named)
    chosen = pages_of(pages) if pages else frozenset()
    with progress(f"reading {visible(file.name)}") as told:
        source = read(file, kind, told)
    source = select(source, sheets=sheets, pages=chosen, tables=tables)
    there = read_folder(folder)
    imported = interpret(source, quarter, columns=columns, known=there.known)
    if report:
        is_json = Path(report).suffix.lower() == ".json"
        text = reports.as_json(imported) if is_json else reports.as_markdown(imported, file.name)
        write(text, file=report)
    if not imported.activities:
        fail(_nothing_found(file, imported.unknown))
    contents = writing.files(imported, plan, quarter, there, title=title, council=council)
    if review:
        from kprlint.importing.review import page

        write(page(source, imported, contents), file=review)
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
        for doubt in imported.left_over[:_MOST_LEFT]:
            text = doubt.text if len(doubt.text) <= 200 else f"{doubt.text[:199]}…"
            write(f"  {where(doubt.place)}: {visible(text)}\n")
        if len(imported.left_over) > _MOST_LEFT:
            write(f"  … and {len(imported.left_over) - _MOST_LEFT} more, in --report FILE\n")
    if not report:
        note("--report FILE lists every doubt with its place, --review PAGE.html shows the document beside the files")  # fmt: skip


def _columns(named: tuple[str, ...]) -> dict[str, str]:
    """Fields by folded heading: those of kprlint.toml, and over them those of the command line."""
    from kprlint.importing.interpreter.headings import fold
    from kprlint.project.config import find, load

    found: dict[str, str] = {}
    if path := find(Path.cwd()):
        found = {
            fold(heading): field
            for heading, field in load(path, within=path.parent).columns.items()
        }
    for text in named:
        heading, equals, field = text.rpartition("=")
        field = field.strip().lower().replace(" ", "_").replace("-", "_")
        if not equals or not heading.strip() or field not in COLUMN_FIELDS:
            fail(
                f"--column “{text}” cannot be used: write the heading as it is printed, =, and one of "
                f'{", ".join(COLUMN_FIELDS)}; for example --column "Notes=progress"'
            )
        found[fold(heading)] = field
    return found


def _nothing_found(file: Path, unknown: tuple[str, ...]) -> str:
    from kprlint.printing import visible

    said = (
        f"{file} has no activities that can be found: a table needs headings for the title and for the status or the "
        "progress, such as “Key Activities”, “Status” and “Progress”"
    )
    if not unknown:
        return said
    names = ", ".join(f"“{visible(text)}”" for text in unknown[:12])
    more = f" and {len(unknown) - 12} more" if len(unknown) > 12 else ""
    return (
        f"{said}. Its headings are {names}{more}; say what they hold, for example "
        f'--column "{visible(unknown[0])}=title" --column "{visible(unknown[-1])}=progress"'
    )
