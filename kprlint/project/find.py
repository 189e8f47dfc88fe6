"""Which project files belong to, and which plan of it a command is about."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from kprlint import git
from kprlint.errors import InputError
from kprlint.model import Plan, Quarter
from kprlint.project import config as configuration
from kprlint.project.config import Config
from kprlint.project.sources import Sources
from kprlint.project.workspace import REGISTER, PlanFolder, Project, is_yaml
from kprlint.source.files import shown
from kprlint.wording import all_of, any_of, did_you_mean


def projects(
    paths: Iterable[Path] = (),
    *,
    config: Path | None = None,
    sources: Sources | None = None,
) -> list[tuple[Project, list[Path]]]:
    """The paths (absolute) by the project that they belong to: each has the nearest configuration up the tree.

    Without paths it is the project around the current folder. `config` is another configuration, and
    `sources` where the files come from, if not the work tree.
    """
    by_base: dict[Path, tuple[Project, list[Path]]] = {}
    for path in (*paths,) or (None,):
        try:
            if path is not None and path.is_dir():
                path = path.resolve()  # git lists what is in a folder by no other name
            start = Path.cwd() if path is None else path if path.is_dir() else path.parent
        except OSError as error:
            raise InputError(f"the current folder cannot be read: {error.strerror}") from None
        top = git.top_level(start)
        file = config or configuration.find(start)
        if file and top and config is None and top not in (file.parent, *file.parent.parents):
            file = None  # one of a repository around this one
        # With --config the file may lie anywhere; the plans are still those around `start`.
        near = file and file.parent in (start, *start.parents)
        base = file.parent if file and near else top or _around(start)
        if base not in by_base:
            read = (
                configuration.load(file, within=None if config else top or file.parent)
                if file
                else Config(base)
            )
            by_base[base] = (Project(base, read, sources), [])
        if path is not None:
            by_base[base][1].append(path)
    return list(by_base.values())


def _around(start: Path) -> Path:
    """The project's folder where there is neither git nor a kprlint.toml: the one that holds the plans."""
    root = Config(start).root
    return next((f for f in (start, *start.parents) if (f / root).is_dir()), start)


class CurrentPlan(NamedTuple):
    """The plan that a command is about, with the names of its files, its register's among them.

    The files are those that git tracks or would track: a new one is the plan's, too.
    """

    project: Project
    folder: PlanFolder
    plan: Plan
    period: Quarter
    names: tuple[str, ...]

    @property
    def path(self) -> Path:
        return self.folder.path

    @property
    def activities(self) -> tuple[str, ...]:
        return tuple(name for name in self.names if name != REGISTER)

    def show(self, name: str) -> str:
        """The path of one of the files, as it is shown."""
        return shown(self.path / name)


def here(start: Path | None = None) -> Project:
    """The project around the folder `start`, else around the current one."""
    return projects((start,) if start else ())[0][0]


def find_plan(name: str | None, start: Path | None = None) -> CurrentPlan:
    """The plan `name` of the project around `start`, else the current folder; without a name the latest one."""
    project = here(start)
    folders = {folder.name: folder for folder in project.plan_folders()}
    if not folders:
        root = shown(project.base / project.config.root)
        raise InputError(
            f"there is no plan here: a plan is a folder under {root}/ with a {REGISTER} that git "
            f"tracks; kprlint init writes one, from your last report or from nothing"
        )
    if name is not None and name not in folders:
        raise InputError(
            f"no plan is called {name!r}; there is {any_of(folders)}{did_you_mean(name, folders)}"
        )
    folder = folders[name] if name is not None else _latest(folders)
    plan = folder.plan
    if plan is None or plan.period is None:
        what = "cannot be read" if plan is None else "does not say readably which quarter it is in"
        raise InputError(f"{shown(folder.path / REGISTER)} {what}; kprlint check says why")
    return CurrentPlan(project, folder, plan, plan.period, _names(project, folder))


def _latest(folders: Mapping[str, PlanFolder]) -> PlanFolder:
    """The only plan, else the one whose period is latest."""
    if len(folders) == 1:
        return next(iter(folders.values()))
    periods = {n: f.plan.period for n, f in folders.items() if f.plan and f.plan.period}
    unread = [folder.path / REGISTER for name, folder in folders.items() if name not in periods]
    if unread and periods:
        raise InputError(
            f"{shown(unread[0])} does not say readably which quarter it is in, so the latest plan is not known; kprlint "
            f"check says why, and --plan {min(periods)} takes another"
        )
    last = max(periods.values(), default=None)
    names = [name for name, period in periods.items() if period == last]
    if len(names) != 1:
        which = f"{all_of(names)} are in {last}" if names else "no plan says what quarter it is in"
        raise InputError(
            f"{which}: say which plan is meant, as in --plan {(names or [*folders])[0]}"
        )
    return folders[names[0]]


def _names(project: Project, folder: PlanFolder) -> tuple[str, ...]:
    if git.top_level(folder.path) == git.top_level(project.base):
        there = {path.name for path in project.known if path.parent == folder.path}
    else:  # a repository of its own within the project
        files = git.list_files(folder.path)
        there = {name for name in (*files.tracked, *files.untracked) if "/" not in name}
    found = {n for n in there if is_yaml(n) and not project.excluded(folder.path / n)}
    return tuple(sorted(found | {REGISTER}))


def has_plan(name: str) -> bool:
    """Whether the project around the current folder has a plan of this name."""
    project, _ = projects()[0]
    return any(folder.name == name for folder in project.plan_folders())
