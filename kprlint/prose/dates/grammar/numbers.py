"""What begins with a number: a year, a date in figures, a day of a month, a count of weeks."""

from kprlint.prose.dates.grammar.days import (
    day_of_month,
    lonely_day,
    nth_weekday,
    numeric,
    unreadable,
)
from kprlint.prose.dates.grammar.months import year_before
from kprlint.prose.dates.grammar.nodes import Node
from kprlint.prose.dates.grammar.periods import nth_quarter
from kprlint.prose.dates.grammar.reader import ONE_TO_FOUR, Reader
from kprlint.prose.dates.grammar.relative import ago
from kprlint.prose.dates.grammar.spelt import spelt_day
from kprlint.prose.dates.grammar.years import year_first


def number_first(r: Reader, at: int, announced: str) -> Node | None:
    low = r.low
    length = len(low[at])
    if length > 4 or length == 3 or not r.is_free(at, announced):
        return None
    if length == 4:
        return year_before(r, at) or year_first(r, at, announced)
    found = numeric(r, at, announced) or nth_weekday(r, at, announced)
    if found:
        return found
    after = r.ordinal_end(at)
    if (
        after > at + 1
        and low[after] in ("quarter", "qtr")
        and length == 1
        and low[at] in ONE_TO_FOUR
    ):
        return nth_quarter(r, at, after, int(low[at]))
    return (
        day_of_month(r, at, announced)
        or ago(r, at, announced)
        or unreadable(r, at)
        or lonely_day(r, at)
    )


def spelt(r: Reader, at: int, announced: str) -> Node | None:
    """“twenty-first of June”, “twenty weeks”."""
    return spelt_day(r, at, announced) or ago(r, at, announced)
