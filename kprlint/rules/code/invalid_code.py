"""invalid-code"""

from collections.abc import Iterator

from kprlint.model import Code, Plan
from kprlint.model.code import LONGEST
from kprlint.rules.base import ActivityFile, At, Edit, Fix, Hit, Mends, RegisterFile, rule
from kprlint.source.document import Document
from kprlint.source.yaml import Mapping, Path, Scalar, Sequence
from kprlint.wording import apart_by_space, quote


@rule("invalid-code", mends=Mends.UNSAFE)
def invalid_code(file: ActivityFile | RegisterFile) -> Iterator[Hit]:
    """A code does not have the form that the plan gives its codes.

    The form is `codes` in the register; without it, codes are written KA.OO.SS: two digits of the objective,
    two of the sequence. See [codes](register.md#codes).

    ### Why it matters

    The code is how the activity is found in the plan, in the report and in last quarter's files.

    ### Bad

    ```yaml
    code: KA.3.4
    ```

    ### Good

    ```yaml
    code: KA.03.04
    ```
    """
    plan = file.plan
    help = ""
    for path, scalar, key in _codes(file.document):
        text, shown = scalar.text, scalar.text.strip()
        if not shown and not key:  # empty-value speaks of an empty item
            continue
        code = Code.parse(text)
        if code and (plan is None or plan.fits(code)):
            continue
        meant = _meant(text, plan)
        help = help or _help(plan)  # looks for an example in the whole register
        guess = f". Did you mean {meant}?" if meant else ""
        yield Hit(
            At(path, key=key),
            f"{quote(shown)} is not a code" + (apart_by_space(text, meant or shown) or guess),
            help,
            (shown,),
            Fix((Edit(scalar.span, meant),), safe=False) if meant and not scalar.style else None,
        )


def _codes(document: Document) -> Iterator[tuple[Path, Scalar, bool]]:
    """Every place that holds a code: path, text, and whether it is a key."""
    if document.schema == "activity":
        code = document.node(("code",))
        if isinstance(code, Scalar):
            yield ("code",), code, False
        return
    objectives = document.node(("objectives",))
    for i in range(len(objectives.items) if isinstance(objectives, Sequence) else 0):
        listed = document.node(("objectives", i, "activities"))
        for k, item in enumerate(listed.items if isinstance(listed, Sequence) else ()):
            if isinstance(item, Scalar):
                yield ("objectives", i, "activities", k), item, False
    retired = document.node(("retired",))
    if isinstance(retired, Mapping):
        for name, pair in retired.pairs.items():
            yield ("retired", name), pair.key, True


def _meant(text: str, plan: Plan | None) -> Code | None:
    form = plan.code_form if plan else None
    if form is None or form.is_listed:
        return Code.parse(text.strip())
    return form.meant(text)


def _help(plan: Plan | None) -> str:
    form = plan.code_form if plan else None
    if plan is None or form is None or form.is_listed:
        return f"write the code as the plan prints it: 1 to {LONGEST} characters on one line"
    example = next((code for code in plan.codes if form.fits(code)), None) or form.write(3, 4)
    return f"write {form.described}, such as {example}"
