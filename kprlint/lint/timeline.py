"""Which commit holds a plan's quarter: found in the history, never typed.

A quarter's snapshot is the tag ``kprlint/<quarter>`` where there is one, else the last commit at which the
register's period was that quarter: the parent of the commit that turned it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from kprlint.git.objects import REGULAR, Repository
from kprlint.model import Quarter
from kprlint.source.document import Document
from kprlint.source.reading import read_plan

REGISTER = "plan.yaml"


class Found(NamedTuple):
    """The commit that holds a quarter, and the tag that says so, if one does."""

    quarter: Quarter
    commit: str
    tag: str | None


class Timeline:
    """The quarters of the plan in the folder `path` (from the top, forward slashes), as `head` knows them."""

    def __init__(self, repository: Repository, path: str, head: str) -> None:
        self._repository = repository
        self._path = path
        self._head = head
        self._periods: dict[str, Quarter | None] = {}

    def __iter__(self) -> Iterator[Found]:
        """Newest first. Only as much of the history is read as is asked for."""
        at: str | None = self._head
        while at is not None and self.has_plan(at):
            quarter = self.period(at)
            if quarter is None:
                at = self._nearest_readable(at)
                continue
            yield self._tagged(quarter) or Found(quarter, at, None)
            at = self._before(at, quarter)

    def find(self, quarter: Quarter) -> Found | None:
        tagged = self._tagged(quarter)
        if tagged:
            return tagged
        for found in self:
            if found.quarter - quarter <= 0:
                return found if found.quarter == quarter else None
        return None

    def has_plan(self, commit: str) -> bool:
        return REGISTER in self._repository.folder(commit, self._path)

    def period(self, commit: str) -> Quarter | None:
        """The quarter under way at `commit`; None where the register does not say it readably."""
        entry = self._repository.folder(commit, self._path).get(REGISTER)
        if entry is None or entry.mode not in REGULAR:
            return None
        if entry.oid not in self._periods:
            content = self._repository.blobs([entry.oid])[entry.oid]
            document = Document(REGISTER, content or b"", "plan")
            self._periods[entry.oid] = read_plan(document).period if document.readable else None
        return self._periods[entry.oid]

    def _tagged(self, quarter: Quarter) -> Found | None:
        """The quarter's tag, where it stands on a commit that has this plan in that quarter.

        The name does not say the plan, and two plans may be under way in one quarter.
        """
        name = f"kprlint/{quarter.slug}"
        commit = self._repository.tag(name)
        if commit is None or self.period(commit) != quarter:
            return None
        return Found(quarter, commit, name)

    def _before(self, start: str, quarter: Quarter) -> str | None:
        """The last commit before `quarter` was turned to, from a commit in it; None where there was none.

        The commit that turned the quarter is one whose parents are all in an earlier one. A merge that
        brings the new quarter to a branch that lagged behind is not: its first parent lacks what the
        others did meanwhile.
        """
        turned: list[str] = []
        merged: list[str] = []
        seen, left = {start}, [start]
        while left:
            commit = left.pop()
            parents = [p for p in self._repository.commit(commit).parents if self.has_plan(p)]
            periods = {p: self.period(p) for p in parents}
            earlier = [p for p, at in periods.items() if at is not None and at - quarter < 0]
            (turned if len(earlier) == len(parents) else merged).extend(earlier[:1])
            # A later period here, or one that cannot be read, was a slip: the history goes on behind it.
            further = [p for p in parents if p not in earlier and p not in seen]
            seen.update(further)
            left.extend(further)
        candidates = turned or merged
        return max(candidates, key=self._age, default=None)

    def _age(self, commit: str) -> tuple[int, int, str]:
        quarter = self.period(commit)
        position = quarter.year.start * 4 + quarter.number if quarter else 0
        return position, self._repository.commit(commit).time, commit

    def _nearest_readable(self, commit: str) -> str | None:
        for parent in self._repository.commit(commit).parents:
            return parent
        return None
