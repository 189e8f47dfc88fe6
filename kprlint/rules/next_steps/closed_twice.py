"""closed-twice"""

from collections.abc import Iterator

from kprlint.model import Outcome
from kprlint.rules.base import At, Faulty, Hit, rule
from kprlint.wording import all_of, any_of, quote


@rule("closed-twice")
def closed_twice(document: Faulty) -> Iterator[Hit]:
    """Two lines say different things of what became of a next step.

    `done`, `dropped`, `to` and `void` each close a step, so one of them is enough.

    ### Why it matters

    The report counts each promise once: as kept, as given up, as handed over, or as none at all.

    ### Bad

    ```yaml
    next_steps:
      - action: Send the first questionnaires
        done: 2023-09-12
        dropped: The university sends them.
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Send the first questionnaires
        dropped: The university sends them.
      - action: Choose the places for the new monitors
        due: 2023/24 Q4
    ```
    """
    for violation in document.violations:
        if violation.kind != "excluded":
            continue
        step = violation.path
        said = [o.value for o in Outcome if not document.is_blank((*step, o.value))]
        if len(said) > 1:  # of an empty one empty-value tells
            yield Hit(
                At((*step, said[1]), key=True),
                f"This step has {all_of(map(quote, said))}: only one of them can be what became of it",
                f"keep {any_of(map(quote, said))}, and delete the rest",
                (*map(str, step), *said),
            )
