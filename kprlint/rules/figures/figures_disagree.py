"""figures-disagree"""

from collections.abc import Iterator

from kprlint.prose.facts.figures import Figure, disagreeing
from kprlint.rules.base import ActivityFile, Hit, Passage, Profile, Related, Severity, rule
from kprlint.wording import quote

_FIELDS = {"status_reason": "the reason", "progress": "progress", "next_steps": "a next step"}


@rule("figures-disagree", severity=Severity.WARNING, profile=Profile.STANDARD)
def figures_disagree(file: ActivityFile) -> Iterator[Hit]:
    """One activity gives two values for what seems to be the same figure.

    “The 47 homes insulated” after “insulation was fitted in 42 homes”, or two sentences that are alike but for the
    number. Other names, months or numbers beside it, a target, a part or a change leave it alone.

    ### Why it matters

    One of the two is wrong, or the reader needs to be told what the difference is.

    ### Bad

    ```yaml
    progress:
      - Loft insulation was fitted in 42 homes.
      - A letter went to the 47 homes insulated.
    ```

    ### Good

    ```yaml
    progress:
      - Loft insulation was fitted in 42 homes.
      - A letter went to the 42 homes insulated.
    ```
    """
    for one, other in disagreeing(list(file.passages("status_reason", "progress", "next_steps"))):
        yield Hit(
            other.passage.at(other.start, other.end),
            f"{quote(_said(other))} here, and {quote(_said(one))} in {_where(one)} above",
            "correct the one that is wrong; if both are right, say what each of them counts",
            (one.noun, one.value, other.value),
            related=(Related(one.passage.at(one.start, one.end), "the other figure"),),
        )


def _said(figure: Figure[Passage]) -> str:
    return figure.passage.text[figure.start : figure.end]


def _where(figure: Figure[Passage]) -> str:
    return _FIELDS[figure.passage.field]
