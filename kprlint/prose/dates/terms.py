"""What can be said about a date in a text: how fine it is, what it is for, how sure its meaning is, and why."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kprlint.model.interval import Grain


class Role(StrEnum):
    """What the date is to the sentence.

    `FORMER` is the old one of two (“moved from June to September”), `NAME` says what something is about and
    not when it happens (“the 2022/23 accounts”).
    """

    DEADLINE = "deadline"
    UNTIL = "until"
    START = "start"
    SINCE = "since"
    AFTER = "after"
    DURING = "during"
    POINT = "point"
    FORMER = "former"
    NAME = "name"


class Certainty(StrEnum):
    """Whether the words leave no choice, a usual one, several, or none at all."""

    EXACT = "exact"
    BY_CONVENTION = "by-convention"
    AMBIGUOUS = "ambiguous"
    REFUSED = "refused"


class YearKind(StrEnum):
    """Which twelve months a year is."""

    CALENDAR = "calendar"
    FINANCIAL = "financial"
    MUNICIPAL = "municipal"
    ACADEMIC = "academic"

    @property
    def begins_anywhere(self) -> bool:
        """Whether councils begin it in different months."""
        return self in (YearKind.MUNICIPAL, YearKind.ACADEMIC)


class Why(StrEnum):
    """What stands between the words and the days: why a date is not exact. The values are told to people."""

    NO_YEAR = "the year is not written; it is taken from the day of the text"
    RELATIVE = "counted from the day of the text"
    SEASON = "a season has no fixed days"
    PART = "“early”, “mid” and “late” have no fixed days"
    END = "the end or the start of a time is taken as its last or first day"
    TERM = "school terms have no fixed days"
    FEAST = "taken as the day itself"
    DAY_FIRST = "the day is taken to come first"
    SPAN = "a span of years is taken to be one of financial years"
    KIND_OF_YEAR = "the kind of year is not said"
    NEW_YEAR = "the new year is taken as its first months"
    OTHER_YEAR = "municipal and academic years begin in no fixed month"
    # Ambiguous:
    DAY_OR_YEAR = "the number may be the day or the year"
    WHICH_FIRST = "the day or the month may come first"
    WHICH_YEAR = "the year may be a calendar or a financial year"
    FINANCIAL_YEAR_OR_MONTH = "this may be a financial year or a month"
    WEEKDAY = "the day of the week is another one"
    MAY_DAY = "May Day is 1 May, and the bank holiday the first Monday of May"
    # Refused:
    NO_SUCH_DAY = "there is no such day"
    UNREADABLE = "the month cannot be read"
    NO_MONTH = "the month is not written"
    MONTH_FIRST = "there is no such month; the month must not come first"
    BACKWARDS = "it ends before it begins"


class Reading(NamedTuple):
    """One of several meanings."""

    first_day: date
    last_day: date
    grain: Grain


class Found(NamedTuple):
    """A date in a text.

    `start` and `end` are offsets in code points, `text` the words there; the days are inclusive, and None where
    the date is refused. `readings` holds the meanings of an ambiguous one, the likelier first (the days
    are its), and those to propose for a refused one.
    """

    start: int
    end: int
    text: str
    first_day: date | None
    last_day: date | None
    grain: Grain
    role: Role
    certainty: Certainty
    readings: tuple[Reading, ...] = ()
    why: tuple[Why, ...] = ()
