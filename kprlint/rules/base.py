"""What a rule is, and what it looks at; what it says stands in `hit.py`.

A rule is a generator in a file of its own, registered by the `rule` decorator. It never touches a line
number: it says *where* as a path into the document (or, for faults in the text itself, as a span) and
one place in the engine turns that into lines and columns.
"""

from collections.abc import Callable, Iterator
from collections.abc import Mapping as AnyMapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Concatenate, NamedTuple, NewType, Protocol, TypeVar, get_type_hints

from kprlint.model import Activity, Kind, Plan, Status
from kprlint.project.across import Index
from kprlint.project.folder import Folder as Folder
from kprlint.rules.hit import At as At
from kprlint.rules.hit import Fix as Fix
from kprlint.rules.hit import Hit as Hit
from kprlint.rules.hit import Offer as Offer
from kprlint.rules.hit import Related as Related
from kprlint.rules.hit import Severity as Severity
from kprlint.source.document import Document
from kprlint.source.text import Edit as Edit
from kprlint.source.text import Span
from kprlint.source.yaml import Mapping, Path, Sequence


class Subject(StrEnum):
    """What a rule looks at: the type that its check takes, by which the engine asks for it (SUBJECTS)."""

    FAULTS = "faults"
    DOCUMENT = "document"
    ACTIVITY = "activity"
    REGISTER = "register"
    EITHER = "either"
    SUPPRESSION = "suppression"
    CRASH = "crash"


class Profile(StrEnum):
    """How much a council wants to be told: what must be right, what a good manager notices, and style."""

    MINIMUM = "minimum"
    STANDARD = "standard"
    PUBLICATION = "publication"

    @property
    def rank(self) -> int:
        """0 for the fewest rules."""
        return list(Profile).index(self)


class Scope(StrEnum):
    """How much a rule must see: one file with its plan's register, or the whole plan."""

    FILE = "file"
    PLAN = "plan"


class Passage(NamedTuple):
    """Some prose of an activity: where it stands, the field that it belongs to, and the text as YAML reads it."""

    path: Path
    field: str
    text: str

    def at(self, start: int, end: int) -> At:
        """The place of the characters from `start` to `end`."""
        return At(self.path, part=(start, end))


class ActivityFile:
    """What the rules for activities look at: one file, its activity, its plan.

    `judged_at` is the day that dates are compared with, None where it cannot be told; `closing` is
    true when the quarter is about to be closed, so that nothing may be outstanding any more.
    `placeholders` are the council's own words for no next step, an option of placeholder-next-step.
    `counted`: what is found is counted and not shown, so that a rule need not look for what may be done about it.
    """

    def __init__(
        self,
        document: Document,
        activity: Activity,
        folder: Folder | None,
        judged_at: date | None = None,
        closing: bool = False,
        placeholders: tuple[str, ...] = (),
    ) -> None:
        self.document = document
        self.activity = activity
        self.folder = folder
        self.judged_at = judged_at
        self.closing = closing
        self.placeholders = placeholders
        self.counted = False

    @cached_property
    def plan(self) -> Plan | None:
        return self.folder.plan if self.folder else None

    @cached_property
    def status(self) -> Status | None:
        """The plan's status that the activity's word stands for; None where it is no word of the plan."""
        return self.plan.find_status(self.activity.status) if self.plan else None

    @cached_property
    def fields(self) -> frozenset[str]:
        """The names of the fields that are written, those of the steps too."""
        tree = self.document.tree.root
        steps = self.document.node(("next_steps",))
        written = [tree, *(steps.items if isinstance(steps, Sequence) else ())]
        return frozenset(key for node in written if isinstance(node, Mapping) for key in node.pairs)

    @cached_property
    def prose(self) -> str:
        """All passages, one a line."""
        return "\n".join([passage.text for passage in self.passages()])

    def passages(self, *fields: str) -> Iterator[Passage]:
        """The prose of `fields`; without any, of all.

        ``title``, ``status_reason``, ``progress``; ``next_steps``, those that are open, ``closed``, the others; and
        ``outcomes``, the sentences that say what became of steps, the field of each of which is that of the file.
        """
        known = self._passages
        for field in fields or known:
            yield from known[field]

    @cached_property
    def _passages(self) -> dict[str, tuple[Passage, ...]]:
        """The passages of each field, made once for all rules."""
        activity = self.activity
        steps, closed = [], []
        outcomes = [Passage(("moved",), "moved", activity.moved)] if activity.moved else []
        for index, step in enumerate(activity.next_steps):
            path: Path = ("next_steps", index)
            inside: Path = ("action",) if isinstance(self.document.node(path), Mapping) else ()
            if step.is_open:
                steps.append(Passage((*path, *inside), "next_steps", step.action))
            else:
                closed.append(Passage((*path, *inside), "closed", step.action))
            outcomes += [Passage((*path, name), name, text) for name, text in step.said]
        progress = [
            Passage(("progress", index), "progress", text)
            for index, text in enumerate(activity.progress)
        ]
        return {
            "title": (Passage(("title",), "title", activity.title),),
            "status_reason": (
                Passage(("status_reason",), "status_reason", activity.status_reason),
            ),
            "progress": tuple(progress),
            "next_steps": tuple(steps),
            "closed": tuple(closed),
            "outcomes": tuple(outcomes),
        }


