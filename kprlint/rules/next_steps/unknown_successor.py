"""unknown-successor"""

from collections.abc import Iterator

from kprlint.model import Code, Plan
from kprlint.rules.base import ActivityFile, At, Gate, Hit, rule
from kprlint.rules.code.near import nearest
from kprlint.rules.file.fields import MOST_SLIPS


@rule("unknown-successor", gate=Gate(fields=("to",)))
def unknown_successor(file: ActivityFile) -> Iterator[Hit]:
    """`to` names an activity that is not in the register.

    What goes on elsewhere is said in words: “daily business of the team”, “the county”. What looks like a code is one.

    ### Why it matters

    The promise is handed over to nobody.

    ### Bad

    ```yaml
    next_steps:
      - action: Read the monitors every week
        to: KA.03.55
      - action: Choose the places for the new monitors
        due: 2023/24 Q4
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Read the monitors every week
        to: KA.03.05
      - action: Choose the places for the new monitors
        due: 2023/24 Q4
    ```
    """
    if file.plan is None:
        return
    for place, step in enumerate(file.activity.next_steps):
        is_slip = place < MOST_SLIPS
        said = _fault(file, file.plan, step.to.strip(), is_slip=is_slip) if step.to else None
        if said:
            yield Hit(At(("next_steps", place, "to")), *said, (step.to,))


def _fault(file: ActivityFile, plan: Plan, text: str, *, is_slip: bool) -> tuple[str, str] | None:
    """What is wrong with a text `to`, and what to do about it; None where it is right, or is no code."""
    name, slash, rest = text.partition("/")
    other = file.folder.other_plan(name) if slash and file.folder else None
    if other:
        plan, text = (plan if file.folder and name == file.folder.name else other), rest
    code = Code.parse(text)
    if code is None or not _is_code(plan, code):
        return None
    if code in plan.codes:
        if plan is file.plan and code == file.activity.code:
            return f"{code} is this activity itself", _HERE
        return None
    if code in plan.retired:
        return f"{code} is retired: {plan.retired[code]}", _ELSE
    near = nearest(code, plan) if is_slip else ""
    return f"{code} is not in the register of {plan.name}{near}", _ELSE


_HERE = "delete “to:” if the step goes on here; else write where it does"
_ELSE = "write the code of the activity that goes on with it, or in words who does"


def _is_code(plan: Plan, text: Code) -> bool:
    """Whether a text is a code by its form, be it one with other capitals or blanks; where codes are listed, one of the list."""
    form = plan.code_form
    if form is None or form.is_listed:
        return plan.knows(text)
    return form.fits(text) or (any(c.isdigit() for c in text) and form.meant(text) is not None)
