"""What looking at one file has given, as a value: it can be kept, or come from another process, and be told as if the file had just been looked at."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from kprlint.lint.finding import (
    Finding,
    FindingFix,
    FindingOffer,
    Place,
    RelatedPlace,
    TextEdit,
    Waived,
)
from kprlint.rules.base import Severity


class Found(NamedTuple):
    """A finding whose fingerprint is still to be made: of `made`, and of how many were made of the same."""

    finding: Finding
    made: str


class Record:
    """Of one file: what was found in it, how many findings are waived, by rules with a waiver in kprlint.toml, and notes."""

    __slots__ = ("by_waiver", "found", "notes", "waived")

    def __init__(self) -> None:
        self.found: list[Found] = []
        self.waived = 0
        self.by_waiver: set[str] = set()
        self.notes: list[str] = []


def as_json(record: Record) -> list[Any]:
    """Plain lists, texts and numbers; what all findings of a file have in common stands once."""
    first = record.found[0].finding if record.found else None
    return [
        [first.file, first.activity, first.from_top] if first else None,
        [_of_found(one) for one in record.found],
        record.waived,
        sorted(record.by_waiver),
        record.notes,
    ]


def of_json(data: Sequence[Any]) -> Record:
    """The record of which `as_json` made `data`; of anything else some TypeError or ValueError."""
    record = Record()
    common, found, record.waived, by_waiver, notes = data
    file, activity, from_top = common or ("", None, "")
    for (
        rule,
        severity,
        place,
        field,
        message,
        help,
        fix,
        source,
        waived,
        related,
        offers,
        made,
    ) in found:
        finding = Finding(
            rule,
            Severity(severity),
            file,
            Place(*place),
            activity,
            field,
            message,
            help,
            FindingFix(fix[0], _edits(fix[1])) if fix else None,
            "",
            source,
            Waived(*waived) if waived else None,
            tuple([RelatedPlace(one, Place(*at), said, top) for one, at, said, top in related]),
            from_top,
            tuple([FindingOffer(title, _edits(edits)) for title, edits in offers]),
        )
        record.found.append(Found(finding, made))
    record.by_waiver.update(by_waiver)
    record.notes += notes
    return record


def _edits(edits: Sequence[tuple[Sequence[int], str]]) -> tuple[TextEdit, ...]:
    return tuple([TextEdit(Place(*at), text) for at, text in edits])


def _of_found(one: Found) -> list[Any]:
    finding = one.finding
    return [
        finding.rule,
        finding.severity.value,
        finding.place,
        finding.field,
        finding.message,
        finding.help,
        finding.fix,
        finding.source,
        finding.waived,
        finding.related,
        finding.offers,
        one.made,
    ]
