"""What rules for missing and misspelt fields share: which rule speaks for which field."""

from itertools import islice

from kprlint.rules.examples import Examples
from kprlint.source.document import Document
from kprlint.source.yaml import Path
from kprlint.wording import closest

# A file with more names that do not exist has no slips of the pen: each is compared with each that there is.
MOST_SLIPS = 100

# These rules say more about an empty or a missing field than missing-field and empty-value could.
_OWN_RULES = frozenset({"lead", "portfolio", "progress", "next_steps"})

OPTIONAL = frozenset(
    "continues lead portfolio as_at status_reason due percent_complete owner done dropped to void moved update was from "
    "theme meaning aliases codes leads portfolios retired answers_from language".split()
)

_EXAMPLES = {
    "code": "“code:” with the code that the plan gives it",
    "codes": "“codes:” with the form of the plan's codes, such as CP{objective}.{sequence}",
    "title": "“title:” with the promise as the plan prints it",
    "lead": "“lead:” with who answers for it",
    "portfolio": "“portfolio:” with the cabinet portfolio",
    "percent_complete": "“percent_complete:” with a number from 0 to 100",
    "status": "“status:” with one of the plan's words",
    "progress": "“progress:” with a list below it",
    "next_steps": "“next_steps:” with a list below it",
    "action": "“action:” with what will be done",
    "done": "“done:” with the day, or with a sentence that says so",
    "dropped": "“dropped:” with why it is given up",
    "to": "“to:” with the code of the activity that goes on with it, or with who does",
    "void": "“void:” with why it was no promise",
    "moved": "“moved:” with why the date has moved",
    "update": "“update:” with what there is to say of it",
    "was": "“was:” with the step's words of last quarter",
}


def has_own_rule(document: Document, path: Path) -> bool:
    """Whether another rule speaks for a missing or empty value at `path`."""
    return document.schema == "activity" and len(path) == 1 and path[0] in _OWN_RULES


def say(field: str, document: Document) -> str:
    """How to write the field, for a help."""
    if field == "period":
        return f"“period: {Examples.of(document).quarter}”"
    return _EXAMPLES.get(field, f"“{field}:”")


def misspelt(document: Document) -> dict[Path, Path]:
    """Unknown fields that stand for a missing one: the path written and the path meant.

    One slip of the pen is one finding: unknown-field speaks, missing-field is silent.
    """
    missing = {v.path for v in document.violations if v.kind == "missing"}
    if document.schema == "activity":
        # Which a plan may do without, and most do not.
        missing |= {(field,) for field in ("lead", "portfolio") if document.node((field,)) is None}
    found: dict[Path, Path] = {}
    unknown = (v for v in document.violations if v.kind == "unknown")
    for violation in islice(unknown, MOST_SLIPS):
        parent = violation.path[:-1]
        names = [str(path[-1]) for path in missing if path[:-1] == parent]
        guess = closest(violation.found.replace("-", "_").replace(" ", "_"), names)
        if guess is None and names == ["action"]:
            guess = "action"  # a step that has a colon in its text reads as a field
        if guess and (*parent, guess) not in found.values():
            found[violation.path] = (*parent, guess)
    return found


def is_missing(document: Document, field: str) -> bool:
    """Whether nothing was written in the top-level `field`, and no misspelt field stands for it."""
    return document.is_blank((field,)) and (
        document.fits or (field,) not in misspelt(document).values()
    )
