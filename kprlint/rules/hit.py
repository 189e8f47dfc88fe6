"""What a rule says: where, what is wrong, what to do about it, and how gravely it is meant."""

from enum import StrEnum
from typing import NamedTuple

from kprlint.source.text import Edit, Span
from kprlint.source.yaml import Path


class Severity(StrEnum):
    """How serious a finding is; `--fail-on` picks the level from which the exit code is 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


class At(NamedTuple):
    """A place in a document: the value at `path`, its key, or the characters `part` of its text (from, to)."""

    path: Path
    key: bool = False
    part: tuple[int, int] | None = None


class Fix(NamedTuple):
    """Edits that mend a hit. A safe fix changes no meaning and drops no comment."""

    edits: tuple[Edit, ...]
    safe: bool = True


class Offer(NamedTuple):
    """One of several things that may be written, for somebody to choose: what it says, and the edits that write it."""

    title: str
    edits: tuple[Edit, ...]


class Related(NamedTuple):
    """Another place that belongs to a hit, and what it has to do with it. `file`: another one of the plan, by its name."""

    where: At | Span
    message: str
    file: str = ""


class Hit(NamedTuple):
    """What a rule found: where, what is wrong in plain words, and what to do about it; `offers` are what the help says, as edits.

    `arguments` identify the hit within its activity when wording and lines change; where there are
    none, the path stands in.
    """

    where: At | Span
    message: str
    help: str
    arguments: tuple[str, ...] = ()
    fix: Fix | None = None
    severity: Severity | None = None
    related: tuple[Related, ...] = ()
    offers: tuple[Offer, ...] = ()
