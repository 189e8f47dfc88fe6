"""state-not-action"""

from collections.abc import Iterator

from kprlint.prose.steps.kinds import StepKind
from kprlint.rules.base import ActivityFile, Hit, Profile, Severity, rule
from kprlint.rules.next_steps.by_kind import hits
from kprlint.wording import quote


@rule("state-not-action", severity=Severity.INFO, profile=Profile.STANDARD)
def state_not_action(file: ActivityFile) -> Iterator[Hit]:
    """A next step tells how things are, not what will be done.

    “Work is ongoing”, “The project is progressing well”, “A policy is being drafted”. A step that also says what
    comes next, or when, is left alone.

    ### Why it matters

    It belongs in progress. As a promise it can neither be kept nor broken: things will always be somehow.

    ### Bad

    ```yaml
    next_steps:
      - A programme of training is being developed.
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Develop a programme of training
        due: 2023-12
    ```
    """
    for hit in hits(file, StepKind.STATIVE):
        help = (
            f"write {quote(hit.instead)}, and by when"
            if hit.instead
            else "say what will be done next, and by when; how things stand belongs in progress"
        )
        yield Hit(hit.at, f"This step tells how things are: {quote(hit.words)}", help, (hit.text,))
