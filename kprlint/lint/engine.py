"""Runs the rules over the files and makes findings of what they say."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from kprlint import git
from kprlint.lint import config as configuration
from kprlint.lint import fix
from kprlint.lint.config import Config, Waiver, shown
from kprlint.lint.finding import Finding, FindingFix, Place, Result, Summary, TextEdit
from kprlint.lint.patterns import matches
from kprlint.lint.suppress import Ignore, ignores
from kprlint.lint.workspace import REGISTER, Chosen, InputError, PlanFolder, Project
from kprlint.model import KACode, Plan
from kprlint.rules import Rules
from kprlint.rules.base import (
    ActivityFile,
    At,
    Check,
    Fix,
    Hit,
    RegisterFile,
    Rule,
    Scope,
    Severity,
    Subject,
    Suppression,
)
from kprlint.source.document import Document
from kprlint.source.reading import read_activity
from kprlint.source.text import Span, Text
from kprlint.source.toml import TomlPlaces
from kprlint.source.yaml import Scalar

_MOST_FIXING_ROUNDS = 10


class Settings(NamedTuple):
    """What the command line asks of a run. `scope` None runs the rules of every scope."""

    paths: tuple[Path, ...] = ()
    config: Path | None = None
    as_of: date | None = None
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    scope: Scope | None = None
    whole_plans: bool = False
    closing: bool = False
    fix: bool = False
    show_waived: bool = False
    overrides: Mapping[Path, bytes] = {}


class Outcome(NamedTuple):
    """A result, and for a run that fixes the new content of each file that changes, with the old."""

    result: Result
    changes: Mapping[Path, tuple[bytes, bytes]]


def check(settings: Settings, rules: Rules) -> Outcome:
    """Checks what `settings` name; raises InputError, ConfigError or GitError where it cannot."""
    missing = [p for p in settings.paths if not p.exists() and p not in settings.overrides]
    if missing:
        raise InputError(f"{shown(missing[0])} does not exist")
    changes: dict[Path, tuple[bytes, bytes]] = {}
    findings: list[Finding] = []
    notes: list[str] = []
    files = activities = waived = 0
    fingerprints: dict[str, int] = {}
    for project, paths in _projects(settings, rules):
        run = _Run(project, settings, rules, fingerprints)
        chosen = project.choose(paths, whole_plans=settings.whole_plans)
        if not chosen and not chosen.excluded:
            raise InputError("\n".join([_nothing(project, paths), *chosen.notes]))
        run.run(chosen)
        findings += run.findings
        notes += [*chosen.notes, *run.notes]
        files += run.files
        activities += run.activities
        waived += run.waived
        changes |= run.changes
    findings.sort(key=lambda f: f.key)
    counts = {s: sum(f.severity is s for f in findings) for s in Severity}
    result = Result(
        settings.as_of.isoformat() if settings.as_of else None,
        tuple(findings),
        Summary(
            files,
            activities,
            counts[Severity.ERROR],
            counts[Severity.WARNING],
            counts[Severity.INFO],
            waived,
        ),
        tuple(notes),
    )
    return Outcome(result, changes)


def _projects(settings: Settings, rules: Rules) -> list[tuple[Project, list[Path]]]:
    """The paths by the project that they belong to: each has the nearest configuration up the tree."""
    by_base: dict[Path, tuple[Project, list[Path]]] = {}
    for path in settings.paths or (None,):
        start = Path.cwd() if path is None else path if path.is_dir() else path.parent
        top = git.top_level(start)
        file = settings.config or configuration.find(start)
        if (
            file
            and top
            and settings.config is None
            and top not in (file.parent, *file.parent.parents)
        ):
            file = None  # one of a repository around this one
        base = file.parent if file else top or _around(start)
        if base not in by_base:
            config = configuration.load(file, rules) if file else Config(base)
            by_base[base] = (Project(base, config, dict(settings.overrides)), [])
        if path is not None:
            by_base[base][1].append(path)
    return list(by_base.values())


def _around(start: Path) -> Path:
    """The project's folder where there is neither git nor a kprlint.toml: the one that holds the plans."""
    root = Config(start).root
    return next((f for f in (start, *start.parents) if (f / root).is_dir()), start)


