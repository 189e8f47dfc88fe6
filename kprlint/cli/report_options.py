"""How a change report is written: the options that `changes` and `render` share."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kprlint.cli.options import color_option, format_option, output_option
from kprlint.cli.streams import wants_color, write
from kprlint.report import FORMATS, renderer

if TYPE_CHECKING:
    from kprlint.change.schema import Report

_OPTIONS = (
    format_option(
        FORMATS, "For a terminal, a pull request, a browser and print, programs, or a spreadsheet."
    ),
    output_option(),
    color_option,
)


def report_options(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options that `write_report` takes."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@contextmanager
def uncollected() -> Iterator[None]:
    """Without a search for rubbish meanwhile: what a report is made of lives until it is written, and is much."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def write_report(data: "Report", *, format_name: str, output_file: str | None, color: str) -> None:
    """Writes the report that `data` describes as the options say."""
    colored = wants_color(color, to_file=output_file is not None)
    text = renderer(format_name)(data, colored)
    write(text, file=output_file, as_is=format_name not in ("text", "markdown"))
