"""first-person"""

from collections.abc import Iterator, Sequence

from kprlint.prose.data import words
from kprlint.prose.needs import Needs
from kprlint.prose.text import Token, sentences
from kprlint.rules.base import ActivityFile, Hit, Option, Profile, Severity, rule
from kprlint.wording import quote

_PLURAL = words("persons", "plural")
_SINGULAR = words("persons", "singular")
_NUMBERED = words("persons", "numbered")
NEEDS = Needs(_SINGULAR | _PLURAL)


@rule(
    "first-person",
    severity=Severity.INFO,
    profile=Profile.PUBLICATION,
    options=(
        Option(
            "plural",
            "boolean",
            "Whether “we” and “our” are told of, too, and not only “I” and “my”.",
        ),
    ),
)
def first_person(file: ActivityFile, *, plural: bool = False) -> Iterator[Hit]:
    """The text says “I” or “my”.

    Titles, names (“My Account”) and what is quoted are left alone. “We” is the council in plain English; an option
    has it told of, too.

    ### Why it matters

    The report is the council's. Next quarter somebody else may have the post, and “my Director” is nobody.

    ### Bad

    ```yaml
    next_steps:
      - action: Meet with my Director
        due: 2023-10
    ```

    ### Good

    ```yaml
    next_steps:
      - action: Meet with the Director
        due: 2023-10
    ```
    """
    for passage in file.passages("status_reason", "progress", "next_steps"):
        found = next(_persons(passage.text, plural=plural), None)
        if found:
            who = (
                "the team or the council"
                if found.word in _PLURAL
                else "the post, such as “the Director”"
            )
            yield Hit(
                passage.at(found.start, found.end),
                f"{quote(found.raw)} leaves readers to guess who it is",
                f"name {who}, or begin with the verb",
                (passage.field, passage.text),
            )


def _persons(text: str, *, plural: bool) -> Iterator[Token]:
    if not NEEDS.met_by(text):
        return
    quoted = False
    for sentence in sentences(text):
        tokens = sentence.tokens
        for index, token in enumerate(tokens):
            if token.before:
                quoted = _opens(token.before, quoted)
            if token.word in _SINGULAR or (plural and token.word in _PLURAL):
                if not quoted and not _is_name(tokens, index):
                    yield token


def _opens(marks: str, quoted: bool) -> bool:
    """Whether a quotation is open behind `marks`."""
    for mark in marks:
        if mark in "“‘":
            quoted = True
        elif mark in "”’":
            quoted = False
        elif mark in "\"'":
            quoted = not quoted
    return quoted


def _is_name(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word is part of a name, a number, or letters that stand for something else."""
    token = tokens[index]
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.word == "i":
        if (
            token.raw == "i"
            or after is None
            or after.before
            or (before and before.word in _NUMBERED)
        ):
            return True
        return after.is_capital or bool(before and before.is_capital and not token.before)
    if token.is_capitals:
        return True  # the US, an acronym
    if token.is_capital and index and not token.before:
        return True
    return token.is_capital and bool(after and after.is_capital and not after.before)
