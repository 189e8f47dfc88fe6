"""past-tense-next-step"""

from collections.abc import Iterator

from kprlint.prose.steps.kinds import StepKind
from kprlint.rules.base import ActivityFile, Hit, Profile, Severity, rule
from kprlint.rules.next_steps.by_kind import hits
from kprlint.wording import quote


@rule("past-tense-next-step", severity=Severity.WARNING, profile=Profile.STANDARD)
def past_tense_next_step(file: ActivityFile) -> Iterator[Hit]:
    """A next step tells what was done, not what will be.

    “The survey was completed”, “The Council attended the meeting”, “Toolkit completed”. A step that goes on to say
    what comes next is left alone, and so is a result with a date to come: “Strategy adopted by March 2030”.

    ### Why it matters

    Next quarter nobody can tell whether it was done: it was done before it was promised.

    ### Bad

    ```yaml
    next_steps:
      - A workshop on the business case was held on 10 September 2023.
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Report the findings of the workshop to Cabinet
        due: 2023-11
    ```
    """
    for hit in hits(file, StepKind.PAST):
        help = "move it to progress, and say here what will be done next"
        if hit.instead:
            help += f"; if it is still to be done, write {quote(hit.instead)}"
        yield Hit(hit.at, f"This step tells what was done: {quote(hit.words)}", help, (hit.text,))
