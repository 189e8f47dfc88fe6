"""ambiguous-date"""

from collections.abc import Iterator

from kprlint.prose.dates import Certainty, Found
from kprlint.prose.dates.format import phrase
from kprlint.prose.dates.terms import Why
from kprlint.rules.base import ActivityFile, Hit, Profile, Severity, rule
from kprlint.rules.dates.in_prose import seen
from kprlint.wording import any_of, quote


@rule("ambiguous-date", severity=Severity.WARNING, profile=Profile.STANDARD)
def ambiguous_date(file: ActivityFile) -> Iterator[Hit]:
    """A date may mean two things, or none.

    “October 23” is a month of 2023 or a day in October; “by the end of the year” may be December or March; there is
    no 31 November. kprlint never picks one in silence: `kprlint dates` shows what it reads in a text.

    ### Why it matters

    Whoever plans by it will be early, or late by months.

    ### Bad

    ```yaml
    progress:
      - The auction drew no offers in October 23.
    ```

    ### Good

    ```yaml
    progress:
      - The auction drew no offers in October 2023.
    ```
    """
    for passage, found in seen(file, "progress", "next_steps", "outcomes"):
        if found.certainty not in (Certainty.AMBIGUOUS, Certainty.REFUSED):
            continue
        yield Hit(
            passage.at(found.start, found.end),
            f"{quote(found.text)} {_what(found)}",
            _proposal(found),
            (passage.text, found.text),
        )


def _what(found: Found) -> str:
    if Why.NO_MONTH in found.why:
        return "does not say of which month"
    why = found.why[-1].value if found.why else "can be read in more than one way"
    said = "may mean two dates" if found.certainty is Certainty.AMBIGUOUS else "is not a date"
    return f"{said}: {why}"


def _proposal(found: Found) -> str:
    if Why.NO_MONTH in found.why:
        return "write the month and the year as well"
    readings = [quote(phrase(*reading)) for reading in found.readings]
    return f"write {any_of(readings)}" if readings else "write the day, the month and the year"
