"""Which files there are, which plan each belongs to, and which of them a run is about."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kprlint import git
from kprlint.model import Activity, ActivityId, Code, Plan, Quarter
from kprlint.project.config import Config
from kprlint.project.folder import Folder
from kprlint.project.patterns import Patterns
from kprlint.project.sources import Sources
from kprlint.source.document import Document
from kprlint.source.files import shown

if TYPE_CHECKING:  # read when a rule asks: the hook for one file asks for none of it
    from kprlint.project.accounts import Accounts
    from kprlint.project.past import Past, Report

REGISTER = "plan.yaml"

# A file whose code can be told without parsing it: one such line, in the first column, that does not go on.
_CODE_LINE = (
    rb"(?m)^code:[ \t]+([A-Za-z0-9](?:[A-Za-z0-9 ._/()-]*[A-Za-z0-9.)])?"
    rb'|"[A-Za-z0-9](?:[A-Za-z0-9 ._/()-]*[A-Za-z0-9.)])?")[ \t]*\r?$(?!\n[ \t])'
)


def is_yaml(name: str) -> bool:
    """Whether a file is meant to be YAML: also in capitals, or with the .txt that Notepad adds."""
    return name.lower().removesuffix(".txt").endswith((".yaml", ".yml"))


# By these a file is known wherever it lies.
_REGISTERS_KEYS = rb"(?m)^(?:statuses|objectives|council):"
_ACTIVITYS_KEYS = rb"(?m)^(?:code|period|status|progress|next_steps):"


class PlanFolder(Folder):
    """A folder with a plan.yaml: the register, and the files beside it."""

    def __init__(self, path: Path, project: "Project") -> None:
        self.path = path
        self.name = path.name
        self._project = project
        self._read_ahead: dict[str, bytes | int] = {}
        # Several rules ask of one file.
        self._accounts: tuple[Activity, Accounts] | None = None

    @cached_property
    def register(self) -> Document:
        path = self.path / REGISTER
        return self._project.sources.document(shown(path), self._project.content(path), "plan")

    @cached_property
    def plan(self) -> Plan | None:
        """The register as far as it can be read; None where it is no YAML at all."""
        register = self.register
        return self._project.sources.plan(register) if register.readable else None

    @cached_property
    def activities(self) -> Mapping[str, Activity]:
        listed = self._project.listed
        found: dict[str, Activity] = {}
        for name in sorted({name for names in self._codes.values() for name in names}):
            if self.path / name in listed:
                found[name] = self._read(name)
        return found

    def _read(self, name: str) -> Activity:
        """The activity of the file `name`, as far as it can be read."""
        sources = self._project.sources
        return sources.activity(sources.document(name, self._content(name), "activity"))

    def _content(self, name: str) -> bytes | int:
        """What the file `name` holds; it stays read ahead."""
        if name not in self._read_ahead:
            self._read_ahead[name] = self._project.content(self.path / name)
        return self._read_ahead[name]

    def load(self, name: str) -> Document:
        """The activity file `name` of this folder."""
        path = self.path / name
        data = self._read_ahead.pop(name, None)
        data = self._project.content(path) if data is None else data
        quarter = self.plan.period if self.plan else None
        return self._project.sources.document(shown(path), data, "activity", quarter)

    @cached_property
    def _codes(self) -> dict[Code, list[str]]:
        """Which files claim which code, told from the bytes where one plain line says it."""
        codes: dict[Code, list[str]] = {}
        with os.scandir(self.path) as entries:
            names = sorted(e.name for e in entries if is_yaml(e.name) and e.name != REGISTER)
        for name in names:
            if self._project.excluded(self.path / name) or not (self.path / name).is_file():
                continue
            data = self._content(name)
            found = re.findall(_CODE_LINE, data) if isinstance(data, bytes) else []
            if len(found) == 1:
                code = Code.parse(found[0].strip(b'"').decode("ascii"))
            else:
                code = self._read(name).code
            if code:
                codes.setdefault(code, []).append(name)
        return codes

    def files_with(self, code: Code) -> list[str]:
        names = self._codes.get(code, [])
        if len(names) < 2:
            return names
        listed = self._project.listed
        return [n for n in names if self.path / n in listed or n == code.file_name]

    @cached_property
    def past(self) -> "Past":
        return self._project.sources.past(self.path)

    @property
    def gap(self) -> str:
        """Why git could not say what was reported last quarter, where that was asked; empty where it could."""
        past: Past | None = self.__dict__.get("past")
        return past.gap if past else ""

    def past_of(self, plan: str) -> "Past | None":
        path = self.path.parent / plan
        return self._project.folder(path).past if self._project.has(path / REGISTER) else None

    def reports(self, identity: ActivityId, before: Quarter) -> "Iterator[Report]":
        past = self.past if identity.plan == self.name else self.past_of(identity.plan)
        return past.reports(identity.code, before) if past else iter(())

    def left(self) -> "list[Report]":
        plan = self.plan
        if plan is None or plan.period is None:
            return []
        there = plan.codes | plan.retired.keys() | self._codes.keys()
        gone = plan.sorted(self.past.codes(plan.period) - there)
        carried = {identity for a in self.activities.values() for identity in a.continues}
        found = (self.past.report(code, plan.period) for code in gone)
        return [report for report in found if report and report.identity not in carried]

    def present(self) -> list[Activity]:
        return [activity for activity in self.activities.values() if activity.code]

    def accounts(self, activity: Activity, placeholders: tuple[str, ...] = ()) -> "Accounts":
        if self._accounts is None or self._accounts[0] is not activity:
            from kprlint.project.accounts import accounts_of

            self._accounts = activity, accounts_of(self, activity, placeholders)
        return self._accounts[1]

    def missing(self) -> list[Code]:
        plan, listed = self.plan, self._project.listed
        there = listed | self._project.away
        return [
            code
            for code in (plan.codes if plan else ())
            if self.path / code.file_name not in there
            and not any(self.path / name in listed for name in self._codes.get(code, ()))
        ]

    def other_plan(self, name: str) -> Plan | None:
        path = self.path.parent / name
        return self._project.folder(path).plan if self._project.has(path / REGISTER) else None


class Chosen:
    """What a run looks at: by plan folder the files, and whether the register is among them."""

    def __init__(self, *, everything: bool) -> None:
        self.files: dict[Path, set[str]] = {}
        self.registers: set[Path] = set()
        self.strays: set[Path] = set()
        self.notes: list[str] = []
        self.everything = everything
        self.excluded = False
        self.passed_over = False

    def __bool__(self) -> bool:
        return bool(self.files or self.registers or self.strays)


class _Files(NamedTuple):
    """The files of a project: see git.Files."""

    tracked: frozenset[Path]
    untracked: tuple[Path, ...] = ()
    away: frozenset[Path] = frozenset()


class Project:
    """A folder with one configuration: the repository, as a rule.

    `with_new_plans`, to be set before its files are listed: a plan whose register git does not track yet belongs to it,
    too, with all that lies beside it.
    """

    def __init__(self, base: Path, config: Config, sources: Sources | None = None) -> None:
        self.base = base
        self.config = config
        self.sources = sources or Sources()
        self._folders: dict[Path, PlanFolder] = {}
        self._files: _Files | None = None
        self._exclude = Patterns((pattern, pattern) for pattern in config.exclude)
        self._excluded: dict[Path, bool] = {}
        self.with_new_plans = False

    @property
    def _listing(self) -> _Files:
        if self._files is None:
            self._files = self._list()
        return self._files

    def _list(self) -> _Files:
        """The files that git tracks and those that it does not; without git all are as if tracked."""
        listed = self.sources.files(self.base)
        if listed:
            tracked, untracked, away = listed
            known = frozenset(self.base / name for name in tracked)
            others = tuple(self.base / name for name in untracked)
            begun = self._begun(others) if self.with_new_plans else frozenset()
            return _Files(
                known | {path for path in others if path.parent in begun},
                tuple(path for path in others if path.parent not in begun),
                frozenset(self.base / name for name in away),
            )
        found: set[Path] = set()
        for folder, folders, names in os.walk(self.base):
            folders[:] = sorted(f for f in folders if not f.startswith("."))
            found.update(Path(folder, name) for name in names if is_yaml(name))
        return _Files(frozenset(found))

    def _begun(self, untracked: Iterable[Path]) -> frozenset[Path]:
        """The folders of plans that git knows nothing of yet: whoever begins one wants to have it checked."""
        return frozenset(
            path.parent for path in untracked if path.name == REGISTER and self.in_root(path)
        )

    @property
    def listed(self) -> frozenset[Path]:
        """The files that belong to the project: tracked by git, or all where there is no git."""
        return self._listing.tracked

    @property
    def away(self) -> frozenset[Path]:
        """The files that git tracks and a sparse checkout leaves out of the work tree."""
        return self._listing.away

    def has(self, path: Path) -> bool:
        """Whether `path` is there; that git tracks it is asked only of a run that lists the files anyway."""
        return path.is_file() and (self._files is None or path in self.listed)

    def content(self, path: Path) -> bytes | int:
        """What the file `path` holds; of one that is too long, how many bytes it has. Raises Unreadable."""
        return self.sources.content(path, self.top)

    @cached_property
    def top(self) -> Path:
        """The folder that no file of the project reaches out of: the repository, else the project's own."""
        return git.top_level(self.base) or self.base

    def relative(self, path: Path) -> str:
        """`path` from the project's folder, for patterns; itself where it lies elsewhere."""
        try:
            return path.relative_to(self.base).as_posix()
        except ValueError:
            return path.as_posix()

    def in_root(self, path: Path) -> bool:
        return self.base / self.config.root in path.parents

    def excluded(self, path: Path) -> bool:
        if not self.config.exclude:
            return False
        if path not in self._excluded:
            self._excluded[path] = bool(self._exclude.of(self.relative(path)))
        return self._excluded[path]

    def folder(self, path: Path) -> PlanFolder:
        if path not in self._folders:
            self._folders[path] = PlanFolder(path, self)
        return self._folders[path]

    def plan_folders(self) -> list[PlanFolder]:
        """Every plan of the project, by path."""
        root = self.base / self.config.root
        registers = [p for p in self.listed if p.name == REGISTER and root in p.parents]
        return [self.folder(p.parent) for p in sorted(registers)]

    def choose(
        self, paths: Iterable[Path], *, whole_plans: bool = False, only_own: bool = False
    ) -> Chosen:
        """The files that `paths` (absolute) name; all plans where there are none.

        `only_own`: whatever is no file of a plan is passed over, as a hook that is given every YAML file wants it.
        """
        paths = list(paths)
        chosen = Chosen(everything=not paths)
        left_out: list[Path] = []
        root = self.base / self.config.root
        for path in paths or ([root] if root.is_dir() else []):
            if path.is_dir():
                chosen.everything |= path == root or path in root.parents
                self._choose_folder(path, root, chosen)
            elif self.excluded(path):
                left_out.append(path)
            elif only_own and not self.is_own(path):
                chosen.passed_over = True
            elif path.name == REGISTER:
                self._choose_plan(path.parent, chosen)
            elif is_yaml(path.name):
                if not (path.parent / REGISTER).exists():
                    chosen.strays.add(path)
                elif whole_plans:
                    self._choose_plan(path.parent, chosen)
                else:
                    chosen.files.setdefault(path.parent, set()).add(path.name)
            else:
                chosen.notes.append(f"{shown(path)} is not a YAML file; it was not checked")
        if left_out:
            chosen.excluded = True
            names = ", ".join(shown(p) for p in left_out[:3]) + (" …" if len(left_out) > 3 else "")
            verb = "was" if len(left_out) == 1 else "were"
            chosen.notes.append(f"{names} {verb} not checked: excluded by kprlint.toml")
        return chosen

    def is_own(self, path: Path) -> bool:
        """Whether a file is one of a plan: below the root, beside a register, or by what it says."""
        if self.in_root(path):
            return True
        if not path.is_file():
            return is_yaml(path.name)  # named, and not there: that is told
        if (path.parent / REGISTER).is_file():
            return self._has_keys(path.parent / REGISTER, _REGISTERS_KEYS, 2)
        return self._has_keys(path, _ACTIVITYS_KEYS, 3)

    def _has_keys(self, path: Path, keys: bytes, least: int) -> bool:
        content = self.content(path)
        # One that is too large to be read is told of.
        return isinstance(content, int) or len(re.findall(keys, content)) >= least

    def _choose_folder(self, path: Path, root: Path, chosen: Chosen) -> None:
        inside = [
            p
            for p in sorted(self.listed)
            if is_yaml(p.name) and path in p.parents and not self.excluded(p)
        ]
        plans = {p.parent for p in inside if p.name == REGISTER}
        for file in inside:
            if file.name == REGISTER:
                chosen.registers.add(file.parent)
                chosen.files.setdefault(file.parent, set())
            elif file.parent in plans or (file.parent / REGISTER) in self.listed:
                chosen.files.setdefault(file.parent, set()).add(file.name)
            elif root in file.parents:
                chosen.strays.add(file)
        unseen = [
            p
            for p in self._listing.untracked
            if is_yaml(p.name) and path in p.parents and (root in p.parents or p.parent in plans)
        ]
        if unseen:
            names = ", ".join(shown(p) for p in unseen[:3]) + (" …" if len(unseen) > 3 else "")
            what = (
                "file that git does not track was"
                if len(unseen) == 1
                else "files that git does not track were"
            )
            chosen.notes.append(
                f"{len(unseen)} {what} not checked ({names}); git add it, or name it"
            )
        away = [p for p in sorted(self.away) if is_yaml(p.name) and path in p.parents]
        away = [p for p in away if root in p.parents and not self.excluded(p)]
        if away:
            names = ", ".join(shown(p) for p in away[:3]) + (" …" if len(away) > 3 else "")
            verb = "is not here, and was" if len(away) == 1 else "are not here, and were"
            chosen.notes.append(
                f"{names} {verb} not checked: this checkout is sparse; git sparse-checkout disable brings all"
            )

    def _choose_plan(self, path: Path, chosen: Chosen) -> None:
        """A whole plan: when its register is named, every activity is concerned."""
        chosen.registers.add(path)
        files = chosen.files.setdefault(path, set())
        files.update(
            p.name
            for p in self.listed
            if p.parent == path and is_yaml(p.name) and p.name != REGISTER and not self.excluded(p)
        )
