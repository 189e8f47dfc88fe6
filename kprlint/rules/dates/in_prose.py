"""The dates in an activity's prose, for the rules."""

from collections.abc import Iterator
from typing import NamedTuple

from kprlint.model import Kind
from kprlint.prose.dates import Found, Tense, find
from kprlint.prose.steps.deadline import says_when
from kprlint.rules.base import ActivityFile, At, Passage

_TENSES = {"progress": Tense.PAST, "next_steps": Tense.FUTURE}


class Seen(NamedTuple):
    """A date of a passage."""

    passage: Passage
    found: Found

    @property
    def at(self) -> At:
        return self.passage.at(self.found.start, self.found.end)


def seen(file: ActivityFile, *fields: str) -> Iterator[Seen]:
    """The dates of `fields`; none where the day that the text was written is not known."""
    if file.judged_at is None:
        return
    for passage in file.passages(*fields):
        for found in find(passage.text, file.judged_at, tense=_TENSES.get(passage.field)):
            yield Seen(passage, found)


def steps_that_say_when(file: ActivityFile) -> set[int]:
    """The indices of the next steps whose words give a time for them, be it over or ambiguous."""
    as_at = file.judged_at
    return {
        index
        for passage in file.passages("next_steps")
        if as_at and isinstance(index := passage.path[1], int) and says_when(passage.text, as_at)
    }


def is_about_now(file: ActivityFile) -> bool:
    """Whether the activity is under way, so that its dates are promises."""
    status = file.status
    return not (status and status.kind in (Kind.COMPLETE, Kind.WITHDRAWN))
