"""invalid-code-form"""

from collections.abc import Iterator

from kprlint.model.code import why_no_form
from kprlint.rules.base import At, Hit, RegisterFile, rule
from kprlint.source.yaml import Scalar
from kprlint.wording import quote


@rule("invalid-code-form")
def invalid_code_form(file: RegisterFile) -> Iterator[Hit]:
    """The register's `codes` does not say what form the plan's codes have.

    ### Why it matters

    Without it nobody can tell a code from a misprint, and no code is compared with it.

    ### Bad

    ```yaml plan.yaml
    codes: KA.{number}
    ```

    ### Good

    ```yaml plan.yaml
    codes: KA.{objective:02}.{sequence:02}
    ```
    """
    node = file.document.node(("codes",))
    if file.plan.code_form is None and isinstance(node, Scalar) and node.text.strip():
        yield Hit(
            At(("codes",)),
            f"{quote(node.text)} is not a form of codes: {why_no_form(node.text)}",
            "write the form with {sequence} where the activity's number stands, and {objective} where the "
            "objective's does, such as “CP{objective}.{sequence}”, or “listed” where codes follow no form",
            (node.text,),
        )
