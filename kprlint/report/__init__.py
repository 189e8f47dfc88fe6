"""The change report in its formats: one file a format behind a table of names, each a pure function of data.

`render(data, color) -> str`: the whole report, ending in a line break. `data` is what
`schema/changes.schema.json` describes, so that a report can be rendered far from its repository.
"""

from collections.abc import Callable
from importlib import import_module

from kprlint.change.schema import Report

Render = Callable[[Report, bool], str]

# name → what it is for; the module is kprlint.report.<name>_format.
FORMATS: dict[str, str] = {
    "text": "for people at a terminal",
    "markdown": "for a pull request: below 60,000 characters",
    "html": "for a browser, and for print",
    "json": "for programs, and for kprlint render",
    "csv": "for a spreadsheet: the ledger, a line a promise",
}


def renderer(name: str) -> Render:
    """The function that writes the format `name`, one of FORMATS."""
    render: Render = import_module(f"kprlint.report.{name}_format").render
    return render
