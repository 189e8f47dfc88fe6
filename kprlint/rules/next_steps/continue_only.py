"""continue-only"""

from collections.abc import Iterator

from kprlint.prose.steps.kinds import StepKind
from kprlint.rules.base import ActivityFile, Hit, Profile, Severity, rule
from kprlint.rules.next_steps.by_kind import hits
from kprlint.wording import quote


@rule("continue-only", severity=Severity.INFO, profile=Profile.STANDARD)
def continue_only(file: ActivityFile) -> Iterator[Hit]:
    """All that is promised is to go on.

    “Continue to monitor”, “Continued marketing”; or an activity whose every step begins so. A step that goes on
    until a date, up to a number or with something to show is left alone.

    ### Why it matters

    Next quarter it will be true, whatever was done; and it will be written again.

    ### Bad

    ```yaml
    next_steps:
      - Continue to monitor air quality
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Publish the year's air quality readings
        due: 2024-04
    ```
    """
    for hit in hits(file, StepKind.CONTINUATIVE):
        yield Hit(
            hit.at,
            f"{quote(hit.words)} only goes on with what is done already",
            "say what will be different when it is done: what comes out of it, how much, or until when",
            (hit.text,),
        )
