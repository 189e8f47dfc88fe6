"""A percentage that is not what the figures beside it give."""

from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, StrEnum
from typing import NamedTuple

from kprlint.prose.facts.percentages.quantities import Quantity

# A printed percentage may be cut off instead of rounded, or rounded twice: so many units of its last place are no mistake.
_LEEWAY = 1


class Relation(StrEnum):
    """What a percentage says of the figures beside it."""

    SHARE = "share"  # 12 of 15 (80%)
    RISE = "rise"  # from 12 to 15, an increase of 25%
    FALL = "fall"
    SUM = "sum"  # 62% for, 28% against and 15% undecided


class Mismatch(NamedTuple):
    """A percentage that is wrong, with its figures, from `start` to `end` of the text; `right` is what it should be.

    Of a sum `first` are the percentages, and `right` is their sum. `swapped`: the percentage is right where part and
    whole change places. `is_cut`: it is right but for its last place, as if cut off instead of rounded.
    """

    start: int
    end: int
    relation: Relation
    first: str
    second: str
    printed: str
    right: str
    swapped: bool = False
    is_cut: bool = False


class Deviation(Enum):
    """How far a printed percentage is from what its figures give."""

    NONE = 0
    LAST_PLACE = 1
    WRONG = 2


def deviation(share: Quantity, low: Decimal, high: Decimal) -> Deviation:
    """Of a percentage that should lie between `low` and `high`, before it was rounded at its last place."""
    unit, printed = share.unit_in_last_place, share.value
    if low - unit / 2 <= printed <= high + unit / 2:
        return Deviation.NONE
    if low - _LEEWAY * unit < printed < high + _LEEWAY * unit:
        return Deviation.LAST_PLACE
    return Deviation.WRONG


def mismatch(
    text: str,
    relation: Relation,
    one: Quantity,
    two: Quantity,
    share: Quantity,
    right: Decimal,
    *,
    swapped: bool = False,
    is_cut: bool = False,
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
        is_cut,
    )


def exact(part: Decimal, whole: Decimal) -> Decimal:
    """What percentage a part is of a whole."""
    return part * 100 / whole if whole else Decimal(0)


def percent(part: Decimal, whole: Decimal, unit: Decimal) -> Decimal:
    """The same, rounded."""
    return exact(part, whole).quantize(unit, ROUND_HALF_UP)
