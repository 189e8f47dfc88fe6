"""due-in-words"""

import re
from collections.abc import Iterator

from kprlint.model.due import Due
from kprlint.prose.dates import Certainty, Role
from kprlint.prose.dates.attach import is_year_written
from kprlint.prose.steps.deadline import Bearing, deadline
from kprlint.rules.base import ActivityFile, Fix, Hit, Mends, Profile, Severity, rule
from kprlint.rules.dates.in_prose import is_about_now, planned
from kprlint.source.document import Document
from kprlint.source.yaml import Mapping, Path, Scalar, Sequence
from kprlint.wording import quote

_REST_OF_LINE = r"[ \t]*(?:#[^\r\n]*)?(?=\r?\n|\Z)"


@rule("due-in-words", severity=Severity.INFO, profile=Profile.STANDARD, mends=Mends.SAFE)
def due_in_words(file: ActivityFile) -> Iterator[Hit]:
    """A next step gives its deadline in words only: `due` is empty.

    Only where nothing is in doubt: one date in the step, with its year, after “by”, and still to come.
    `kprlint check --fix` types it into `due`, and leaves the words as they are.

    ### Why it matters

    Lists of what is due, reminders and the report on slippage read `due`; the words are for readers.

    ### Bad

    ```yaml
    next_steps:
      - Send the first questionnaires by 30 November 2023
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Send the first questionnaires by 30 November 2023
        due: 2023-11-30
    ```
    """
    judged_at = file.judged_at
    if judged_at is None or not is_about_now(file):
        return
    for _, passage, dates in planned(file):
        path = passage.path[:2]
        if len(dates) != 1 or not file.document.is_blank((*path, "due")):
            continue
        found, bearing = dates[0]
        if (
            bearing is not Bearing.OWN
            or found.role is not Role.DEADLINE
            or found.certainty is not Certainty.EXACT
            or not is_year_written(found)
            or (told := deadline(passage.text, judged_at)) is None
            or told.start <= judged_at
            or (due := told.due) is None
        ):
            continue
        yield Hit(
            passage.at(found.start, found.end),
            f"{quote(found.text)} stands in the words only",
            f"write “due: {due}” as well",
            (passage.text, found.text),
            _fix(file.document, path, due),
        )


def _fix(document: Document, path: Path, due: Due) -> Fix | None:
    """Types `due` on a line of its own under the step; None where the step is not written as a block."""
    steps, step = document.node(path[:1]), document.node(path)
    action = step.get("action") if isinstance(step, Mapping) else step
    if not isinstance(steps, Sequence) or steps.flow or not isinstance(action, Scalar):
        return None
    if action.style in ("|", ">") or (
        isinstance(step, Mapping) and (step.flow or "due" in step.pairs)
    ):
        return None
    content = document.text.content
    assert step
    before = content[content.rfind("\n", 0, step.start) + 1 : step.start]
    if before.strip(" ") != "-" or re.compile(_REST_OF_LINE).match(content, action.end) is None:
        return None
    from kprlint.source.edits import with_field

    return Fix(tuple(with_field(document, path, "due", str(due), after=("action",))))
