"""What the rules on earlier promises share: the steps of a file with what they stand for, and how a step is written."""

from collections.abc import Iterator
from typing import NamedTuple

from kprlint.model import NextStep, Quarter
from kprlint.model.activity import ONGOING
from kprlint.project.accounts import Account, Accounts
from kprlint.promises import Answer, Continuation
from kprlint.rules.base import ActivityFile, At
from kprlint.source import emit
from kprlint.source.yaml import Scalar, Sequence


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


def indent(file: ActivityFile) -> str:
    """How far the items of next steps are indented in the file."""
    steps = file.document.node(("next_steps",))
    if not isinstance(steps, Sequence) or steps.flow or not steps.items:
        return "  "
    content = file.document.text.content
    line = content.rfind("\n", 0, steps.items[0].start) + 1
    margin = content[line : steps.items[0].start].partition("-")[0]
    return margin if not margin.strip(" ") else "  "


def written(step: NextStep, margin: str, more: tuple[str, ...]) -> list[str]:
    """The lines of a step with what it promises, quoted where YAML needs it, and more lines below."""
    lines = [f"{margin}- action: {emit.scalar(' '.join(step.action.split()))}"]
    if step.due or step.ongoing:
        lines.append(f"{margin}  due: {step.due or ONGOING}")
    if step.owner:
        lines.append(f"{margin}  owner: {emit.scalar(step.owner)}")
    return [*lines, *(f"{margin}  {line}" for line in more)]


def is_text(file: ActivityFile, path: tuple[str | int, ...]) -> bool:
    """Whether the step at `path` is a text alone, which has no room for fields."""
    return isinstance(file.document.node(path), Scalar)


def with_action(file: ActivityFile, path: tuple[str | int, ...], add: str) -> str:
    """What to add to a step, and first “action:” where it is a text alone."""
    return (
        f"write “- action:” before its text, and below it {add}"
        if is_text(file, path)
        else f"add {add}"
    )
