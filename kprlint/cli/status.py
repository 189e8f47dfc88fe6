"""kprlint status"""

from datetime import date

import click

from kprlint.cli import options
from kprlint.cli.streams import FOUND, note, wants_color, write

_COLUMNS = 80
_LEVELS = ("error", "owed", "overdue")


@click.command()
@options.plan_option
@options.as_of_today
@click.option(
    "--fail-on",
    type=click.Choice([*_LEVELS, "never"]),
    default="owed",
    show_default=True,
    help="Exit 1 where something is in error, is not reported yet, or is overdue; each holds those before it.",
)
@options.forge_option
@options.format_option(["text", "html", "json"], "For a terminal, a browser, or programs.")
@options.output_option()
@options.color_option
def status(
    plan: str | None,
    as_of: date,
    fail_on: str,
    forge: str | None,
    format_name: str,
    output_file: str | None,
    color: str,
) -> None:
    """Show how the quarter stands: statuses, what is missing, what is in error.

    The statuses by objective, with last quarter's beside them, as git holds it; who has not updated yet; the errors that
    "kprlint check" finds; what is overdue, and what a committee will ask about. An activity that has not reported on
    the quarter has no status yet: what its file says is last quarter's.

    Exit code 0: nothing is owed; 1: something is, as --fail-on says; 2: could not run.
    """
    from kprlint.agenda.status import Level
    from kprlint.agenda.status import status as find

    found = find(plan, as_of, forge=options.forge(forge))
    if format_name == "json":
        from kprlint.agenda.status_data import as_data
        from kprlint.printing import as_json

        write(as_json(as_data(found)), file=output_file, as_is=True)
    elif format_name == "html":
        from kprlint import __version__
        from kprlint.agenda.status_page import page
        from kprlint.report import html_format

        whole = page(found, wide=True, most=1200)
        write(html_format.written(whole, False, made_by=f"kprlint {__version__}"), file=output_file)
    else:
        from kprlint.agenda.status_page import page
        from kprlint.report import text_format

        colored = wants_color(color, to_file=output_file is not None)
        write(
            text_format.written(page(found, wide=False), colored, width=_COLUMNS), file=output_file
        )
    for one in (*found.notes, *(str(unread.why) for unread in found.dues.unread)):
        note(one)
    if fail_on != "never" and found.fails(Level(fail_on)):
        raise click.exceptions.Exit(FOUND)
