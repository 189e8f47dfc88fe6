"""The dates in an activity's prose, for the rules."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kprlint.model import Kind
from kprlint.prose.dates import Found, Tense, find
from kprlint.prose.steps.deadline import StepDate, says_when, step_dates
from kprlint.rules.base import ActivityFile, At, Passage

_TENSES = {"progress": Tense.PAST, "done": Tense.PAST, "next_steps": Tense.FUTURE}


class Seen(NamedTuple):
    """A date of a passage."""

    passage: Passage
    found: Found

    @property
    def at(self) -> At:
        return self.passage.at(self.found.start, self.found.end)


def seen(file: ActivityFile, *fields: str) -> Iterator[Seen]:
    """The dates of `fields`; none where the day that the text was written is not known."""
    for field in fields:
        yield from _seen(file, field)


@lru_cache(maxsize=8)  # several rules ask for each field of a file in turn
def _seen(file: ActivityFile, field: str) -> tuple[Seen, ...]:
    if file.judged_at is None:
        return ()
    return tuple(
        [
            Seen(passage, found)
            for passage in file.passages(field)
            for found in find(passage.text, file.judged_at, tense=_TENSES.get(passage.field))
        ]
    )


def steps_that_say_when(file: ActivityFile) -> set[int]:
    """The indices of the next steps whose words give a time for them, be it over or ambiguous."""
    as_at = file.judged_at
    return {
        step
        for step, passage in _steps(file)
        if as_at is not None and says_when(passage.text, as_at)
    }


class Planned(NamedTuple):
    """The dates in the words of the next step with the index `step`."""

    step: int
    passage: Passage
    dates: tuple[StepDate, ...]


def planned(file: ActivityFile) -> Iterator[Planned]:
    """The next steps with what each date in them is to the step; none where the day of the text is not known."""
    if file.judged_at is not None:
        for step, passage in _steps(file):
            yield Planned(step, passage, step_dates(passage.text, file.judged_at))


def _steps(file: ActivityFile) -> Iterator[tuple[int, Passage]]:
    for passage in file.passages("next_steps"):
        if isinstance(step := passage.path[1], int):
            yield step, passage


def is_about_now(file: ActivityFile) -> bool:
    """Whether the activity is under way, so that its dates are promises."""
    status = file.status
    return not (status and status.kind in (Kind.COMPLETE, Kind.WITHDRAWN))
