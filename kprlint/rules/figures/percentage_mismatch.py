"""percentage-mismatch"""

from collections.abc import Iterator

from kprlint.prose.facts.percentages import wrong_shares
from kprlint.rules.base import ActivityFile, Hit, rule
from kprlint.wording import quote


@rule("percentage-mismatch")
def percentage_mismatch(file: ActivityFile) -> Iterator[Hit]:
    """A percentage is not what the figures beside it give.

    “12 out of 15 (85%)”, “85% (12 of 15)”, “12/15 (85%)”. Rounding is allowed, up or down, at the last place that is
    printed. A rank beside a score, a change, a target and what is said to be approximate are left alone.

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
        for share in wrong_shares(passage.text):
            said = passage.text[share.start : share.end]
            help = f"write {quote(share.right)}, or correct the figures"
            if share.swapped:
                help = f"perhaps it should be {share.whole} of {share.part}; if not, {help}"
            yield Hit(
                passage.at(share.start, share.end),
                f"{share.part} of {share.whole} is {share.right}, not {share.printed}",
                help,
                (passage.field, said),
            )
