"""red-without-plan"""

from collections.abc import Iterator

from kprlint.model import Kind
from kprlint.rules.base import ActivityFile, At, Hit, Profile, Severity, rule
from kprlint.rules.wording import quote
from kprlint.rules.words.forms import Form
from kprlint.rules.words.plans import tells_way_back
from kprlint.rules.words.steps import readings

_NONE = frozenset({Form.PAST, Form.STATE, Form.CONTINUE, Form.CONTINUE_AT_LENGTH, Form.VAGUE})


@rule("red-without-plan", severity=Severity.WARNING, profile=Profile.STANDARD)
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
    if not read or any(told.form not in _NONE for _, told in read):
        return
    if tells_way_back(file.activity.status_reason):
        return
    yield Hit(
        At(("status",)),
        f"{quote(status.word)} needs a way back, and none of the next steps would change anything",
        "say what will be done differently, by whom and by when",
        (status.word,),
    )
