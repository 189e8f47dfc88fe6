"""What a next step can be, instead of something that will be done."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from kprlint.prose.text import Token


class Form(StrEnum):
    """What a step is."""

    PAST = "past"
    STATE = "state"
    CONTINUE = "continue"
    CONTINUE_AT_LENGTH = "continue at length"  # a fault only where no step does more
    VAGUE = "vague"
    NO_VERB = "no verb"
    ACTION = "action"


class Told(NamedTuple):
    """A form, by its words from `start` to `end`.

    `verb` is the verb that the step should begin with, with its particle: “sign off”; "" where none is known.
    `advice` is what the word list says to write instead.
    """

    form: Form
    start: int
    end: int
    verb: str = ""
    advice: str = ""


def told(form: Form, tokens: Sequence[Token], first: int, after: int, verb: str = "") -> Told:
    """The form, by the words from `first` to the one before `after`."""
    return Told(form, tokens[first].start, tokens[min(after, len(tokens)) - 1].end, verb)
