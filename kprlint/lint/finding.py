"""What the engine yields and the output formats print."""

from typing import NamedTuple

from kprlint.rules.addresses import address_of
from kprlint.rules.base import Severity
from kprlint.source.text import Span, Text


class Place(NamedTuple):
    """A stretch of a file: lines and columns from 1, columns in code points, the end exclusive.

    `byte_column` and `end_byte_column` are the columns in bytes of UTF-8.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    byte_column: int = 1
    end_byte_column: int = 1

    @classmethod
    def of(cls, span: Span, text: Text) -> "Place":
        line, column = text.place(span.start)
        end_line, end_column = text.place(max(span.end, span.start))
        return cls(
            line,
            column,
            end_line,
            end_column,
            _in_bytes(text, line, column),
            _in_bytes(text, end_line, end_column),
        )


def _in_bytes(text: Text, line: int, column: int) -> int:
    start = text.line_start(line)
    before = text.content[start : start + column - 1]
    return column if before.isascii() else len(before.encode("utf-8", "surrogatepass")) + 1


class TextEdit(NamedTuple):
    """Replace what stands at `place` with `text`."""

    place: Place
    text: str


class FindingFix(NamedTuple):
    """How a finding can be mended by a program."""

    safe: bool
    edits: tuple[TextEdit, ...]


class FindingOffer(NamedTuple):
    """One of several things that may be written about a finding, for somebody to choose."""

    title: str
    edits: tuple[TextEdit, ...]


class Waived(NamedTuple):
    """Why a finding is waived: by a comment in the file itself, or by a waiver in kprlint.toml."""

    reason: str
    in_file: bool


class RelatedPlace(NamedTuple):
    """Another place that belongs to a finding, and what it has to do with it; `file` and `from_top` as in `Finding`."""

    file: str
    place: Place
    message: str
    from_top: str = ""

    @property
    def joined(self) -> str:
        return self.from_top or self.file


class Finding(NamedTuple):
    """One finding, made concrete; nothing is added to it later.

    `file` is relative with forward slashes, and `from_top` the same from the repository's top; `activity` is ``2023-24/KA.03.04`` or None; `field` is a JSON
    pointer into the document or None; `fingerprint` stays the same when lines move and messages are
    reworded; `source` is the text of line `place.line`, for formats that show it.
    """

    rule: str
    severity: Severity
    file: str
    place: Place
    activity: str | None
    field: str | None
    message: str
    help: str
    fix: FindingFix | None
    fingerprint: str
    source: str
    waived: Waived | None = None
    related: tuple[RelatedPlace, ...] = ()
    from_top: str = ""
    offers: tuple[FindingOffer, ...] = ()

    @property
    def joined(self) -> str:
        """The file as a program names it that has its own view of the repository."""
        return self.from_top or self.file

    @property
    def said(self) -> str:
        """Message, help, why it is waived and where its rule is explained, for formats that have one place for all of them.

        A line break in it is one of the help, which may offer lines to paste.
        """
        waived = f"; waived: {self.waived.reason}" if self.waived else ""
        why = f"; why: {self.page}" if self.page else ""
        return f"{_flat(self.message)}; {self.help}{_flat(waived)}{why}"

    @property
    def page(self) -> str:
        """The address of the page that explains its rule; empty where none is known."""
        return address_of(self.rule)

    @property
    def said_in_a_line(self) -> str:
        """As `said`, for formats that have one line for all of them."""
        first, *more = self.said.split("\n")
        return " / ".join([first, *(line.strip() for line in more)])

    @property
    def key(self) -> tuple[str, int, int, str]:
        """The one order of findings: file, line, column, rule."""
        return (self.file, self.place.line, self.place.column, self.rule)


def _flat(text: str) -> str:
    return text.replace("\n", "\\n")


class Summary(NamedTuple):
    """The counts of a run; a waived finding is in `waived` only."""

    files: int
    activities: int
    error: int
    warning: int
    info: int
    waived: int

    @property
    def shown(self) -> int:
        return self.error + self.warning + self.info


class Result(NamedTuple):
    """A run: its findings in order, the counts, and notes on what was left out and why.

    `fail_on` is the gravity from which a finding makes the run fail.
    """

    as_of: str | None
    findings: tuple[Finding, ...]
    summary: Summary
    notes: tuple[str, ...] = ()
    fail_on: Severity = Severity.ERROR

    def fails_on(self, finding: Finding) -> bool:
        return not finding.waived and finding.severity.rank <= self.fail_on.rank
