"""kprlint render"""

import sys

import click

from kprlint.cli.streams import fail, wants_color, write

_MOST = 64 * 1024 * 1024


@click.command()
@click.argument("file", metavar="FILE", default="-")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "markdown", "html", "json", "csv"]),
    default="text",
    show_default=True,
    help="The format to write.",
)
@click.option("--output-file", "-o", metavar="OUT", type=click.Path(), help="Write to OUT.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour the text.",
)
def render(file: str, format_name: str, output_file: str | None, color: str) -> None:
    """Write a report of "kprlint changes --format json" in another format.

    FILE is that JSON, - (the default) standard input. It is checked against the published schema, and needs no
    repository: what was made where nobody is trusted can be shown where somebody is.
    """
    from kprlint.report import renderer
    from kprlint.report.loading import DataError, load

    try:
        if file == "-":
            content = sys.stdin.buffer.read(_MOST + 1)
        else:
            with open(file, "rb") as stream:
                content = stream.read(_MOST + 1)
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}")
    name = "standard input" if file == "-" else file
    if len(content) > _MOST:
        fail(f"{name} has more than {_MOST:,} bytes, which is more than any report of kprlint")
    try:
        data = load(content)
    except DataError as error:
        fail(f"{name} is no report of kprlint changes --format json: {error}")
    colored = wants_color(color, to_file=output_file is not None)
    write(renderer(format_name)(data, colored), file=output_file)
