"""Whether what stood still goes on again, or was done after all."""

from collections.abc import Sequence

from kprlint.prose.assertion import Spot, clause_before
from kprlint.prose.clause import DETERMINERS, MONTHS
from kprlint.prose.data import pairs, words
from kprlint.prose.patterns import is_break
from kprlint.prose.text import P, Token

_REACH = 5
_CONTRAST = frozenset("but and however though yet now although".split())
_CAUSE = frozenset(
    "due because owing following as by during given from after for since pending with".split()
)
_NO_NOUN = frozenset("was were is are be been being has have had will to and but due by in".split())
_WHEN = frozenset(MONTHS) | frozenset(
    """
    from in on by of at last this that next year years month months week weeks quarter quarters q1 q2 q3 q4
    spring summer autumn winter early late mid end
    """.split()
)
_AFFECT = frozenset("affect affected impact impacted".split())
_REMAINS = frozenset("is are remains remain still stays".split())
_FINE = frozenset(
    [("on", "track"), ("on", "schedule"), ("on", "target"), ("on", "course"), ("still", "on")]
)
_IN_TIME = frozenset([("on", "time"), ("as", "planned"), ("in", "time")])
_THAN = frozenset("later longer slower".split())
_DELAYS = frozenset("delay delays slippage".split())


def is_over(spot: Spot[P]) -> bool:
    """Whether the words around the phrase, or the sentence behind it, say so."""
    tokens, first, after = spot.tokens, spot.first, spot.after
    before = [token.word for token in clause_before(spot, _REACH)]
    if "had" in before and "to" not in before[: before.index("had")]:
        return True  # “had been postponed”: before something else happened
    if before[:1] == ["being"] or before[:2] == ["been", "having"]:
        return True  # “after being postponed”, “having been delayed”
    if not words("sense", "before").isdisjoint(before) and _is_done(tokens, first, after):
        return True
    if _describes(tokens, first, after) and _is_done_later(tokens, after):
        return True
    if tokens[first].word in _THAN and any(_is_end(tokens, index) for index in range(first)):
        return all(
            token.word not in ("will", "to") for token in tokens[:first]
        )  # “opened later than planned”
    if tokens[first].word in _DELAYS and _is_made_good(tokens, after):
        return True
    return _is_on_track(tokens, after) or leads_to_end(tokens, after) or _goes_on(spot)


def _goes_on(spot: Spot[P]) -> bool:
    """Whether the sentence behind is about the same thing, and says that it is over."""
    if spot.following is None:
        return False
    tokens = spot.following.tokens
    begins = tokens[0].word in words("sense", "over")
    if begins and tokens[0].word not in words("sense", "over again"):
        return False  # “Completed the survey”: another thing
    return leads_to_end(tokens, 0)


def leads_to_end(tokens: Sequence[Token], index: int) -> bool:
    """Whether the words from `index` on come to “resumed” and the like, still about the same thing."""
    size = len(tokens)
    while index < size:
        word = tokens[index].word
        if _is_end(tokens, index):
            return True
        if word == "to" and index + 1 < size and _tells_when(tokens[index + 1].word):
            index += 2  # “moved to June and held”
        elif word in _CAUSE:
            # The reason may be long; what matters is whether a clause follows that goes on.
            index += 1
            while index < size and not (tokens[index].word in _CONTRAST or is_break(tokens[index])):
                index += 1
        elif word in words("sense", "to come"):
            return False
        elif word in words("sense", "between") or _tells_when(word):
            index += 1
        else:
            return False
    return False


def _is_end(tokens: Sequence[Token], index: int) -> bool:
    word = tokens[index].word
    following = tokens[index + 1].word if index + 1 < len(tokens) else ""
    return word in words("sense", "over") or (word, following) in pairs("sense", "over of two")


def _tells_when(word: str) -> bool:
    return word in _WHEN or word[0].isdecimal()


def _describes(tokens: Sequence[Token], first: int, after: int) -> bool:
    """Whether the phrase describes what follows: “the postponed event”."""
    return (
        first > 0
        and after < len(tokens)
        and not is_break(tokens[after])
        and tokens[after].word not in _NO_NOUN
        and tokens[first - 1].word in DETERMINERS
    )


def _is_done_later(tokens: Sequence[Token], index: int) -> bool:
    """Whether anything behind `index` is told as done, and not as to come."""
    to_come = words("sense", "to come") - {"to"}
    for place in range(index, len(tokens)):
        if tokens[place].word in to_come:
            return False
        if _is_end(tokens, place):
            return True
    return False


def _is_done(tokens: Sequence[Token], first: int, after: int) -> bool:
    """Whether the sentence says, before the phrase or behind it, that something was done."""
    earlier = tokens[:first]
    if any(_is_end(earlier, index) for index in range(first)):
        return all(token.word != "will" for token in earlier)
    return _is_done_later(tokens, after)


def _is_made_good(tokens: Sequence[Token], index: int) -> bool:
    """Whether a delay is told as mended in its clause: “the delay to the works was recovered”."""
    to_come = words("sense", "to come") - {"to"}
    for place in range(index, len(tokens)):
        word = tokens[place].word
        following = [token.word for token in tokens[place : place + 3]]
        if is_break(tokens[place]) or word in _CONTRAST or word in to_come:
            return word == "not" and not _AFFECT.isdisjoint(following)
        if word in words("sense", "over of delays"):
            return True
        if following[:2] in (["made", "up"], ["caught", "up"]):
            return True
    return False


def _is_on_track(tokens: Sequence[Token], index: int) -> bool:
    """Whether the sentence goes on to say that all is well: “… but the programme remains on track”."""
    for place in range(index, len(tokens) - 2):
        if tokens[place].word in _REMAINS:
            if (tokens[place + 1].word, tokens[place + 2].word) in _FINE:
                return True
        if (tokens[place + 1].word, tokens[place + 2].word) in _IN_TIME:
            return True
    return False
