"""What is found in which file, as the editor has them: quickly in the file that is typed in, then in all of its plan."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kprlint.errors import KprlintError
from kprlint.lint.engine import Checking
from kprlint.lint.finding import Finding
from kprlint.lint.settings import Settings
from kprlint.lsp.keeping import Kept
from kprlint.project.find import projects
from kprlint.project.workspace import Project, is_yaml
from kprlint.rules import Rules

Found = Mapping[Path, tuple[Finding, ...]]


class Findings:
    """The findings of all projects that the editor's folders and open files belong to.

    What `whole` has found is what `kprlint check` finds; `quick` takes over from there, for one file. `notes` are what
    check says beside its findings, and why a project could not be checked.
    """

    def __init__(self, kept: Kept, rules: Rules) -> None:
        self.kept = kept
        self.rules = rules
        self.folders: list[Path] = []
        self.notes: tuple[str, ...] = ()
        self.by_file: dict[Path, tuple[Finding, ...]] = {}

    def quick(self, path: Path) -> bool:
        """Checks one file, but for what takes a look at all others, of which the last word stands; False where it is not ours."""
        self.kept.refresh()
        if self.owner(path) is None:
            return False
        checking = Checking(Settings(paths=(path,), sources=self.kept), self.rules)
        # The first step is the file; those of a register go on with its activities.
        for _ in checking.steps():
            break
        outcome = checking.outcome()
        found = _by_file(outcome.result.findings).get(path, ())
        known = outcome.rules.known
        slow = [
            f for f in self.by_file.get(path, ()) if f.rule in known and known[f.rule].reads_all
        ]
        self.by_file[path] = (*found, *_still_there(slow, self.kept.text(path).content))
        return True

    def whole(self) -> Iterator[None]:
        """Checks everything, a file a step; what is found counts when the last one is done."""
        self.kept.forget()
        self.kept.refresh()
        found: dict[Path, tuple[Finding, ...]] = {}
        notes: list[str] = []
        for paths in self._runs():
            checking = Checking(Settings(paths=paths, sources=self.kept), self.rules)
            try:
                yield from checking.steps()
            except KprlintError as error:
                notes += error.lines
                continue
            result = checking.outcome().result
            notes += result.notes
            found |= _by_file(result.findings)
        self.by_file = found
        self.notes = tuple(dict.fromkeys(notes))

    def project(self, path: Path) -> Project | None:
        """The project that a file or folder belongs to; None where its configuration cannot be read."""
        try:
            return projects([path], sources=self.kept)[0][0]
        except KprlintError:
            return None

    def _runs(self) -> Iterable[tuple[Path, ...]]:
        """By project what is to be checked: its plans, and open files that git does not know yet."""
        paths: dict[Path, dict[Path, None]] = {}
        for folder in self.folders:
            if around := self.project(folder):
                self._root(around, paths)
        for path in self.kept.buffers:
            if project := self.owner(path):
                self._root(project, paths)
                if path not in project.listed or not project.in_root(path):
                    paths[project.base][path] = None
        return [(*some,) for some in paths.values() if some]

    def _root(self, project: Project, paths: dict[Path, dict[Path, None]]) -> None:
        root = project.base / project.config.root
        there = paths.setdefault(project.base, {})
        if root.is_dir():
            there[root] = None

    def owner(self, path: Path) -> Project | None:
        """The project whose file `path` is, if it is one of a plan."""
        if not is_yaml(path.name):
            return None
        try:
            project = self.project(path)
            own = project is not None and project.is_own(path) and not project.excluded(path)
        except KprlintError:
            return None
        return project if own and (path in self.kept.overrides or path.is_file()) else None


def _by_file(findings: Iterable[Finding]) -> dict[Path, tuple[Finding, ...]]:
    found: dict[Path, list[Finding]] = {}
    for finding in findings:
        found.setdefault(Path(os.path.abspath(finding.file)), []).append(finding)
    return {path: (*some,) for path, some in found.items()}


def _still_there(findings: Iterable[Finding], content: str) -> Iterator[Finding]:
    """Those whose line is in the text still, once; they move along with it."""
    lines: dict[str, list[int]] = {}
    for number, line in enumerate(content.split("\n"), start=1):
        lines.setdefault(line.removesuffix("\r"), []).append(number)
    for finding in findings:
        numbers = lines.get(finding.source, [])
        place = finding.place
        if place.line in numbers or len(numbers) == 1:
            by = 0 if place.line in numbers else numbers[0] - place.line
            place = place._replace(line=place.line + by, end_line=place.end_line + by)
            yield finding._replace(place=place)
