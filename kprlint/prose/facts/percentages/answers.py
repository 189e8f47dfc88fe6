"""Answers that exclude each other, and add up to more than all."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, zip_longest

from kprlint.prose.data import phrases, words
from kprlint.prose.facts.percentages.mismatch import Mismatch, Relation
from kprlint.prose.facts.percentages.quantities import SHARE, Quantity
from kprlint.prose.months import ANY_MONTH
from kprlint.prose.text import Token

_NEAR = 4
_WHOLE_PERCENT = Decimal(100)
# Of two percentages hardly anybody can tell whether they are parts of one thing.
_FEWEST = 3
_SPLIT = words("figures", "split")
_SPLIT_IN_TWO = phrases("figures", "split in two words")
_EXCLUSIVE = words("figures", "exclusive")
_CHANGE = words("figures", "change")
_MANY_ANSWERS = words("figures", "many answers")
_ANSWERS = tuple(phrases("figures", kind) for kind in ("in favour", "against", "neither"))


def sums(text: str, said: Sequence[Token], told: Sequence[Quantity]) -> Iterator[Mismatch]:
    """Answers that exclude each other: “62% in favour, 28% against and 15% had no view” are more than all."""
    shares = [one for one in told if one.unit == SHARE]
    if len(shares) < 2 or not (_are_answers(said, shares) or _are_parts(said, shares)):
        return
    total = sum((one.value for one in shares), Decimal(0))
    rounding = sum((one.unit_in_last_place for one in shares), Decimal(0)) / 2
    if total <= _WHOLE_PERCENT + rounding:
        return
    printed = [text[one.start : one.end] for one in shares]
    first, last = shares[0], shares[-1]
    listed = f"{', '.join(printed[:-1])} and {printed[-1]}"
    yield Mismatch(first.start, last.end, Relation.SUM, listed, "", printed[-1], f"{total:f}%")


def _are_answers(said: Sequence[Token], shares: Sequence[Quantity]) -> bool:
    kinds = [_answer(said, one) for one in shares]
    return None not in kinds and len(set(kinds)) == len(kinds)


def _are_parts(said: Sequence[Token], shares: Sequence[Quantity]) -> bool:
    """Whether the percentages are those of parts of one thing: “is split 45% on roads, 40% on parks and 30% on …”."""
    words_said = [token.word for token in said]
    changed = any(
        one in _CHANGE and not (one == "by" and other in _EXCLUSIVE)  # “28% by bus”
        for one, other in pairwise([*words_said, ""])
    )
    if len(shares) < _FEWEST or changed or not _MANY_ANSWERS.isdisjoint(words_said):
        return False
    following = [
        _behind(said, one.after, next_one.first if next_one else len(said))
        for one, next_one in zip_longest(shares, shares[1:])
    ]
    if any(not set(words[:3]).isdisjoint(ANY_MONTH) for words in following):
        return False
    opening = words_said[: shares[0].first]
    split = not _SPLIT.isdisjoint(opening) or any(
        " ".join(two) in _SPLIT_IN_TWO for two in pairwise(opening)
    )
    if split and all(words[:1] != ["of"] for words in following[1:]):
        return True
    if all("option" in words[: _NEAR + 1] for words in following):
        return True
    kinds = [_EXCLUSIVE.intersection(words[:_NEAR]) for words in following]
    return all(kinds) and len(frozenset(map(frozenset, kinds))) == len(kinds)


def _behind(said: Sequence[Token], begin: int, end: int) -> list[str]:
    return [token.word for token in said[begin:end]]


def _answer(said: Sequence[Token], share: Quantity) -> int | None:
    """Which of the answers a percentage is of: in favour, against, or neither."""
    words = list[str]()
    for token in said[share.after : share.after + _NEAR]:
        if words and (token.is_break or token.word == "and"):
            break
        words.append(token.word)
    for kind in reversed(range(len(_ANSWERS))):  # “no view” before “no”
        for begin in range(len(words)):
            for end in range(begin + 1, len(words) + 1):
                if " ".join(words[begin:end]) in _ANSWERS[kind]:
                    return kind
    return None
