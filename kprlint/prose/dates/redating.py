"""Which of two dates is the old one: “by December 2023 (originally due June 2023)”, “was June, now September”."""

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from kprlint.prose.data import words
from kprlint.prose.dates.terms import Found, Role
from kprlint.prose.dates.vocabulary import FUNCTION_WORDS
from kprlint.prose.tokens import Tokens

_FAR = 8
_OLD_PAIRS = frozenset(
    {("rather", "than"), ("instead", "of"), ("place", "of"), ("opposed", "to"), ("lieu", "of")}
)
_OLD_PAIR_STARTS = frozenset(one for one, _ in _OLD_PAIRS)
_PARTICLES = words("dates", "particles")
_TO = words("dates", "to a new date")
_HEADS = words("dates", "heads of a new date") | words("when", "of a deadline")
_BEFORE_WAS = frozenset({"(", ",", "-", "–", "—", ":", ";", "which", "that"})
_BEFORE_NOT = frozenset({",", "(", "and", "–", "-", "but"})
_IS = frozenset({"is", "be"})
_BOUNDS = words("dates", "bounds")
_PROMISED = words("dates", "promised")
_MAY_BE_FORMER = frozenset({Role.DEADLINE, Role.POINT, Role.DURING, Role.UNTIL})


class Dating(Enum):
    """Where a text gives an old date and a new one, which of them a date is."""

    OLD = 0
    OLD_BESIDE_A_NEW_ONE = 1
    NEW = 2
    OLD_BEFORE_A_LATER_ONE = 3


def dating(tokens: Tokens, begin: int, end: int) -> Dating | None:
    """Which of two dates the one in the tokens `begin` to `end` is said to be; None where nothing is said of it."""
    low = tokens.low
    if low[end] == "→" or low[end : end + 2] == ["-", ">"]:
        return Dating.OLD
    if begin and (low[begin - 1] == "→" or low[max(0, begin - 2) : begin] == ["-", ">"]):
        return Dating.NEW
    at = begin - 1
    if low[end] in words("when", "of a deadline") and "missed" in low[end : end + 5]:
        return Dating.OLD
    first = max(-1, begin - _FAR)
    while at > first and (low[at] in words("when", "between") or low[at] in ":('’"):
        at -= 1
    if at < 0:
        return None
    word, before, after = low[at], low[at - 1] if at else "", low[at + 1]
    if at + 1 == begin and _is_of_a_thing(tokens, end):
        return None
    if (before, word) in _OLD_PAIRS or (word in _OLD_PAIR_STARTS and (word, after) in _OLD_PAIRS):
        return Dating.OLD
    if word in _PARTICLES and before in words("when", "moved"):
        word, at, before = before, at - 1, low[at - 2] if at > 1 else ""
        after = low[at + 2]
    if word in words("when", "moved") and after in _TO:
        return Dating.NEW
    if word in words("when", "moved") and after == "from":
        return Dating.OLD
    if word in words("when", "old"):
        return Dating.OLD
    if word == "not":
        return Dating.OLD if before in _BEFORE_NOT and after not in _BOUNDS else None
    if word in ("was", "were", "been"):
        return _was(low[at + 1 : begin], before)
    if word in words("when", "old beside a new one"):
        return Dating.OLD_BESIDE_A_NEW_ONE
    if word in words("when", "new"):
        # “revised date: June”, “now June”; but “updated on 3 July”.
        told = word in ("now", "new", "latest") or at + 1 == begin or after in _TO | _HEADS
        return Dating.NEW if told else None
    if (word.isalpha() or word == ",") and _is_promised(low[at + 1 : begin]):
        return Dating.OLD_BEFORE_A_LATER_ONE
    return None


def _is_promised(between: list[str]) -> bool:
    """“the works planned for June”, before which stands no verb: whose date may be an old one."""
    return not _PROMISED.isdisjoint(between) and _IS.isdisjoint(between)


def _is_of_a_thing(tokens: Tokens, end: int) -> bool:
    """“the new June 2024 timetable”, but “the original June 2023 deadline”."""
    low = tokens.low[end]
    return low.isalpha() and low not in FUNCTION_WORDS and low not in words("when", "of a deadline")


def _was(between: list[str], before: str) -> Dating | None:
    """“was due in June” is an old date; “(was June)” is one beside a new one, and “was held in June” none."""
    if not words("when", "event").isdisjoint(between):
        return None
    if not _PROMISED.isdisjoint(between):
        return Dating.OLD
    beside = before in _BEFORE_WAS or before in words("when", "of a deadline")
    return Dating.OLD_BESIDE_A_NEW_ONE if beside else None


def _has_later(tokens: Tokens, found: Found, begin: int, others: "list[Placed]") -> bool:
    """Whether a later date follows in the sentence: “the works planned for June 2023 by January 2024”."""
    return any(
        found.last_day is not None
        and other.found.first_day is not None
        and other.found.first_day > found.last_day
        and other.found.role in _MAY_BE_FORMER
        and not any(tokens.ends_sentence(at) for at in range(begin, other.begin))
        for other in others
    )


class Placed(NamedTuple):
    """A date, by its first and last token, and which of two it is said to be."""

    found: Found
    begin: int
    dating: Dating | None


def with_former(tokens: Tokens, dates: list[Placed]) -> Iterator[Found]:
    """Tells the old date of two: “by June 2023 (now December 2023)”, “by May 2024, previously August 2023”."""
    for number, (found, begin, said) in enumerate(dates):
        former = said is Dating.OLD
        if said is Dating.OLD_BESIDE_A_NEW_ONE:
            former = len(dates) > 1
        elif said is Dating.OLD_BEFORE_A_LATER_ONE:
            former = _has_later(tokens, found, begin, dates[number + 1 :])
        elif said is None and found.role in _MAY_BE_FORMER:
            after = dates[number + 1] if number + 1 < len(dates) else None
            former = bool(
                after
                and after.dating is Dating.NEW
                and not any(
                    tokens.ends_sentence(at) and tokens.low[at] != ";"
                    for at in range(begin, after.begin)
                )
            )
        yield found._replace(role=Role.FORMER) if former else found
