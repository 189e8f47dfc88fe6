"""Stretches of days, and how fine a date is."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Grain(StrEnum):
    """How fine a date is. A due date is a day, a month, a quarter or a financial year; words have the others, too."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    CALENDAR_YEAR = "year"  # a municipal or an academic one, too
    FINANCIAL_YEAR = "financial year"
    PART_OF_MONTH = "part-of-month"
    PART_OF_YEAR = "part-of-year"
    RANGE = "range"
    RELATIVE = "relative"


class Interval(NamedTuple):
    """From the first day to the last, both inclusive."""

    first: date
    last: date
