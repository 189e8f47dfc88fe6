"""Examples for help texts, of the plan's own years: “2026/27 Q4” tells more to somebody who writes in 2026."""

import re

from kprlint.model import FinancialYear, Quarter
from kprlint.source.document import Document
from kprlint.source.yaml import Scalar

# Where nothing in the file says what year it is.
_ANY = Quarter(FinancialYear(2024), 2)
_YEAR = re.compile(r"(?<![\d.])(20\d\d)(?:[/-](?:20)?\d\d)?(?![\d.])")


class Examples:
    """Of dates that lie ahead of the quarter under way."""

    def __init__(self, quarter: Quarter) -> None:
        self.quarter = str(quarter)
        self._next = quarter + 1

    @classmethod
    def of(cls, document: Document, plan: Quarter | None = None) -> "Examples":
        """Those of a file: of its plan's quarter, else of its own, else of the first year that it names."""
        quarter = plan or document.quarter
        if quarter is None and isinstance(node := document.node(("period",)), Scalar):
            quarter = Quarter.parse(node.text.strip())
        if quarter is None:
            found = _YEAR.search(document.text.content) or _YEAR.search(document.name)
            quarter = Quarter(FinancialYear(int(found[1])), 2) if found else _ANY
        return cls(quarter)

    @property
    def day(self) -> str:
        return self._next.last_day.isoformat()

    @property
    def month(self) -> str:
        return self.day[:7]

    @property
    def next_quarter(self) -> str:
        return str(self._next)

    @property
    def year(self) -> str:
        return str(self._next.year)

    @property
    def next_year(self) -> str:
        return str(FinancialYear(self._next.year.start + 1))
