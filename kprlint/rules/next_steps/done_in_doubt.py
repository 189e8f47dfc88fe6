"""done-in-doubt"""

import re
from collections.abc import Iterator
from datetime import date

from kprlint.model import NextStep
from kprlint.model.due import say_day
from kprlint.prose.dates import Tense, find
from kprlint.prose.facts.doubtful import doubt, says_nothing
from kprlint.rules.base import ActivityFile, At, Gate, Hit, Severity, rule
from kprlint.source.yaml import Path
from kprlint.wording import quote

_FIGURES = re.compile(r"[\d/.\-]+(?: ?Q\d)?")


@rule("done-in-doubt", gate=Gate(fields=("done",)))
def done_in_doubt(file: ActivityFile) -> Iterator[Hit]:
    """`done` does not say that the step is done.

    A bare “yes”, “no”, “TBC” or “partly”, a day after the as-at date, or figures that are no date. A sentence with words
    that leave a doubt (awaited, draft, except, still, partly, “22 of the 40”) is a warning; not where the step itself
    has the word: “Publish the draft plan”.

    ### Why it matters

    The report counts the promise as kept, and councillors read it so.

    ### Bad

    ```yaml
    next_steps:
      - action: Replace the pump
        done: partly
      - action: Choose the places for the new monitors
        due: 2023/24 Q4
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Replace the pump
        done: 2023-09-12
      - action: Choose the places for the new monitors
        due: 2023/24 Q4
    ```
    """
    for place, step in enumerate(file.activity.next_steps):
        path: Path = ("next_steps", place, "done")
        if step.done:
            yield from _judged(file, path, step)


def _judged(file: ActivityFile, path: Path, step: NextStep) -> Iterator[Hit]:
    said = step.done.strip()
    if says_nothing(said, file.placeholders):
        yield Hit(
            At(path),
            f"{quote(said)} does not say what was done, or when",
            "write the day, the month or the quarter (2023-12-12, 2023-12, 2023/24 Q3), or a sentence; if it is not "
            "done, delete “done:” and say in “update:” how it stands",
            (step.action, said),
        )
        return
    first = _first_day(said, step, file.judged_at)
    if first and file.judged_at and first > file.judged_at:
        yield Hit(
            At(path),
            f"{quote(said)} was still to come on {say_day(file.judged_at)}, when this was written",
            "correct the date; or write “as_at:” with the day on which the text was written; or delete “done:” until it is",
            (step.action, said),
        )
    elif step.done_on is None and _FIGURES.fullmatch(said):
        yield Hit(
            At(path),
            f"{quote(said)} is not a date that can be read",
            "write a day (2023-12-12), a month (2023-12), a quarter (2023/24 Q3) or a financial year (2023/24), or a "
            "sentence",
            (step.action, said),
        )
    elif found := doubt(said, step.action):
        words = said[found.start : found.end]
        yield Hit(
            At(path, part=(found.start, found.end)) if said == step.done else At(path),
            f"{quote(words)} leaves a doubt whether {quote(step.action)} is done",
            "if it is not done, or in part, write “update:” in place of “done:”; if it is, say so without that word",
            (step.action, said),
            severity=Severity.WARNING,
        )


def _first_day(said: str, step: NextStep, as_at: date | None) -> date | None:
    """The first day of a date that is all of the answer: in the form of a due date, or in words."""
    if step.done_on:
        return step.done_on.start
    dates = find(said, as_at, tense=Tense.PAST) if as_at else ()
    whole = [f for f in dates if f.end - f.start >= len(said.strip(" .")) - len("on ")]
    return whole[0].first_day if len(whole) == 1 else None
