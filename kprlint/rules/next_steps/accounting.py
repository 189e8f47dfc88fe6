"""What the rules on earlier promises share: the steps of a file with what they stand for."""

from collections.abc import Iterator
from typing import NamedTuple

from kprlint.model import NextStep, Quarter
from kprlint.project.accounts import Account, Accounts
from kprlint.promises import Answer, Continuation
from kprlint.rules.base import ActivityFile, At


class Standing(NamedTuple):
    """A step of the file, and the earlier one that it stands for; `beside`: how many stand for it in all."""

    account: Account
    line: Answer
    part: Continuation

    @property
    def path(self) -> tuple[str | int, ...]:
        return ("next_steps", self.part.later.place)

    @property
    def step(self) -> NextStep:
        return self.part.later.step


def accounts(file: ActivityFile) -> Accounts | None:
    """What the activity answers for; None where there is no plan to ask."""
    return file.folder.accounts(file.activity, file.placeholders) if file.folder else None


def standing(file: ActivityFile, found: Accounts) -> Iterator[Standing]:
    """The steps of this file that stand for an earlier one."""
    for account in found.of:
        for line in account.answers.lines:
            for part in line.parts:
                if part.later.activity.code == file.activity.code:
                    yield Standing(account, line, part)


def has_to_answer(file: ActivityFile, quarter: Quarter | None) -> bool:
    """Whether the plan asks for accounts yet: from the register's `answers_from` on."""
    first = file.plan.answers_from if file.plan else None
    return first is None or quarter is None or quarter - first >= 0


def is_reported(file: ActivityFile) -> bool:
    """Whether the activity tells of the plan's quarter: its period is that, and its progress is not empty."""
    period = file.plan.period if file.plan else None
    return file.activity.period == period and any(file.activity.progress)


def say_quarter(then: Quarter, now: Quarter | None) -> str:
    """``last quarter``, or ``in 2023/24 Q1`` where it is longer ago."""
    return "last quarter" if now and now - then == 1 else f"in {then}"


def at_field(file: ActivityFile, path: tuple[str | int, ...], field: str) -> At:
    """The value of a field of the step at `path`; the step itself where it has none."""
    there = file.document.node((*path, field)) is not None
    return At((*path, field)) if there else At(path)
