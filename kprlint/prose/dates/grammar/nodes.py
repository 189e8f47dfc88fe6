"""What the grammar finds: items of time, and what joins them."""

from typing import NamedTuple

from kprlint.prose.dates.calendar import Interval
from kprlint.prose.dates.terms import Grain, Why


class Node(NamedTuple):
    """One item of time, from token `begin` up to `end`; which fields count depends on `kind`.

    Kinds: ``day``, ``month``, ``quarter`` and ``half`` (of a financial year), ``calendar quarter``, ``calendar half``,
    ``season``, ``feast``, ``new year``, ``year``, ``financial``, ``municipal``, ``academic``, ``fixed`` and ``refused``.
    """

    kind: str
    begin: int
    end: int
    number: int = 0
    day: int = 0
    name: str = ""
    year: int | None = None
    in_financial_year: bool = False
    part: str = ""
    week: str = ""
    weekday: int | None = None
    turn: int = 0
    fixed: Interval | None = None
    grain: Grain = Grain.RELATIVE
    why: tuple[Why, ...] = ()
    needs_future: bool = False
    others: "tuple[Node, ...]" = ()  # what else the same words may mean

    @property
    def meaning(self) -> tuple[object, ...]:
        """All but where it stands."""
        return (self.kind, *self[3:-1], *[other.meaning for other in self.others])

    @property
    def is_open(self) -> bool:
        """Whether the year is not written."""
        return self.year is None and self.kind not in ("fixed", "refused")


class Expression(NamedTuple):
    """Items with what joins each to the next: ``to``, ``and``, ``/`` or a comma."""

    nodes: list[Node]
    joints: list[str]


class Year(NamedTuple):
    """A year behind a month, a quarter or a season."""

    year: int
    end: int
    financial: bool = False
    why: tuple[Why, ...] = ()
    other: int | None = None  # the other financial year that it may be
    calendar: bool = False  # said to be a calendar year
