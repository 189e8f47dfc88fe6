"""title-too-long"""

from collections.abc import Iterator

from kprlint.prose.text import tokens
from kprlint.rules.base import ActivityFile, At, Hit, Option, Profile, Severity, rule


@rule(
    "title-too-long",
    severity=Severity.INFO,
    profile=Profile.PUBLICATION,
    options=(Option("words", "integer", "the most words that a title may have"),),
)
def title_too_long(file: ActivityFile, *, words: int = 40) -> Iterator[Hit]:
    """A title has more words than a heading can carry.

    ### Why it matters

    The title stands in every table and at the head of every page. What it has to say beyond the promise itself
    belongs into progress and next steps.

    ### Bad

    ```yaml
    title: Work with the county, the towns, the parishes, the police, the health service, the colleges, the schools and
      the voluntary sector to plan, fund, build, open and look after paths, bridges, crossings, lights, signs, benches,
      bins and trees, so that more people walk
    ```

    ### Good

    ```yaml
    title: Make the district better to walk in
    ```
    """
    title = file.activity.title
    count = len(tokens(title))
    if count > words:
        yield Hit(
            At(("title",)),
            f"The title has {count} words",
            f"keep the promise, in no more than {words} words, and tell the rest in progress",
            (title,),
        )
