"""objective-mismatch"""

from collections.abc import Iterator

from kprlint.rules.base import At, Hit, RegisterFile, Subject, rule


@rule("objective-mismatch", subject=Subject.REGISTER)
def objective_mismatch(file: RegisterFile) -> Iterator[Hit]:
    """A code stands under an objective whose number it does not carry.

    ### Why it matters

    The first two digits of a code are its objective; readers look for it there.

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
            if code and objective.number is not None and code.objective != objective.number:
                yield Hit(
                    At(("objectives", i, "activities", k)),
                    f"{code} carries objective {code.objective}, "
                    f"but is listed under objective {objective.number}",
                    "list it under its own objective, or correct the code",
                    (str(code), str(objective.number)),
                )
