"""A plan's register: its vocabulary, its people and the codes that it promises."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kprlint.model.code import KACode
from kprlint.model.quarter import Quarter
from kprlint.model.status import Kind, Status, fold


@dataclass(frozen=True, slots=True)
class Objective:
    """One objective of the plan and the codes registered under it, in the plan's order."""

    number: int | None
    title: str
    theme: str
    codes: tuple[KACode | None, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A register as far as it could be read: what is missing or unreadable is None or empty.

    From `answers_from` on, every promise of the quarter before is to be accounted for; always where it is None.
    """

    name: str
    title: str
    council: str
    starts: date | None
    ends: date | None
    period: Quarter | None
    statuses: Mapping[str, Status]
    leads: frozenset[str]
    portfolios: frozenset[str]
    objectives: tuple[Objective, ...]
    retired: Mapping[KACode, str]
    codes: frozenset[KACode]
    glossary: Mapping[str, str] = field(default_factory=dict)
    paper: Mapping[str, str] = field(default_factory=dict)
    answers_from: Quarter | None = None

    def find_status(self, word: str) -> Status | None:
        """The status that `word` stands for: the plan's word, however it is spelt, or one of its aliases."""
        exact = self.statuses.get(word)
        if exact:
            return exact
        folded = fold(word)
        for status in self.statuses.values():
            if folded == fold(status.word) or folded in map(fold, status.aliases):
                return status
        return None

    @property
    def stated(self) -> list[str]:
        """The status words that tell something: all but those of the kind ``unknown``."""
        return [s.word for s in self.statuses.values() if s.kind is not Kind.UNKNOWN]

    def covers(self, quarter: Quarter) -> bool:
        """Whether any day of `quarter` lies between the plan's first and last day, where they are known."""
        return not (
            (self.starts and quarter.last_day < self.starts)
            or (self.ends and quarter.first_day > self.ends)
        )

    def next_free(self, objective: int) -> KACode | None:
        """The lowest code above all that `objective` has used, retired ones included; None after 99."""
        used = [c.sequence for c in (*self.codes, *self.retired) if c.objective == objective]
        following = max(used, default=0) + 1
        return KACode(objective, following) if following <= 99 else None
