"""A correction of a published report: a sentence of progress that begins with the quarter whose report was wrong."""

import re
from typing import NamedTuple

from kprlint.model import Quarter

# As the contract of the files has it; a typed one may have other spaces, another dash, “Correction for”.
_HEAD = re.compile(
    r"\s*correction\s+(?:to|of|for)\s+(?:the\s+)?(?P<quarter>[^:–—]{4,20}?)\s*[:–—]\s*(?=\S)", re.I
)
_YEAR_LAST = re.compile(r"(Q[1-4])\s+(\S+)", re.I)


class Correction(NamedTuple):
    """What was wrong in the report of `quarter`, and what is right."""

    quarter: Quarter
    text: str


def correction(text: str) -> Correction | None:
    """The correction that a sentence of progress is: ``Correction to 2023/24 Q2: 40 homes, not 60.``"""
    found = _HEAD.match(text)
    quarter = Quarter.parse(_YEAR_LAST.sub(r"\2 \1", found["quarter"])) if found else None
    return Correction(quarter, text[found.end() :].strip()) if found and quarter else None
