"""missing-lead"""

from collections.abc import Iterator

from kprlint.rules.base import ActivityFile, Hit, rule
from kprlint.rules.people.registered import missing


@rule("missing-lead")
def missing_lead(file: ActivityFile) -> Iterator[Hit]:
    """Nobody is named as the activity's lead.

    Only where the plan's register lists leads; else nobody is asked for one.

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
    yield from missing(
        file,
        "lead",
        file.plan.leads if file.plan else (),
        "with the team or officer who answers for the activity",
    )
