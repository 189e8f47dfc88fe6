"""What a next step can be, instead of something that will be done."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from kprlint.prose.text import Token


class StepKind(StrEnum):
    """What a step is."""

    PAST = "past"
    STATIVE = "stative"  # it tells how things are
    CONTINUATIVE = "continuative"  # it promises no more than to go on
    CONTINUATIVE_AT_LENGTH = "continuative at length"  # a fault only where no step does more
    VAGUE = "vague"
    VERBLESS = "verbless"
    ACTION = "action"


class Classified(NamedTuple):
    """A step's kind, and the words from `start` to `end` that show it.

    `verb` is the verb that the step should begin with, with its particle: “sign off”; "" where none is known.
    `advice` is what the word list says to write instead.
    """

    kind: StepKind
    start: int
    end: int
    verb: str = ""
    advice: str = ""


def shown_by(
    kind: StepKind, tokens: Sequence[Token], first: int, after: int, verb: str = ""
) -> Classified:
    """The kind, by the words from `first` to the one before `after`."""
    return Classified(kind, tokens[first].start, tokens[min(after, len(tokens)) - 1].end, verb)
