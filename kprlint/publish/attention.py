"""What a committee should look at, and why, in sentences."""

from collections import Counter
from collections.abc import Iterable, Iterator

from kprlint.change.ledger import Outcome
from kprlint.change.reported import Absent, State
from kprlint.model import Kind
from kprlint.publish.paper import AccountedStep, Attention, Direction, Reported
from kprlint.words import Words

_GRAVE = frozenset({Kind.OFF_TRACK, Kind.PAUSED, Kind.DEFERRED})
_OVER = frozenset({Kind.COMPLETE, Kind.WITHDRAWN})
_ENDS = (".", "!", "?", "…", ":", ";")


def attention(
    words: Words,
    reported: Iterable[Reported],
    absent: Iterable[Absent],
    became: Iterable[AccountedStep],
) -> Iterator[Attention]:
    """In the register's order: what is off track, paused, deferred, worse or at risk again; overdue; unaccounted; not reported."""
    lost = Counter(step.code for step in became if step.outcome == Outcome.UNACCOUNTED)
    for activity in reported:
        why = list(_why(words, activity, lost[activity.code]))
        if why:
            said = " ".join(map(_sentence, why))
            yield Attention(activity.code, activity.title, said, activity.anchor)
    for one in absent:
        if one.code:
            yield Attention(one.code, one.title, _sentence(words.tell(one.why)))


def _why(words: Words, activity: Reported, lost: int) -> Iterator[str]:
    if activity.state is not State.REPORTED:
        yield activity.note
    else:
        yield from _of_status(words, activity)
    overdue = sum(step.is_overdue for step in activity.steps)
    if overdue:
        yield words.say("steps_overdue", overdue)
    if lost:
        yield words.say("steps_unaccounted", lost)
    if (
        activity.state is State.REPORTED
        and not activity.steps
        and activity.status.kind not in _OVER
    ):
        yield words["no_next_steps"]


def _of_status(words: Words, activity: Reported) -> Iterator[str]:
    word, kind = activity.status.word, activity.status.kind
    if activity.direction is Direction.WORSE and activity.was:
        yield words.say("status_fell", status=word, earlier=activity.was.word)
    elif activity.was and activity.direction is Direction.OTHER and kind is Kind.AT_RISK:
        yield words.say("status_was", status=word, earlier=activity.was.word)
    elif activity.direction is Direction.SAME and (kind in _GRAVE or kind is Kind.AT_RISK):
        yield words.say("status_stays", status=word)
    elif kind in _GRAVE:
        yield word
    else:
        return
    if activity.reason:
        yield activity.reason


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith(_ENDS) else f"{text}."
