"""date-disagrees-with-due"""

from collections.abc import Iterator

from kprlint.model.due import Due
from kprlint.prose.dates import Certainty, Found, Role, Tense
from kprlint.prose.dates.attach import (
    PLANNED,
    is_time_of,
    rests_on_the_past,
    tense_at,
    words_before,
)
from kprlint.prose.dates.own import Own, own_time, starts_itself
from kprlint.rules.base import ActivityFile, Hit, Profile, Severity, rule
from kprlint.rules.dates.in_prose import Seen, is_about_now, seen
from kprlint.rules.wording import quote

# What the date of an action is for: “to apply from 1 April” is no date of the action.
_LATER = frozenset({"apply", "from", "effective", "effect"})


@rule("date-disagrees-with-due", severity=Severity.WARNING, profile=Profile.STANDARD)
def date_disagrees_with_due(file: ActivityFile) -> Iterator[Hit]:
    """The words of a next step give another date than its `due`.

    A month in the words and a day of it in `due` agree, as does any date that the two share. Of several dates in
    the words one must agree.

    ### Why it matters

    The report prints both. Readers will hold the council to one of them, and nobody knows to which.

    ### Bad

    ```yaml
    next_steps:
      - action: Take the fees and charges to Cabinet on 13 November 2023
        due: 2023-12-13
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Take the fees and charges to Cabinet on 13 November 2023
        due: 2023-11-13
    ```
    """
    if not is_about_now(file):
        return
    steps = file.activity.next_steps
    of_step: dict[int, list[Seen]] = {}
    for one in seen(file, "next_steps"):
        index = one.passage.path[1]
        if isinstance(index, int) and steps[index].due and _is_planned(one):
            of_step.setdefault(index, []).append(one)
    for index, found in of_step.items():
        due = steps[index].due
        assert due
        if any(_agrees(one.found, due) for one in found):
            continue
        first = found[0]
        yield Hit(
            first.at,
            f"The step says {quote(first.found.text)}, but is due {due}",
            "put the right date into “due:”, and leave it out of the words or write the same there",
            (first.passage.text, first.found.text, str(due)),
        )


def _is_planned(one: Seen) -> bool:
    text, found = one.passage.text, one.found
    return (
        found.role in PLANNED
        and found.first_day is not None
        and found.certainty is not Certainty.REFUSED
        and is_time_of(text, found)
        and tense_at(text, found) is not Tense.PAST
        and not rests_on_the_past(text, found)
        and not _is_of_something_else(text, found)
        and (found.role is not Role.START or starts_itself(text))
        and own_time(text, found) is Own.CERTAIN
    )


def _is_of_something_else(text: str, found: Found) -> bool:
    before = words_before(text, found, 3)
    return not _LATER.isdisjoint(before)


def _agrees(found: Found, due: Due) -> bool:
    if found.readings:
        return any(r.first_day <= due.end and due.start <= r.last_day for r in found.readings)
    assert found.first_day and found.last_day
    return found.first_day <= due.end and due.start <= found.last_day
