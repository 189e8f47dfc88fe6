"""The words of a published paper: one catalogue, which a plan's register may override, in any language.

``en.toml`` has them all. What a paper prints is a text of the files, or comes from here.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kprlint.model import Due, Quarter
from kprlint.model.interval import Grain
from kprlint.words.plural import OTHER, category

Entry = str | Mapping[str, str]
"""A text; or one for each plural category, or number, that needs its own."""

ENGLISH = "en-GB"
PLACE = re.compile(r"\{([a-z]+)\}")
"""A placeholder."""
NOT_NEEDED = frozenset({("file_unread", "why")})
"""What a translation may leave out: it is in English whatever the language of the paper."""

_LONGEST = 400
"""Where more than one thing stands in a text that is read back, it is no longer than so."""
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


class Message(NamedTuple):
    """What is to be told, in no language yet; `str` tells it in English."""

    key: str
    values: Mapping[str, object] = {}
    number: int | None = None

    def __str__(self) -> str:
        return english().tell(self)


class Words:
    """The words of a paper, in the language of `language` (BCP 47)."""

    def __init__(self, language: str, entries: Mapping[str, Entry]) -> None:
        self.language = language
        self.entries = entries
        self._patterns: dict[str, re.Pattern[str]] = {}

    def __getitem__(self, key: str) -> str:
        entry = self.entries[key]
        return entry if isinstance(entry, str) else entry.get(OTHER, "")

    def forms(self, key: str) -> Mapping[str, str]:
        """A text by category or number; one that needs no number has `other` alone."""
        entry = self.entries[key]
        return {OTHER: entry} if isinstance(entry, str) else entry

    def say(self, key: str, number: int | None = None, /, **values: object) -> str:
        """The text `key` with its placeholders filled in; `number` decides which of its forms, and is its ``{count}``."""
        if number is None:
            return self._filled(self[key], values)
        forms = self.forms(key)
        text = forms.get(str(number)) or forms.get(category(self.language, number)) or self[key]
        return self._filled(text, {"count": number, **values})

    def tell(self, message: Message) -> str:
        return self.say(message.key, message.number, **message.values)

    def listed(self, texts: Iterable[str]) -> str:
        """``a, b and c``."""
        *before, last = texts
        return self.say("list_end", texts=", ".join(before), last=last) if before else last

    def day(self, day: date) -> str:
        """``30 September 2023``."""
        return self.say("day_of_month", day=day.day, month=self[_MONTHS[day.month - 1]], year=day.year)  # fmt: skip

    def due(self, due: Due) -> str:
        """``15 December 2023``, ``December 2023``, ``Q3 2023/24``, ``2023/24``."""
        match due.grain:
            case Grain.DAY:
                return self.day(due.start)
            case Grain.MONTH:
                month = self[_MONTHS[due.start.month - 1]]
                return self.say("month_of_year", month=month, year=f"{due.start.year:04}")
            case Grain.QUARTER:
                quarter = Quarter.of(due.start)
                return self.say("quarter_of_year", number=quarter.number, year=str(quarter.year))
        return str(due)

    def quarter(self, quarter: Quarter) -> str:
        """``2023/24 Q2``."""
        return self.say("quarter", number=quarter.number, year=str(quarter.year))

    def read(self, key: str, text: str) -> Mapping[str, str] | None:
        """What stands in the places of the text `key`, if `text` is that; the other way round of `say`."""
        pattern = self._patterns.get(key)
        if pattern is None:
            pieces = PLACE.split(self[key])
            pieces[::2] = map(re.escape, pieces[::2])
            pieces[1::2] = [f"(?P<{name}>.+)" for name in pieces[1::2]]
            pattern = self._patterns[key] = re.compile("".join(pieces), re.ASCII | re.DOTALL)
        if pattern.groups > 1 and len(text) > _LONGEST:
            return None
        found = pattern.fullmatch(text)
        return found.groupdict() if found else None

    def month(self, name: str) -> int | None:
        """The number of a month by its name."""
        return next((n for n, key in enumerate(_MONTHS, 1) if self[key] == name), None)

    def _filled(self, text: str, values: Mapping[str, object]) -> str:
        return PLACE.sub(lambda found: self._shown(values.get(found[1], found[0])), text)

    def _shown(self, value: object) -> str:
        if isinstance(value, Message):
            return self.tell(value)
        if isinstance(value, Quarter):
            return self.quarter(value)
        if isinstance(value, Due):
            return self.due(value)
        return self.day(value) if isinstance(value, date) else str(value)


@cache
def english() -> Words:
    """The words as we ship them."""
    import tomllib

    text = Path(__file__).with_name("en.toml").read_text("utf-8")
    return Words(ENGLISH, tomllib.loads(text))


def words_of(language: str, own: Mapping[str, Entry]) -> Words:
    """The words of a plan: its register's own, and English ones for the rest."""
    if not own and language in ("", ENGLISH):
        return english()
    ours = english().entries
    known = {key: entry for key, entry in own.items() if key in ours}
    return Words(language or ENGLISH, {**ours, **known})