def plan_named(name: str) -> Plan:
    """The register of the plan `name` in the project around the current folder."""
    from kprlint.rules import load

    project, _ = _projects(Settings(), load())[0]
    folders = {folder.name: folder for folder in project.plan_folders()}
    if name not in folders:
        from kprlint.rules.wording import any_of, did_you_mean

        there = f" there is {any_of(folders)}" if folders else " there is none here"
        raise InputError(f"no plan is called {name!r};{there}{did_you_mean(name, folders)}")
    plan = folders[name].plan
    if plan is None:
        raise InputError(
            f"{shown(folders[name].path / 'plan.yaml')} cannot be read; kprlint check says why"
        )
    return plan


def _nothing(project: Project, paths: list[Path]) -> str:
    where = ", ".join(shown(p) for p in paths) or shown(project.base / project.config.root) + "/"
    return (
        f"nothing to check in {where}: a plan is a folder with a plan.yaml and a KA.OO.SS.yaml for each "
        "activity, such as activities/2023-24/"
    )


class _Run:
    """One project's run: collects findings and counts."""

    def __init__(
        self, project: Project, settings: Settings, rules: Rules, fingerprints: dict[str, int]
    ) -> None:
        self.project = project
        self.settings = settings
        self.rules = rules
        self.findings: list[Finding] = []
        self.notes: list[str] = []
        self.files = self.activities = self.waived = 0
        self.changes: dict[Path, tuple[bytes, bytes]] = {}
        self._used: set[tuple[int, str]] = set()
        self._fingerprints = fingerprints
        self._checks: dict[Subject, list[tuple[Rule, Check]]] = {}
        self._scope = settings.scope
        if settings.scope is Scope.PLAN and git.is_merging(project.base):
            # pre-commit passes only the files in conflict to the hook for single files.
            self._scope = None

    def _rules_about(self, subject: Subject) -> list[tuple[Rule, Check]]:
        """The active rules, each with its options set; imported when a run first needs them."""
        if subject not in self._checks:
            rules = [rule for rule in self.rules.about(subject) if self._active(rule)]
            self._checks[subject] = [(rule, self._check(rule)) for rule in rules]
        return self._checks[subject]

    def _active(self, rule: Rule) -> bool:
        """Chosen by the command line and the configuration; the engine's own rule always runs."""
        settings, config = self.settings, self.project.config
        if rule.subject is Subject.CRASH:
            return True
        if self._scope and rule.scope is not self._scope:
            return False
        if settings.select:
            return rule.name in settings.select and rule.name not in settings.ignore
        return (
            (config.select is None or rule.name in config.select)
            and rule.name not in config.ignore
            and rule.name not in settings.ignore
        )

    def _runs(self, name: str) -> bool:
        return name in self.rules and self._active(self.rules[name])

    def _check(self, rule: Rule) -> Check:
        options: Mapping[str, Any] = self.project.config.options.get(rule.name, {})
        return partial(rule.check, **options) if options else rule.check

    def run(self, chosen: Chosen) -> None:
        for path in sorted(chosen.files.keys() | chosen.registers):
            folder = self.project.folder(path)
            if path in chosen.registers:
                self._register(folder)
            elif folder.plan is None:
                name = folder.register.name if folder.register else shown(path)
                self.notes.append(f"{name} cannot be read, so nothing was compared with it")
            for name in sorted(chosen.files.get(path, ())):
                self._activity(folder, path / name)
        for path in sorted(chosen.strays):
            self._activity(None, path)
        if chosen.everything or self._until():
            self._waivers(chosen)
        file = self.project.config.file
        if (
            chosen.everything
            and file
            and file not in self.project.listed
            and self.project.base in file.parents
        ):
            self.notes.append(f"{shown(file)} is heeded, but git does not track it; git add it")

    def _register(self, folder: PlanFolder) -> None:
        def examine(document: Document) -> Iterator[tuple[Rule, Hit]]:
            yield from self._ask_form(document)
            if folder.plan is not None:
                yield from self._ask(Subject.REGISTER, RegisterFile(document, folder.plan, folder))
            elif self._scope is Scope.PLAN:
                # The hook for whole plans must not pass a register that it cannot read.
                for rule in self.rules.about(Subject.FAULTS):
                    yield from self._ask_one(rule, rule.check, document)

        document = folder.register
        assert document is not None
        folder.plan  # noqa: B018 - reading the plan tells whether the document fits its schema
        self.files += 1
        self._document(
            folder.path / REGISTER, document, folder, f"{folder.name}/{REGISTER}", examine
        )

    def _activity(self, folder: PlanFolder | None, path: Path) -> None:
        settings = self.settings

        def examine(document: Document) -> Iterator[tuple[Rule, Hit]]:
            activity = read_activity(document)
            yield from self._ask_form(document)
            if folder is None and settings.scope is Scope.FILE and not self.project.in_root(path):
                # The hook for whole plans looks below the root alone.
                stray = self.rules["wrong-folder"]
                yield from self._ask_one(stray, stray.check, ActivityFile(document, activity, None))
            if document.readable:
                judged_at = settings.as_of or activity.judged_at
                file = ActivityFile(document, activity, folder, judged_at, settings.closing)
                yield from self._ask(Subject.ACTIVITY, file)

        if folder:
            document = folder.load(path.name)
        else:
            document = Document(shown(path), self.project.read(path), "activity")
        self.files += 1
        self.activities += 1
        anchor = f"{folder.name if folder else ''}/{path.name}"
        self._document(path, document, folder, anchor, examine)

    def _ask_form(self, document: Document) -> Iterator[tuple[Rule, Hit]]:
        if document.has_faults:
            yield from self._ask(Subject.FAULTS, document)
        yield from self._ask(Subject.DOCUMENT, document)

    def _ask(self, subject: Subject, about: object) -> Iterator[tuple[Rule, Hit]]:
        for rule, check in self._rules_about(subject):
            yield from self._ask_one(rule, check, about)

    def _ask_one(self, rule: Rule, check: Check, about: object) -> Iterator[tuple[Rule, Hit]]:
        try:
            for hit in check(about):
                yield rule, hit
        except Exception as error:
            from kprlint.rules.engine.rule_crashed import Crash

            reason = f"{type(error).__name__}: {error}".splitlines()[0]
            for crashed, check_crash in self._rules_about(Subject.CRASH):
                for hit in check_crash(Crash(rule.name, reason)):
                    yield crashed, hit

    def _document(
        self,
        path: Path,
        document: Document,
        folder: PlanFolder | None,
        anchor: str,
        examine: Callable[[Document], Iterable[tuple[Rule, Hit]]],
    ) -> None:
        """Runs the rules over one document, mends it if asked to, and keeps what is left."""
        before = document
        for _ in range(_MOST_FIXING_ROUNDS if self.settings.fix else 0):
            comments = ignores(document)
            fixes = [
                hit.fix
                for rule, hit in examine(document)
                if hit.fix and not self._hidden(path, rule, _span(document, hit), comments)
            ]
            mended = fix.apply(document.text, fixes)
            if mended is None:
                break
            document = Document(document.name, mended.encode(), document.schema)
        if document is not before:
            self.changes[path] = (before.text.encode(), document.text.encode())
        hits = list(examine(document))
        comments = ignores(document)
        if not hits and not comments:
            return
        name = _identity(folder, document)
        used: set[tuple[int, str]] = set()
        for rule, hit in hits:
            span = _span(document, hit)
            hidden = self._hidden(path, rule, span, comments, used)
            self._keep(rule, hit, span, document.name, document.text, name, anchor, hidden)
        for number, comment in enumerate(comments):
            for rule_name in comment.rules:
                told = self._runs(rule_name) and comment.reason
                self._suppression(
                    Suppression(
                        "comment",
                        rule_name,
                        comment.reason,
                        comment.span,
                        tuple(self.rules),
                        (number, rule_name) in used if told else None,
                    ),
                    document.name,
                    document.text,
                    name,
                    anchor,
                    path,
                )

    def _hidden(
        self,
        path: Path,
        rule: Rule,
        span: Span,
        comments: list[Ignore],
        used: set[tuple[int, str]] | None = None,
    ) -> bool:
        """Whether a comment or a waiver hides a hit of `rule` at `span`; notes which ones were used."""
        hidden = False
        for number, comment in enumerate(comments):
            if comment.reason and rule.name in comment.rules and comment.covers:
                if comment.covers.start <= span.start <= comment.covers.end:
                    hidden = True
                    if used is not None:
                        used.add((number, rule.name))
        for number, waiver in enumerate(self.project.config.waivers):
            if rule.name in waiver.rules and waiver.reason.strip() and self._holds(waiver):
                relative = self.project.relative(path)
                if any(matches(relative, pattern) for pattern in waiver.paths):
                    hidden = True
                    self._used.add((number, rule.name))
        return hidden

    def _until(self) -> bool:
        return any(waiver.until for waiver in self.project.config.waivers)

    def _holds(self, waiver: Waiver) -> bool:
        today = self._today() if waiver.until else None
        return not (waiver.until and today and waiver.until < today)

    def _today(self) -> date | None:
        """The day that waivers run out by: ``--as-of``, else the end of the latest quarter under way."""
        if self.settings.as_of:
            return self.settings.as_of
        plans = [folder.plan for folder in self.project.plan_folders()]
        return max((p.period.last_day for p in plans if p and p.period), default=None)

    def _waivers(self, chosen: Chosen) -> None:
        config = self.project.config
        if config.file is None or config.text is None:
            return
        places = TomlPlaces(config.text.content)
        for number, waiver in enumerate(config.waivers):
            span = places.value(("waiver", waiver.number, "rule"))
            for name in waiver.rules:
                # Only a run over every file, with the rule, can tell that a waiver is not needed.
                told = (
                    chosen.everything
                    and self._runs(name)
                    and waiver.reason.strip()
                    and self._holds(waiver)
                )
                self._suppression(
                    Suppression(
                        "waiver",
                        name,
                        waiver.reason,
                        span,
                        tuple(self.rules),
                        (number, name) in self._used if told else None,
                        waiver.until,
                        self._today() if waiver.until else None,
                    ),
                    shown(config.file),
                    config.text,
                    None,
                    configuration.FILE_NAME,
                    config.file,
                )

    def _suppression(
        self,
        suppression: Suppression,
        file: str,
        text: Text,
        activity: str | None,
        anchor: str,
        path: Path,
    ) -> None:
        for rule, hit in self._ask(Subject.SUPPRESSION, suppression):
            assert isinstance(hit.where, Span)
            hidden = self._hidden(path, rule, hit.where, [])
            self._keep(rule, hit, hit.where, file, text, activity, anchor, hidden)

    def _keep(
        self,
        rule: Rule,
        hit: Hit,
        span: Span,
        file: str,
        text: Text,
        activity: str | None,
        anchor: str,
        hidden: bool,
    ) -> None:
        """Makes the one concrete finding of a hit, or counts it as waived."""
        if hidden and not self.settings.show_waived:
            self.waived += 1
            return
        place = Place.of(span, text)
        field = _pointer(hit.where) if isinstance(hit.where, At) else None
        severity = hit.severity or self.project.config.severities.get(rule.name) or rule.severity
        arguments = hit.arguments or ((field,) if field is not None else ())
        self.findings.append(
            Finding(
                rule.name,
                severity,
                file,
                place,
                activity,
                field,
                hit.message,
                hit.help,
                _concrete(hit.fix, text),
                self._fingerprint(rule.name, activity or anchor, arguments),
                text.line(place.line),
            )
        )

    def _fingerprint(self, *parts: object) -> str:
        """Made of rule, activity and arguments; a second one of the same counts up."""
        import hashlib

        made = repr(parts)
        count = self._fingerprints[made] = self._fingerprints.get(made, 0) + 1
        made = made if count == 1 else f"{made}#{count}"
        return hashlib.sha256(made.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _identity(folder: PlanFolder | None, document: Document) -> str | None:
    """Plan and code of an activity file; None for a register, and where either is not known."""
    node = document.node(("code",)) if document.schema == "activity" else None
    code = KACode.parse(node.text) if isinstance(node, Scalar) else None
    return f"{folder.name}/{code}" if folder and code else None


def _span(document: Document, hit: Hit) -> Span:
    """The one place where a path becomes a span."""
    where = hit.where
    if isinstance(where, Span):
        return where
    return document.span_of_key(where.path) if where.key else document.span_of(where.path)


def _pointer(at: At) -> str:
    return "".join("/" + str(s).replace("~", "~0").replace("/", "~1") for s in at.path)


def _concrete(fix: Fix | None, text: Text) -> FindingFix | None:
    if fix is None:
        return None
    edits = tuple(TextEdit(Place.of(edit.span, text), edit.text) for edit in fix.edits)
    return FindingFix(fix.safe, edits)
