"""register-conflict"""

from collections.abc import Iterator

from kprlint.model import Code, Plan
from kprlint.model.status import fold
from kprlint.rules.base import At, Hit, RegisterFile, Related, rule
from kprlint.wording import quote


@rule("register-conflict")
def register_conflict(file: RegisterFile) -> Iterator[Hit]:
    """The register says two things at once.

    It lists a code twice, or as registered and retired; two objectives have the same number (each theme may count anew,
    where codes do not hold it); a word stands for two statuses; the plan ends before it starts, or the quarter under way
    is not one of its own.

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
    yield from _objectives(plan)
    seen: dict[Code, tuple[int, str, int]] = {}
    for i, objective in enumerate(plan.objectives):
        for k, code in enumerate(objective.codes):
            if code is None:
                continue
            if code in seen:
                first = Related(At(("objectives", *seen[code])), "the first time")
                yield Hit(
                    At(("objectives", i, "activities", k)),
                    f"{code} is listed for the second time",
                    "list each code once",
                    (str(code), "twice"),
                    related=(first,),
                )
            seen.setdefault(code, (i, "activities", k))
    for code in plan.sorted(seen.keys() & plan.retired.keys()):
        yield Hit(
            At(("retired", str(code)), key=True),
            f"{code} is retired, but still registered under an objective",
            "keep it in one of the two places",
            (str(code), "retired"),
            related=(Related(At(("objectives", *seen[code])), "registered here"),),
        )
    yield from _statuses(plan)
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


def _objectives(plan: Plan) -> Iterator[Hit]:
    """A hit for each objective whose number another one has already."""
    by_theme = plan.code_form is not None and not plan.code_form.has_objective
    taken: dict[tuple[str, int], int] = {}
    for i, objective in enumerate(plan.objectives):
        if objective.number is None:
            continue
        first = taken.setdefault((objective.theme if by_theme else "", objective.number), i)
        if first != i:
            yield Hit(
                At(("objectives", i, "number")),
                f"The number {objective.number} is that of another objective already",
                "give each objective a number of its own",
                (str(objective.number), "objective", str(i)),
                related=(Related(At(("objectives", first, "number")), "the first time"),),
            )


def _statuses(plan: Plan) -> Iterator[Hit]:
    """A hit for each word or alias that stands for another status already."""
    written = [(word, word, At(("statuses", word), key=True)) for word in plan.statuses]
    written += [
        (alias, word, At(("statuses", word, "aliases", i)))
        for word, status in plan.statuses.items()
        for i, alias in enumerate(status.aliases)
    ]
    taken: dict[str, tuple[str, At]] = {}
    for name, word, place in written:
        other, first = taken.setdefault(fold(name), (word, place))
        if other != word and name:
            yield Hit(
                place,
                f"{quote(name)} stands for {quote(other)} already",
                "keep it for one of the two",
                (name, word),
                related=(Related(first, f"stands for {quote(other)}"),),
            )
