"""due-in-words"""

import re
from collections.abc import Iterator

from kprlint.model import Quarter
from kprlint.model.due import Due
from kprlint.prose.dates import Certainty, Found, Role, Tense
from kprlint.prose.dates.attach import is_time_of, is_year_written, rests_on_the_past, tense_at
from kprlint.prose.dates.own import Own, own_time
from kprlint.rules.base import ActivityFile, Edit, Fix, Hit, Profile, Severity, rule
from kprlint.rules.dates.in_prose import Seen, is_about_now, seen
from kprlint.rules.wording import quote
from kprlint.source.document import Document
from kprlint.source.text import Span
from kprlint.source.yaml import Mapping, Path, Scalar, Sequence

_NEW_LINE = re.compile(r"\n(?=[^\r\n])")
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=\r?\n|\Z)")


@rule("due-in-words", severity=Severity.INFO, profile=Profile.STANDARD)
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
    of_step: dict[Path, list[Seen]] = {}
    for one in seen(file, "next_steps"):
        of_step.setdefault(one.passage.path[:2], []).append(one)
    for path, dates in of_step.items():
        (text, found) = (dates[0].passage.text, dates[0].found)
        if (
            len(dates) > 1
            or not file.document.is_blank((*path, "due"))
            or found.role is not Role.DEADLINE
            or found.certainty is not Certainty.EXACT
            or not is_year_written(found)
            or found.first_day is None
            or found.first_day <= judged_at
            or not is_time_of(text, found)
            or tense_at(text, found) is Tense.PAST
            or rests_on_the_past(text, found)
            or own_time(text, found) is not Own.CERTAIN
        ):
            continue
        due = _due(found)
        if due is None:
            continue
        yield Hit(
            dates[0].at,
            f"{quote(found.text)} stands in the words only",
            f"write “due: {due}” as well",
            (text, found.text),
            _fix(file.document, path, due),
        )


def _due(found: Found) -> Due | None:
    """The deadline in a form that `due` has; None where it has none."""
    first, last = found.first_day, found.last_day
    if first is None or last is None:
        return None
    quarter = Quarter.of(first)
    for form in (f"{first}", f"{first}"[:7], f"{quarter}", f"{quarter.year}"):
        due = Due.parse(form)
        if due and (due.start, due.end) == (first, last):
            return due
    return None


def _fix(document: Document, path: Path, due: Due) -> Fix | None:
    """Types `due` on a line of its own under the step; None where the step is not written as a block."""
    steps, step = document.node(path[:1]), document.node(path)
    action = step.get("action") if isinstance(step, Mapping) else step
    if not isinstance(steps, Sequence) or steps.flow or not isinstance(action, Scalar):
        return None
    if action.style in ("|", ">"):
        return None
    content = document.text.content
    assert step
    line = content.rfind("\n", 0, step.start) + 1
    before = content[line : step.start]
    rest = _REST_OF_LINE.match(content, action.end)
    if before.strip(" ") != "-" or rest is None:
        return None
    newline = "\r\n" if "\r\n" in content else "\n"
    margin = " " * len(before)
    edits = [Edit(Span(rest.end(), rest.end()), f"{newline}{margin}due: {due}")]
    if isinstance(step, Mapping):
        if step.flow or "due" in step.pairs:
            return None
    else:
        # What goes on in the next line must stand further in than the key.
        starts = [found.end() for found in _NEW_LINE.finditer(content, step.start, step.end)]
        edits = [
            Edit(Span(step.start, step.start), "action: "),
            *(Edit(Span(at, at), "  ") for at in starts),
            *edits,
        ]
    return Fix(tuple(edits))
