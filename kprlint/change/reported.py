"""Which activities have reported on a quarter, and what a plan promises that has no text at all.

One answer for all that lists them: the paper, what is due, the status of the plan.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from kprlint.change.snapshot import Snapshot
from kprlint.model import Activity, Code, Quarter
from kprlint.printing import visible
from kprlint.words import Message, Words


class State(StrEnum):
    """Whether an activity's text is one of the quarter under way."""

    REPORTED = "reported"
    NOT_UPDATED = "not-updated"  # of the quarter, without a word of progress
    OTHER_QUARTER = "other-quarter"


class Absent(NamedTuple):
    """What has no text, and why: a registered activity, a file, or one that went since last quarter.

    `file` is the one that was not read; empty where there is none.
    """

    code: Code | None
    title: str
    why: Message
    has_gone: bool = False
    file: str = ""

    def told(self, words: Words) -> str:
        """``Run the mill – its file is missing``."""
        return " – ".join(filter(None, (self.title.rstrip(".:;, "), words.tell(self.why))))


def state_of(activity: Activity, quarter: Quarter | None) -> State:
    if activity.period != quarter:
        return State.OTHER_QUARTER
    return State.REPORTED if activity.reports_on(quarter) else State.NOT_UPDATED


def note_of(activity: Activity, quarter: Quarter | None) -> Message | None:
    """Why an activity's text is not one of the quarter; None where it is."""
    match state_of(activity, quarter):
        case State.REPORTED:
            return None
        case State.NOT_UPDATED:
            return Message("nothing_reported", {"quarter": quarter})
    if activity.period is None:
        return Message("text_of_none")
    return Message("text_of_other", {"quarter": activity.period})


def follows(earlier: Quarter | None, later: Quarter | None) -> bool:
    """Whether a quarter is the one before another."""
    return earlier is not None and later is not None and later - earlier == 1


def earlier_of(last: Snapshot | None, activity: Activity) -> Activity | None:
    """Last quarter's report on the activity, under the code that it had then."""
    if last is None:
        return None
    own = [link.code for link in activity.continues if link and link.plan == last.name]
    assert activity.code
    return next((last.activities[c] for c in (*own, activity.code) if c in last.activities), None)


def absent_of(now: Snapshot, last: Snapshot | None) -> Iterator[Absent]:
    """What the plan promises and has no text, files that were not read, and what went since last quarter."""
    earlier = last.activities if last else {}

    def title(code: Code | None) -> str:
        return earlier[code].title if code and code in earlier else ""

    known = set(now.activities)
    for unread in now.unread:
        why = Message("file_unread", {"file": visible(unread.file), "why": unread.why})
        code = unread.code if unread.code not in known else None
        known |= {code} if code else set()
        yield Absent(code, title(code), why, file=unread.file)
    for objective in now.plan.objectives:
        for code in objective.codes:
            if code and code not in known:
                known.add(code)
                yield Absent(code, title(code), Message("file_missing"))
    goes_on = {
        link.code
        for activity in now.activities.values()
        for link in activity.continues
        if link and link.plan == now.name
    }
    for code in earlier:
        if code not in known and code not in goes_on:
            said = now.plan.retired.get(code, "")
            why = Message("gone", {"reason": said}) if said else Message("gone_unsaid")
            yield Absent(code, title(code), why, has_gone=True)
