"""vague-next-step"""

from collections.abc import Iterator

from kprlint.prose.steps.kinds import StepKind
from kprlint.rules.base import ActivityFile, Hit, Profile, Severity, rule
from kprlint.rules.next_steps.by_kind import hits
from kprlint.wording import quote


@rule("vague-next-step", severity=Severity.INFO, profile=Profile.STANDARD)
def vague_next_step(file: ActivityFile) -> Iterator[Hit]:
    """A next step leaves open whether anything will be done.

    “Look at”, “try to”, “explore options”, “where required”, “in due course”. To look at or consider something is
    left alone where the step says by when, who decides, or what comes out of it.

    ### Why it matters

    Nobody can say afterwards that it was not done, nor that it was.

    ### Bad

    ```yaml
    next_steps:
      - Look at virtual meetings of parish clerks
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Hold the first virtual meeting of parish clerks
        due: 2023-11
    ```
    """
    for hit in hits(file, StepKind.VAGUE):
        yield Hit(hit.at, f"{quote(hit.words)} leaves it open", hit.advice, (hit.text,))
