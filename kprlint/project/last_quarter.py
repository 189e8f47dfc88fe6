"""What the activities of a plan reported a quarter ago, as git holds it: read once, when a rule first asks."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kprlint import git
from kprlint.git import GitError
from kprlint.model import Activity, Code, Quarter
from kprlint.source.document import MAX_BYTES, Document
from kprlint.source.reading import read_activity

if TYPE_CHECKING:
    from kprlint.git.objects import Repository


class LastQuarter:
    """The quarter before `period` of the plan in the folder `path`; empty without git, or at a plan's beginning."""

    def __init__(self, path: Path, period: Quarter | None) -> None:
        self._path = path
        self._period = period
        self._read: dict[str, Activity | None] = {}

    def report(self, code: Code) -> tuple[Quarter, Activity] | None:
        """The activity as it was reported then, and the quarter."""
        activity = self._activity(code.file_name) if self._files else None
        return (self._files[0], activity) if self._files and activity else None

    def _activity(self, name: str) -> Activity | None:
        """What the file `name` reported; None where it was not there, or cannot be read."""
        if name not in self._read and self._files:
            content = self._files[1].get(name)
            document = Document("", content or b"", "activity")
            self._read[name] = read_activity(document) if content and document.readable else None
        return self._read.get(name)

    @property
    def quarter(self) -> Quarter | None:
        """The last quarter that git has of the plan; None where it has none."""
        return self._files[0] if self._files else None

    @cached_property
    def reports(self) -> Mapping[Code, Activity]:
        """All activities as they were reported then; one that skipped the quarter as it was before."""
        names = self._files[1] if self._files else {}
        found = (self._activity(name) for name in sorted(names) if name != "plan.yaml")
        return {activity.code: activity for activity in found if activity and activity.code}

    @cached_property
    def _files(self) -> tuple[Quarter, Mapping[str, bytes]] | None:
        top = git.top_level(self._path)
        if top is None or self._period is None:
            return None
        from kprlint.git.objects import Repository

        try:
            with Repository(top) as repository:
                return last_text(
                    repository,
                    self._path.relative_to(top).as_posix(),
                    repository.resolve("HEAD"),
                    self._period,
                )
        except (GitError, ValueError):
            return None  # no commit yet, a history that is not whole: there is no last quarter to compare with


def last_text(
    repository: "Repository", path: str, head: str, before: Quarter
) -> tuple[Quarter, Mapping[str, bytes]] | None:
    """The last quarter before `before` that `head` has of the plan in the folder `path`, and its files by name."""
    from kprlint.git.objects import REGULAR
    from kprlint.project.timeline import Timeline

    for found in Timeline(repository, path, head).before(before):
        wanted = {name: e.oid for name, e in found.files.items() if e.mode in REGULAR}
        blobs = repository.blobs(wanted.values())
        contents = ((name, blobs[oid]) for name, oid in wanted.items())
        return found.quarter, {n: c for n, c in contents if c is not None and len(c) <= MAX_BYTES}
    return None
