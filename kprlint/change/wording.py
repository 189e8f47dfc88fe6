"""Phrases that the events and the reports share."""

from datetime import date
from functools import lru_cache

from kprlint.change.snapshot import Snapshot
from kprlint.model.due import say_day, say_due
from kprlint.model.interval import Grain
from kprlint.promises import When

_MOST = 400

_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


def quoted(text: str) -> str:
    """A text of the files in quotation marks, on one line; a very long one is cut short."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= _MOST else line[:_MOST] + ' …'}”"


def together(*texts: str) -> str:
    """Several texts in one, each with an end of its own."""
    told = [text.strip() for text in texts if text.strip()]
    return " ".join(
        text if place == len(told) - 1 or text.endswith((".", "!", "?")) else f"{text};"
        for place, text in enumerate(told)
    )


def number(count: int) -> str:
    """``four``, ``13``."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def quarters(count: int) -> str:
    """``four quarters``."""
    return f"{number(count)} quarter{'' if count == 1 else 's'}"


def times(count: int) -> str:
    """``once``, ``twice``, ``three times``."""
    return {1: "once", 2: "twice"}.get(count, f"{number(count)} times")


def say_when(when: When) -> str:
    """``30 September 2023``, ``September 2023``, ``Q3 2023/24``, ``spring 2024``, ``1 May 2024 to 3 June 2024``."""
    return say_due(when.due) if when.due else _phrase(when.start, when.end)


def written(when: When) -> str:
    """A date as a file writes it: ``2023-09-30``; in words where it cannot."""
    return str(when.due) if when.due else _phrase(when.start, when.end)


@lru_cache(maxsize=512)
def _phrase(start: date, end: date) -> str:
    from kprlint.prose.dates.format import phrase

    grains = (
        Grain.SEASON,
        Grain.CALENDAR_YEAR,
        Grain.HALF,
        Grain.PART_OF_YEAR,
        Grain.PART_OF_MONTH,
    )
    named = (phrase(start, end, grain) for grain in grains)
    days = f"{say_day(start)} to {say_day(end)}"
    return next((words for words in named if words != days), days)


def apart(one: date, other: date) -> str:
    """How far two days lie apart: ``six weeks``, ``three months``, ``two years``; whichever is the later."""
    first, last = sorted((one, other))
    days = (last - first).days
    months = (last.year - first.year) * 12 + last.month - first.month
    # The last day of one month and of another are whole months apart, whatever their lengths.
    odd = last.day - first.day if not (_ends_month(first) and _ends_month(last)) else 0
    if abs(odd) > 15:
        months += 1 if odd > 0 else -1
    if days < 14:
        return f"{number(days)} day{'' if days == 1 else 's'}"
    if days < 60 and (odd or not months):
        weeks = round(days / 7)
        return f"{number(weeks)} weeks"
    if months >= 24 and months % 12 == 0:
        return f"{number(months // 12)} years"
    if months == 12:
        return "a year"
    return f"{number(months)} month{'' if months == 1 else 's'}"


def _ends_month(day: date) -> bool:
    from kprlint.model.due import month_end

    return day == month_end(day.year, day.month)


def period_of(snapshot: Snapshot) -> str:
    """The quarter of a snapshot, as an argument of fingerprints."""
    return str(snapshot.period or "")
