"""What an import is in doubt about: each doubt has a name of its own, and a place in the source."""

from typing import NamedTuple

from kprlint.importing.cells import Location

# name → what it means, for the report
NAMES = {
    "import-as-above": "“As above” in a cell, read as what stands above",
    "import-broken-label": "a lead or portfolio broken over two rows, or several in one text",
    "import-broken-row": "a row that may hold text of the one beside it",
    "import-column": "a column whose field is told by its words or its cells",
    "import-comment": "a comment or a note beside the text; it is left out",
    "import-continued-row": "an activity that goes on in further rows, whose lines were joined",
    "import-cut-off": "an item that breaks off",
    "import-duplicate-code": "a code that two activities have",
    "import-empty-cell": "a field that the source leaves empty",
    "import-garbage": "text that seems damaged; it is kept as it stands",
    "import-given-codes": "codes that were given, since none was found in the source",
    "import-header-in-cell": "a column's name repeated inside a cell; it is left out",
    "import-heading-from-text": "an objective taken from a line that may be something else",
    "import-heading-in-cell": "an objective's title inside a cell",
    "import-hidden": "what the source hides; it is left out",
    "import-joined-lines": "lines of a page that were joined, and may be two items",
    "import-key": "what the printed key says of a word of status",
    "import-left-over": "text of the source that went nowhere",
    "import-list-run-on": "a list that the source runs together; where an item begins is not certain",
    "import-long-title": "a title that may hold a description, too",
    "import-lost-code": "an activity whose code the source has lost; one was chosen",
    "import-lost-objective": "an objective whose title the source has lost",
    "import-lost-status": "an activity whose status the source has lost",
    "import-mended-word": "a word that the source breaks at a hyphen; it was closed up",
    "import-mixed-status": "a status that names several; it is kept whole, of the graver kind",
    "import-no-column": "a field that the document has no column for",
    "import-objective-mismatch": "a code that names another objective than the heading above it",
    "import-other-quarter": "a title or a text that names another quarter than the one that is imported",
    "import-repeated-label": "a lead or portfolio that seems to be printed twice",
    "import-revised-date": "a date that was revised; the later one is written",
    "import-row-below": "a row below an activity that was taken for its progress",
    "import-same-title": "two activities of one title, which may be one",
    "import-shifted-row": "a row with a cell missing; those after it were moved to their columns",
    "import-status-from-colour": "a status taken from a colour, a symbol or a picture",
    "import-status-phrase": "a status with more words than that of the status",
    "import-step-column": "a date or an owner beside the next steps that may belong to another",
    "import-struck-out": "text that the source strikes out; it is left out",
    "import-summary-mismatch": "a printed summary that differs from the activities found",
    "import-summary-unverified": "a printed summary that cannot be compared with statuses",
    "import-tracked-change": "a tracked change: what is inserted is read, what is deleted is left out",
    "import-two-columns": "a field that two columns hold, or two fields in one cell",
    "import-two-in-one-row": "two activities in one row; what belongs to which is not certain",
    "import-unclear-column": "a field that two columns may hold",
    "import-unknown-heading": "a column whose heading is not known; nothing of it is read",
    "import-unknown-status": "a word of status whose kind is not known, or assumed",
    "import-unmarked-line": "a line without a mark among items that have one",
    "import-unread": "what the source shows and no reader can read",
    "import-unread-column": "a column that is not read, with the reason",
    "import-unread-date": "a date that cannot be read",
    "import-unread-figure": "a percentage that cannot be read",
}  # fmt: skip

# What a person has to look at before all else, the gravest first: a field is lost, or may be somebody else's.
FIRST = (
    "import-other-quarter", "import-lost-status", "import-unclear-column", "import-unknown-heading", "import-no-column", "import-two-in-one-row",
    "import-shifted-row", "import-duplicate-code", "import-same-title", "import-lost-code", "import-mixed-status", "import-key", "import-unknown-status",
    "import-status-from-colour", "import-status-phrase", "import-column", "import-two-columns", "import-step-column",
    "import-row-below", "import-revised-date", "import-unread-date", "import-unread-figure", "import-objective-mismatch",
    "import-summary-mismatch", "import-broken-row", "import-garbage",
)  # fmt: skip


class Doubt(NamedTuple):
    """`activity` is a code or None; `text` what the source says, where that helps."""

    name: str
    place: Location
    activity: str | None
    message: str
    text: str = ""


def where(place: Location) -> str:
    """A place in words: “line 12, column 3”."""
    parts = (
        ("page", place.page),
        ("sheet", place.sheet),
        ("table", place.table if place.line is None else None),
        ("line", place.line),
        ("row", place.row),
        ("column", place.column),
    )
    return ", ".join(f"{name} {value}" for name, value in parts if value is not None) or "somewhere"
