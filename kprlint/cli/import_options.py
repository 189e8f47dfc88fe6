"""What `import` and `init` share: how a document is read, and what is said of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kprlint.cli.streams import note, progress, write
from kprlint.importing.readers import FORMATS
from kprlint.model import Quarter
from kprlint.project.config import COLUMN_FIELDS

if TYPE_CHECKING:
    from kprlint.importing.run import Import

_Command = Callable[..., Any]

# What goes nowhere is listed in full in the report; a terminal shows so many.
_MOST_LEFT = 30
_LONGEST_LEFT = 200

_OPTIONS = (
    click.option(
        "--format", "kind", type=click.Choice(FORMATS),
        help="What the document is; else by its name.",
    ),
    click.option(
        "--report", metavar="REPORT",
        help="Write every doubt to this file: Markdown, or JSON for .json.",
    ),
    click.option(
        "--column", "named", multiple=True, metavar="HEADING=FIELD",
        help="What a column holds, such as \"Notes=progress\"; may be given more than once. FIELD is one of "
        f"{', '.join(COLUMN_FIELDS)}.",
    ),
    click.option("--sheet", "sheets", multiple=True, metavar="NAME", help="Read this sheet of a workbook alone."),
    click.option("--pages", metavar="PAGES", help="Read these pages of a PDF alone, such as 3-7."),
    click.option(
        "--table", "tables", multiple=True, type=click.IntRange(1), metavar="N",
        help="Read the N-th table alone.",
    ),
    click.option(
        "--review", metavar="PAGE",
        help="Write an HTML page with the document's text beside what became of it.",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a document is to be read (`named`: headings and what they hold, as given), and what is to be written of it."""

    kind: str | None
    report: str | None
    named: tuple[str, ...]
    sheets: tuple[str, ...]
    pages: str | None
    tables: tuple[int, ...]
    review: str | None

    def read(self, file: Path, period: Quarter, folder: Path, *, codes: str = "") -> "Import":
        """What `file` says of `period`, for the plan in `folder`; the list of doubts is written even where nothing is found.

        `codes` is the form of the plan's codes where a person has named it.
        """
        from kprlint.importing import report as reports
        from kprlint.importing.run import ToImport, read_document, require_activities
        from kprlint.printing import visible

        document = ToImport(
            file, self.kind, self._columns(), self.sheets, self.pages, self.tables, codes
        )
        with progress(f"reading {visible(file.name)}") as told:
            found = read_document(document, period, folder, told)
        if self.report:
            is_json = Path(self.report).suffix.lower() == ".json"
            text = (
                reports.as_json(found.imported)
                if is_json
                else reports.as_markdown(found.imported, file.name)
            )
            write(text, file=self.report)
        require_activities(found, document)
        return found

    def show_beside(self, found: "Import", contents: dict[str, str]) -> None:
        """Writes the page with the document beside the files, where one is asked for."""
        if self.review:
            from kprlint.importing.review import page

            write(page(found.source, found.imported, contents), file=self.review)

    def tell(self, found: "Import") -> None:
        """Prints what was found, what to look at, and what went nowhere."""
        from kprlint.importing import report as reports
        from kprlint.importing.interpreter.doubts import where
        from kprlint.printing import visible

        left_over = found.imported.left_over
        write(reports.as_table(found.imported))
        if left_over:
            write("\nleft over:\n")
        for doubt in left_over[:_MOST_LEFT]:
            text = doubt.text
            if len(text) > _LONGEST_LEFT:
                text = f"{text[: _LONGEST_LEFT - 1]}…"
            write(f"  {where(doubt.place)}: {visible(text)}\n")
        if len(left_over) > _MOST_LEFT:
            write(f"  … and {len(left_over) - _MOST_LEFT} more, in --report FILE\n")
        if not self.report:
            note("--report FILE lists every doubt with its place, --review PAGE.html shows the document beside the files")  # fmt: skip

    def _columns(self) -> dict[str, str]:
        """Fields by folded heading: those of kprlint.toml, and over them those of the command line."""
        from kprlint.importing.run import folded, parse_columns
        from kprlint.project.config import find, load

        path = find(Path.cwd())
        kept = load(path, within=path.parent).columns if path else {}
        return folded(kept) | folded(parse_columns(self.named))


def import_options(command: _Command) -> _Command:
    """The options of a document, gathered as the parameter `reading`."""

    @wraps(command)
    def gathered(
        *,
        kind: str | None,
        report: str | None,
        named: tuple[str, ...],
        sheets: tuple[str, ...],
        pages: str | None,
        tables: tuple[int, ...],
        review: str | None,
        **others: Any,
    ) -> Any:
        reading = ImportOptions(kind, report, named, sheets, pages, tables, review)
        return command(reading=reading, **others)

    made: _Command = gathered
    for option in reversed(_OPTIONS):
        made = option(made)
    return made
