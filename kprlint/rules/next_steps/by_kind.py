"""The next steps of an activity that are of some kind, with the places of their words."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kprlint.model import Kind
from kprlint.prose.steps.classify import classify, instead
from kprlint.prose.steps.kinds import Classified, StepKind
from kprlint.prose.text import sentences
from kprlint.rules.base import ActivityFile, At


class StepHit(NamedTuple):
    """A step of some kind: the place of its words, the words, the whole step, and what might be written instead.

    `instead` begins with a verb and goes on in the step's own words; "" where none can be made.
    """

    at: At
    words: str
    text: str
    instead: str
    advice: str


def hits(file: ActivityFile, kind: StepKind) -> Iterator[StepHit]:
    """The steps of the activity that are of this kind; none where it is over, since no step is due then."""
    if file.status and file.status.kind in (Kind.COMPLETE, Kind.WITHDRAWN):
        return
    found = [(index, told) for index, told in readings(file) if told.kind is kind]
    if not found:
        return
    passages = {passage.path[1]: passage for passage in file.passages("next_steps")}
    for index, told in found:
        passage = passages[index]
        text = passage.text
        start = told.start
        if kind in (StepKind.PAST, StepKind.STATIVE):
            # The verb alone says little: “was held”. The caret stands under it, the message quotes from the subject on.
            start = next(s.start for s in sentences(text) if s.start <= told.start < s.end)
        yield StepHit(
            passage.at(told.start, told.end),
            text[start : told.end],
            text,
            instead(text, told),
            told.advice,
        )


@lru_cache(maxsize=1)  # several rules ask in turn
def readings(file: ActivityFile) -> tuple[tuple[int, Classified], ...]:
    """What each open step is that says anything, with its place in the list; a standing duty may well go on."""
    places = [place for place, step in enumerate(file.activity.next_steps) if step.is_open]
    steps = tuple([file.activity.next_steps[place] for place in places])
    read = classify(steps, file.placeholders, file.judged_at)
    return tuple([(places[at], told) for at, told in read if not steps[at].ongoing])
