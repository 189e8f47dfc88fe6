"""Dates of a report → the due dates of activities and steps, where they leave no choice."""

import re
from datetime import date
from typing import NamedTuple

from kprlint.importing.interpreter.found import FoundStep
from kprlint.model import FinancialYear, Quarter
from kprlint.model.activity import ONGOING
from kprlint.model.due import Due
from kprlint.model.interval import Grain
from kprlint.prose import dates
from kprlint.prose.dates import terms
from kprlint.prose.months import ANY_MONTH
from kprlint.prose.steps.deadline import as_due, stated
from kprlint.words.printed import read_step

Typed = date | str

_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d\d)")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]\d\d:\d\d(?::\d\d)?)?")
_MONTH = re.compile(r"([A-Za-z]{3,9})\.?[\s'’/-]*(\d{4}|\d\d)")
_YEAR = re.compile(r"(?:FY\s?)?(\d{4}|\d\d)\s?[/-]\s?(\d{4}|\d\d)", re.I)
_QUARTER = re.compile(
    r"(?:(?P<before>\d{4}|\d\d)\s?[/-]\s?(?:\d{4}|\d\d)\s)?(?:Q|Qtr|Quarter)\s?(?P<number>[1-4])"
    r"(?:\s?(?:of|,|-)?\s?(?P<after>\d{4}|\d\d)\s?[/-]\s?(?:\d{4}|\d\d))?",
    re.I,
)
_LEAD = re.compile(r"^(?:by|end(?: of)?|by (?:the )?end of|due|in)\s+", re.I)
_REVISED = re.compile(r"\b(?:was|previously|originally|original|revised|now|from|moved|extended|new)\b|→|->", re.I)  # fmt: skip


class DueCell(NamedTuple):
    """A date as it is written into a file; `doubt` says what is not certain about it, “” where all is."""

    typed: Typed | None
    doubt: str = ""


def read_date(text: str, period: Quarter) -> DueCell:
    """The date that a cell holds: a day, a month, a quarter or a financial year."""
    text = " ".join(text.split()).strip(" .;,")
    if not any(c.isalnum() for c in text):
        return DueCell(None)
    if typed := _whole(text):
        return DueCell(typed)
    bare = _LEAD.sub("", text)
    if bare != text and (typed := _whole(bare)):
        # “end of March 2024” is March as far as a file can say it
        return DueCell(typed)
    parts = [p for p in re.split(r"\s*(?:\n|;|,|\(|\)|→|->|\bwas\b|\bnow\b|\brevised(?: to)?:?|\boriginal(?:ly)?:?|\bfrom\b|\bto\b)\s*", text, flags=re.I) if p]  # fmt: skip
    found = [typed for part in parts if (typed := _whole(_LEAD.sub("", part)))]
    if len(found) == 2 and _REVISED.search(text):
        later = max(found, key=_last)
        return DueCell(later, f"“{text}” names two dates; the later one is taken")
    if len(found) > 1:
        return DueCell(None, f"“{text}” names more than one date, and none is taken")
    if len(found) == 1 and len(parts) == 1:
        return DueCell(found[0])
    read = dates.find(f"by {bare}", period.last_day, tense=dates.Tense.FUTURE)
    if len(read) == 1 and read[0].certainty is terms.Certainty.EXACT:
        first, last = read[0].first_day, read[0].last_day
        if first and last and (typed := written(as_due(first, last))):
            return DueCell(typed, "" if _covers(bare, read[0].text) else f"the date is taken from “{text}”")  # fmt: skip
    return DueCell(None, f"“{text}” is not a day, a month, a quarter or a financial year")


def _covers(text: str, found: str) -> bool:
    return len(found.strip()) >= len(text.strip()) - 3


def _whole(text: str) -> Typed | None:
    """A text that is a date and nothing else."""
    if iso := _ISO.fullmatch(text):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    if numbers := _NUMBERS.fullmatch(text):
        return _day(_century(numbers[3]), int(numbers[2]), int(numbers[1]))
    if found := re.fullmatch(r"(?:[A-Za-z]+day,?\s+)?(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+([A-Za-z]{3,9})\.?,?[\s'’-]+(\d{4}|\d\d)", text):  # fmt: skip
        month = ANY_MONTH.get(found[2].casefold())
        return _day(_century(found[3]), month, int(found[1])) if month else None
    if found := _MONTH.fullmatch(text):
        month = ANY_MONTH.get(found[1].casefold())
        return f"{_century(found[2]):04}-{month:02}" if month else None
    if found := _QUARTER.fullmatch(text):
        year = found["before"] or found["after"]
        return f"{FinancialYear(_century(year))} Q{found['number']}" if year else None
    if found := _YEAR.fullmatch(text):
        year_ = FinancialYear.parse(f"{_century(found[1])}/{found[2]}")
        return str(year_) if year_ else None
    return None


def _century(year: str) -> int:
    return int(year) + 2000 if len(year) == 2 else int(year)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last(typed: Typed) -> date:
    due = Due.parse(str(typed))
    return due.end if due else date.min


def dated(action: str, period: Quarter, *, sure: bool) -> FoundStep:
    """The step with its one exact deadline, if it has one; a text that is not `sure` has none.

    What a paper of ours prints behind a step is read as it is meant.
    """
    printed = read_step(action)
    if printed.due:
        return FoundStep(printed.action, written(printed.due), printed.owner)
    if printed.is_ongoing:
        return FoundStep(printed.action, ONGOING, printed.owner)
    if printed.is_open or not sure or len(action) > 20_000:
        return FoundStep(printed.action, None, printed.owner)
    return FoundStep(printed.action, _in_words(printed.action, period), printed.owner)


def _in_words(action: str, period: Quarter) -> Typed | None:
    found = stated(action, period.last_day)
    return written(found.due) if found else None


def written(due: Due | None) -> Typed | None:
    """A due date as a file has it: a day as one, anything longer in its words."""
    if due is None:
        return None
    return due.start if due.grain is Grain.DAY else str(due)
