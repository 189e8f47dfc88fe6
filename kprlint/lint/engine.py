"""`check`: the projects that the paths belong to, a run over each, one result."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kprlint import git
from kprlint.lint import config as configuration
from kprlint.lint.collect import Collector
from kprlint.lint.config import Config, shown
from kprlint.lint.finding import Result, Summary
from kprlint.lint.run import Run
from kprlint.lint.settings import Settings
from kprlint.lint.workspace import REGISTER, InputError, Project
from kprlint.model import Plan
from kprlint.rules import Rules
from kprlint.rules.base import Severity


class Outcome(NamedTuple):
    """A result, the rules with those of the projects, and for a run that fixes the new content of each file that changes, with the old."""

    result: Result
    changes: Mapping[Path, tuple[bytes, bytes]]
    rules: Rules


def check(settings: Settings, rules: Rules) -> Outcome:
    """Checks what `settings` name; raises InputError, ConfigError or GitError where it cannot."""
    missing = [p for p in settings.paths if p not in settings.overrides and not _there(p)]
    if missing:
        raise InputError(f"{shown(missing[0])} does not exist")
    collector = Collector(show_waived=settings.show_waived)
    changes: dict[Path, tuple[bytes, bytes]] = {}
    notes: list[str] = []
    known = rules
    files = activities = 0
    for project, paths in projects(settings, rules):
        own = project.config.rules
        if own is not None:
            known = _joined(known, own)
        run = Run(project, settings, own or rules, collector)
        chosen = project.choose(paths, whole_plans=settings.whole_plans)
        if not chosen and not chosen.excluded:
            raise InputError("\n".join([_nothing(project, paths), *chosen.notes]))
        run.run(chosen)
        notes += [*chosen.notes, *run.notes]
        files += run.files
        activities += run.activities
        changes |= run.changes
    findings = sorted(collector.findings, key=lambda f: f.key)
    counts = {s: sum(f.severity is s and not f.waived for f in findings) for s in Severity}
    result = Result(
        as_of=settings.as_of.isoformat() if settings.as_of else None,
        findings=tuple(findings),
        summary=Summary(
            files=files,
            activities=activities,
            error=counts[Severity.ERROR],
            warning=counts[Severity.WARNING],
            info=counts[Severity.INFO],
            waived=collector.waived,
        ),
        notes=tuple(notes),
    )
    return Outcome(result, changes, known)


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise InputError(f"{shown(path)} cannot be read: {error.strerror}") from None


def projects(settings: Settings, rules: Rules) -> list[tuple[Project, list[Path]]]:
    """The paths by the project that they belong to: each has the nearest configuration up the tree."""
    by_base: dict[Path, tuple[Project, list[Path]]] = {}
    for path in settings.paths or (None,):
        try:
            if path is not None and path.is_dir():
                path = path.resolve()  # git lists what is in a folder by no other name
            start = Path.cwd() if path is None else path if path.is_dir() else path.parent
        except OSError as error:
            raise InputError(f"the current folder cannot be read: {error.strerror}") from None
        top = git.top_level(start)
        file = settings.config or configuration.find(start)
        if (
            file
            and top
            and settings.config is None
            and top not in (file.parent, *file.parent.parents)
        ):
            file = None  # one of a repository around this one
        # With --config the file may lie anywhere; the plans are still those around `start`.
        near = file and file.parent in (start, *start.parents)
        base = file.parent if file and near else top or _around(start)
        if base not in by_base:
            config = configuration.load(file, rules) if file else Config(base)
            by_base[base] = (Project(base, config, dict(settings.overrides)), [])
        if path is not None:
            by_base[base][1].append(path)
    return list(by_base.values())


def with_own(rules: Rules, settings: Settings) -> Rules:
    """`rules`, and those that the projects of `settings` bring along."""
    for project, _ in projects(settings, rules):
        if project.config.rules is not None:
            rules = _joined(rules, project.config.rules)
    return rules


def _joined(rules: Rules, own: Rules) -> Rules:
    return rules.with_own(own[name] for name in own if name not in rules)


def _around(start: Path) -> Path:
    """The project's folder where there is neither git nor a kprlint.toml: the one that holds the plans."""
    root = Config(start).root
    return next((f for f in (start, *start.parents) if (f / root).is_dir()), start)


def plan_named(name: str) -> Plan:
    """The register of the plan `name` in the project around the current folder."""
    from kprlint.rules import load

    project, _ = projects(Settings(), load())[0]
    folders = {folder.name: folder for folder in project.plan_folders()}
    if name not in folders:
        from kprlint.rules.wording import any_of, did_you_mean

        there = f" there is {any_of(folders)}" if folders else " there is none here"
        raise InputError(f"no plan is called {name!r};{there}{did_you_mean(name, folders)}")
    plan = folders[name].plan
    if plan is None:
        raise InputError(
            f"{shown(folders[name].path / REGISTER)} cannot be read; kprlint check says why"
        )
    return plan


def _nothing(project: Project, paths: list[Path]) -> str:
    where = ", ".join(shown(p) for p in paths) or shown(project.base / project.config.root) + "/"
    return (
        f"nothing to check in {where}: a plan is a folder with a plan.yaml and a KA.OO.SS.yaml for each "
        "activity, such as activities/2023-24/"
    )
