"""One import: from a document to what it says, and to the files of a plan. Nothing is written here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kprlint.errors import InputError
from kprlint.importing import writing
from kprlint.importing.cells import SourceDocument
from kprlint.importing.interpreter import interpret
from kprlint.importing.interpreter.found import Imported
from kprlint.importing.interpreter.headings import fold
from kprlint.importing.known import PlanFolder, read_folder
from kprlint.importing.readers import read
from kprlint.importing.register import Days
from kprlint.importing.selection import pages_of, select
from kprlint.model import CodeForm, Quarter
from kprlint.printing import visible
from kprlint.project.config import COLUMN_FIELDS

_MOST_HEADINGS = 12
_SHORT = 8  # characters of “Rec”, “Owner”, “Status”


@dataclass(frozen=True, slots=True)
class ToImport:
    """A document and how it is to be read. `kind` is its format, where its name does not say it; `pages` as in “3-7”."""

    file: Path
    kind: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)  # fields by folded heading
    sheets: tuple[str, ...] = ()
    pages: str | None = None
    tables: tuple[int, ...] = ()
    codes: str = ""  # the form of the plan's codes, where a person has named it


@dataclass(frozen=True, slots=True)
class Import:
    """What a document says of a quarter; `there` is what the plan's folder says already."""

    source: SourceDocument
    imported: Imported
    there: PlanFolder
    period: Quarter

    def files(
        self, plan: str, *, title: str = "", council: str = "", days: Days = (None, None)
    ) -> dict[str, str]:
        """The plan's files, name → content, `plan.yaml` first."""
        return writing.files(
            self.imported, plan, self.period, self.there, title=title, council=council, days=days
        )


def read_document(
    document: ToImport, period: Quarter, folder: Path, told: Callable[[int, int], None]
) -> Import:
    """What `document` says of `period`, for the plan in `folder`; raises InputError. `told` hears of progress."""
    pages = pages_of(document.pages) if document.pages else frozenset[int]()
    source = read(document.file, document.kind, told)
    source = select(source, sheets=document.sheets, pages=pages, tables=document.tables)
    there = read_folder(folder)
    known = there.known._replace(codes=document.codes) if document.codes else there.known
    imported = interpret(source, period, columns=document.columns, known=known)
    form = CodeForm.parse(document.codes) if document.codes else None
    wrong = [a.code for a in imported.activities if form and not form.fits(a.code)]
    if wrong:
        raise InputError(
            f"--codes “{visible(document.codes)}” does not fit what the document prints, such as {visible(wrong[0])}; "
            "without --codes the form that fits is written"
        )
    return Import(source, imported, there, period)


def require_activities(found: Import, document: ToImport) -> None:
    """Raises InputError where nothing was found, with what would help."""
    if found.imported.activities:
        return
    said = (
        f"{document.file} has no activities that can be found: a table needs headings for the title and for the status or the "
        "progress, such as “Key Activities”, “Status” and “Progress”, and a text needs lines such as “Status: Green” below the "
        "title of each activity"
    )
    if found.source.kind == "pdf":
        said += ". The columns of a PDF cannot always be told; ask for the Word or the Excel file that it was made from"
    if unknown := found.imported.unknown:
        names = ", ".join(f"“{visible(text)}”" for text in unknown[:_MOST_HEADINGS])
        left = len(unknown) - _MOST_HEADINGS
        more = f" and {left} more" if left > 0 else ""
        said += f". Its headings are {names}{more}"
        if found.source.kind != "pdf":
            title, told = _likely(unknown)
            said += f'; say what they hold, for example --column "{visible(title)}=title" --column "{visible(told)}=progress"'
    raise InputError(said)


def _likely(headings: Sequence[str]) -> tuple[str, str]:
    """Of the headings of a table those that a title and its progress may stand under: two long ones, from the left."""
    long = [text for text in headings if len(text) > _SHORT] or list(headings)
    return long[0], (long[1:] or [headings[-1]])[0]


def parse_columns(named: Iterable[str]) -> dict[str, str]:
    """``HEADING=FIELD``, each → fields by heading as it is printed; raises InputError."""
    found: dict[str, str] = {}
    for text in named:
        heading, equals, name = text.rpartition("=")
        name = name.strip().lower().replace(" ", "_").replace("-", "_")
        if not equals or not heading.strip() or name not in COLUMN_FIELDS:
            raise InputError(
                f"--column “{text}” cannot be used: write the heading as it is printed, =, and one of "
                f'{", ".join(COLUMN_FIELDS)}; for example --column "Notes=progress"'
            )
        found[heading.strip()] = name
    return found


def folded(columns: Mapping[str, str]) -> dict[str, str]:
    """`columns` as a document's headings are compared."""
    return {fold(heading): name for heading, name in columns.items()}
