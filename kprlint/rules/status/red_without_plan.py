"""red-without-plan"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kprlint.model import Kind
from kprlint.prose.data import words
from kprlint.prose.facts.recovery import tells_way_back
from kprlint.prose.lexicon import VB, VBN, tags
from kprlint.prose.steps.kinds import Classified, StepKind
from kprlint.prose.text import tokens
from kprlint.rules.base import ActivityFile, At, Gate, Hit, Profile, Severity, rule
from kprlint.rules.next_steps.by_kind import readings
from kprlint.wording import quote

_OPENING = 4
_NONE = frozenset(
    {
        StepKind.PAST,
        StepKind.STATIVE,
        StepKind.CONTINUATIVE,
        StepKind.CONTINUATIVE_AT_LENGTH,
        StepKind.VAGUE,
    }
)


@rule(
    "red-without-plan",
    severity=Severity.WARNING,
    profile=Profile.STANDARD,
    gate=Gate(kinds=(Kind.OFF_TRACK,)),
)
def red_without_plan(file: ActivityFile) -> Iterator[Hit]:
    """An activity is off track, and nothing says how it comes back.

    There are next steps, but none that would change anything: “Continue to monitor”, “The matter is being
    looked at”; and the reason does not say what will be done either. That there is no step at all, or none with a
    date, is `red-without-action`.

    ### Why it matters

    Red is a call for help. Who reads it wants to know what will be done, and what they can do.

    ### Bad

    ```yaml
    status: Red
    status_reason: The contractor went into administration in August.
    next_steps:
      - action: Continue to monitor the situation
        due: 2023-12
    ```

    ### Good

    ```yaml
    status: Red
    status_reason: The contractor went into administration in August.
    next_steps:
      - action: Sign the contract with the runner-up
        due: 2023-11
    ```
    """
    status = file.status
    if status is None or status.kind is not Kind.OFF_TRACK:
        return
    read = readings(file)
    steps = file.activity.next_steps
    if not read or any(_brings_back(steps[index].action, told) for index, told in read):
        return
    if tells_way_back(file.activity.status_reason):
        return
    yield Hit(
        At(("status",)),
        f"{quote(status.word)} needs a way back, and none of the next steps would change anything",
        "say what will be done differently, by whom and by when",
        (status.word,),
    )


def _asked(said: Sequence[str]) -> str:
    """What somebody is to do, behind a subject of one or two words: “Officers to note the position”; "" of none."""
    return next(
        (
            said[at + 1]
            for at in (1, 2)
            if said[at] in ("to", "will") and tags(said[at + 1]) & VB and said[at + 1] != "be"
        ),
        "",
    )


def _brings_back(action: str, told: Classified) -> bool:
    """Whether a step may change anything: it does more than to look on, or goes on until something is reached."""
    said = [token.word for token in tokens(action)]
    if not words("steps", "until an end").isdisjoint(said):
        return True
    if told.kind in _NONE:
        return False
    first, passive = said[:1], said[1:]
    if said[_OPENING:] and (asked := _asked(said)):
        first = [asked]  # “Officers to note the position”
    looks_on = words("steps", "looks on")
    if not words("steps", "reports").isdisjoint(first):
        if not words("steps", "towards a way back").isdisjoint(said):
            return True
    # “Monitor the position”, “Risk to remain on the register”.
    stays = any(one == "to" and other in ("remain", "stay") for one, other in pairwise(said))
    if stays or not looks_on.isdisjoint(first):
        # “Monitor it weekly, and end the contract”.
        return any(
            one == "and" and tags(other) & VB and other not in looks_on
            for one, other in pairwise(passive)
        )
    updates = words("steps", "updates")
    if first and (first[0] in words("steps", "gives") or "be" in passive):
        if not updates.isdisjoint(said[:_OPENING]):
            return False  # “Provide an update”, “An update will be given”
    # “The position will be closely watched.”
    return not ("be" in passive and any(w in looks_on and tags(w) & VBN for w in passive))
