"""unknown-predecessor"""

from collections.abc import Iterator

from kprlint.model import ActivityId
from kprlint.model.due import say_day
from kprlint.rules.base import ActivityFile, At, Hit, Scope, rule
from kprlint.rules.code.near import nearest
from kprlint.rules.file.fields import MOST_SLIPS
from kprlint.source.yaml import Path, Scalar, Sequence
from kprlint.wording import all_of, apart_by_space, quote


@rule("unknown-predecessor", scope=Scope.PLAN)
def unknown_predecessor(file: ActivityFile) -> Iterator[Hit]:
    """`continues` names no activity of an earlier plan, nor an earlier code of this one.

    ### Why it matters

    The same code means another activity in the next plan, so only this line tells a reader that a promise
    goes on. A wrong one joins two promises that have nothing to do with each other. Where an activity
    gets another code within its plan, the line names the code that it had.

    ### Bad

    ```yaml
    continues: 2019-20/KA.09.99
    ```

    ### Good

    ```yaml
    continues: 2019-20/KA.01.04
    ```
    """
    node = file.document.node(("continues",))
    for index, identity in enumerate(file.activity.continues):
        path: Path = ("continues", index) if isinstance(node, Sequence) else ("continues",)
        scalar = file.document.node(path)
        written = scalar.text if isinstance(scalar, Scalar) else ""
        if not written.strip():
            continue
        help = "write the earlier plan's folder, a slash and the code: 2019-20/KA.01.04"
        if identity is None:
            meant = ActivityId.parse(" ".join(written.split()))
            space = apart_by_space(written, str(meant))
            message = f"{quote(written)} does not name an activity{space}"
            yield Hit(At(path), message, help, (written,))
            continue
        if file.folder is None:
            continue
        # Within one plan it says that the activity had another code before.
        this = identity.plan == file.folder.name
        if this and identity.code == file.activity.code:
            yield Hit(
                At(path),
                f"{identity} is this activity itself",
                "name the code that it had before, or delete this line",
                (written,),
            )
            continue
        plan = file.plan if this else file.folder.other_plan(identity.plan)
        if plan is None:
            without = "; where that plan is not kept here, delete this line"
            message = f"There is no plan {quote(identity.plan)} here"
            yield Hit(At(path), message, help + without, (written,))
        elif file.plan and plan.starts and file.plan.starts and plan.starts > file.plan.starts:
            yield Hit(
                At(path),
                f"{quote(identity.plan)} is not an earlier plan: it starts on {say_day(plan.starts)}",
                "name the earlier plan, or delete this line",
                (written,),
            )
        elif not plan.knows(identity.code):
            number = plan.objective_of(identity.code)
            is_slip = index < MOST_SLIPS
            codes = plan.codes if is_slip and number is not None else ()
            near = [code for code in codes if plan.objective_of(code) == number]
            yield Hit(
                At(path),
                f"The plan {identity.plan} has no {identity.code}"
                + (nearest(identity.code, plan) if is_slip else ""),
                f"of that objective it has {all_of(near)}" if near else help,
                (written,),
            )
