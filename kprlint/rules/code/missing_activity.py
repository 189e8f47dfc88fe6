"""missing-activity"""

from collections.abc import Iterator

from kprlint.model import Code
from kprlint.rules.base import At, Hit, RegisterFile, Scope, rule


@rule("missing-activity", scope=Scope.PLAN)
def missing_activity(file: RegisterFile) -> Iterator[Hit]:
    """The register lists an activity that has no file.

    ### Why it matters

    This is how a promise quietly vanishes. An activity that ends says so with a status; a code that is
    given up is listed under `retired`, with the reason.

    ### Bad

    ```yaml plan.yaml
    objectives:
      - number: 3
        title: A sustainable environment
        activities: [KA.03.04, KA.03.05, KA.03.06]
    ```

    ### Good

    ```yaml plan.yaml
    objectives:
      - number: 3
        title: A sustainable environment
        activities: [KA.03.04, KA.03.05]
    retired:
      KA.03.06: merged into KA.03.05 in June 2023
    ```
    """
    missing = set(file.folder.missing())
    seen: set[Code] = set()
    for i, objective in enumerate(file.plan.objectives):
        for k, code in enumerate(objective.codes):
            # Of a code without the plan's form speaks invalid-code.
            if code in missing and code not in seen and code and file.plan.fits(code):
                seen.add(code)
                yield Hit(
                    At(("objectives", i, "activities", k)),
                    f"{code} is registered, but there is no file {code.file_name}",
                    "put the file back, write it, or move the code to “retired:” with the reason",
                    (str(code),),
                )
