"""A percentage that is not what the figures beside it give."""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple

from kprlint.prose.facts.percentages.quantities import Quantity

# A printed percentage may be cut off instead of rounded, or rounded twice: so many units of its last place are no fault.
LEEWAY = 1


class Relation(StrEnum):
    """What a percentage says of the figures beside it."""

    SHARE = "share"  # 12 of 15 (80%)
    RISE = "rise"  # from 12 to 15, an increase of 25%
    FALL = "fall"
    SUM = "sum"  # 62% for, 28% against and 15% undecided


class Mismatch(NamedTuple):
    """A percentage that is wrong, with its figures, from `start` to `end` of the text; `right` is what it should be.

    Of a sum `first` are the percentages, and `right` is their sum. `swapped`: the percentage is right where part and
    whole change places.
    """

    start: int
    end: int
    relation: Relation
    first: str
    second: str
    printed: str
    right: str
    swapped: bool = False


def mismatch(
    text: str,
    relation: Relation,
    one: Quantity,
    two: Quantity,
    share: Quantity,
    right: Decimal,
    *,
    swapped: bool = False,
) -> Mismatch:
    end = max(one.end, two.end, share.end)
    shown = text[share.start : share.end]
    return Mismatch(
        min(one.start, two.start, share.start),
        end + (text[end : end + 1] in (")", "]")),
        relation,
        text[one.start : one.end],
        text[two.start : two.end],
        shown,
        shown.replace(share.number, f"{right:f}", 1),
        swapped,
    )


def percent(part: Decimal, whole: Decimal, unit: Decimal) -> Decimal:
    return (part * 100 / whole).quantize(unit, ROUND_HALF_UP) if whole else Decimal(0)
