"""missing-lead"""

from collections.abc import Iterator

from kprlint.rules.base import ActivityFile, At, Hit, rule
from kprlint.rules.file.fields import is_missing


@rule("missing-lead")
def missing_lead(file: ActivityFile) -> Iterator[Hit]:
    """Nobody is named as the activity's lead.

    ### Why it matters

    A promise that nobody answers for is not kept, and nobody can be asked about it.

    ### Bad

    ```yaml
    lead:
    ```

    ### Good

    ```yaml
    lead: Regulatory Services
    ```
    """
    if is_missing(file.document, "lead"):
        yield Hit(
            At(("lead",), key=True),
            "The lead is missing",
            "write “lead:” with the team or officer who answers for the activity",
            ("lead",),
        )
