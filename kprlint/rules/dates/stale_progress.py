"""stale-progress"""

from collections.abc import Iterator

from kprlint.model import Kind
from kprlint.model.due import say_day
from kprlint.prose.dates import Certainty, Role
from kprlint.rules.base import ActivityFile, Hit, Profile, Severity, rule
from kprlint.rules.dates.in_prose import is_year_written, seen
from kprlint.rules.wording import quote
from kprlint.rules.words.tokens import tokens

_OVER = frozenset({Kind.DEFERRED, Kind.PAUSED, Kind.COMPLETE, Kind.WITHDRAWN, Kind.NOT_STARTED})
# Words of the present: the sentence goes on to this quarter whatever its date.
_NOW = frozenset(
    """is are am has have remains remain continues continue continued ongoing currently now still date since
    this being recently today present regular against compared than versus regularly every each monthly weekly quarterly""".split()
)
_OF_THEN = frozenset({Role.NAME, Role.SINCE, Role.AFTER})


@rule("stale-progress", severity=Severity.WARNING, profile=Profile.STANDARD)
def stale_progress(file: ActivityFile) -> Iterator[Hit]:
    """All that progress tells was over before the quarter began.

    Only where each item has a date of its own, all of them are past, and none speaks of the present.

    ### Why it matters

    The report is asked what happened in the quarter. Old news under a new heading hides that nothing did.

    ### Bad

    ```yaml
    period: 2023/24 Q2
    progress:
      - The transport strategy was adopted in December 2020.
    ```

    ### Good

    ```yaml
    period: 2023/24 Q2
    progress:
      - The transport strategy of December 2020 led to two new bus lanes, opened on 4 September 2023.
    ```
    """
    activity, status = file.activity, file.status
    if not activity.period or not activity.progress or (status and status.kind in _OVER):
        return
    began = activity.period.first_day
    dated = dict[int, list[Hit]]()
    latest: Hit | None = None
    last = None
    for passage, found in seen(file, "progress"):
        if found.last_day is None or found.certainty is Certainty.AMBIGUOUS:
            return
        if found.last_day >= began or found.role in _OF_THEN or not is_year_written(found):
            return
        index = passage.path[1]
        assert isinstance(index, int)
        dated.setdefault(index, [])
        if last is None or found.last_day > last:
            last = found.last_day
            latest = Hit(
                passage.at(found.start, found.end),
                f"The latest that progress tells of, {quote(found.text)}, "
                f"was over before the quarter began on {say_day(began)}",
                "say what happened in the quarter; if nothing did, say that and why",
                (passage.text, found.text),
            )
    if latest is None or len(dated) < len(activity.progress):
        return
    if any(token.word in _NOW for text in activity.progress for token in tokens(text)):
        return
    yield latest
