"""compound-step"""

from collections.abc import Iterator

from kprlint.prose.steps.compound import count_words, dates, promises
from kprlint.rules.base import ActivityFile, Hit, Option, Severity, rule
from kprlint.wording import all_of, quote

_MOST_PROMISES = 2
_OPTIONS = (Option("words", "integer", "How many words a step may have."),)


@rule("compound-step", severity=Severity.INFO, options=_OPTIONS)
def compound_step(file: ActivityFile, *, words: int = 40) -> Iterator[Hit]:
    """A next step is several steps in one: it has more than 40 words, three promises or two dates.

    ### Why it matters

    A step is done, late or given up as a whole. Of three in one nobody can say which of them was kept, and the
    later of two dates hides the other.

    ### Bad

    ```yaml
    next_steps:
      - Appoint the contractor by November 2023 and open the new path by February 2024
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Appoint the contractor
        due: 2023-11
      - action: Open the new path
        due: 2024-02
    ```
    """
    for passage in file.passages("next_steps"):
        text = passage.text
        count = count_words(text)
        own = promises(text)
        when = dates(text, file.judged_at) if file.judged_at else ()
        if len(when) > 1:
            said = f"This step has {len(when)} dates: {all_of(map(quote, when))}"
        elif len(own) > _MOST_PROMISES:
            said = f"This step makes {len(own)} promises: {all_of(map(quote, own))}"
        elif count > words:
            said = f"This step has {count} words"
        else:
            continue
        yield Hit(
            passage.at(0, len(text)),
            said,
            "make a step of each, with its own date, so that it can be said of each what became of it",
            (text,),
        )
