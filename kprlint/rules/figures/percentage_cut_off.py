"""percentage-cut-off"""

from collections.abc import Iterator

from kprlint.prose.facts.percentages import mismatches
from kprlint.rules.base import ActivityFile, Gate, Hit, Profile, Severity, rule
from kprlint.wording import quote


@rule(
    "percentage-cut-off",
    severity=Severity.INFO,
    profile=Profile.STANDARD,
    gate=Gate(signs=("%", "cent", "pc")),
)
def percentage_cut_off(file: ActivityFile) -> Iterator[Hit]:
    """A percentage is off by one in its last place: cut off instead of rounded.

    “41 of 73 (56.1%)” is 56.2% rounded. What is further off is percentage-mismatch.

    ### Why it matters

    It is no mistake, but two reports that round in two ways show a change where there was none.

    ### Bad

    ```yaml
    progress:
      - Of 15 visits, 10 (66%) were made in the quarter.
    ```

    ### Good

    ```yaml
    progress:
      - Of 15 visits, 10 (67%) were made in the quarter.
    ```
    """
    for passage in file.passages("status_reason", "progress", "next_steps", "outcomes"):
        for one in mismatches(passage.text):
            if one.is_cut:
                yield Hit(
                    passage.at(one.start, one.end),
                    f"{one.printed} is cut off, not rounded: the figures beside it give {one.right}",
                    f"write {quote(one.right)}",
                    (passage.field, passage.text[one.start : one.end]),
                )
