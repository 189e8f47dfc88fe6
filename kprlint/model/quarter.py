"""The UK financial year (1 April to 31 March) and its quarters.

Q1 is April to June, Q2 July to September, Q3 October to December, Q4 January to March of the
calendar year that the financial year ends in.
"""

import re
from datetime import date, timedelta
from typing import NamedTuple

_YEAR = re.compile(r"(\d{4})[/-](\d{4}|\d{2})", re.ASCII)
_QUARTER = re.compile(r"(\d{4}[/-](?:\d{4}|\d{2}))[ -]Q([1-4])", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


class FinancialYear(NamedTuple):
    """The financial year that begins on 1 April of `start`."""

    start: int

    @classmethod
    def parse(cls, text: str) -> "FinancialYear | None":
        """Reads ``2023/24``, ``2023-24``, ``2023/2024``; None unless the second year follows the first."""
        found = _YEAR.fullmatch(text)
        if found is None:
            return None
        start, end = int(found[1]), found[2]
        if not _FIRST_YEAR <= start <= _LAST_YEAR or end != str(start + 1)[-len(end) :]:
            return None
        return cls(start)

    @property
    def first_day(self) -> date:
        return date(self.start, 4, 1)

    @property
    def last_day(self) -> date:
        return date(self.start + 1, 3, 31)

    @property
    def slug(self) -> str:
        """The form that is safe in a file name: ``2023-24``."""
        return f"{self.start}-{(self.start + 1) % 100:02}"

    def __str__(self) -> str:
        return f"{self.start}/{(self.start + 1) % 100:02}"


class Quarter(NamedTuple):
    """One quarter of a financial year; ``quarter + 1`` is the next, ``b - a`` the quarters from a to b."""

    year: FinancialYear
    number: int

    @classmethod
    def parse(cls, text: str) -> "Quarter | None":
        """Reads ``2023/24 Q2`` and ``2023-24-Q2`` (either separator in either place); else None."""
        found = _QUARTER.fullmatch(text)
        year = FinancialYear.parse(found[1]) if found else None
        return cls(year, int(found[2])) if found and year else None

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The quarter that `day` lies in."""
        shifted = (day.month - 4) % 12
        return cls(FinancialYear(day.year if day.month >= 4 else day.year - 1), shifted // 3 + 1)

    @property
    def first_day(self) -> date:
        month = 3 * self.number + 1
        return date(self.year.start, month, 1) if month <= 12 else date(self.year.start + 1, 1, 1)

    @property
    def last_day(self) -> date:
        return (self + 1).first_day - timedelta(days=1)

    @property
    def slug(self) -> str:
        """The form that is safe in a file name or a git tag: ``2023-24-Q2``."""
        return f"{self.year.slug}-Q{self.number}"

    def __add__(self, quarters: int) -> "Quarter":  # type: ignore[override]
        years, index = divmod(self.year.start * 4 + self.number - 1 + quarters, 4)
        return Quarter(FinancialYear(years), index + 1)

    def __sub__(self, earlier: "Quarter") -> int:
        return 4 * (self.year.start - earlier.year.start) + self.number - earlier.number

    def __str__(self) -> str:
        return f"{self.year} Q{self.number}"
