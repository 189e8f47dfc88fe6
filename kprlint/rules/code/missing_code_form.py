"""missing-code-form"""

from collections.abc import Iterator

from kprlint.model.code import form_of
from kprlint.rules.base import At, Hit, RegisterFile, Severity, rule
from kprlint.source import emit


@rule("missing-code-form", severity=Severity.WARNING)
def missing_code_form(file: RegisterFile) -> Iterator[Hit]:
    """The register does not say how the plan writes its codes, and none of them is written in the usual way.

    Without `codes` the form is `KA.{objective:02}.{sequence:02}`. Where no code even begins like that, any text is
    taken for a code until the register says more.

    ### Why it matters

    With a form a misprint is told from a code, and the next free code is known.

    ### Bad

    ```yaml plan.yaml
    objectives:
      - number: 3
        title: A sustainable environment
        activities: [ENV-01, ENV-02]
    ```

    ### Good

    ```yaml plan.yaml
    codes: ENV-{sequence:02}
    objectives:
      - number: 3
        title: A sustainable environment
        activities: [ENV-01, ENV-02]
    ```
    """
    plan = file.plan
    if (
        file.document.node(("codes",)) is not None
        or not plan.code_form
        or not plan.code_form.is_listed
    ):
        return
    form = form_of({code: plan.objective_of(code) for code in plan.codes})
    yield Hit(
        At(("objectives",), key=True),
        "The register does not say how the plan writes its codes, and none is written like KA.03.04",
        f"add the line “codes: {emit.scalar(form.text)}”"
        + ("" if form.is_listed else ", or “codes: listed” if they follow no form"),
        ("codes",),
    )
