"""How a change report is written: the options that `changes` and `render` share."""

from collections.abc import Callable, Mapping
from typing import Any

import click

from kprlint.cli.streams import wants_color, write
from kprlint.report import FORMATS, renderer

_OPTIONS = (
    click.option(
        "--format",
        "format_name",
        type=click.Choice(list(FORMATS)),
        default="text",
        show_default=True,
        help="For a terminal, a pull request, a browser and print, programs, or a spreadsheet.",
    ),
    click.option("--output-file", "-o", metavar="FILE", type=click.Path(), help="Write to FILE."),
    click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="Colour the text; NO_COLOR and FORCE_COLOR are heeded.",
    ),
)


def report_options(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options that `write_report` takes."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def write_report(
    data: Mapping[str, Any], *, format_name: str, output_file: str | None, color: str
) -> None:
    """Writes the report that `data` describes as the options say."""
    colored = wants_color(color, to_file=output_file is not None)
    write(renderer(format_name)(data, colored), file=output_file)
