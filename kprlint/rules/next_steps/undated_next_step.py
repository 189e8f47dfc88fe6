"""undated-next-step"""

from collections.abc import Iterator

from kprlint.model import Kind
from kprlint.prose.steps.placeholders import is_placeholder
from kprlint.rules.base import ActivityFile, At, Hit, Severity, rule
from kprlint.rules.dates.in_prose import steps_that_say_when
from kprlint.rules.examples import Examples
from kprlint.rules.next_steps.writing import indent, is_text, written


@rule("undated-next-step", severity=Severity.WARNING)
def undated_next_step(file: ActivityFile) -> Iterator[Hit]:
    """A next step does not say by when, neither in `due` nor in its words.

    A standing duty has no date: it says `due: ongoing`.

    ### Why it matters

    A promise without a date cannot be broken, so it cannot be kept either.

    ### Bad

    ```yaml
    next_steps:
      - Send the first questionnaires
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Send the first questionnaires
        due: 2023/24 Q3
    ```
    """
    status = file.status
    if status and status.kind in (Kind.COMPLETE, Kind.WITHDRAWN):
        return
    told = steps_that_say_when(file)
    undated = [
        (index, step)
        for index, step in enumerate(file.activity.next_steps)
        if step.action
        and step.is_open
        and not (step.due or step.ongoing or index in told)
        and not is_placeholder(step.action, file.placeholders)
        and file.document.is_blank(("next_steps", index, "due"))
    ]
    if not undated:
        return
    example = Examples.of(file.document)
    forms = (
        f"as a day ({example.day}), month ({example.month}), quarter ({example.next_quarter}) or year ({example.year}); "
        "or “due: ongoing” for a standing duty"
    )
    for index, step in undated:
        how = f"add “due:”, {forms}"
        if is_text(file, ("next_steps", index)):
            lines = written(step, indent(file), ("due:",))
            how = "\n".join((f"write it so, and behind “due:” when, {forms}:", *lines))
        yield Hit(At(("next_steps", index)), "This step does not say by when", how, (step.action,))
