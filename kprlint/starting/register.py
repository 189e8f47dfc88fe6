"""The register of a plan that begins without a report: what a person has said of it, and no more."""

from collections.abc import Iterable, Sequence
from datetime import date

from kprlint.errors import InputError
from kprlint.importing.interpreter.status_words import meant
from kprlint.model import Kind, Quarter
from kprlint.model.code import USUAL_FORM, why_no_form
from kprlint.model.plan import asked_from
from kprlint.source import emit
from kprlint.wording import any_of, quote

PROPOSED = ("Green", "Amber", "Red", "Complete", "Deferred", "Not started")
"""Words of status that are proposed where nobody has given any."""

_PROPOSAL = """\
# The words of status are a proposal: put those of your printed key in their place.
"""
_NO_OBJECTIVES = """\
# Write the titles of the objectives, and below each the codes of its activities; kprlint new CODE then makes their files.
"""


def kinds(words: Iterable[str]) -> dict[str, Kind]:
    """“On target” or ``On target=on-track``, each → its kind; raises InputError where that is not known."""
    found = {}
    for text in words:
        word, equals, kind = (part.strip() for part in text.rpartition("="))
        if not equals:
            word, known = text.strip(), meant(text)
            if known is None:
                raise InputError(
                    f"what {quote(word)} means is not known: write its kind, too, such as --status "
                    f'"{word}=at-risk"; a kind is {any_of(Kind)}'
                )
            found[word] = known.kind
        elif word and kind in set(Kind):
            found[word] = Kind(kind)
        else:
            raise InputError(f"{quote(kind)} is not the kind of a status: it is {any_of(Kind)}")
    return found


def check_form(codes: str) -> None:
    """Raises InputError where `codes` is no form of codes."""
    if why := why_no_form(codes):
        raise InputError(f"--codes {quote(codes)} cannot be used: {why}")


def register(
    plan: str,
    period: Quarter,
    days: tuple[date, date],
    *,
    title: str,
    council: str,
    codes: str,
    statuses: Sequence[str],
    objectives: Sequence[str],
) -> str:
    """The text of `plan.yaml`."""
    words = kinds(statuses or PROPOSED)
    said = {
        "plan": plan, "title": title or f"Plan {plan}", "council": council, "starts": days[0], "ends": days[1],
        "period": str(period),
    }  # fmt: skip
    if codes and codes != USUAL_FORM.text:
        said["codes"] = codes
    text = emit.document(said | {
        "answers_from": str(asked_from(period)),
        "statuses": {word: {"kind": str(kind)} for word, kind in words.items()},
        "objectives": [
            {"number": number, "title": name, "activities": []}
            for number, name in enumerate(objectives or ["Objective 1"], 1)
        ],
    })  # fmt: skip
    return ("" if statuses else _PROPOSAL) + ("" if objectives else _NO_OBJECTIVES) + text
