"""unexplained-status"""

from collections.abc import Iterator

from kprlint.rules.base import ActivityFile, At, Hit, Option, rule
from kprlint.wording import quote

# What a reason has to say, by the kind of status that asks for one.
ASKS = {
    "off-track": "say what went wrong, and what it means for residents",
    "at-risk": "name the issue that may stop it",
    "deferred": "say why it was put off, and who decided it",
    "paused": "say why it stands still",
}


@rule(
    "unexplained-status",
    options=(Option("kinds", "strings", "The kinds of status that need a reason."),),
)
def unexplained_status(
    file: ActivityFile, *, kinds: tuple[str, ...] = ("off-track", "at-risk", "deferred", "paused")
) -> Iterator[Hit]:
    """A status that needs a reason has none.

    ### Why it matters

    The first question at the meeting is “why?”. The answer belongs under the status, not in the minutes.

    ### Bad

    ```yaml
    status: Amber
    ```

    ### Good

    ```yaml
    status: Amber
    status_reason: The contractor's bid is 12% over budget; talks go on.
    ```
    """
    status = file.status
    if status and status.kind in kinds and not file.activity.status_reason:
        ask = ASKS.get(str(status.kind), "say why")
        yield Hit(
            At(("status",)),
            f"{quote(status.word)} needs a reason",
            f"{ask}: add a line “status_reason: …” below the status",
            (status.word,),
        )
