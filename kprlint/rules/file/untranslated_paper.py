"""untranslated-paper"""

from collections.abc import Iterator

from kprlint.rules.base import At, Hit, RegisterFile, Severity, rule
from kprlint.wording import quote
from kprlint.words import PLACE, english

_SHOWN = 5


@rule("untranslated-paper", severity=Severity.WARNING)
def untranslated_paper(file: RegisterFile) -> Iterator[Hit]:
    """The plan is in another language than English, and words of its paper are not.

    ### Why it matters

    The published paper would be in two languages, and be declared to be in one: a screen reader would read the English
    words as if they were of the other language.

    ### Bad

    ```yaml plan.yaml
    language: cy
    ```

    ### Good

    ```yaml plan.yaml
    language: en
    ```
    """
    language = file.plan.language
    if not language or language.partition("-")[0] == "en":
        return
    ours = english()
    words = [key for key in ours.entries if any(map(str.isalpha, PLACE.sub("", ours[key])))]
    lost = [key for key in words if key not in file.plan.paper]
    if lost:
        named = ", ".join(lost[:_SHOWN]) + (" …" if len(lost) > _SHOWN else "")
        yield Hit(
            At(("language",)),
            f"The plan is in {quote(language)}, and {len(lost)} of the {len(words)} words of its paper are in English: {named}",
            "write them under “paper:”; docs/paper-words.md says how, and has a file to begin with",
            (language,),
        )
