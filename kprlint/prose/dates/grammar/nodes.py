"""What the grammar finds: items of time, and what joins them."""

from typing import NamedTuple, TypeAlias

from kprlint.model.interval import Grain, Interval
from kprlint.prose.dates.terms import Why, YearKind


class Day(NamedTuple):
    """A day of a month; in no year yet, as all that follow but `Fixed`."""

    month: int
    number: int


class Month(NamedTuple):
    """January is 1."""

    number: int


class Quarter(NamedTuple):
    """`said` is how it was written where that tells something: ``plural``, or ``spelt`` (“the first quarter”)."""

    number: int
    kind: YearKind = YearKind.FINANCIAL
    said: str = ""


class Half(NamedTuple):
    """Half a year."""

    number: int
    kind: YearKind = YearKind.FINANCIAL


class WeekdayOf(NamedTuple):
    """The `nth` Monday (0) to Sunday (6) of a month; -1 is the last."""

    nth: int
    weekday: int
    month: int


class Term(NamedTuple):
    """A school term, by its season."""

    name: str


class Season(NamedTuple):
    """One of the four."""

    name: str


class Feast(NamedTuple):
    """A day that has a name, as in `vocabulary.HOLIDAYS`; or ``early may``."""

    name: str


class NewYear(NamedTuple):
    """“in the new year”."""


class Year(NamedTuple):
    """`bare`: only “the year”, or “next year”, was written."""

    kind: YearKind = YearKind.CALENDAR
    bare: bool = False


class Fixed(NamedTuple):
    """What needs no year: counted from the day of the text, or a span of years."""

    days: Interval
    grain: Grain = Grain.RELATIVE


class Refused(NamedTuple):
    """What looks like a date, and is none."""


Time: TypeAlias = (
    Day
    | Month
    | Quarter
    | Half
    | WeekdayOf
    | Term
    | Season
    | Feast
    | NewYear
    | Year
    | Fixed
    | Refused
)


class Node(NamedTuple):
    """One item of time, from token `begin` up to `end`.

    `part` is the part of it that is meant (``early``, ``end``, ``half1``, ``week-1``, ``first 6 month``; ``half1 + end``), `week` which week a day stands for,
    `turn` how far away it is said to be (“next March” is 1).
    """

    time: Time
    begin: int
    end: int
    year: int | None = None
    in_financial_year: bool = False
    part: str = ""
    week: str = ""
    weekday: int | None = None
    turn: int = 0
    why: tuple[Why, ...] = ()
    needs_future: bool = False
    others: "tuple[Node, ...]" = ()  # what else the same words may mean

    @property
    def meaning(self) -> tuple[object, ...]:
        """All but where it stands."""
        # A season and a school term of one name are not the same.
        return (type(self.time), self.time, *self[3:-1], *[other.meaning for other in self.others])

    @property
    def is_open(self) -> bool:
        """Whether the year is not written."""
        return self.year is None and not isinstance(self.time, Fixed | Refused)

    @property
    def year_kind(self) -> YearKind | None:
        """Of a year, which kind."""
        return self.time.kind if isinstance(self.time, Year) else None


class Expression(NamedTuple):
    """Items with what joins each to the next: ``to``, ``and``, ``/`` or a comma."""

    nodes: list[Node]
    joints: list[str]


class YearBehind(NamedTuple):
    """A year behind a month, a quarter or a season."""

    year: int
    end: int
    financial: bool = False
    why: tuple[Why, ...] = ()
    other: int | None = None  # the other financial year that it may be
    calendar: bool = False  # said to be a calendar year
