"""duplicate-next-step"""

from collections.abc import Iterator

from kprlint.rules.base import ActivityFile, At, Hit, Related, rule
from kprlint.wording import quote


@rule("duplicate-next-step")
def duplicate_next_step(file: ActivityFile) -> Iterator[Hit]:
    """The same next step is listed twice.

    ### Why it matters

    It is counted as two promises, and one of them will look broken.

    ### Bad

    ```yaml
    next_steps:
      - action: Send the first questionnaires
        due: 2023-12
      - Send the first questionnaires.
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Send the first questionnaires
        due: 2023-12
    ```
    """
    seen: dict[str, int] = {}
    for index, step in enumerate(file.activity.next_steps):
        said = " ".join(step.action.casefold().split()).rstrip(".;,")
        if not said or not step.is_open:
            continue
        if said in seen:
            yield Hit(
                At(("next_steps", index)),
                f"{quote(step.action)} is step {seen[said] + 1} already",
                "keep one of the two; if last quarter's report had both, write “void: Entered twice.” below one",
                (said,),
                related=(Related(At(("next_steps", seen[said])), "the first one"),),
            )
        else:
            seen[said] = index