class RegisterFile(NamedTuple):
    """What the rules for registers look at."""

    document: Document
    plan: Plan
    folder: Folder


class Gate(NamedTuple):
    """What an activity must have before a rule finds anything in it. It is data, so that a rule which finds nothing is not even imported.

    Its status is of one of `kinds`, one of `fields` is written, in it or in a step, and one of `signs` stands in its prose;
    where one of the three is empty, it is not asked for.
    """

    kinds: tuple[Kind, ...] = ()
    fields: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()

    def admits(self, file: ActivityFile) -> bool:
        if self.kinds and (file.status is None or file.status.kind not in self.kinds):
            return False
        if self.fields and file.fields.isdisjoint(self.fields):
            return False
        return not self.signs or any(sign in file.prose for sign in self.signs)


class Suppression(NamedTuple):
    """One rule named by an ignore comment or a waiver, and what became of it in this run.

    `used` is None where this run cannot tell, since it did not run the rule or did not see every file; `can_hide` is
    False of a rule that nothing hides.
    """

    kind: str
    rule: str
    reason: str
    span: Span
    known: tuple[str, ...]
    used: bool | None
    until: date | None = None
    today: date | None = None
    can_hide: bool = True


class Crash(NamedTuple):
    """A rule that raised, with the error in one line."""

    rule: str
    error: str


# A document whose form is wrong; a rule that takes any Document is asked about those that are right, too.
Faulty = NewType("Faulty", Document)

SUBJECTS: AnyMapping[Any, Subject] = {
    Faulty: Subject.FAULTS,
    Document: Subject.DOCUMENT,
    ActivityFile: Subject.ACTIVITY,
    RegisterFile: Subject.REGISTER,
    ActivityFile | RegisterFile: Subject.EITHER,
    Suppression: Subject.SUPPRESSION,
    Crash: Subject.CRASH,
}


class Option(NamedTuple):
    """A setting of a rule: a keyword parameter of its check, named with dashes in kprlint.toml."""

    name: str
    type: str  # "strings", "string", "integer" or "boolean"
    help: str

    @property
    def parameter(self) -> str:
        return self.name.replace("-", "_")


class Mends(StrEnum):
    """What kind of fix a rule has."""

    SAFE = "safe"  # made by check --fix
    UNSAFE = "unsafe"  # offered alone: somebody has to look at it


