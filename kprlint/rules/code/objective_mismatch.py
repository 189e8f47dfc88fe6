"""objective-mismatch"""

from collections.abc import Iterator

from kprlint.rules.base import At, Hit, RegisterFile, rule


@rule("objective-mismatch")
def objective_mismatch(file: RegisterFile) -> Iterator[Hit]:
    """A code stands under an objective whose number it does not carry.

    ### Why it matters

    The code says which objective it belongs to; readers look for it there. Where the plan's codes do not
    say it (`codes` in the register), nothing is compared.

    ### Bad

    ```yaml plan.yaml
    objectives:
      - number: 3
        title: A sustainable environment
        activities: [KA.03.04, KA.03.05, KA.04.01]
    ```

    ### Good

    ```yaml plan.yaml
    objectives:
      - number: 3
        title: A sustainable environment
        activities: [KA.03.04, KA.03.05]
    ```
    """
    for i, objective in enumerate(file.plan.objectives):
        for k, code in enumerate(objective.codes):
            numbers = file.plan.numbers(code) if code else None
            own = numbers.objective if numbers else None
            if code and own is not None and objective.number not in (None, own):
                yield Hit(
                    At(("objectives", i, "activities", k)),
                    f"{code} carries objective {own}, "
                    f"but is listed under objective {objective.number}",
                    "list it under its own objective, or correct the code",
                    (str(code), str(objective.number)),
                )
