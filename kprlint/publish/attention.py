"""What a committee should look at, and why, in sentences."""

from collections import Counter
from collections.abc import Iterable, Iterator

from kprlint.change.ledger import Outcome
from kprlint.change.reported import Absent, State
from kprlint.model import Kind
from kprlint.publish.paper import AccountedStep, Attention, Direction, Reported

_GRAVE = frozenset({Kind.OFF_TRACK, Kind.PAUSED, Kind.DEFERRED})
_OVER = frozenset({Kind.COMPLETE, Kind.WITHDRAWN})
_ENDS = (".", "!", "?", "…", ":", ";")


def attention(
    reported: Iterable[Reported], absent: Iterable[Absent], became: Iterable[AccountedStep]
) -> Iterator[Attention]:
    """In the register's order: what is off track, paused, deferred, worse or at risk again; overdue; unaccounted; not reported."""
    lost = Counter(step.code for step in became if step.outcome == Outcome.UNACCOUNTED)
    for activity in reported:
        why = list(_why(activity, lost[activity.code]))
        if why:
            said = " ".join(map(_sentence, why))
            yield Attention(activity.code, activity.title, said, activity.anchor)
    for one in absent:
        if one.code:
            yield Attention(one.code, one.title, _sentence(one.why))


def _why(activity: Reported, lost: int) -> Iterator[str]:
    if activity.state is not State.REPORTED:
        yield activity.note
    else:
        yield from _of_status(activity)
    overdue = sum(step.is_overdue for step in activity.steps)
    if overdue:
        yield "One step is overdue" if overdue == 1 else f"{overdue} steps are overdue"
    if lost:
        yield f"Nobody has said what became of {'one step' if lost == 1 else f'{lost} steps'} of last quarter"
    if (
        activity.state is State.REPORTED
        and not activity.steps
        and activity.status.kind not in _OVER
    ):
        yield "There are no next steps"


def _of_status(activity: Reported) -> Iterator[str]:
    word, kind = activity.status.word, activity.status.kind
    if activity.direction is Direction.WORSE and activity.was:
        yield f"{word}, down from {activity.was.word}"
    elif activity.was and activity.direction is Direction.OTHER and kind is Kind.AT_RISK:
        yield f"{word}, was {activity.was.word}"
    elif activity.direction is Direction.SAME and (kind in _GRAVE or kind is Kind.AT_RISK):
        yield f"{word}, as last quarter"
    elif kind in _GRAVE:
        yield word
    else:
        return
    if activity.reason:
        yield activity.reason


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith(_ENDS) else f"{text}."
