"""unknown-status"""

from collections.abc import Iterator

from kprlint.rules import offers
from kprlint.rules.base import ActivityFile, At, Edit, Fix, Hit, Mends, rule
from kprlint.source import emit
from kprlint.source.yaml import Scalar
from kprlint.wording import any_of, apart_by_space, did_you_mean, quote


@rule("unknown-status", mends=Mends.SAFE)
def unknown_status(file: ActivityFile) -> Iterator[Hit]:
    """The status is not one of the plan's words.

    Another spelling of a word (`green`), and an alias that the register lists, are put right by
    `check --fix`.

    ### Why it matters

    The report counts the words. “On track-ish” is counted nowhere.

    ### Bad

    ```yaml
    status: Greenish
    ```

    ### Good

    ```yaml
    status: Green
    ```
    """
    word, plan = file.activity.status, file.plan
    if not word or plan is None or not plan.statuses or word in plan.statuses:
        return
    help = f"write {any_of(plan.stated)}"
    status = file.status
    if status is None:
        message = f"{quote(word)} is not a status of this plan" + did_you_mean(word, plan.statuses)
        meant = offers.meant(file.document, ("status",), word, plan.statuses)
        yield Hit(At(("status",)), message, help, (word,), offers=tuple(meant))
        return
    node = file.document.node(("status",))
    fix = None
    if isinstance(node, Scalar) and node.style not in ("|", ">"):
        fix = Fix((Edit(node.span, emit.scalar(status.word)),))
    written = f"{quote(word)} should be written {quote(status.word)}, as the plan does"
    yield Hit(
        At(("status",)),
        written + apart_by_space(word, status.word),
        help,
        (word,),
        fix,
    )
