"""A plan's quarters as git holds them: which text each of them had, found in the history and never typed.

The text of a quarter is that of its tag ``kprlint/<plan>/<quarter>``. Without one it is each file's last version
with that ``period``: what the last commit in the quarter held, the parent of the one that turned it, and what was
reported late. The history is that of first parents: what was merged counts as it was merged.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from kprlint.git.objects import REGULAR, Entry, Repository
from kprlint.model import Quarter
from kprlint.source.document import Document
from kprlint.source.files import ACTIVITY
from kprlint.source.reading import read_activity, read_plan

REGISTER = "plan.yaml"

# A period on a line of its own is read from the bytes: a history has thousands of files.
_PERIOD = re.compile(rb"^period:[ \t]*([0-9]{4}/[0-9]{2} Q[1-4])[ \t]*\r?$", re.MULTILINE)


def tag_name(plan: str, quarter: Quarter) -> str:
    """The name of the tag that closes a quarter of the plan: ``kprlint/2024-28/2024-25-Q1``."""
    return f"kprlint/{plan}/{quarter.slug}"


class Late(NamedTuple):
    """A file that was changed after its quarter was closed or, without a tag, after the next one was opened.

    `counted`: its last version is the quarter's text; not where a tag says what that is.
    """

    file: str
    commit: str
    counted: bool


class QuarterText(NamedTuple):
    """A quarter's text: its files by name; and the commit that closed it, or was the last in it."""

    quarter: Quarter
    commit: str
    tag: str | None
    files: Mapping[str, Entry]
    late: tuple[Late, ...] = ()


class Mark(NamedTuple):
    """A quarter on the path: what its tag holds, else `at` is the index of the last commit in it."""

    quarter: Quarter
    at: int
    tagged: QuarterText | None


class _At(NamedTuple):
    """A commit of the path, what it holds of the plan, and the quarter that its register says."""

    commit: str
    files: Mapping[str, Entry]
    quarter: Quarter | None


