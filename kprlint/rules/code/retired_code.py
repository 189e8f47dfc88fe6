"""retired-code"""

from collections.abc import Iterator

from kprlint.rules.base import ActivityFile, At, Hit, rule


@rule("retired-code")
def retired_code(file: ActivityFile) -> Iterator[Hit]:
    """The code is one that the plan has retired.

    ### Why it matters

    A code that is used again makes two promises look like one in every comparison over time.

    ### Bad

    ```yaml KA.03.03.yaml
    code: KA.03.03
    ```

    ### Good

    ```yaml KA.03.04.yaml
    code: KA.03.04
    ```
    """
    code, plan = file.activity.code, file.plan
    if code is None or plan is None or code not in plan.retired or code in plan.codes:
        return
    free = plan.next_free(plan.objective_of(code))
    reason = plan.retired[code].strip().rstrip(".")
    yield Hit(
        At(("code",)),
        f"{code} is retired and never used again" + (f" ({reason})" if reason else ""),
        (f"use a new code, {free} is the next free one" if free else "use a new code")
        + "; or delete the file",
        (str(code),),
    )
