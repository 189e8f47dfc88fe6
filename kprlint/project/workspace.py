"""Which files there are, which plan each belongs to, and which of them a run is about."""

import os
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from kprlint import git
from kprlint.project.across import Question
from kprlint.project.config import Config
from kprlint.project.patterns import Patterns
from kprlint.project.plan_folder import REGISTER as REGISTER
from kprlint.project.plan_folder import PlanFolder as PlanFolder
from kprlint.project.plan_folder import is_yaml as is_yaml
from kprlint.project.sources import Sources
from kprlint.source.files import shown

# By these a file is known wherever it lies.
_REGISTERS_KEYS = rb"(?m)^(?:statuses|objectives|council):"
_ACTIVITYS_KEYS = rb"(?m)^(?:code|period|status|progress|next_steps):"


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
        # What was asked of the plans and their past, in the words of PlanFolder.answer; whoever wants to know empties it.
        self.asked: set[Question] = set()

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
    def has_listed(self) -> bool:
        """Whether anybody has asked for the list of files, which `has` heeds then."""
        return self._files is not None

    @property
    def listed(self) -> frozenset[Path]:
        """The files that belong to the project: tracked by git, or all where there is no git."""
        return self._listing.tracked

    @property
    def known(self) -> Iterator[Path]:
        """As `listed`, and those that git would track."""
        yield from self._listing.tracked
        yield from self._listing.untracked

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

    @property
    def gaps(self) -> dict[Path, str]:
        """What git could not say of each plan that it was asked of."""
        return {path: folder.gap for path, folder in self._folders.items() if folder.gap}

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
