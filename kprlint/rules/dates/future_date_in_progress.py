"""future-date-in-progress"""

from collections.abc import Iterator

from kprlint.prose.data import words
from kprlint.prose.dates import Certainty, Found, Grain, Role, Tense
from kprlint.prose.dates.attach import is_time_of, is_year_written, tense_at, words_before
from kprlint.prose.dates.own import is_of_an_event
from kprlint.rules.base import ActivityFile, Hit, Profile, Severity, rule
from kprlint.rules.dates.in_prose import seen
from kprlint.wording import quote

_A_YEAR = 366
_WHEN = frozenset({Role.POINT, Role.DURING, Role.DEADLINE, Role.START})
_YEARS = frozenset({Grain.CALENDAR_YEAR, Grain.FINANCIAL_YEAR})
_STARTS = words("when", "starts")
_DECIDED = words("when", "decided")


@rule("future-date-in-progress", severity=Severity.INFO, profile=Profile.STANDARD)
def future_date_in_progress(file: ActivityFile) -> Iterator[Hit]:
    """Progress tells what is to come, with its date.

    What is told as done and lies ahead is event-after-as-at. Terms of what was agreed (“a lease until 2043”) and whole
    years are left alone.

    ### Why it matters

    A promise hidden in progress is on nobody's list: it has no due date, nobody checks it, and it is gone
    next quarter.

    ### Bad

    ```yaml
    progress:
      - The new recycling point will open on 6 November 2023.
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Open the new recycling point
        due: 2023-11-06
    ```
    """
    judged_at = file.judged_at
    if judged_at is None:
        return
    for passage, found in seen(file, "progress"):
        text = passage.text
        if (
            found.first_day is None
            or found.first_day <= judged_at
            or found.role not in _WHEN
            or found.grain in _YEARS
            or _is_of_years(found)
            or found.certainty is Certainty.AMBIGUOUS
            or not is_year_written(found)
            or not is_time_of(text, found)
            or is_of_an_event(text, found)
        ):
            continue
        before = words_before(text, found, 8)
        starts = not _STARTS.isdisjoint(before[-3:])
        tense = tense_at(text, found)
        if not _DECIDED.isdisjoint(before) and "will" not in before:
            continue
        stated = not _STARTS.isdisjoint(before[-2:])  # “closed in May, and stage two starts on”
        if tense is Tense.FUTURE or (tense is None and starts) or stated:
            yield Hit(
                passage.at(found.start, found.end),
                f"{quote(found.text)} is still to come, so this is a next step",
                "move it to next_steps, with “due:”",
                (text, found.text),
            )


def _is_of_years(found: Found) -> bool:
    """“between 2024 and 2030”."""
    first, last = found.first_day, found.last_day
    whole = first and last and (last - first).days > _A_YEAR
    return bool(whole) and found.grain is Grain.RANGE
