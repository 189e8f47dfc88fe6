"""`check`: the projects that the paths belong to, a run over each, one result."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kprlint.errors import InputError
from kprlint.lint.collect import Collector
from kprlint.lint.finding import Result, Summary
from kprlint.lint.rule_settings import rule_settings
from kprlint.lint.run import ProjectRun
from kprlint.lint.settings import Settings
from kprlint.project.find import projects
from kprlint.project.workspace import Project
from kprlint.rules import Rules
from kprlint.rules.base import Scope, Severity
from kprlint.source.files import shown


class Outcome(NamedTuple):
    """A result, the rules with those of the projects, and for a run that fixes the new content of each file that changes, with the old."""

    result: Result
    changes: Mapping[Path, tuple[bytes, bytes]]
    rules: Rules


def check(settings: Settings, rules: Rules) -> Outcome:
    """Checks what `settings` name; raises InputError, ConfigError or GitError where it cannot."""
    checking = Checking(settings, rules)
    for _ in checking.steps():
        pass
    return checking.outcome()


class Checking:
    """A check that is made step by step, for who has something else to do in between."""

    def __init__(self, settings: Settings, rules: Rules) -> None:
        self._settings = settings
        self._rules = self._known = rules
        self._collector = Collector()
        self._changes: dict[Path, tuple[bytes, bytes]] = {}
        self._notes: list[str] = []
        self._files = self._activities = 0

    def steps(self) -> Iterator[None]:
        """Checks a file a step; raises as `check` does."""
        settings = self._settings
        there = settings.sources.overrides
        missing = [p for p in settings.paths if p not in there and not _there(p)]
        if missing:
            raise InputError(f"{shown(missing[0])} does not exist")
        for project, paths in _projects(settings):
            chosen_rules = rule_settings(project.config, self._rules)
            self._known = _joined(self._known, chosen_rules.rules)
            run = ProjectRun(project, settings, chosen_rules, self._collector)
            project.with_new_plans = settings.scope is None  # a hook sees what is to be committed
            chosen = project.choose(
                paths, whole_plans=settings.whole_plans, only_own=settings.scope is Scope.FILE
            )
            if not chosen and not chosen.excluded and not chosen.passed_over:
                raise InputError(_nothing(project, paths), *chosen.notes)
            yield from run.steps(chosen)
            self._notes += [*chosen.notes, *run.notes]
            self._files += run.files
            self._activities += run.activities
            self._changes |= run.changes

    def outcome(self) -> Outcome:
        """What came of all steps."""
        settings = self._settings
        findings = sorted(self._collector.findings, key=lambda f: f.key)
        counts = {s: sum(f.severity is s and not f.waived for f in findings) for s in Severity}
        result = Result(
            as_of=settings.as_of.isoformat() if settings.as_of else None,
            findings=tuple(findings),
            summary=Summary(
                files=self._files,
                activities=self._activities,
                error=counts[Severity.ERROR],
                warning=counts[Severity.WARNING],
                info=counts[Severity.INFO],
                waived=self._collector.waived,
            ),
            notes=tuple(self._notes),
        )
        return Outcome(result, self._changes, self._known)


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise InputError(f"{shown(path)} cannot be read: {error.strerror}") from None


def with_own(rules: Rules, settings: Settings) -> Rules:
    """`rules`, and those that the projects of `settings` bring along."""
    for project, _ in _projects(settings):
        rules = _joined(rules, rule_settings(project.config, rules).rules)
    return rules


def _joined(rules: Rules, more: Rules) -> Rules:
    own = [name for name in more if name not in rules]
    return rules.with_own(more[name] for name in own) if own else rules


def _projects(settings: Settings) -> list[tuple[Project, list[Path]]]:
    return projects(settings.paths, config=settings.config, sources=settings.sources)


def _nothing(project: Project, paths: list[Path]) -> str:
    where = ", ".join(shown(p) for p in paths) or shown(project.base / project.config.root) + "/"
    return (
        f"nothing to check in {where}: a plan is a folder with a plan.yaml and a file for each activity, "
        "such as activities/2023-24/"
    )
