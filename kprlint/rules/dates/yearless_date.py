"""yearless-date"""

import re
from collections.abc import Iterator

from kprlint.model import Quarter
from kprlint.prose.dates import Certainty, Found, Grain, Role
from kprlint.prose.dates.attach import is_counted_from_now, is_time_of
from kprlint.prose.dates.format import phrase
from kprlint.prose.dates.terms import Why
from kprlint.prose.dates.vocabulary import QUARTERS
from kprlint.rules.base import ActivityFile, Hit, Profile, Severity, rule
from kprlint.rules.dates.in_prose import seen
from kprlint.wording import quote

_WORD = re.compile(r"[a-z]+")
_YEARS = frozenset({Grain.CALENDAR_YEAR, Grain.FINANCIAL_YEAR, Grain.RELATIVE})


@rule("yearless-date", severity=Severity.INFO, profile=Profile.PUBLICATION)
def yearless_date(file: ActivityFile) -> Iterator[Hit]:
    """A date in the words has no year.

    The quarter of the report needs none, nor does progress within it, nor do “this winter” and names (“the March
    newsletter”). What is over in a next step is past-date-in-next-step.

    ### Why it matters

    The report is read a year later, too; and a step that is put off keeps its “November”.

    ### Bad

    ```yaml
    next_steps:
      - Hold the staff awards on 17th November.
    ```

    ### Good

    ```yaml
    next_steps:
      - Hold the staff awards on 17 November 2023.
    ```
    """
    period, judged_at = file.activity.period, file.judged_at
    for passage, found in seen(file, "progress", "next_steps"):
        if (
            Why.NO_YEAR not in found.why
            or found.certainty is not Certainty.BY_CONVENTION
            or found.role is Role.NAME
            or found.grain in _YEARS
            or found.first_day is None
            or found.last_day is None
            or not is_time_of(passage.text, found)
            or is_counted_from_now(passage.text, found)
            or (passage.field == "next_steps" and judged_at and found.last_day <= judged_at)
        ):
            continue
        if period and _is_of_quarter(found, period, passage.field):
            continue
        yield Hit(
            passage.at(found.start, found.end),
            f"{quote(found.text)} does not say of which year",
            f"write {quote(phrase(found.first_day, found.last_day, found.grain))}, if that is meant",
            (passage.text, found.text),
        )


def _is_of_quarter(found: Found, period: Quarter, field: str) -> bool:
    """Whether the date names the quarter itself, or its end: “by the end of Quarter 2”; or lies in it, told as progress."""
    assert found.first_day
    assert found.last_day
    if (
        field == "progress"
        and period.first_day <= found.first_day
        and found.last_day <= period.last_day
    ):
        return True
    if found.last_day != period.last_day:
        return False
    if found.grain is Grain.QUARTER:
        return found.first_day == period.first_day
    return Why.END in found.why and not QUARTERS.isdisjoint(_WORD.findall(found.text.lower()))
