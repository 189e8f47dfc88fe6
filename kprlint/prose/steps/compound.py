"""How much a next step promises: its words, the verbs that promise something of their own, its own dates."""

from collections.abc import Sequence
from datetime import date

from kprlint.prose.data import words
from kprlint.prose.lexicon import CC, DT, MD, NN, VB
from kprlint.prose.steps.deadline import Bearing, step_dates
from kprlint.prose.text import Token, sentences

_LINKS = words("steps", "links")
_BEGINS_OBJECT = words("steps", "begins an object")


def count_words(text: str) -> int:
    """The words of a step."""
    return sum(len(sentence.tokens) for sentence in sentences(text))


def promises(text: str) -> tuple[str, ...]:
    """The verbs of a step that each promise something of their own, in small letters.

    “Draft and publish the plan, and train the staff” makes two: “draft” and “publish” both mean the plan.
    """
    found: list[str] = []
    for sentence in sentences(text):
        tokens = sentence.tokens
        heads = [i for i in range(len(tokens)) if _is_head(tokens, i)]
        found += [tokens[i].word for i in heads if _has_object(tokens, i, heads)]
    return tuple(found)


def dates(text: str, as_at: date) -> tuple[str, ...]:
    """The different dates that a step written on the day `as_at` is certainly held to, as they are written."""
    found = {
        (one.found.first_day, one.found.last_day): text[one.found.start : one.found.end]
        for one in step_dates(text, as_at)
        if one.bearing is Bearing.OWN and one.found.first_day
    }
    return tuple(found.values())


def _is_head(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb in its base form begins a clause here."""
    token = tokens[index]
    if not token.tags & VB:
        return False
    first = index
    while first and _is_link(tokens[first - 1]) and not tokens[first].before:
        first -= 1
    if first == 0:
        return True
    parted = any(mark in tokens[first].before for mark in ",;")
    if first == index and not parted:
        return bool(tokens[index - 1].tags & MD)
    if tokens[index - 1].word == "to":
        return False  # “… the school to agree the route” says what for
    # Behind a comma or “and” a noun is as likely: “the plan and report”.
    return not token.tags & NN or _begins_object(tokens, index + 1)


def _has_object(tokens: Sequence[Token], index: int, heads: Sequence[int]) -> bool:
    """Whether something of its own follows the verb, and not the next verb."""
    following = index + 1
    while following < len(tokens) and _is_link(tokens[following]):
        following += 1
    return following not in heads


def _is_link(token: Token) -> bool:
    return bool(token.tags & CC) or token.word in _LINKS


def _begins_object(tokens: Sequence[Token], index: int) -> bool:
    if index >= len(tokens) or tokens[index].before:
        return False
    return bool(tokens[index].tags & DT) or tokens[index].word in _BEGINS_OBJECT
