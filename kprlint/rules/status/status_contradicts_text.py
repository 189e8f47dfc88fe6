"""status-contradicts-text"""

from collections.abc import Iterator

from kprlint.model import Kind
from kprlint.prose.facts.stalled import stalled
from kprlint.rules.base import ActivityFile, Gate, Hit, Profile, Severity, rule
from kprlint.wording import any_of, quote

_GOOD = frozenset({Kind.ON_TRACK, Kind.COMPLETE})
_OTHERS = (Kind.AT_RISK, Kind.OFF_TRACK, Kind.PAUSED, Kind.DEFERRED)
_FIELDS = {"progress": "progress", "next_steps": "a next step"}


@rule(
    "status-contradicts-text",
    severity=Severity.WARNING,
    profile=Profile.STANDARD,
    gate=Gate(kinds=(Kind.ON_TRACK, Kind.COMPLETE)),
)
def status_contradicts_text(file: ActivityFile) -> Iterator[Hit]:
    """The status is good, and the text says that work stands still or comes late.

    “On hold”, “postponed”, “has not been progressed”, “behind schedule” under Green or Complete. What is denied
    (“not delayed”), over (“has now resumed”), only possible (“may be postponed”) or a name (“Deferred
    Payments Scheme”) is left alone. A `status_reason` answers it.
    What is said of single steps (`update`, `moved`, `dropped` …) is not read: it speaks of a step, not of the activity.

    ### Why it matters

    Green outside and red inside: readers who only look at the colours learn of the trouble when it is too late to
    help. There may be good reasons for Green all the same; then readers should have them.

    ### Bad

    ```yaml
    status: Green
    progress:
      - All other projects are on hold due to the pandemic.
    ```

    ### Good

    ```yaml
    status: Green
    status_reason: One of five projects waits for the county; the others are ahead of plan.
    progress:
      - The library project is on hold until the county has decided.
    ```
    """
    status, activity = file.status, file.activity
    if status is None or status.kind not in _GOOD or activity.status_reason:
        return
    first_year = activity.period.year.start if activity.period else None
    found = stalled(
        file.passages("progress", "next_steps"),
        complete=status.kind is Kind.COMPLETE,
        first_year=first_year,
    )
    for stall in found:
        passage = stall.passage
        yield Hit(
            passage.at(stall.start, stall.end),
            f"The status is {quote(status.word)}, but {_FIELDS[passage.field]} says {quote(stall.around)}",
            f"{_change(file)}; if {status.word} is right all the same, add “status_reason:” and say why",
            (passage.field, passage.text[stall.start : stall.end]),
        )


def _change(file: ActivityFile) -> str:
    """What to do about the status, in the plan's words."""
    assert file.plan
    words = [s.word for s in file.plan.statuses.values() if s.kind in _OTHERS]
    return f"choose the status that fits: {any_of(words)}" if words else "choose another status"
