"""How a step is written: what a help shows of it."""

from kprlint.model import NextStep
from kprlint.model.activity import ONGOING
from kprlint.rules.base import ActivityFile
from kprlint.source import emit
from kprlint.source.yaml import Scalar, Sequence


def indent(file: ActivityFile) -> str:
    """How far the items of next steps are indented in the file."""
    steps = file.document.node(("next_steps",))
    if not isinstance(steps, Sequence) or steps.flow or not steps.items:
        return "  "
    content = file.document.text.content
    line = content.rfind("\n", 0, steps.items[0].start) + 1
    margin = content[line : steps.items[0].start].partition("-")[0]
    return margin if not margin.strip(" ") else "  "


def fields_of(step: NextStep) -> dict[str, str]:
    """What a step promises, as fields."""
    fields = {"action": " ".join(step.action.split())}
    if step.due or step.ongoing:
        fields["due"] = str(step.due or ONGOING)
    if step.owner:
        fields["owner"] = step.owner
    return fields


def written(step: NextStep, margin: str, more: tuple[str, ...]) -> list[str]:
    """The lines of a step with what it promises, quoted where YAML needs it, and more lines below."""
    lines = [f"{name}: {emit.scalar(text)}" for name, text in fields_of(step).items()]
    first, *others = [*lines, *more]
    return [f"{margin}- {first}", *(f"{margin}  {line}" for line in others)]


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
