"""What a plan reported in the quarters before, as git holds it; nothing is read before it is asked for."""

import weakref
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kprlint import git
from kprlint.git import GitError
from kprlint.model import Activity, ActivityId, Code, Quarter
from kprlint.project.across import Question, digest
from kprlint.source.document import Document
from kprlint.source.files import ACTIVITY
from kprlint.source.reading import read_activity, read_plan

if TYPE_CHECKING:
    from kprlint.git.objects import Entry
    from kprlint.project.timeline import Mark, Timeline

_REGISTER = "plan.yaml"
# Who has asked for so many files of a quarter will ask for more of them: they are read in one go.
_A_FEW = 3


class Report(NamedTuple):
    """An activity as it was reported for `quarter`; the plan was in `asked` then, which is later if it skipped one."""

    identity: ActivityId
    quarter: Quarter
    asked: Quarter
    activity: Activity

    @property
    def is_reported(self) -> bool:
        """Whether something was written in it, and it was not only opened."""
        return any(self.activity.progress)


class Past:
    """The quarters of the plan in the folder `path`; none without git, or where its history begins.

    `gap` says why git could not be asked for all of them; empty where it could. `asked` is added to with each question.
    """

    def __init__(self, path: Path) -> None:
        self.gap = ""
        self._closing: weakref.finalize[[], Past] | None = None
        self.asked: set[Question] = set()
        self._path = path
        self._before: dict[Quarter, tuple[Iterator[Mark], list[Mark]]] = {}
        self._read: dict[str, Activity | None] = {}
        self._asked: dict[Quarter, set[str]] = {}

    def last_quarter(self, before: Quarter) -> Quarter | None:
        """The last quarter before `before` that git has of the plan."""
        self._note(before)
        return next((found.quarter for found in self._quarters(before)), None)

    def report(self, code: Code, before: Quarter) -> Report | None:
        """The last report on an activity before a quarter."""
        return next(self.reports(code, before), None)

    def reports(self, code: Code, before: Quarter) -> Iterator[Report]:
        """The reports on an activity before a quarter, the newest first, each version once.

        An activity that was not in the plan ends them: what came before it left was answered for then.
        """
        name = code.file_name
        self._note(before, name)
        last: Quarter | None = None
        for found in self._quarters(before):
            entry = self._file(found, name)
            if entry is None:
                if code in self._registered(found):
                    continue  # its file was missing
                return
            activity = self._activity(entry.oid)
            if activity is None:
                continue
            quarter = activity.period or found.quarter
            if quarter != last and quarter - before < 0:
                last = quarter
                yield Report(ActivityId(self._path.name, code), quarter, found.quarter, activity)

    def at_turn(self, code: Code, quarter: Quarter, before: Quarter) -> Report | None:
        """The report on `quarter` as it stood when the next one was opened; None where a tag says what counts.

        `before` is a quarter after it.
        """
        self._note(before, code.file_name)
        found = next((mark for mark in self._quarters(before) if mark.quarter - quarter <= 0), None)
        if found is None or found.quarter != quarter or self._timeline is None:
            return None
        entry = self._timeline.at_turn(found, code.file_name)
        activity = self._activity(entry.oid) if entry else None
        if activity is None or activity.period != quarter:
            return None
        return Report(ActivityId(self._path.name, code), quarter, quarter, activity)

    def codes(self, before: Quarter) -> frozenset[Code]:
        """The activities that were registered in the last quarter before `before`."""
        self._note(before, _REGISTER)
        for found in self._quarters(before):
            return self._registered(found)
        return frozenset()

    def close(self) -> None:
        """Ends the process of git; nothing may be asked after it."""
        if self._closing:
            self._closing()

    def _note(self, before: Quarter, name: str = "") -> None:
        self.asked.add(("past", self._path.name, str(before), name))

    def answer(self, before: Quarter, name: str) -> str:
        """A digest that stays while git has the same to say of a file before a quarter; empty where it cannot be asked."""
        if self._timeline is None:
            return "none"
        try:
            known = self._timeline.state(before, name)
            return digest(str(self._is_shallow), *known)
        except GitError:
            return ""

    @cached_property
    def _is_shallow(self) -> bool:
        return self._repository.is_shallow

    def _quarters(self, before: Quarter) -> Iterator["Mark"]:
        """The quarters before one, newest first; each is found once."""
        if before not in self._before:
            self._before[before] = (self._found(before), [])
        walk, passed = self._before[before]
        index = 0
        while True:
            if index == len(passed):
                found = next(walk, None)
                if found is None:
                    return
                passed.append(found)
            yield passed[index]
            index += 1

    def _found(self, before: Quarter) -> Iterator["Mark"]:
        if self._timeline is None:
            return
        some = False
        try:
            for found in self._timeline.marks_before(before):
                some = True
                yield found
        except GitError as error:  # a history that is not whole; what is older than the last quarter is seldom asked
            self.gap = "" if some else str(error)

    @cached_property
    def _timeline(self) -> "Timeline | None":
        top = git.top_level(self._path)
        if top is None:
            return None
        from kprlint.git.objects import Repository
        from kprlint.project.timeline import Timeline

        try:
            repository = Repository(top)
        except GitError as error:
            self.gap = str(error)
            return None
        self._closing = weakref.finalize(self, repository.close)
        self._repository: Repository = repository
        try:
            path = self._path.relative_to(top).as_posix()
            return Timeline(repository, path, repository.resolve("HEAD"))
        except (GitError, ValueError):
            return None  # no commit yet, or a folder that is a link to elsewhere

    def _file(self, found: "Mark", name: str) -> "Entry | None":
        if self._timeline is None:
            return None
        asked = self._asked.setdefault(found.quarter, set())
        try:
            if name not in asked and len(asked) == _A_FEW:
                self._timeline.read_ahead(found)
            asked.add(name)
            return self._timeline.file(found, name)
        except GitError as error:
            self.gap = str(error)
            return None

    def _activity(self, oid: str) -> Activity | None:
        if oid not in self._read:
            document = self._document(oid, "activity")
            self._read[oid] = read_activity(document) if document else None
        return self._read[oid]

    def _registered(self, found: "Mark") -> frozenset[Code]:
        entry = self._file(found, _REGISTER)
        register = self._document(entry.oid, "plan") if entry else None
        return frozenset(read_plan(register).codes) if register else frozenset()

    def _document(self, oid: str, schema: str) -> Document | None:
        """What git holds, as far as it can be read."""
        try:
            content = self._repository.blobs([oid])[oid]
        except GitError as error:
            self.gap = str(error)
            return None
        if content is None or len(content) > ACTIVITY:
            return None
        document = Document("", content, schema)
        return document if document.readable else None
