"""Statuses: the plan has the words, the program reasons about their kinds."""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a status word means for the rules, whichever word the plan prints for it."""

    ON_TRACK = "on-track"
    AT_RISK = "at-risk"
    OFF_TRACK = "off-track"
    COMPLETE = "complete"
    DEFERRED = "deferred"
    PAUSED = "paused"
    NOT_STARTED = "not-started"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


def fold(word: str) -> str:
    """`word` without what may differ in the spelling of a status: capitals, spaces, quotation marks."""
    return " ".join(word.split()).strip(" “”‘’\"'").casefold()


class StatusWord(NamedTuple):
    """A word of status as it is printed, what it means for the rules, and the meaning that the plan prints beside it."""

    word: str
    kind: Kind
    meaning: str = ""


class Status(NamedTuple):
    """One word of the plan's vocabulary, with the meaning that the plan prints in its key.

    `kind` is None where the register does not say it readably.
    """

    word: str
    kind: Kind | None
    meaning: str = ""
    aliases: tuple[str, ...] = ()
