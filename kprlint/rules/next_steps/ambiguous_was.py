"""ambiguous-was"""

from collections.abc import Iterator

from kprlint.rules.base import ActivityFile, At, Hit, Scope, rule
from kprlint.rules.next_steps.accounting import accounts
from kprlint.rules.next_steps.unknown_earlier_step import place_of
from kprlint.wording import all_of, quote


@rule("ambiguous-was", scope=Scope.PLAN)
def ambiguous_was(file: ActivityFile) -> Iterator[Hit]:
    """`was` fits more than one step of last quarter.

    Its beginning and “…” may be too short. Where a step is several old ones in one, `was` is a list.

    ### Why it matters

    Neither of the old steps is answered for, until it is clear which one is meant.

    ### Bad

    ```yaml last-quarter/KA.03.04.yaml
    period: 2023/24 Q1
    next_steps:
      - Choose the places for the new monitors by March 2024
      - Choose the people who read them by March 2024
    ```

    ```yaml
    period: 2023/24 Q2
    next_steps:
      - action: Choose three places in the market square
        due: 2024-02
        was: Choose the…
    ```

    ### Good

    ```yaml last-quarter/KA.03.04.yaml
    period: 2023/24 Q1
    next_steps:
      - Choose the places for the new monitors by March 2024
      - Choose the people who read them by March 2024
    ```

    ```yaml
    period: 2023/24 Q2
    next_steps:
      - action: Choose three places in the market square
        due: 2024-02
        was: Choose the places…
      - Choose the people who read them by March 2024
    ```
    """
    found = accounts(file)
    for fault in found.faults if found else ():
        if fault.fitting:
            yield Hit(
                At(place_of(file, fault)),
                f"{quote(fault.was)} fits {all_of(quote(p.action) for p in fault.fitting)}",
                "write more of the words of the one that is meant; of several, a list",
                (fault.was,),
            )
