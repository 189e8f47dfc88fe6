"""unknown-earlier-step"""

from collections.abc import Iterator

from kprlint.model import Code
from kprlint.promises import Fault
from kprlint.rules import offers
from kprlint.rules.base import ActivityFile, At, Hit, Offer, Scope, rule
from kprlint.rules.next_steps.accounting import accounts
from kprlint.source.yaml import Path, Sequence
from kprlint.wording import closest, quote


@rule("unknown-earlier-step", scope=Scope.PLAN)
def unknown_earlier_step(file: ActivityFile) -> Iterator[Hit]:
    """`was` fits no step of last quarter.

    It holds the words of a step as last quarter's report had them, or their beginning and “…”. With `from`, it is a step
    of that activity. `kprlint open` takes both out, since they speak of one quarter only.

    ### Why it matters

    The old step is then told as lost, and the new one as a promise that nobody has made before.

    ### Bad

    ```yaml last-quarter/KA.03.04.yaml
    period: 2023/24 Q1
    next_steps:
      - action: Choose the places for the new monitors
        due: 2024-02
    ```

    ```yaml
    period: 2023/24 Q2
    next_steps:
      - action: Choose three places in the market square
        due: 2024-02
        was: Find somewhere for the monitors
    ```

    ### Good

    ```yaml last-quarter/KA.03.04.yaml
    period: 2023/24 Q1
    next_steps:
      - action: Choose the places for the new monitors
        due: 2024-02
    ```

    ```yaml
    period: 2023/24 Q2
    next_steps:
      - action: Choose three places in the market square
        due: 2024-02
        was: Choose the places…
    ```
    """
    found = accounts(file)
    for fault in found.faults if found else ():
        if fault.fitting:
            continue
        step = fault.later.step
        where = f"{step.origin} had no such step" if step.origin else "There was no such step"
        code = Code.parse(step.origin)
        if code and "/" not in code and file.plan and not file.plan.knows(code):
            where = f"{quote(step.origin)} is not in the register, and had no such step"
        near = _near(file, fault)
        yield Hit(
            At(place_of(file, fault)),
            f"{where} last quarter: {quote(fault.was)}",
            f"did you mean {quote(near)}?" if near else _HELP,
            (fault.was,),
            offers=_meant(file, fault, near),
        )


def place_of(file: ActivityFile, fault: Fault) -> Path:
    """Where the text `was` of a fault stands; that of `from` where there is none."""
    path: Path = ("next_steps", fault.later.place, "was")
    node = file.document.node(path)
    if node is None:
        return ("next_steps", fault.later.place, "from")
    return (*path, fault.which) if isinstance(node, Sequence) else path


_HELP = "write the words as last quarter's report had them, or their beginning and “…”; a new step needs no “was:”"


def _meant(file: ActivityFile, fault: Fault, near: str | None) -> tuple[Offer, ...]:
    path = place_of(file, fault)
    if near is None or path[-1] == "from":
        return ()
    text = " ".join(near.split())
    return tuple(offers.value(file.document, path, text, f"It was {quote(near)}"))


def _near(file: ActivityFile, fault: Fault) -> str | None:
    """The earlier step that a text was probably meant to be."""
    found = accounts(file)
    known = [
        line.earlier.action
        for account in (found.of if found else ())
        for line in account.answers.lines
        if not line.parts or not fault.later.step.origin
    ]
    return closest(fault.was.rstrip(" .…"), known)
