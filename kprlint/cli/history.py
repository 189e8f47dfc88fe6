"""kprlint history"""

import click

from kprlint.cli.options import format_option, plan_option
from kprlint.cli.own_examples import OwnExamples
from kprlint.cli.streams import fail, note, write
from kprlint.model import Code


@click.command(cls=OwnExamples)
@click.argument("code", metavar="CODE")
@plan_option
@format_option(
    ["text", "markdown", "html", "json"],
    "For a terminal, a pull request, a browser and print, or data for programs.",
)
def history(code: str, plan: str | None, format_name: str) -> None:
    """Print an activity's quarters as a table: status, promises declared done, moved, given up, and unaccounted for.

    CODE is the activity's code in the plan of today, such as KA.03.02; earlier codes and earlier plans are
    followed as the files declare them.
    """
    from kprlint import __version__
    from kprlint.change.run import history as find
    from kprlint.printing import as_json, visible
    from kprlint.report import history as report
    from kprlint.wording import quote

    wanted = Code.parse(code)
    if wanted is None:
        fail(
            f"{quote(visible(code))} is not a code; write it as the plan prints it, such as KA.03.02"
        )
    found = find(wanted, plan=plan)
    data = report.as_data(found)
    match format_name:
        case "json":
            write(as_json(data, compact=True), as_is=True)
        case "html":
            from kprlint.report import html_format

            made_by = f"kprlint {__version__}"
            write(html_format.written(report.page(data), False, made_by=made_by))
        case "markdown":
            from kprlint.report import markdown_format

            write(markdown_format.written(report.page(data), False))
        case _:
            from kprlint.report import text_format

            write(text_format.written(report.page(data), False))
    for snapshot, unread in found.unread:
        note(visible(f"{unread.file} in {snapshot.origin.label} was not read: {unread.why}"))
