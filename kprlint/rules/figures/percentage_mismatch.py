"""percentage-mismatch"""

from collections.abc import Iterator

from kprlint.prose.facts.percentages import Mismatch, Relation, mismatches
from kprlint.rules.base import ActivityFile, Gate, Hit, rule
from kprlint.wording import quote


@rule("percentage-mismatch", gate=Gate(signs=("%", "cent", "pc")))
def percentage_mismatch(file: ActivityFile) -> Iterator[Hit]:
    """A percentage is not what the figures beside it give.

    “12 out of 15 (85%)”, “85% (12 of 15)”, “12/15 (85%)”, “Of 15 visits, 12 (85%) …”; “rose from 1,200 to 1,500, an
    increase of 20%”; “62% in favour, 28% against and 15% undecided”. Rounding is allowed, up or down, at the last
    place that is printed; one that is off by one there is percentage-cut-off. A rank beside a score, a target and what is
    said to be approximate are left alone.

    ### Why it matters

    Readers can divide, too. One wrong percentage makes them doubt all the others.

    ### Bad

    ```yaml
    progress:
      - Of the planned visits, 12 out of 15 (85%) were made in the quarter.
    ```

    ### Good

    ```yaml
    progress:
      - Of the planned visits, 12 out of 15 (80%) were made in the quarter.
    ```
    """
    for passage in file.passages("status_reason", "progress", "next_steps", "outcomes"):
        for wrong in mismatches(passage.text):
            if wrong.is_cut:
                continue
            said = passage.text[wrong.start : wrong.end]
            yield Hit(
                passage.at(wrong.start, wrong.end),
                _message(wrong),
                _help(wrong),
                (passage.field, said),
            )


def _message(wrong: Mismatch) -> str:
    match wrong.relation:
        case Relation.SUM:
            return f"{wrong.first} are {wrong.right} together"
        case Relation.RISE:
            return f"From {wrong.first} to {wrong.second} is a rise of {wrong.right}, not {wrong.printed}"
        case Relation.FALL:
            return f"From {wrong.first} to {wrong.second} is a fall of {wrong.right}, not {wrong.printed}"
    return f"{wrong.first} of {wrong.second} is {wrong.right}, not {wrong.printed}"


def _help(wrong: Mismatch) -> str:
    if wrong.relation is Relation.SUM:
        return "correct the one that is wrong; or say that more than one answer could be given"
    help = f"write {quote(wrong.right)}, or correct the figures"
    if wrong.swapped:
        return f"perhaps it should be {wrong.second} of {wrong.first}; if not, {help}"
    return help
