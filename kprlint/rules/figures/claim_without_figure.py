"""claim-without-figure"""

from collections.abc import Iterator

from kprlint.prose.facts.claims import claims
from kprlint.rules.base import ActivityFile, Hit, Profile, Severity, rule
from kprlint.wording import quote


@rule("claim-without-figure", severity=Severity.INFO, profile=Profile.PUBLICATION)
def claim_without_figure(file: ActivityFile) -> Iterator[Hit]:
    """Something is said to be large, better or a success, and no figure shows it.

    “A significant increase”, “a record number”, “a great success”. A figure in the same sentence, or in the one before
    or behind it, answers it; what is planned, possible or denied is left alone.

    ### Why it matters

    Every council says so of everything. A figure can be checked, and compared next year.

    ### Bad

    ```yaml
    progress:
      - The open-air cinema was a great success.
    ```

    ### Good

    ```yaml
    progress:
      - The open-air cinema was a great success. 640 tickets were sold for two nights.
    ```
    """
    for mention in claims(list(file.passages("status_reason", "progress"))):
        said = mention.passage.text[mention.start : mention.end]
        yield Hit(
            mention.passage.at(mention.start, mention.end),
            f"No figure shows it: {quote(mention.around)}",
            mention.phrase.columns[1],
            (mention.passage.field, said),
        )
