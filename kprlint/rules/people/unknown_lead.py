"""unknown-lead"""

from collections.abc import Iterator

from kprlint.rules.base import ActivityFile, Hit, Mends, rule
from kprlint.rules.people.registered import unregistered


@rule("unknown-lead", mends=Mends.SAFE)
def unknown_lead(file: ActivityFile) -> Iterator[Hit]:
    """The lead is not one of the register's.

    A lead that differs in capitals or spaces alone is put right by `check --fix`.

    ### Why it matters

    Chasing lists and filters go by the name; a team under two names is asked twice or not at all.

    ### Bad

    ```yaml
    lead: Regulatory Service
    ```

    ### Good

    ```yaml
    lead: Regulatory Services
    ```
    """
    if file.plan:
        yield from unregistered(file, "lead", file.plan.leads, "a lead")
