"""kprlint for programs: what `import kprlint` offers. Nothing else of the package is promised to stay as it is.

None of these functions writes a file, prints, or asks anything of a network. Each raises `KprlintError` alone; its text says
what is wrong, where, and what to do. Paths are meant from the current folder. `folder` is any folder of the repository that is
meant, else the current one.
"""

import functools
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from kprlint.change.schema import Report
from kprlint.errors import InputError, KprlintError
from kprlint.lint.finding import Finding, Result
from kprlint.model import Activity, Plan
from kprlint.printing import visible
from kprlint.prose.dates.terms import Found
from kprlint.rules.base import Severity
from kprlint.wording import any_of, did_you_mean

if TYPE_CHECKING:
    from kprlint.source.document import Document

__all__ = [
    "Activity",
    "Finding",
    "Found",
    "KprlintError",
    "Plan",
    "Report",
    "Result",
    "Severity",
    "changes",
    "check",
    "explain",
    "find_dates",
    "paper",
    "read_activity",
    "read_plan",
]

Name = str | PathLike[str]
_P = ParamSpec("_P")
_T = TypeVar("_T")


def _public(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """`function`, with what the system refuses told as a `KprlintError`, too."""

    @functools.wraps(function)
    def told(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        try:
            return function(*args, **kwargs)
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise InputError(f"{where}{(error.strerror or str(error)).lower()}") from error

    return told


@_public
def check(
    *paths: Name,
    texts: Mapping[str, str | bytes] | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: str | None = None,
    as_of: date | None = None,
    closing: bool = False,
    config: Name | None = None,
    folder: Name | None = None,
) -> Result:
    """What `kprlint check` finds in files and folders; without any, in every plan of the repository.

    `texts` stand in for files that may not be saved yet, by their paths; where no path is given, they are what is checked. `select`,
    `ignore`, `profile`, `as_of`, `closing` and `config` are the options of the command.

    >>> result = kprlint.check("activities/2024-25/KA.03.03.yaml")
    >>> result.summary.error, result.summary.warning
    (0, 2)
    >>> for finding in result.findings[:2]:
    ...     print(finding.severity, finding.rule, f"{finding.file}:{finding.place.line}")
    warning slipped-without-reason activities/2024-25/KA.03.03.yaml:14
    info silent-step activities/2024-25/KA.03.03.yaml:15

    A text that nobody has saved:

    >>> name = "activities/2024-25/KA.03.02.yaml"
    >>> text = open(name, encoding="utf-8").read()
    >>> result = kprlint.check(texts={name: text.replace("status: Green", "status: Greenish")})
    >>> [finding.rule for finding in result.findings if finding.severity == kprlint.Severity.ERROR]
    ['unknown-status']
    """
    from kprlint.lint import engine
    from kprlint.lint.settings import Settings
    from kprlint.project.sources import Sources
    from kprlint.rules import load
    from kprlint.rules.base import Profile

    if profile is not None and profile not in [*Profile]:
        raise InputError(f"there is no profile {profile!r}; there is {any_of(Profile)}")
    overrides = {
        Path(name).absolute(): text.encode("utf-8", "surrogatepass")
        if isinstance(text, str)
        else text
        for name, text in (texts or {}).items()
    }
    named = [Path(path).absolute() for path in paths] or [*overrides]
    settings = Settings(
        paths=tuple(named or filter(None, [_start(folder)])),
        config=Path(config).absolute() if config is not None else None,
        as_of=as_of,
        profile=Profile(profile) if profile is not None else None,
        closing=closing,
        sources=Sources(overrides),
    )
    rules = load()
    chosen, left_out = frozenset(select), frozenset(ignore)
    if not chosen | left_out <= rules.keys():
        rules = engine.with_own(rules, settings)  # a project may have rules of its own
    for name in sorted(chosen | left_out):
        if name not in rules:
            raise InputError(f"there is no rule {name!r}{did_you_mean(name, rules)}")
    return engine.check(settings._replace(select=chosen, ignore=left_out), rules).result


@_public
def changes(
    earlier: str | None = None,
    later: str = "WORKTREE",
    *,
    plan: str | None = None,
    touched_since: str | None = None,
    lead: str | None = None,
    portfolio: str | None = None,
    folder: Name | None = None,
) -> Report:
    """The change report between two snapshots, as `kprlint changes --format json` prints it.

    Each side is a quarter, a revision of git, INDEX, WORKTREE or a folder that holds a plan; `earlier` is else the quarter before.
    `kprlint schema changes` describes what is in it.

    >>> report = kprlint.changes("2024/25-Q1", "2024/25-Q2")
    >>> report["from"]["period"], report["to"]["period"]
    ('2024/25 Q1', '2024/25 Q2')
    >>> print(report["events"][0]["message"])
    “Award the contract for the new pool roof” slipped by three months, from September 2024 to December 2024.
    >>> print(report["summary"]["ledger"]["outcomes"]["done"])
    {'declared': 6, 'undeclared': 0}
    """
    from kprlint.change.run import changes as find

    return find(
        earlier=earlier,
        later=later,
        plan=plan,
        touched_since=touched_since,
        lead=lead,
        portfolio=portfolio,
        start=_start(folder),
    )


@_public
def paper(
    format: str = "html",
    *,
    plan: str | None = None,
    quarter: str | None = None,
    folder: Name | None = None,
) -> bytes:
    """The committee paper of a plan's quarter, as `kprlint publish` writes it; else of the quarter under way.

    `format` is html, docx, pdf, csv, parquet, json or md; some need an extra, as the error says. The same files give the same bytes.

    >>> print(kprlint.paper("md", quarter="2024/25-Q1").decode().splitlines()[0])
    # Larkmere Delivery Plan 2024/25
    """
    from kprlint.project.find import here
    from kprlint.publish.build import build
    from kprlint.publish.formats import FORMATS, write
    from kprlint.publish.look import look

    if format not in FORMATS:
        raise InputError(f"there is no format {format!r}; there is {any_of(FORMATS)}")
    start = _start(folder)
    project = here(start)
    return write(build(plan, quarter, start), look(project.config.publish, project.base), format)


@_public
def read_plan(path: Name) -> Plan:
    """A plan's register: `path` is its plan.yaml, or the plan's folder. Raises where it is not all that it should be.

    >>> plan = kprlint.read_plan("activities/2024-25")
    >>> plan.title, str(plan.period), len(plan.codes)
    ('Larkmere Delivery Plan 2024/25', '2024/25 Q4', 12)
    >>> plan.find_status("green").word
    'Green'
    """
    from kprlint.project.workspace import REGISTER
    from kprlint.source.reading import read_plan as read

    named = Path(path)
    document = _document(named / REGISTER if named.is_dir() else named, "plan")
    return _fitting(document, read(document))


@_public
def read_activity(path: Name) -> Activity:
    """An activity's file. Raises where it is not all that it should be.

    >>> activity = kprlint.read_activity("activities/2024-25/KA.03.02.yaml")
    >>> activity.title, activity.status
    ('Protect Nether Wick from floods', 'Green')
    >>> [(step.action, str(step.due)) for step in activity.open_steps]
    [('Finish the flood study', '2025-09')]
    """
    from kprlint.source.reading import read_activity as read

    document = _document(Path(path), "activity")
    return _fitting(document, read(document))


@_public
def find_dates(text: str, as_of: date) -> tuple[Found, ...]:
    """The dates in a text that was written on the day `as_of`, as `kprlint dates` prints them.

    A date is exact, taken by a convention, ambiguous or refused; one that is refused has no days.

    >>> (found,) = kprlint.find_dates("The bins are replaced by the end of March.", date(2024, 11, 5))
    >>> found.text, str(found.last_day), str(found.role), str(found.certainty)
    ('end of March', '2025-03-31', 'deadline', 'by-convention')
    """
    from kprlint.prose.dates import find

    return find(text, as_of)


@_public
def explain(name: str, *, folder: Name | None = None) -> str:
    """The page of a rule, or of an event of the change report, in Markdown, as `kprlint explain` prints it.

    >>> print(kprlint.explain("past-due-date").splitlines()[0])
    # past-due-date
    """
    from kprlint.change.events import page as page_of_event
    from kprlint.change.events import rules as events
    from kprlint.lint.engine import with_own
    from kprlint.lint.settings import Settings
    from kprlint.rules import load
    from kprlint.rules.pages import page

    rules = load()
    if name in rules:
        return page(rules[name], level=1)
    known = events()
    if name in known:
        return page_of_event(known[name])
    start = _start(folder)
    rules = with_own(rules, Settings(paths=(start,) if start else ()))
    if name in rules:
        return page(rules[name], level=1)
    raise InputError(
        f"there is no rule and no event {name!r}{did_you_mean(name, [*rules, *known])}"
    )


def _start(folder: Name | None) -> Path | None:
    if folder is None:
        return None
    start = Path(folder).absolute()
    if not start.is_dir():
        raise InputError(f"{visible(str(folder))} is no folder")
    return start


def _document(path: Path, schema: str) -> "Document":
    from kprlint.source.document import Document
    from kprlint.source.files import ACTIVITY, read, shown

    return Document(shown(path), read(path, at_most=ACTIVITY), schema)


def _fitting(document: "Document", found: _T) -> _T:
    if document.has_faults:
        raise InputError(
            f"{document.name} has something in it that cannot be read; “kprlint check {document.name}” says what"
        )
    return found
