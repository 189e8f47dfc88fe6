"""copied-from-last-quarter"""

from collections.abc import Iterator

from kprlint.model import Activity, ActivityId, Kind
from kprlint.prose.text import tokens
from kprlint.rules.base import ActivityFile, Hit, Profile, Scope, Severity, rule
from kprlint.wording import quote

# Shorter ones are alike by chance: “Both posts were filled.”
_FEWEST_WORDS = 6
_OVER = frozenset({Kind.COMPLETE, Kind.WITHDRAWN, Kind.DEFERRED, Kind.PAUSED, Kind.NOT_STARTED})


@rule(
    "copied-from-last-quarter",
    severity=Severity.WARNING,
    scope=Scope.PLAN,
    profile=Profile.STANDARD,
    reads_all=True,
)
def copied_from_last_quarter(file: ActivityFile) -> Iterator[Hit]:
    """Progress says word for word what the report of the quarter before said.

    What git holds of that quarter is compared, item by item, from six words on; capitals and marks do not matter. An
    activity that is over, waits or rests is left alone.

    ### Why it matters

    Progress is what was done in the quarter. A sentence that is printed twice was true of one quarter, and hides
    that nothing was written about the other.

    ### Bad

    ```yaml last-quarter/KA.03.04.yaml
    period: 2023/24 Q1
    progress:
      - The monitors at both junctions were put up and have measured since.
    ```

    ```yaml
    period: 2023/24 Q2
    progress:
      - The monitors at both junctions were put up and have measured since.
    ```

    ### Good

    ```yaml last-quarter/KA.03.04.yaml
    period: 2023/24 Q1
    progress:
      - The monitors at both junctions were put up and have measured since.
    ```

    ```yaml
    period: 2023/24 Q2
    progress:
      - The monitors measured 31 µg/m³ on average, 4 fewer than a year ago.
    ```
    """
    activity, status = file.activity, file.status
    if file.folder is None or activity.code is None or activity.period is None:
        return
    if status and status.kind in _OVER:
        return
    identity = ActivityId(file.folder.name, activity.code)
    last = next(file.folder.reports(identity, activity.period), None)
    if last is None:
        return
    quarter = last.quarter
    said = _said(last.activity)
    copied = [
        passage
        for passage in file.passages("progress")
        if (words := _words(passage.text)) in said and len(words) >= _FEWEST_WORDS
    ]
    if copied and len(copied) == len(activity.progress) > 1:
        yield Hit(
            copied[0].at(0, len(copied[0].text)),
            f"All of progress stood there in {quarter}, word for word",
            f"say what happened in {activity.period}; if nothing did, say that and why",
            ("all",),
        )
        return
    for passage in copied:
        yield Hit(
            passage.at(0, len(passage.text)),
            f"{quote(passage.text)} stood there in {quarter}, word for word",
            f"say what happened in {activity.period}, or leave it out",
            (passage.text,),
        )


def _said(activity: Activity) -> frozenset[tuple[str, ...]]:
    return frozenset(_words(text) for text in activity.progress)


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens(text))
