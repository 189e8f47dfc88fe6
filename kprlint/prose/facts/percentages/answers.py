"""Answers that exclude each other, and add up to more than all."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kprlint.prose.data import phrases
from kprlint.prose.facts.percentages.mismatch import Mismatch, Relation
from kprlint.prose.facts.percentages.quantities import SHARE, Quantity
from kprlint.prose.text import Token

_NEAR = 4
_WHOLE_PERCENT = Decimal(100)
_ANSWERS = tuple(phrases("figures", kind) for kind in ("in favour", "against", "neither"))


def sums(text: str, said: Sequence[Token], told: Sequence[Quantity]) -> Iterator[Mismatch]:
    """Answers that exclude each other: “62% in favour, 28% against and 15% had no view” are more than all."""
    shares = [one for one in told if one.unit == SHARE]
    kinds = [_answer(said, one) for one in shares]
    if len(shares) < 2 or None in kinds or len(set(kinds)) < len(kinds):
        return
    total = sum((one.value for one in shares), Decimal(0))
    rounding = sum((one.unit_in_last_place for one in shares), Decimal(0)) / 2
    if total <= _WHOLE_PERCENT + rounding:
        return
    printed = [text[one.start : one.end] for one in shares]
    first, last = shares[0], shares[-1]
    listed = f"{', '.join(printed[:-1])} and {printed[-1]}"
    yield Mismatch(first.start, last.end, Relation.SUM, listed, "", printed[-1], f"{total:f}%")


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
