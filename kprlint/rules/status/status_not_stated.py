"""status-not-stated"""

from collections.abc import Iterator

from kprlint.model import Kind
from kprlint.rules.base import ActivityFile, At, Gate, Hit, rule
from kprlint.wording import any_of, quote


@rule("status-not-stated", gate=Gate(kinds=(Kind.UNKNOWN,)))
def status_not_stated(file: ActivityFile) -> Iterator[Hit]:
    """The status is not known.

    For published reports whose statuses were icons or colours and got lost: the register gives a word
    of the kind `unknown` to them.

    ### Why it matters

    A reader cannot tell whether the promise is kept. A status that is printed as colour or icon alone also
    breaks the accessibility regulations for public bodies (WCAG 2.2, 1.4.1).

    ### Bad

    ```yaml
    status: Not stated
    ```

    ### Good

    ```yaml
    status: Green
    ```
    """
    status, plan = file.status, file.plan
    if status and plan and status.kind is Kind.UNKNOWN:
        words = plan.stated
        yield Hit(
            At(("status",)),
            f"{quote(status.word)} tells readers nothing: the status is missing",
            f"write {any_of(words)}" if words else "find out the status and write it",
            (status.word,),
        )
