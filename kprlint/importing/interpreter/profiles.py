"""What stands below a heading, in figures: how many of the cells are dates, percentages, words of status …"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kprlint.importing.interpreter import status_words as sw
from kprlint.prose.months import ANY_MONTH

_PERCENT = re.compile(r"\d{1,3}(?:\.\d+)?\s*%")
_MONTHS = "|".join(sorted(ANY_MONTH))
_DATE = re.compile(
    rf"\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d\d-\d\d|\b(?:{_MONTHS})\b.{{0,3}}\d{{2,4}}|"
    r"\bq[1-4]\b|\bquarter\b|\b20\d\d(?:[/-]\d\d)?\b|\b(?:spring|summer|autumn|winter)\b",
    re.I,
)
_NUMBER = re.compile(r"[£$€]?\s?-?[\d,]+(?:\.\d+)?\s?[%kmKM]?")
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d")
_LEVELS = frozenset("high medium low h m l critical 1 2 3 4 5 yes no y n must should could".split())


class ColumnProfile(NamedTuple):
    """What stands in a column, as shares of its cells that are not empty."""

    cells: int
    percents: float
    dates: float
    statuses: float
    levels: float
    numbers: float
    length: float  # characters of a cell, on average
    distinct: float
    rows: int  # of the table


def profile(body: Sequence[str]) -> ColumnProfile:
    said = [" ".join(text.split()) for text in body if text.strip()]
    count = len(said)
    if not count:
        return ColumnProfile(0, 0, 0, 0, 0, 0, 0, 0, len(body))

    def share(test: "re.Pattern[str]", most: int) -> float:
        return sum(len(t) <= most and bool(test.search(t)) for t in said) / count

    return ColumnProfile(
        count,
        sum(bool(_PERCENT.fullmatch(t)) for t in said) / count,
        share(_DATE, 40),
        sum(len(t) < 40 and (sw.meant(t) is not None or _led(t)) for t in said) / count,
        sum(t.casefold() in _LEVELS for t in said) / count,
        sum(bool(_NUMBER.fullmatch(t)) and "%" not in t for t in said) / count,
        sum(map(len, said)) / count,
        len(set(said)) / count,
        len(body),
    )


def _led(text: str) -> bool:
    found = sw.leading(text)
    return found is not None and not any(c.isalnum() for c in found[1])


def is_value(text: str) -> bool:
    """Whether a text is more likely what stands below a heading: a status, a post, a date."""
    folded = sw.fold(text)
    if folded in (
        "on track",
        "on target",
        "complete",
        "completed",
        "planned",
        "achieved",
        "delivered",
    ):
        return True
    if folded in ("yes", "no", "y", "n"):
        return text.strip() != "No"  # a heading may be “No” or “No.”, and so may an answer
    known = sw.meant(text)
    if known is not None and folded not in ("issues", "issue", "to do", "done", "open", "started"):
        return True
    return bool(_PERCENT.fullmatch(text) or _NUMBER.fullmatch(text) or _DAY.fullmatch(text)) or bool(
        re.fullmatch(r"(?:head of service|(?:corporate |executive |strategic |assistant )?director|chief officer)", folded)
    )  # fmt: skip


def counts(body: Sequence[str]) -> bool:
    numbers = [int(text.strip(".) ")) for text in body if text.strip(".) ").isdigit()]
    return len(numbers) == len([t for t in body if t]) and numbers == list(
        range(numbers[0] if numbers else 1, (numbers[0] if numbers else 1) + len(numbers))
    )
