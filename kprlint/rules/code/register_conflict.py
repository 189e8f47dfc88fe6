"""register-conflict"""

from collections.abc import Iterator

from kprlint.model import KACode
from kprlint.rules.base import At, Hit, RegisterFile, Subject, rule


@rule("register-conflict", subject=Subject.REGISTER)
def register_conflict(file: RegisterFile) -> Iterator[Hit]:
    """The register lists a code twice, or as registered and retired; or the plan ends before it starts.

    ### Why it matters

    Counts go wrong, and nobody can tell whether the promise still stands.

    ### Bad

    ```yaml plan.yaml
    objectives:
      - number: 3
        title: A sustainable environment
        activities: [KA.03.04, KA.03.05, KA.03.04]
    ```

    ### Good

    ```yaml plan.yaml
    objectives:
      - number: 3
        title: A sustainable environment
        activities: [KA.03.04, KA.03.05]
    ```
    """
    plan = file.plan
    seen: set[KACode] = set()
    for i, objective in enumerate(plan.objectives):
        for k, code in enumerate(objective.codes):
            if code is None:
                continue
            if code in seen:
                yield Hit(
                    At(("objectives", i, "activities", k)),
                    f"{code} is listed for the second time",
                    "list each code once",
                    (str(code), "twice"),
                )
            seen.add(code)
    for code in sorted(seen & plan.retired.keys()):
        yield Hit(
            At(("retired", str(code)), key=True),
            f"{code} is retired, but still registered under an objective",
            "keep it in one of the two places",
            (str(code), "retired"),
        )
    if plan.starts and plan.ends and plan.ends < plan.starts:
        yield Hit(
            At(("ends",)),
            f"The plan ends ({plan.ends}) before it starts ({plan.starts})",
            "correct one of the two days",
            ("ends",),
        )
    elif plan.period and not plan.covers(plan.period):
        yield Hit(
            At(("period",)),
            f"The quarter under way, {plan.period}, is not one of the plan ({plan.starts} to {plan.ends})",
            "correct the quarter, or the plan's first and last day",
            ("period", str(plan.period)),
        )
