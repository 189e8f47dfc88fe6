"""kprlint apply"""

from pathlib import Path

import click

from kprlint.cli.streams import FOUND, note, say, write
from kprlint.errors import InputError
from kprlint.printing import plural, visible
from kprlint.project.find import find_plan
from kprlint.source.files import read, shown
from kprlint.source.writing import replace_all


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
def apply(file: Path, dry_run: bool) -> None:
    """Write what was filled into a spreadsheet of "kprlint export" into the plan's files.

    What changes is shown by activity. Only what the sheet has changed since the export is written, and what
    has changed in the files meanwhile stays; where both have changed the same, that is said, with the cell. While
    there is such a conflict, or a cell that does not check, nothing is written at all, and the exit code is 1.

    A row that is deleted changes nothing: a step that is over gets an outcome. The order of the rows and sheets of
    your own do not matter. Applying a file twice is the same as once.
    """
    from kprlint.importing.readers import MOST
    from kprlint.sheet.applying import application
    from kprlint.sheet.formats import FORMATS, format_of
    from kprlint.sheet.reading import filled
    from kprlint.sheet.telling import told

    suffix = file.suffix.lower().removeprefix(".")
    if suffix not in FORMATS:
        raise InputError(
            f"{shown(file)} is no workbook by its name; save it as .xlsx or .ods, whichever was exported"
        )
    came = filled(format_of(suffix).read(read(file, at_most=MOST), shown(file)))
    turning = find_plan(came.record.plan)
    found = application(turning, came)
    for text in found.notes:
        note(text)
    if found.bad:
        lines = [f"  {bad.where}: {bad.why}" for bad in found.bad]
        count = plural(len(found.bad), "cell")
        would = "would be" if dry_run else "was"
        write(
            "".join(
                f"{visible(line)}\n"
                for line in (f"Nothing {would} changed: {count} cannot be taken.", *lines)
            )
        )
        raise click.exceptions.Exit(FOUND)
    if not found.changed:
        say(f"{turning.plan.name}: nothing to change")
        return
    write(told(found.changed))
    if not dry_run:
        replace_all(found.files, within=turning.project.top)
    verb = "would change" if dry_run else ("changed" if len(found.files) > 1 else "has changed")
    say(f"{turning.plan.name}: {plural(len(found.files), 'file')} {verb}")
