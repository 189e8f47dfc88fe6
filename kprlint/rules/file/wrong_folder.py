"""wrong-folder"""

from collections.abc import Iterator

from kprlint.model.due import say_day
from kprlint.rules.base import ActivityFile, At, Hit, Scope, rule


@rule("wrong-folder", scope=Scope.PLAN)
def wrong_folder(file: ActivityFile) -> Iterator[Hit]:
    """The file is in a folder without a register, or its quarter is not one of the plan's.

    ### Why it matters

    A file outside of a plan is checked against nothing and printed nowhere; one in the wrong plan is
    printed where it does not belong.

    ### Bad

    ```yaml
    period: 2019/20 Q4
    ```

    ### Good

    ```yaml
    period: 2023/24 Q2
    ```
    """
    period, plan = file.activity.period, file.plan
    if file.folder is None:
        yield Hit(
            At(("code",)),
            "There is no plan.yaml in this file's folder, so it belongs to no plan",
            "move the file into the folder of its plan, such as activities/2023-24/",
            ("no-plan",),
        )
    elif plan and period and not plan.covers(period) and plan.starts and plan.ends:
        yield Hit(
            At(("period",)),
            f"{period} is not a quarter of the plan {plan.name} "
            f"({say_day(plan.starts)} to {say_day(plan.ends)})",
            "correct the quarter, or move the file into the folder of its plan",
            (str(period),),
        )
