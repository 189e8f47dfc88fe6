"""From hits to findings: the one place where a path becomes a span, and a span lines and columns."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path as FilePath
from typing import NamedTuple

from kprlint.lint.finding import (
    Finding,
    FindingFix,
    FindingOffer,
    Place,
    RelatedPlace,
    TextEdit,
    Waived,
)
from kprlint.lint.record import Found, Record
from kprlint.rules.base import At, Edit, Fix, Hit, Rule, Severity
from kprlint.source.document import Document
from kprlint.source.text import Span, Text
from kprlint.source.yaml import Path, Tree


class Source(NamedTuple):
    """A file that hits are about. `name` is its path as shown; `activity` its ``2023-24/KA.03.04`` or None.

    `anchor` identifies the file where there is no activity, wherever the repository lies; `from_top` is its path from the
    repository's top, empty where there is no repository.
    """

    path: FilePath
    name: str
    text: Text
    anchor: str
    activity: str | None = None
    from_top: str = ""
    tree: Tree | None = None


class Collector:
    """Collects the findings of all projects of a run, and counts those that are waived."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.waived = 0
        self._fingerprints: dict[str, int] = {}

    def take(self, record: Record) -> None:
        """Takes what was found in a file; the second finding that is made of the same has another fingerprint."""
        self.waived += record.waived
        for finding, made in record.found:
            self.findings.append(finding._replace(fingerprint=self._fingerprint(made)))

    def _fingerprint(self, made: str) -> str:
        import hashlib

        count = self._fingerprints[made] = self._fingerprints.get(made, 0) + 1
        made = made if count == 1 else f"{made}#{count}"
        return hashlib.sha256(made.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def found(
    source: Source,
    rule: Rule,
    hit: Hit,
    span: Span,
    severities: Mapping[str, Severity],
    *,
    waived: Waived | None,
    related: Callable[[Hit], tuple[RelatedPlace, ...]],
) -> Found:
    """Makes the finding of a hit, but for its fingerprint: that is of rule, activity and arguments."""
    text = source.text
    place = Place.of(span, text)
    field = pointer(hit.where.path) if isinstance(hit.where, At) else None
    if field is None and source.tree:
        # The file itself is no field; what is at fault in its text may stand in one.
        field = pointer(source.tree.path_at(span.start)) or None
    arguments = hit.arguments or ((field,) if field is not None else ())
    finding = Finding(
        rule=rule.name,
        severity=hit.severity or severities.get(rule.name) or rule.severity,
        file=source.name,
        place=place,
        activity=source.activity,
        field=field,
        message=hit.message,
        help=hit.help,
        fix=_concrete(hit.fix, text),
        fingerprint="",
        source=text.line(place.line),
        waived=waived,
        related=related(hit) if hit.related else (),
        from_top=source.from_top,
        offers=tuple(FindingOffer(offer.title, _placed(offer.edits, text)) for offer in hit.offers),
    )
    return Found(finding, repr((rule.name, source.activity or source.anchor, arguments)))


def span_of(document: Document, where: At | Span) -> Span:
    """Where in the text of `document` that is."""
    if isinstance(where, Span):
        return where
    if where.part:
        return document.span_of_part(where.path, *where.part)
    return document.span_of_key(where.path) if where.key else document.span_of(where.path)


def pointer(path: Path) -> str:
    """The path as a JSON pointer (RFC 6901)."""
    return "".join("/" + str(s).replace("~", "~0").replace("/", "~1") for s in path)


def _concrete(fix: Fix | None, text: Text) -> FindingFix | None:
    if fix is None:
        return None
    return FindingFix(fix.safe, _placed(fix.edits, text))


def _placed(edits: Iterable[Edit], text: Text) -> tuple[TextEdit, ...]:
    return tuple(TextEdit(Place.of(edit.span, text), edit.text) for edit in edits)
