"""A plan's register: its vocabulary, its people and the codes that it promises."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from kprlint.model.code import USUAL_FORM, Code, CodeForm, Numbers
from kprlint.model.quarter import Quarter
from kprlint.model.status import Kind, Status, fold


class Objective(NamedTuple):
    """One objective of the plan and the codes registered under it, in the plan's order."""

    number: int | None
    title: str
    theme: str
    codes: tuple[Code | None, ...]


class _Register(NamedTuple):
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
    retired: Mapping[Code, str]
    codes: Mapping[Code, int]
    glossary: Mapping[str, str] = {}
    language: str = ""
    paper: Mapping[str, str | Mapping[str, str]] = {}
    answers_from: Quarter | None = None
    code_form: CodeForm | None = USUAL_FORM


class Plan(_Register):
    """A register as far as it could be read: what is missing or unreadable is None or empty.

    `leads` and `portfolios` are empty where the register lists none: then nobody is asked for one. `codes` has each registered code and its place in the register's order, first and once. From `answers_from`
    on, every promise of the quarter before is to be accounted for; always where it is None. `paper` has the plan's own
    words for its papers, those that a number decides by its plural category.
    """

    @cached_property
    def listed(self) -> Mapping[Code, Objective]:
        """The first objective that lists each code: a register may have thousands."""
        return {code: one for one in reversed(self.objectives) for code in one.codes if code}

    @cached_property
    def words(self) -> Mapping[str, Status]:
        """Which status each word and alias stands for, folded; the first of those that say it."""
        found: dict[str, Status] = {}
        for status in self.statuses.values():
            for word in (status.word, *status.aliases):
                found.setdefault(fold(word), status)
        return found

    def find_status(self, word: str) -> Status | None:
        """The status that `word` stands for: the plan's word, however it is spelt, or one of its aliases."""
        return self.statuses.get(word) or self.words.get(fold(word))

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

    def order(self, code: Code) -> tuple[int, Code]:
        """A key that sorts codes as the register lists them; those that it does not list come last."""
        return self.codes.get(code, len(self.codes)), code

    def sorted(self, codes: Iterable[Code]) -> list[Code]:
        """`codes` in the order of the register."""
        return sorted(codes, key=self.order)

    def knows(self, code: Code) -> bool:
        """Whether the register lists `code`, or did."""
        return code in self.codes or code in self.retired

    def fits(self, code: str) -> bool:
        """Whether `code` has the form of the plan's codes; any has, where the form cannot be read."""
        return self.code_form is None or self.code_form.fits(code)

    def numbers(self, code: str) -> Numbers | None:
        """The numbers in `code`, where the plan's form has numbers."""
        return self.code_form.read(code) if self.code_form else None

    def named(self, file_name: str) -> Code | None:
        """The code that the file of this name reports on by its name: one of the register's, else one of its form."""
        for code in (*self.codes, *self.retired):
            if code.file_name == file_name:
                return code
        stem = Code.parse(file_name.removesuffix(".yaml"))
        return stem if stem and self.numbers(stem) else None

    def objective_of(self, code: Code) -> int | None:
        """The number of the objective that lists `code`, else that which the code says."""
        objective = self.listed.get(code)
        if objective:
            return objective.number
        numbers = self.numbers(code)
        return numbers.objective if numbers else None

    def next_free(self, objective: int | None) -> Code | None:
        """The lowest code above all that were used, retired ones included, under `objective` where codes name it.

        None where none is left, and where the form does not number the codes.
        """
        form = self.code_form
        if form is None or form.is_listed:
            return None
        used = [n for code in (*self.codes, *self.retired) if (n := form.read(code))]
        if form.has_objective:
            used = [n for n in used if n.objective == objective]
        return form.write(objective, max((n.sequence for n in used), default=0) + 1)


def asked_from(first: Quarter) -> Quarter:
    """`answers_from` of a plan that begins in `first`: the next quarter learns what became of its promises, and the one after is asked."""
    return first + 2
