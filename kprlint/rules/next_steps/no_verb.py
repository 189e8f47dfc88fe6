"""no-verb"""

from collections.abc import Iterator

from kprlint.prose.steps.kinds import StepKind
from kprlint.rules.base import ActivityFile, Hit, Profile, Severity, rule
from kprlint.rules.next_steps.by_kind import hits
from kprlint.wording import quote


@rule("no-verb", severity=Severity.INFO, profile=Profile.PUBLICATION)
def no_verb(file: ActivityFile) -> Iterator[Hit]:
    """A next step names a thing, and not what will be done with it.

    “Annual report”, “New locations for wildflowers”. What names an action (“Publication of the strategy”,
    “Recruitment to posts”), and an event with its date, are left alone.

    ### Why it matters

    Will the report be drafted, or published? The reader has to guess, and so has whoever checks it next quarter.

    ### Bad

    ```yaml
    next_steps:
      - Annual report
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Publish the annual report
        due: 2024-03
    ```
    """
    for hit in hits(file, StepKind.VERBLESS):
        help = (
            f"write {quote(hit.instead)}, and by when"
            if hit.instead
            else "begin with what will be done: “Agree …”, “Publish …”, “Hold …”; and say by when"
        )
        yield Hit(hit.at, f"{quote(hit.words)} does not say what will be done", help, (hit.text,))
