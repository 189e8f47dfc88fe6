"""From what a user names (a quarter, a revision, INDEX, WORKTREE, a folder) to the snapshot that it means."""

import os
import stat
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Self

from kprlint import git
from kprlint.change.snapshot import Content, Origin, Snapshot, Taken, read
from kprlint.errors import InputError
from kprlint.git import GitError
from kprlint.git.objects import MAX_BLOB, REGULAR, Entry, Repository
from kprlint.model import Code, Quarter
from kprlint.printing import visible
from kprlint.project.find import CurrentPlan, find_plan
from kprlint.project.timeline import QuarterText, Timeline
from kprlint.project.workspace import REGISTER, is_yaml
from kprlint.source.files import shown
from kprlint.wording import all_of

INDEX, WORKTREE = "INDEX", "WORKTREE"

_KINDS = {
    "120000": "it is a symbolic link",
    "160000": "it is a submodule",
    "40000": "it is a folder",
    git.CONFLICT: "it is in conflict; settle that, and git add it",
}


class Touched(NamedTuple):
    """What a branch touches of a plan: activities, its register; and what it began from, under the register of today."""

    codes: frozenset[Code]
    register: bool
    base: Snapshot

    def __bool__(self) -> bool:
        return bool(self.codes or self.register)


class Places:
    """Takes snapshots of one plan of the project around `start`, else the current folder: `plan`, else the latest.

    The project and git are asked only when a snapshot needs them, so that two plain folders can be compared
    anywhere. To be used in a `with` statement.
    """

    def __init__(self, plan: str | None, start: Path | None = None) -> None:
        self._plan = plan
        self._start = start
        self._repository: Repository | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._repository:
            self._repository.close()

    def take(self, text: str) -> Snapshot:
        """The snapshot that `text` names; raises InputError or GitError with what to do."""
        if text == WORKTREE:
            return self._worktree()
        if text == INDEX:
            return self._index()
        quarter = Quarter.parse(text)
        if quarter:
            return self._quarter(quarter)
        folder = Path(text)
        if text and _is_folder(folder / REGISTER, folder):
            return _folder(folder)
        try:
            commit = self.repository.resolve(text)
        except GitError as error:
            if text.upper() in (INDEX, WORKTREE):
                raise InputError(f"write {text.upper()} in capitals") from None
            if text and _is_folder(folder):
                raise InputError(f"there is no {REGISTER} in {text}, so it holds no plan") from None
            raise InputError(
                f"{text!r} is no folder, no quarter such as 2023/24-Q2, and {error}"
            ) from None
        return self._commit(commit, Taken.COMMIT, text, self._path_in(commit, text))

    def previous(self, of: Snapshot) -> Snapshot:
        """The quarter before that of `of`, else the last one of the plan that `of` continues."""
        if of.origin.place is Taken.FOLDER:
            raise InputError(
                f"{of.origin.label} is a folder, and has no history; say what to compare it with: --from "
                "with a folder, a quarter or a revision"
            )
        for snapshot in self.before(of, with_late=True):
            return snapshot
        first = ""
        if of.period:
            following = str(of.period + 1).replace(" ", "-")
            first = f"the first report is that of the next one, which “kprlint open {following}” begins; or "
        raise InputError(
            f"no quarter of the plan {visible(of.name)} before {of.period or 'this one'} is in git's history; "
            f"{first}say what to compare with: --from with a revision, a quarter or a folder"
        )

    def before(self, of: Snapshot, *, with_late: bool = False) -> Iterator[Snapshot]:
        """The quarters before that of `of`, newest first, on through the plans that the earliest continues.

        `with_late`: each says which files were changed after it was closed, for which more history is read.
        """
        last, path, head = of, of.origin.path or self._path, self._head(of)
        seen = {path}
        while True:
            timeline = Timeline(self.repository, path, head)
            earlier_ones = timeline.before(last.period) if last.period else iter(timeline)
            for found in earlier_ones:
                last = self._found(timeline.with_late(found) if with_late else found, path)
                yield last
            earlier = self._continued(last)
            if earlier is None or earlier in seen:
                return
            seen.add(earlier)
            path = earlier

    def touched(self, to: Snapshot, since: str) -> "Touched":
        """What differs between `to` and what it has in common with the revision `since`."""
        repository = self.repository
        base = repository.merge_base(repository.resolve(since), self._head(to))
        path = to.origin.path or self._path
        contents = self._contents(repository.folder(base, path), path)
        register = contents.get(REGISTER)
        old = {**contents, REGISTER: to.files[REGISTER]}  # may be missing there, or broken
        then = read(Origin(Taken.COMMIT, since, base, path), path, old)
        codes = frozenset(
            code
            for snapshot in (then, to)
            for code, name in snapshot.names.items()
            if _lines(then.files.get(name)) != _lines(to.files.get(name))
        )
        return Touched(codes, _lines(register) != _lines(to.files[REGISTER]), then)

    def at(self, of: Snapshot) -> Snapshot:
        """The commit that `of` was taken from, with its own register; raises InputError where that is not there."""
        assert of.origin.revision
        assert of.origin.path
        return self._commit(of.origin.revision, Taken.COMMIT, of.origin.label, of.origin.path)

    @property
    def folder(self) -> Path:
        """The plan's folder in the work tree."""
        return self._turning.path

    @property
    def placeholders(self) -> tuple[str, ...]:
        """What the council itself writes where it promises nothing: an option of `placeholder-next-step`."""
        also = self._turning.project.config.rules.get("placeholder-next-step", {}).get("also", ())
        return tuple(text for text in also if isinstance(text, str))

    def last_commit(self, of: Snapshot) -> str:
        """The id of the last commit that touches the plan, as far as `of` knows."""
        return self.repository.last_change(self._head(of), of.origin.path or self._path)

    def uncommitted(self, of: Snapshot) -> tuple[str, ...]:
        """The names of the files that are not in `of` as the last commit has them."""
        entries = self.repository.folder(self._head(of), of.origin.path or self._path)
        return _differing(of, self._contents(entries, of.origin.path or self._path))

    def closed_as(self, of: Snapshot) -> str | None:
        """The tag of the quarter, if `of` is its text."""
        path = of.origin.path or self._path
        timeline = Timeline(self.repository, path, self._head(of))
        found = timeline.find(of.period) if of.period else None
        if found is None or found.tag is None or _differing(of, self._contents(found.files, path)):
            return None
        return found.tag

    @cached_property
    def _turning(self) -> CurrentPlan:
        return find_plan(self._plan, self._start)

    @property
    def repository(self) -> Repository:
        if self._repository is None:
            try:
                here = self._start or Path.cwd()
            except OSError as error:
                raise GitError(f"the current folder cannot be read: {error.strerror}") from None
            top = git.top_level(here)
            if top is None:
                raise GitError(
                    f"{here} is not in a git repository, so nothing keeps earlier quarters; name two "
                    "folders, with --from and --to"
                )
            self._repository = Repository(top)
        return self._repository

    @cached_property
    def _path(self) -> str:
        """The plan's folder, from the top of the repository."""
        return self._turning.path.relative_to(self.repository.top).as_posix()

    def head(self, of: Snapshot) -> str | None:
        """The commit that a reader can look at for `of`: its own, or the last one; None for a folder."""
        if of.origin.place is Taken.FOLDER:
            return None
        try:
            return self._head(of)
        except GitError:
            return None

    def _head(self, of: Snapshot) -> str:
        if of.origin.place in (Taken.COMMIT, Taken.TAG) and of.origin.revision:
            return of.origin.revision
        return self.repository.resolve("HEAD")

    def _quarter(self, quarter: Quarter) -> Snapshot:
        head = self.repository.resolve("HEAD")
        for path in dict.fromkeys((self._path, *self._plans(head))):
            timeline = Timeline(self.repository, path, head)
            found = timeline.find(quarter)
            if found:
                return self._found(timeline.with_late(found), path)
            if self._plan:
                break
        quarters = [str(found.quarter) for found in Timeline(self.repository, self._path, head)]
        there = f"it holds {', '.join(reversed(quarters))}" if quarters else "it holds none"
        raise InputError(
            f"no commit and no tag has the plan {self._turning.folder.name} in {quarter}; {there}"
        )

    def _plans(self, commit: str) -> list[str]:
        """Every folder beside the plan's that has a register at `commit`, the latest names first."""
        root = self._path.rpartition("/")[0]
        names = self.repository.folder(commit, root)
        paths = [f"{root}/{name}" if root else name for name in sorted(names, reverse=True)]
        return [path for path in paths if REGISTER in self.repository.folder(commit, path)]

    def _path_in(self, commit: str, label: str) -> str:
        """The plan's folder at `commit`; before there was that, the only one: of the plan before, or renamed since."""
        if REGISTER in self.repository.folder(commit, self._path):
            return self._path
        plans = self._plans(commit)
        if len(plans) == 1 and not self._plan:
            return plans[0]
        there = f"; there is {all_of(sorted(plans))}" if plans else ""
        raise InputError(f"there is no {self._path}/{REGISTER} in {label}{there}")

    def _found(self, found: QuarterText, path: str) -> Snapshot:
        place = Taken.TAG if found.tag else Taken.COMMIT
        origin = Origin(place, str(found.quarter), found.commit, path)
        return read(origin, path, self._contents(found.files, path), found.late)

    def _commit(self, commit: str, place: Taken, label: str, path: str) -> Snapshot:
        entries = self.repository.folder(commit, path)
        return read(Origin(place, label, commit, path), path, self._contents(entries, path))

    def _index(self) -> Snapshot:
        staged = git.list_staged(self._turning.path)
        entries = {n: Entry(*at) for n, at in staged.items() if "/" not in n}
        contents = self._contents(entries, self._path)
        return read(Origin(Taken.INDEX, "the index", path=self._path), self._path, contents)

    def _contents(self, entries: Mapping[str, Entry], path: str) -> dict[str, Content]:
        project, folder = self._turning.project, self.repository.top / path
        wanted = {
            name: entry
            for name, entry in entries.items()
            if is_yaml(name) and not project.excluded(folder / name)
        }
        blobs = self.repository.blobs(e.oid for e in wanted.values() if e.mode in REGULAR)
        contents: dict[str, Content] = {}
        for name, entry in wanted.items():
            if entry.mode in REGULAR:
                content = blobs[entry.oid]
                contents[name] = _too_large() if content is None else content
            else:
                contents[name] = _KINDS.get(entry.mode, "it is no regular file")
        return contents

    def _worktree(self) -> Snapshot:
        turning = self._turning
        contents = {name: _content(turning.path / name) for name in turning.names}
        contents |= self._away(turning)
        top = git.top_level(turning.path)
        path = turning.path.relative_to(top).as_posix() if top else None
        origin = Origin(Taken.WORKTREE, "the work tree", path=path)
        return read(origin, shown(turning.path), contents)

    def _away(self, turning: CurrentPlan) -> Mapping[str, Content]:
        """What a sparse checkout leaves out of the plan's folder, as the index has it: it is not gone."""
        if not git.top_level(turning.path):
            return {}
        away = {path.name for path in turning.project.away if path.parent == turning.path}
        staged = git.list_staged(turning.path) if away else {}
        entries = {name: Entry(*at) for name, at in staged.items() if name in away}
        return (
            self._contents(entries, turning.path.relative_to(self.repository.top).as_posix())
            if away
            else {}
        )

    def _continued(self, snapshot: Snapshot) -> str | None:
        """The folder of the plan that most activities of `snapshot` say that they continue."""
        named = Counter(
            link.plan
            for activity in snapshot.activities.values()
            for link in activity.continues
            if link and link.plan != snapshot.name
        )
        root = self._path.rpartition("/")[0]
        for name, _ in sorted(named.items(), key=lambda item: (-item[1], item[0])):
            path = f"{root}/{name}" if root else name
            if Timeline(self.repository, path, "").has_plan(self._head(snapshot)):
                return path
        return None


