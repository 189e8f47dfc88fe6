"""kprlint due"""

from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kprlint.cli import options
from kprlint.cli.streams import emit, fail, note, wants_color, write
from kprlint.source.files import shown
from kprlint.source.writing import write_output
from kprlint.wording import all_of

if TYPE_CHECKING:
    from kprlint.agenda.dues import Dues

_FORMATS = ("text", "html", "csv", "json", "ical", "mail")
_EVERYTHING = "all"
_COLUMNS = 80


def within(text: str) -> str:
    """The type of ``--within``: what `until` reads."""
    number, unit = text[:-1], text[-1:]
    if text == _EVERYTHING or (number.isascii() and number.isdigit() and unit in "dwmy"):
        return text
    raise click.BadParameter(
        f"{text!r} is no stretch of time; write days, weeks, months or years, as in 90d, 6w, 3m, 1y, or “all”"
    )


def until(as_of: date, within: str) -> date | None:
    """The last day of a stretch of time that begins on the day `as_of`; None for all."""
    if within == _EVERYTHING:
        return None
    number, unit = int(within[:-1]), within[-1]
    try:
        if unit in "dw":
            return as_of + timedelta(days=number * (7 if unit == "w" else 1))
        months = as_of.month - 1 + number * (12 if unit == "y" else 1)
        year, month = as_of.year + months // 12, months % 12 + 1
        return date(year, month, min(as_of.day, monthrange(year, month)[1]))
    except (OverflowError, ValueError):
        return date.max


@click.command()
@options.plan_option
@options.as_of_today
@click.option(
    "--within",
    type=within,
    default="90d",
    show_default=True,
    metavar="TIME",
    help="How far ahead to look: 90d, 6w, 3m, 1y, or “all”. What comes later is counted.",
)
@click.option(
    "--by",
    type=click.Choice(["date", "lead", "portfolio", "objective"]),
    default="date",
    show_default=True,
    help="How text and html are sorted.",
)
@click.option("--lead", metavar="NAME", help="Only the activities of this lead.")
@options.forge_option
@options.format_option(
    _FORMATS, "ical is a calendar; mail a folder of drafts, one for each lead: nothing is sent."
)
@options.output_option("Write to FILE; for mail the folder.")
@options.color_option
def due(
    plan: str | None,
    as_of: date,
    within: str,
    by: str,
    lead: str | None,
    forge: str | None,
    format_name: str,
    output_file: str | None,
    color: str,
) -> None:
    """Tell what is due, and who has not updated yet.

    Every open step of the plan under way, overdue, coming, without a date or ongoing, by the files as they are here.
    A date that only the words of a step give is read as in every other command. Files that could not be read
    are named, and so are activities that no lead answers for.
    """
    from kprlint.agenda.dues import FAULTY, dues

    found = dues(plan, as_of, until(as_of, within), lead=lead, forge=options.forge(forge))
    match format_name:
        case "json":
            from kprlint.agenda.data import as_data
            from kprlint.printing import as_json

            write(as_json(as_data(found)), file=output_file, as_is=True)
        case "csv":
            from kprlint.agenda.csv_format import written

            write(written(found), file=output_file, as_is=True)
        case "ical":
            _calendar(found, output_file)
        case "mail":
            _mail(found, output_file)
        case _:
            _page(found, by, format_name, output_file, color)
    for one in found.unread:
        note(str(one.why))
    for entry in found.entries:
        if entry.faulty:
            note(f"{entry.code}: {FAULTY}; kprlint check says what is wrong")


def _page(found: "Dues", by: str, format_name: str, output_file: str | None, color: str) -> None:
    from kprlint.agenda.page import page

    if format_name == "html":
        from kprlint import __version__
        from kprlint.report import html_format

        html = html_format.written(
            page(found, by, wide=True, most=1200), False, made_by=f"kprlint {__version__}"
        )
        write(html, file=output_file)
        return
    from kprlint.report import text_format

    colored = wants_color(color, to_file=output_file is not None)
    text = text_format.written(page(found, by, wide=False), colored, width=_COLUMNS)
    write(text, file=output_file)


def _calendar(found: "Dues", output_file: str | None) -> None:
    try:
        from kprlint.agenda.ical_format import written
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("kprlint"):
            raise
        from kprlint.wording import install

        fail(f"to write a calendar, install what it needs: {install('ical')}")
    if output_file:
        write_output(Path(output_file), written(found))
    else:
        emit(written(found))


def _mail(found: "Dues", folder: str | None) -> None:
    """Writes the drafts, and says which others lie there: they are of another day."""
    from kprlint.agenda.mail import letters
    from kprlint.printing import plural

    if not folder:
        raise click.UsageError(
            "--format mail writes a file for each lead: name the folder with --output"
        )
    path = Path(folder)
    if path.exists() and not path.is_dir():
        raise click.UsageError(
            f"--format mail writes a file for each lead, and {folder} is no folder"
        )
    path.mkdir(parents=True, exist_ok=True)
    made = letters(found)
    for letter in made.letters:
        write_output(path / letter.name, letter.content)
    names = {letter.name for letter in made.letters}
    others = sorted(one.name for one in path.glob("*.eml") if one.name not in names)
    note(f"{plural(len(names), 'draft')} in {shown(path)}; nothing is sent")
    if made.nothing_for:
        note(f"nothing is due from, or owed by, {all_of(made.nothing_for)}")
    if others:
        note(f"not of this run, and left as they were: {all_of(others)}")
