"""kprlint render"""

import sys
from pathlib import Path
from typing import Any

import click

from kprlint.cli.report_options import report_options, write_report
from kprlint.cli.streams import fail
from kprlint.source.files import read

_MOST = 64 * 1024 * 1024


@click.command()
@click.argument("file", metavar="FILE", default="-")
@report_options
def render(file: str, **options: Any) -> None:
    """Write a report of "kprlint changes --format json" in another format.

    FILE is that JSON, - (the default) standard input. It is checked against the published schema, and needs no
    repository: what was made where nobody is trusted can be shown where somebody is.
    """
    from kprlint.report.loading import DataError, load

    name = "standard input" if file == "-" else file
    if file != "-":
        content = read(Path(file), at_most=_MOST)
    else:
        # Without standard input there is nothing in it.
        content = sys.stdin.buffer.read(_MOST + 1) if sys.stdin else b""
        if len(content) > _MOST:
            fail(f"{name} has more than {_MOST:,} bytes, which is more than any report of kprlint")
    try:
        data = load(content)
    except DataError as error:
        fail(f"{name} is no report of kprlint changes --format json: {error}")
    write_report(data, **options)