def _is_folder(*paths: Path) -> bool:
    try:
        return all(path.exists() for path in paths) and paths[-1].is_dir()
    except (OSError, ValueError):
        return False


def _folder(path: Path) -> Snapshot:
    with os.scandir(path) as entries:
        names = sorted(entry.name for entry in entries if is_yaml(entry.name))
    contents = {name: _content(path / name) for name in names}
    return read(Origin(Taken.FOLDER, shown(path)), shown(path), contents)


def _content(path: Path) -> Content:
    try:
        facts = os.lstat(path)
        if stat.S_ISLNK(facts.st_mode):
            return "it is a symbolic link"
        if not stat.S_ISREG(facts.st_mode):
            return "it is no regular file"
        return _too_large() if facts.st_size > MAX_BLOB else path.read_bytes()
    except OSError as error:
        return f"it cannot be read: {error.strerror}"


def _too_large() -> str:
    return f"it has more than {MAX_BLOB:,} bytes"


def _differing(of: Snapshot, contents: Mapping[str, Content]) -> tuple[str, ...]:
    """The names of the files that are others in `contents`, or not there, or there alone."""
    names = sorted(of.files.keys() | contents.keys())
    return tuple(n for n in names if _lines(of.files.get(n)) != _lines(contents.get(n)))


def _lines(content: Content | None) -> Content | None:
    """Git for Windows gives text files CRLF in the work tree: that alone touches nothing."""
    return content.replace(b"\r\n", b"\n") if isinstance(content, bytes) else content
