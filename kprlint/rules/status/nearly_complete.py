"""nearly-complete"""

from collections.abc import Iterator

from kprlint.model import Kind
from kprlint.prose.facts.unfinished import unfinished
from kprlint.rules.base import ActivityFile, Gate, Hit, Profile, Severity, rule
from kprlint.wording import any_of, quote


@rule(
    "nearly-complete",
    severity=Severity.WARNING,
    profile=Profile.STANDARD,
    gate=Gate(kinds=(Kind.COMPLETE,)),
)
def nearly_complete(file: ActivityFile) -> Iterator[Hit]:
    """The status is Complete, and the text says that something is still to be done.

    “Completed except”, “all but one”, “awaiting final approval”, “the remaining phase will …”. What was moved to
    another activity, or is everyday work from now on, is left alone. A `status_reason` answers it.

    ### Why it matters

    “Complete” closes a promise for good: nobody asks about the rest of it again.

    ### Bad

    ```yaml
    status: Complete
    progress:
      - The toolkit is completed except for the chapter on housing.
    next_steps: []
    ```

    ### Good

    ```yaml
    status: Complete
    progress:
      - The toolkit was completed on 4 September 2023.
    next_steps: []
    ```
    """
    status = file.status
    if status is None or status.kind is not Kind.COMPLETE or file.activity.status_reason:
        return
    for part in unfinished(file.passages("progress")):
        passage = part.passage
        yield Hit(
            passage.at(part.start, part.end),
            f"The status is {quote(status.word)}, but progress says {quote(part.around)}",
            f"{_open(file)} until it is done, or say in “status_reason:” what becomes of the rest",
            (passage.text[part.start : part.end],),
        )


def _open(file: ActivityFile) -> str:
    assert file.plan
    words = [s.word for s in file.plan.statuses.values() if s.kind in (Kind.ON_TRACK, Kind.AT_RISK)]
    return f"keep the status {any_of(words)}" if words else "keep the activity open"
