"""Where a text says that not all is done."""

from collections.abc import Iterable, Iterator
from functools import cache

from kprlint.prose.assertion import (
    Spot,
    clause_before,
    has_other_sense,
    is_denied,
    is_name,
    spots,
)
from kprlint.prose.clause import HAS, WAS, word_at
from kprlint.prose.data import words
from kprlint.prose.lexicon import verbs
from kprlint.prose.patterns import Phrases, is_break
from kprlint.prose.resolved import leads_to_end
from kprlint.prose.text import P, Token

_REST_REACH = 7
_OF_WHAT = 6
_COUNT = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten".split(), start=1
    )
}
_EVERYBODY = (["all"], ["everyone"], ["everybody"], ["anyone"])
_MEANT_FOR = (["to"], ["for"])
_GOES_ON = frozenset("and but which now".split())


@cache
def _phrases() -> Phrases:
    return Phrases("unfinished")


def unfinished(passages: Iterable[P]) -> Iterator[Spot[P]]:
    """The first phrase of each passage that says that something is still to be done."""
    told: P | None = None
    for spot in spots(_phrases(), passages):
        if spot.passage is not told and _is_open(spot):
            told = spot.passage
            yield spot


def _is_open(spot: Spot[P]) -> bool:
    kind, not_with = spot.phrase.columns
    if is_name(spot) or has_other_sense(spot, not_with) or _is_handed_on(spot):
        return False
    match kind:
        case "but for":
            right = _is_completed_before(spot)
        case "rest":
            right = _is_left_to_do(spot)
        case "all but":
            right = _is_done_to_things(spot)
        case "outstanding":
            right = _is_outstanding(spot)
        case "of them":
            right = _is_some_of(spot)
        case "percent":
            right = _is_below_hundred(spot)
        case _:
            right = True
    if not right or (kind != "but for" and is_denied(spot)):
        return False
    return not (_was_before(spot) or _is_done_since(spot))


def _is_completed_before(spot: Spot[P]) -> bool:
    """Whether the sentence says before the phrase that something is complete, or names all of its parts."""
    completed = words("sense", "completed")
    before = [token.word for token in spot.tokens[: spot.first]]
    if before[-1:] in _EVERYBODY and before[-2:-1] in _MEANT_FOR:
        return False  # “is live, and free to all except …”
    if not completed.isdisjoint(before):
        return True
    return ("all" in before or "every" in before) and _is_done_to_things(spot)


def _is_done_to_things(spot: Spot[P]) -> bool:
    """Whether the sentence says what was done, and leaves out no people: “all but two lamps were replaced”."""
    near = [token.word for token in spot.tokens[: spot.after + _OF_WHAT]]
    if not words("sense", "people").isdisjoint(near):
        return False
    return any(
        t.word in words("sense", "completed") or t.word in verbs().participles for t in spot.tokens
    )


def _is_outstanding(spot: Spot[P]) -> bool:
    """Whether “outstanding” means left to do: “two invoices are outstanding”, not “an outstanding year”."""
    tokens, first = spot.tokens, spot.first
    if first == 0 or tokens[first - 1].word not in ("is", "are", "remains", "remain", "still"):
        return False
    return any(token.word in _COUNT or token.word[0].isdecimal() for token in tokens[:first])


def _is_some_of(spot: Spot[P]) -> bool:
    """Whether fewer than all parts are told as done: “two of the three phases are complete”."""
    before = list(spot.tokens[: spot.first])
    for index in range(len(before) - 2):
        if before[index + 1].word != "of":
            continue
        total = index + 2 + (before[index + 2].word in ("the", "its", "our"))
        some, every = _number(before[index].word), _number(word_at(before, total))
        part = word_at(before, total + 1)
        if some is not None and every is not None and some < every:
            return part in words("sense", "parts") or part == ""
    return False


def _number(word: str) -> int | None:
    if word.isascii() and word.isdecimal():
        return int(word[:9])
    return _COUNT.get(word)


def _is_left_to_do(spot: Spot[P]) -> bool:
    """Whether what follows the phrase is still to be done."""
    said = [token.word for token in spot.tokens[spot.after :]]
    for index, word in enumerate(said):
        following = said[index + 1] if index + 1 < len(said) else ""
        if word in WAS or (word in HAS and following != "to"):
            return False
        if word in words("sense", "left to do"):
            near = said[index : index + 3]
            return "now" not in near and words("sense", "completed").isdisjoint(near)
        if word == "to" and following in ("be", "follow", "complete"):
            return True
    return False


def _is_below_hundred(spot: Spot[P]) -> bool:
    """Whether a percentage below 100 stands before the phrase."""
    tokens, first = spot.tokens, spot.first
    for index in range(first, max(0, first - _OF_WHAT), -1):
        said = "%" in tokens[index].before or tokens[index - 1].word in ("cent", "percent")
        # “95% complete”, “95% of the works are complete”.
        if said and (index == first or tokens[index].word == "of"):
            figures = [t.word for t in tokens[max(0, index - 3) : index] if t.word[0].isdecimal()]
            return bool(figures) and figures[-1] not in ("100", "100.0")
    return False


def _is_handed_on(spot: Spot[P]) -> bool:
    """Whether what is left was moved elsewhere, is nobody's any more, or is everyday work."""
    handed_on = words("sense", "handed on")
    return any(token.word in handed_on for token in spot.tokens[spot.after :])


def _was_before(spot: Spot[P]) -> bool:
    """Whether the phrase tells of an earlier time: “was awaiting approval, which came in May”."""
    if spot.tokens[spot.first].word in ("not", "except"):
        return False
    return any(token.word in WAS or token.word == "had" for token in clause_before(spot, 2))


def _is_done_since(spot: Spot[P]) -> bool:
    """Whether what was left is told as done by now: “all but one were built; the last was opened in May”."""
    tokens = spot.tokens
    for index in range(spot.after, len(tokens)):
        if is_break(tokens[index]) or tokens[index].word in _GOES_ON:
            if leads_to_end(tokens, index) or _was_the_rest(tokens[index:]):
                return True
    if spot.following is None:
        return False
    return leads_to_end(spot.following.tokens, 0) or _was_the_rest(spot.following.tokens)


def _was_the_rest(tokens: tuple[Token, ...]) -> bool:
    """Whether a clause begins “the last was …”."""
    said = [token.word for token in tokens[:_REST_REACH]]
    return not words("sense", "the rest").isdisjoint(said) and any(
        word in WAS or word in HAS for word in said
    )
