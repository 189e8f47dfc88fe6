"""kprlint dates"""

import re
import sys
from pathlib import Path
from typing import Any

import click

from kprlint.cli.streams import fail, note, write
from kprlint.model.due import parse_day
from kprlint.printing import as_json
from kprlint.source.files import TEXT, read
from kprlint.source.text import decode


@click.command()
@click.argument("file", metavar="[FILE]", required=False, type=click.Path())
@click.option(
    "--as-of",
    metavar="DAY",
    help="The day on which the text was written, such as 2023-09-30. Needed: there is no clock here.",
)
@click.option(
    "--tense",
    "tense_name",
    type=click.Choice(["past", "future"]),
    help="Where the text looks if its words do not say: progress to the past, next steps to the future.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or data for programs.",
)
@click.option("--conventions", is_flag=True, help="Print what is taken as usual, and stop.")
def dates(
    file: str | None, as_of: str | None, tense_name: str | None, format_name: str, conventions: bool
) -> None:
    """Print the dates that a text tells, and the days that they mean.

    The text is FILE, or standard input. Each line is a text of its own.
    """
    if conventions:
        from kprlint.prose.dates.format import conventions as usual

        write(usual())
        return
    if as_of is None:
        raise click.UsageError(
            "--as-of is missing: the day on which the text was written, such as --as-of 2023-09-30"
        )
    day = parse_day(as_of)
    if day is None:
        raise click.UsageError(f"--as-of: {as_of!r} is not a day; write it as 2023-09-30")

    from kprlint.prose.dates import Tense, find

    tense = Tense(tense_name) if tense_name else None
    found = [
        (number, one)
        for number, line in enumerate(_lines(file), start=1)
        for one in find(line, day, tense=tense)
    ]
    if format_name == "json":
        data = [_data(number, one) for number, one in found]
        write(as_json(data), as_is=True)
        return
    from kprlint.printing import visible
    from kprlint.prose.dates.format import meaning

    for number, one in found:
        place = f"{number}:{one.start + 1}"
        write(f"{place}: “{visible(one.text)}”: {meaning(one)}\n")
    if not found:
        note("no date was found")


def _data(line: int, found: Any) -> dict[str, Any]:
    return {
        "line": line,
        "column": found.start + 1,
        "end_column": found.end + 1,
        "text": found.text,
        "start": found.first_day.isoformat() if found.first_day else None,
        "end": found.last_day.isoformat() if found.last_day else None,
        "grain": str(found.grain),
        "role": str(found.role),
        "certainty": str(found.certainty),
    }


def _lines(file: str | None) -> list[str]:
    name = "standard input" if file in (None, "-") else str(file)
    if file is None or file == "-":
        if sys.stdin is None:
            fail("no FILE is named, and standard input is closed")
        data = sys.stdin.buffer.read(TEXT + 1)
        if len(data) > TEXT:
            fail(f"standard input has more than {TEXT:,} bytes; give it in parts")
    else:
        data = read(Path(file), at_most=TEXT)
    text, faults = decode(data)
    for fault in faults:
        if fault.kind == "not-utf8":
            line, column = text.place(fault.span.start)
            fail(
                f"{name} is not UTF-8 ({fault.detail} at line {line}, column {column}); save it as UTF-8"
            )
    return re.split(r"\r\n|\r|\n", text.content)
