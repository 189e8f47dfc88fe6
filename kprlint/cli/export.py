"""kprlint export"""

from pathlib import Path

import click

from kprlint.cli.options import output_option, plan_option
from kprlint.cli.streams import note, say
from kprlint.errors import Refused
from kprlint.printing import plural
from kprlint.project.find import find_plan
from kprlint.sheet.formats import FORMATS
from kprlint.source.files import shown
from kprlint.source.writing import create, write_output


@click.command()
@click.argument("format_name", metavar="FORMAT", type=click.Choice(FORMATS))
@plan_option
@output_option("Write to FILE; without it a name is made of the plan and its quarter.")
@click.option(
    "--force", is_flag=True, help="Replace a file that is there, with what was written into it."
)
def export(format_name: str, plan: str | None, output_file: str | None, force: bool) -> None:
    """Write the quarter into a spreadsheet, for people who do not work with files.

    FORMAT is xlsx (Excel) or ods (LibreOffice). There is a sheet of the activities and one of their next steps, with
    drop-downs for the plan's words. What is written there comes back with "kprlint apply", which merges it with what
    has changed in the files meanwhile.
    """
    from kprlint.sheet.formats import format_of
    from kprlint.sheet.making import shown as files_shown
    from kprlint.sheet.making import workbook

    turning = find_plan(plan)
    made_by = format_of(format_name)
    files = files_shown(turning)
    if not files.flats:
        raise Refused(
            f"{shown(turning.path)} has no activity that can be exported; kprlint check says why"
        )
    data = made_by.write(workbook(turning, files))
    path = Path(output_file or f"{turning.folder.name}-{turning.period.slug}.{format_name}")
    if force or (path.exists() and not path.is_file()):
        write_output(path, data)
    else:
        try:
            create(path, data)
        except Refused:
            raise Refused(
                f"{shown(path)} is there, and somebody may have written into it; give another name with -o, or replace "
                "it with --force"
            ) from None
    say(shown(path))
    for name, why in files.left_out.items():
        note(f"{turning.show(name)} is not in it: {why}; kprlint check says more")
    missing = [
        code for code in turning.plan.codes if code not in {f.code for f in files.flats.values()}
    ]
    if missing and not files.left_out:
        note(f"{plural(len(missing), 'activity')} without a file: {', '.join(missing[:5])}")