Seen = TypeVar(
    "Seen",
    Faulty,
    Document,
    ActivityFile,
    RegisterFile,
    ActivityFile | RegisterFile,
    Suppression,
    Crash,
    contravariant=True,
)
# Takes one of SUBJECTS, and its options by name.
Check = Callable[..., Iterator[Hit]]


class Rule(NamedTuple):
    """A check with its name, which is its only identity, and its defaults."""

    name: str
    group: str
    severity: Severity
    subject: Subject
    scope: Scope
    check: Check
    options: tuple[Option, ...] = ()
    doc: str = ""
    profile: Profile = Profile.MINIMUM
    suppressible: bool = True  # by a comment or a waiver
    mends: Mends | None = None
    since: str = "0.1"
    reads_all: bool = False
    gate: Gate | None = None
    across: Index[Any] | None = None  # what it asks of all files of the plan

    @property
    def summary(self) -> str:
        """The first sentence of the documentation."""
        return " ".join(self.doc.strip().split("\n\n", 1)[0].split())

    def default(self, option: Option) -> Any:
        defaults: AnyMapping[str, Any] = getattr(self.check, "__kwdefaults__", None) or {}
        return defaults.get(option.parameter)


class Known(NamedTuple):
    """What is known of a rule before it is imported: what it looks at, and whether a run needs it at all.

    One that `reads_all` looks into every file of the plan, or into git, and is not run for some named files: an editor
    asks for those at every key.
    """

    subject: Subject
    profile: Profile = Profile.MINIMUM
    scope: Scope = Scope.FILE
    reads_all: bool = False
    gate: Gate | None = None
    severity: Severity = Severity.ERROR

    @classmethod
    def of(cls, rule: Rule) -> "Known":
        severity = rule.severity
        return cls(rule.subject, rule.profile, rule.scope, rule.reads_all, rule.gate, severity)


class Register(Protocol):
    """Makes a rule of a check of any subject."""

    def __call__(self, check: Callable[Concatenate[Seen, ...], Iterator[Hit]]) -> Rule: ...


def rule(
    name: str,
    *,
    severity: Severity = Severity.ERROR,
    scope: Scope = Scope.FILE,
    options: tuple[Option, ...] = (),
    profile: Profile = Profile.MINIMUM,
    suppressible: bool = True,
    mends: Mends | None = None,
    since: str = "0.1",
    reads_all: bool = False,
    gate: Gate | None = None,
    across: Index[Any] | None = None,
) -> Register:
    """Makes a rule of a check; its docstring is its page, its examples are run as tests.

    The type of the check's first parameter says what the rule looks at: one of SUBJECTS, or the rule is none (TypeError).
    `profile`: the smallest one that the rule belongs to. `suppressible`: not where the file itself has the answer.
    `mends`: whether its hits have a fix, and of which kind. `since`: the first version that has it. `reads_all`: as in
    Known. `gate`: what an activity must have; the tests prove that the rule finds nothing in one without. `across`: the index
    by which it asks what other files say; it reads them in no other way.
    """

    def register(check: Check) -> Rule:
        package, *inner = check.__module__.split(".")
        return Rule(
            name,
            group=inner[1] if package == "kprlint" else package,
            severity=severity,
            subject=_subject(name, check),
            scope=scope,
            check=check,
            options=options,
            doc=check.__doc__ or "",
            profile=profile,
            suppressible=suppressible,
            mends=mends,
            since=since,
            reads_all=reads_all,
            gate=gate,
            across=across,
        )

    return register


def _subject(name: str, check: Check) -> Subject:
    """What the check of the rule `name` looks at."""
    seen = next(iter(check.__annotations__.values()), None)
    if isinstance(seen, str):  # from __future__ import annotations
        seen = next(iter(get_type_hints(check).values()))
    if seen not in SUBJECTS:
        raise TypeError(f"{name}: a check takes an ActivityFile, a RegisterFile or a Document")
    return SUBJECTS[seen]
