"""What the activities of a plan reported a quarter ago, as git holds it: read once, when a rule first asks."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kprlint import git
from kprlint.git import GitError
from kprlint.model import Activity, KACode, Quarter
from kprlint.source.document import MAX_BYTES, Document
from kprlint.source.reading import read_activity

if TYPE_CHECKING:
    from kprlint.git.objects import Repository


class LastQuarter:
    """The quarter before `period` of the plan in the folder `path`; empty without git, or at a plan's beginning."""

    def __init__(self, path: Path, period: Quarter | None) -> None:
        self._path = path
        self._period = period
        self._read: dict[KACode, Activity | None] = {}

    def report(self, code: KACode) -> tuple[Quarter, Activity] | None:
        """The activity as it was reported then, and the quarter."""
        if self._files is None:
            return None
        quarter, contents = self._files
        if code not in self._read:
            content = contents.get(f"{code}.yaml")
            document = Document("", content or b"", "activity")
            self._read[code] = read_activity(document) if content and document.readable else None
        activity = self._read[code]
        return (quarter, activity) if activity else None

    @cached_property
    def _files(self) -> tuple[Quarter, Mapping[str, bytes]] | None:
        top = git.top_level(self._path)
        if top is None or self._period is None:
            return None
        from kprlint.git.objects import Repository

        try:
            with Repository(top) as repository:
                return self._found(repository, self._path.relative_to(top).as_posix())
        except (GitError, ValueError):
            return None  # no commit yet, a history that is not whole: there is no last quarter to compare with

    def _found(
        self, repository: "Repository", path: str
    ) -> tuple[Quarter, Mapping[str, bytes]] | None:
        from kprlint.git.objects import REGULAR
        from kprlint.lint.timeline import Timeline

        assert self._period
        for found in Timeline(repository, path, repository.resolve("HEAD")):
            if found.quarter - self._period < 0:
                entries = repository.folder(found.commit, path)
                wanted = {name: e.oid for name, e in entries.items() if e.mode in REGULAR}
                blobs = repository.blobs(wanted.values())
                contents = ((name, blobs[oid]) for name, oid in wanted.items())
                return found.quarter, {
                    n: c for n, c in contents if c is not None and len(c) <= MAX_BYTES
                }
        return None
