"""list-damage"""

from collections.abc import Iterator

from kprlint.prose.facts.artefacts import damage, goes_on, says_nothing
from kprlint.rules.base import ActivityFile, Hit, Profile, Severity, rule
from kprlint.wording import quote

_AROUND = 12


@rule("list-damage", severity=Severity.INFO, profile=Profile.STANDARD)
def list_damage(file: ActivityFile) -> Iterator[Hit]:
    """Something was lost or left behind when the text was pasted.

    Doubled full stops, bullets and numbers in the middle of a text, sentences cut in two, empty items, tags and codes
    of web pages.

    ### Why it matters

    The list adds bullets of its own, so that readers see two; and a sentence in two pieces is two half facts.

    ### Bad

    ```yaml
    progress:
      - Two murals were painted in August • The subway was relit..
    ```

    ### Good

    ```yaml
    progress:
      - Two murals were painted in August.
      - The subway was relit.
    ```
    """
    passages = list(file.passages("title", "status_reason", "progress", "next_steps"))
    for number, passage in enumerate(passages):
        text = passage.text
        if says_nothing(text):
            yield Hit(
                passage.at(0, len(text)),
                f"There is nothing but {quote(text)} in this item",
                "write what belongs there, or delete the line",
                (passage.field, text),
            )
            continue
        before = passages[number - 1] if number else None
        if before and before.field == passage.field and (length := goes_on(before.text, text)):
            yield Hit(
                passage.at(0, length),
                f"The sentence of the item before goes on here: {quote(text)}",
                "join the two items",
                (passage.field, text),
            )
        for found in damage(text):
            around = text[max(0, found.start - _AROUND) : found.end + _AROUND]
            yield Hit(
                passage.at(found.start, found.end),
                f"{found.what}: {quote(around)}",
                found.help,
                (passage.field, text[found.start : found.end], found.what),
            )