class Timeline:
    """The quarters of the plan in the folder `path` (from the top, forward slashes), as `head` knows them."""

    def __init__(self, repository: Repository, path: str, head: str) -> None:
        self._repository = repository
        self._path = path
        self._walk = self._back_from(head)
        self._passed: list[_At] = []
        self._turned: dict[str, list[tuple[int, Entry | None]]] = {}
        self._compared = 0  # so many of the commits of the path
        self._periods: dict[tuple[str, bool], Quarter | None] = {}

    def __iter__(self) -> Iterator[QuarterText]:
        """Newest first. Only as much of the history is read as is asked for."""
        for mark in self._marks():
            yield mark.tagged or self._untagged(mark.at, mark.quarter)

    def _marks(self) -> Iterator[Mark]:
        least: Quarter | None = None
        for index, at in self._along():
            if at.quarter and (least is None or at.quarter - least < 0):
                least = at.quarter
                yield Mark(at.quarter, index, self._tagged(at.quarter))

    def before(self, quarter: Quarter) -> Iterator[QuarterText]:
        """The quarters before `quarter`, newest first; one that is closed by a tag takes no look at the history."""
        for mark in self.marks_before(quarter):
            yield mark.tagged or self._untagged(mark.at, mark.quarter)

    def marks_before(self, quarter: Quarter) -> Iterator[Mark]:
        """The quarters before `quarter` as `before` has them, for who asks for a file or two of them (`file`)."""
        last = self._tagged(quarter + -1)
        if last:
            yield Mark(last.quarter, 0, last)
        for mark in self._marks():
            if mark.quarter - (last.quarter if last else quarter) < 0:
                yield mark

    def read_ahead(self, mark: Mark) -> None:
        """Reads all files of a quarter in one go, for who asks for many of them."""
        files = mark.tagged.files if mark.tagged else self._passed[mark.at].files
        oids = [e.oid for n, e in files.items() if e.mode in REGULAR and n.endswith(".yaml")]
        self._repository.blobs(oids)
        if mark.tagged is None:
            self._read_periods(mark.at)

    def file(self, mark: Mark, name: str) -> Entry | None:
        """What a quarter's text has of a file; None where it has none."""
        if mark.tagged:
            return mark.tagged.files.get(name)
        versions = (
            (index, entry)
            for index in range(mark.at)
            if (entry := self._passed[index].files.get(name))
        )
        return self._version(name, mark.at, mark.quarter, versions)[0]

    def at_turn(self, mark: Mark, name: str) -> Entry | None:
        """What the last commit in a quarter has of a file, whatever came late; None where a tag says what counts."""
        return None if mark.tagged else self._passed[mark.at].files.get(name)

    def state(self, before: Quarter, name: str) -> Iterator[str]:
        """All that decides which text of a file the quarters before `before` have, without reading a file.

        A commit tells of all that came before it. What came after the last of them in an earlier quarter counts where it is
        of that quarter: the versions of the file, then.
        """
        prefix = tag_name(self._path.rpartition("/")[2], before).rpartition("/")[0] + "/"
        yield from (
            f"{tag} {commit}"
            for tag, commit in sorted(self._tags.items())
            if tag.startswith(prefix)
        )
        seen: Mapping[str, Entry] | None = None
        last: Entry | None = None
        for _, at in self._along():
            if at.quarter and at.quarter - before < 0:
                yield at.commit
                return
            if at.files is not seen:
                seen, entry = at.files, at.files.get(name)
                if entry != last:
                    last = entry
                    yield f"{entry.mode} {entry.oid}" if entry else "none"

    def find(self, quarter: Quarter) -> QuarterText | None:
        tagged = self._tagged(quarter)
        if tagged:
            return tagged
        for found in self:
            if found.quarter - quarter <= 0:
                return found if found.quarter == quarter else None
        return None

    def has_plan(self, commit: str) -> bool:
        return REGISTER in self._repository.folder(commit, self._path)

    def with_late(self, found: QuarterText) -> QuarterText:
        """The same, with the files of a closed quarter that were changed after that: the history is read for it."""
        if found.tag is None:
            return found
        end = next((i for i, at in self._along() if self._is_until(at, found)), len(self._passed))
        late = []
        for name in sorted(self._turns):
            for start, entry in self._versions(name, end):
                if self._period(name, entry) == found.quarter:
                    if found.files.get(name) != entry:
                        late.append(Late(name, self._passed[start].commit, counted=False))
                    break
        return found._replace(late=tuple(late))

    def _is_until(self, at: _At, closed: QuarterText) -> bool:
        """Whether what `at` holds was there when the quarter was closed."""
        time = self._repository.commit(closed.commit).time
        earlier = at.quarter is not None and at.quarter - closed.quarter < 0
        return (
            at.commit == closed.commit or earlier or self._repository.commit(at.commit).time < time
        )

    def _tagged(self, quarter: Quarter) -> QuarterText | None:
        """The quarter's tag, where it stands on a commit that has this plan in that quarter."""
        name = tag_name(self._path.rpartition("/")[2], quarter)
        commit = self._tags.get(name)
        if commit is None:
            return None
        files = self._repository.folder(commit, self._path)
        if REGISTER not in files or self._period(REGISTER, files[REGISTER]) != quarter:
            return None
        return QuarterText(quarter, commit, name, files)

    @cached_property
    def _tags(self) -> Mapping[str, str]:
        return self._repository.tags("kprlint")

    def _untagged(self, index: int, quarter: Quarter) -> QuarterText:
        """The text of the quarter whose last commit is the one at `index` of the path."""
        base = self._passed[index]
        self._read_periods(index)
        files: dict[str, Entry] = {}
        late: list[Late] = []
        for name in sorted(self._turns):
            entry, start = self._version(name, index, quarter, self._versions(name, index))
            if start is not None:
                late.append(Late(name, self._passed[start].commit, counted=True))
            if entry:
                files[name] = entry
        return QuarterText(quarter, base.commit, None, files, tuple(late))

    def _version(
        self, name: str, index: int, quarter: Quarter, versions: Iterable[tuple[int, Entry]]
    ) -> tuple[Entry | None, int | None]:
        """A file in a quarter whose last commit is the one at `index`; and, if it came later, the index of its commit.

        `versions` are those in front of that commit, newest first.
        """
        entry = self._passed[index].files.get(name)
        late: int | None = None
        for start, version in versions if name != REGISTER else ():
            if version == entry:
                break
            if self._period(name, version) == quarter:
                entry, late = version, start
                break
        if entry and self._is_after(name, entry, quarter):
            return self._last_before(name, index, quarter), late
        return entry, late

    def _is_after(self, name: str, entry: Entry, quarter: Quarter) -> bool:
        """Whether a file reports on a quarter after `quarter` already."""
        period = self._period(name, entry)
        return period is not None and period - quarter > 0

    def _last_before(self, name: str, index: int, quarter: Quarter) -> Entry | None:
        """The last version of a file, from the commit at `index` back, that is not of a later quarter."""
        for _, at in self._along(index):
            entry = at.files.get(name)
            if entry is None or not self._is_after(name, entry, quarter):
                return entry
        return None

    # The path

    def _along(self, start: int = 0) -> Iterator[tuple[int, _At]]:
        """The commits of the path from the one at `start`, each read once."""
        index = start
        while True:
            while index >= len(self._passed):
                at = next(self._walk, None)
                if at is None:
                    return
                self._pass(at)
            yield index, self._passed[index]
            index += 1

    def _pass(self, at: _At) -> None:
        self._passed.append(at)

    @property
    def _turns(self) -> Mapping[str, list[tuple[int, Entry | None]]]:
        """What a file became, newest first: from the commit at this index of the path back it is this, or not there."""
        for index in range(self._compared, len(self._passed)):
            newer = self._passed[index - 1].files if index else {}
            older = self._passed[index].files
            if newer is not older:
                for name in newer.keys() | older.keys():
                    entry = older.get(name)
                    if newer.get(name) != entry:
                        self._turned.setdefault(name, []).append((index, entry))
        self._compared = len(self._passed)
        return self._turned

    def _back_from(self, head: str) -> Iterator[_At]:
        commit: str | None = head
        while commit is not None and self.has_plan(commit):
            files = self._repository.folder(commit, self._path)
            quarter = self._period(REGISTER, files[REGISTER])
            yield _At(commit, files, quarter)
            commit = self._parent(commit, quarter)

    def _parent(self, commit: str, quarter: Quarter | None) -> str | None:
        """The first parent that has the plan.

        Of a merge that brought the quarter to a branch which lagged behind it is the one that has the quarter:
        the branch lacks what the others did meanwhile.
        """
        parents = [p for p in self._repository.commit(commit).parents if self.has_plan(p)]
        if len(parents) > 1:
            parents = [p for p in parents if self._quarter_at(p) == quarter] or parents
        return next(iter(parents), None)

    def _quarter_at(self, commit: str) -> Quarter | None:
        return self._period(REGISTER, self._repository.folder(commit, self._path)[REGISTER])

    def _versions(self, name: str, end: int) -> Iterator[tuple[int, Entry]]:
        """The versions of an activity's file in front of the commit at `end`, newest first, and which commit made each."""
        turns = self._turns[name] if name != REGISTER and name.endswith(".yaml") else []
        for place, (start, entry) in enumerate(turns):
            if start >= end:
                return
            if entry:
                older = turns[place + 1][0] if place + 1 < len(turns) else len(self._passed)
                yield min(older, end) - 1, entry

    # The periods

    def _read_periods(self, end: int) -> None:
        """Reads ahead, in one go, the periods of all versions down to the commit at `end`."""
        wanted = {
            entry.oid: name
            for name, turns in self._turns.items()
            for start, entry in turns
            if start <= end and entry and entry.mode in REGULAR and name.endswith(".yaml")
        }
        unread = [
            oid for oid, name in wanted.items() if (oid, name == REGISTER) not in self._periods
        ]
        for oid, content in self._repository.blobs(unread).items():
            self._periods[oid, wanted[oid] == REGISTER] = _period(wanted[oid], content)

    def _period(self, name: str, entry: Entry) -> Quarter | None:
        """The quarter that a version of a file says; None where it says none readably."""
        if entry.mode not in REGULAR:
            return None
        key = entry.oid, name == REGISTER
        if key not in self._periods:
            self._periods[key] = _period(name, self._repository.blobs([entry.oid])[entry.oid])
        return self._periods[key]


def _period(name: str, content: bytes | None) -> Quarter | None:
    if content is None or len(content) > ACTIVITY:
        return None
    if name == REGISTER:
        document = Document(name, content, "plan")
        return read_plan(document).period if document.readable else None
    found = _PERIOD.findall(content)
    if len(found) == 1:
        return Quarter.parse(found[0].decode("ascii"))
    document = Document(name, content, "activity")
    return read_activity(document).period if document.readable else None
