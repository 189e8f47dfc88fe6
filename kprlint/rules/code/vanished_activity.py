"""vanished-activity"""

from collections.abc import Iterator

from kprlint.promises import promises
from kprlint.rules.base import At, Hit, RegisterFile, Scope, Severity, rule
from kprlint.rules.next_steps.accounting import say_quarter
from kprlint.wording import quote


@rule("vanished-activity", scope=Scope.PLAN)
def vanished_activity(file: RegisterFile) -> Iterator[Hit]:
    """An activity that reported last quarter has gone, with its open steps, and the register does not say why.

    Neither is it registered, nor is its code retired, nor does another activity continue it. Before the quarter
    `answers_from` it is for information only.

    ### Why it matters

    Its promises would vanish with it. The words of `retired` are what the report says of them.

    ### Bad

    ```yaml last-quarter/plan.yaml
    objectives:
      - number: 3
        title: A sustainable environment
        activities: [KA.03.04, KA.03.05, KA.03.06]
    ```

    ```yaml last-quarter/KA.03.06.yaml
    code: KA.03.06
    period: 2023/24 Q1
    next_steps:
      - action: Send the first questionnaires
        due: 2023-09
    ```

    ```yaml plan.yaml
    retired:
      KA.03.03: merged into KA.03.04 in May 2023
    ```

    ### Good

    ```yaml last-quarter/plan.yaml
    objectives:
      - number: 3
        title: A sustainable environment
        activities: [KA.03.04, KA.03.05, KA.03.06]
    ```

    ```yaml last-quarter/KA.03.06.yaml
    code: KA.03.06
    period: 2023/24 Q1
    next_steps:
      - action: Send the first questionnaires
        due: 2023-09
    ```

    ```yaml plan.yaml
    retired:
      KA.03.03: merged into KA.03.04 in May 2023
      KA.03.06: given up by Cabinet on 4 September 2023, since the county does it
    ```
    """
    plan = file.plan
    for report in file.folder.left():
        code = report.identity.code
        steps = [p.step for p in promises(report.identity, report.activity) if p.step.is_open]
        if not steps:
            continue
        count = "one open step" if len(steps) == 1 else f"{len(steps)} open steps"
        asked = plan.answers_from is None or not plan.period or plan.period - plan.answers_from >= 0
        yield Hit(
            At(("retired",) if plan.retired else ("objectives",), key=True),
            f"{code} ({quote(report.activity.title)}) had {count} {say_quarter(report.quarter, plan.period)}, and "
            "has gone",
            f"write under “retired:” why, “{code}: …”; or put it back; or say in the activity that goes on with it "
            f"“continues: {report.identity}”",
            (str(code),),
            severity=None if asked else Severity.INFO,
        )
