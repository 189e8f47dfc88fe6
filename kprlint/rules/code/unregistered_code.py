"""unregistered-code"""

from collections.abc import Iterator

from kprlint.rules.base import ActivityFile, At, Hit, rule
from kprlint.rules.code.near import nearest
from kprlint.wording import all_of


@rule("unregistered-code")
def unregistered_code(file: ActivityFile) -> Iterator[Hit]:
    """The plan's register does not list the code.

    ### Why it matters

    What the plan does not promise is not reported. A mistyped code would report on another activity.

    ### Bad

    ```yaml KA.03.44.yaml
    code: KA.03.44
    ```

    ### Good

    ```yaml KA.03.04.yaml
    code: KA.03.04
    ```
    """
    code, plan = file.activity.code, file.plan
    if code is None or plan is None or not plan.codes or plan.knows(code) or not plan.fits(code):
        return  # of a code without the plan's form speaks invalid-code
    number = plan.objective_of(code)
    near = [c for c in plan.codes if number is not None and plan.objective_of(c) == number]
    listed = f"; of objective {number} it has {all_of(near)}" if near else nearest(code, plan)
    yield Hit(
        At(("code",)),
        f"The register of plan {plan.name} does not list {code}{listed}",
        "correct the code, or ask the performance team to register it in plan.yaml",
        (str(code),),
    )
