"""What stands around a number or a word: whether it is one of its own, and what announces or joins it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from kprlint.prose.data import words
from kprlint.prose.dates import vocabulary as v
from kprlint.prose.dates.conventions import Conventions
from kprlint.prose.dates.grammar.nodes import Node
from kprlint.prose.tokens import DASHES, Tokens

FIRST_YEAR, LAST_YEAR = 1900, 2099
ONE_TO_FOUR = ("1", "2", "3", "4")

# How an item is announced where no preposition does it: as a further one of a sequence, as what has
# a part (“end of …”), as a year (“the year …”).
SERIES, PART, YEAR = " series", " part", " year"

_AHEAD = words("when", "before a date")
_JOINTS = {
    "to": "to",
    "until": "to",
    "till": "to",
    "and": "and",
    "&": "and",
    "or": "and",
    "+": "and",
    "/": "/",
    ",": ",",
}


# How many items deep one may stand in another: “the end of the first week of …”.
_DEEPEST = 6

NUMBER = " number"
"""The key of the production for numbers; no word has a space."""


class Reader:
    """The tokens of one text, with questions about the places in it, and the productions.

    A production takes the reader, the place of its first token and what announces it, and gives a `Node` or None.
    """

    def __init__(
        self,
        tokens: Tokens,
        as_of: date,
        conventions: Conventions,
        productions: "Mapping[str, Production]",
    ) -> None:
        self.tokens = tokens
        self.low = tokens.low
        self.as_of = as_of
        self.conventions = conventions
        self.productions = productions
        self.no_days_before = 0
        self._depth = 0

    def base(self, at: int, announced: str) -> Node | None:
        """The item without a part that begins here."""
        key = NUMBER if self.tokens.is_number(at) else self.low[at]
        production = self.productions.get(key)
        if production is None or self._depth == _DEEPEST:
            return None
        self._depth += 1
        found = production(self, at, announced)
        self._depth -= 1
        return found

    def announced(self, at: int) -> str:
        """The word that announces a time, over an article; or nothing."""
        low = self.low
        before = low[at - 1] if at else ""
        if (
            before == "to"
            and at > 1
            and (low[at - 2] in v.MOVED or low[at - 2] in ("back", "forward"))
        ):
            return "until"
        if at > 1 and (before in ("the", "a", "an") or before in DASHES):
            # “by the spring”, “post-Christmas”
            close = before not in DASHES
            before = low[at - 2]
            if close and before == "of" and low[at - 3] in _AHEAD:
                return "before"  # “ahead of the summer”
            return before if before in (v.PREPOSITIONS if close else ("pre", "post")) else ""
        return before if before in v.PREPOSITIONS else ""

    def noun_at(self, at: int) -> bool:
        """Whether a plain word that may be a noun stands here, so that a number before it may count it."""
        tokens, word = self.tokens, self.low[at]
        if not word.isalpha() or tokens.is_capital(at):
            return False
        return word not in v.FUNCTION_WORDS

    def stands_alone(self, begin: int, end: int) -> bool:
        """Whether no word is beside it: a heading, a cell of a table, an answer."""
        tokens, low = self.tokens, self.low
        before = low[begin - 1] if begin else ""
        return (not before or before in ":;–—•*") and not (
            tokens.is_word(end) or tokens.is_number(end)
        )

    def is_free(self, at: int, announced: str = "") -> bool:
        """Whether the number here is a number of its own, not a piece of another one, a name or an amount."""
        tokens, low = self.tokens, self.low
        before = low[at - 1] if at else ""
        if len(low[at]) < 4 and announced != SERIES and not self.is_padded(at):
            if before == "week" and low[at + 1] == "of":
                return False
            on_site = before == "site" and low[at - 2] == "on"  # “on site 21 September”
            if (before in v.LABELS and not on_site) or (
                before == "year" and tokens.is_capital(at - 1)
            ):
                return False
        if not tokens.glued(at):
            return before not in "£$€#" or not before
        if before.isalnum() or before in "£$€#@%_~=\\":
            return announced in (SERIES, YEAR)
        if before in ".,:/'" or before in DASHES:
            if announced in (SERIES, PART):
                return True
            return not (tokens.glued(at - 1) and low[at - 2].isalnum())
        return True

    def is_padded(self, at: int) -> bool:
        """“31.03.27” and “31/3/2027” are no numbers of clauses."""
        low = self.low
        sign = low[at + 1]
        if sign not in ("/", ".") or low[at + 3] != sign or len(low[at]) + len(low[at + 2]) < 3:
            return False
        return len(low[at + 4]) == 4 or sign == "/" or len(low[at]) == len(low[at + 2]) == 2

    def is_closed(self, at: int) -> bool:
        """Whether the number that ends before this token ends there."""
        tokens, low = self.tokens, self.low
        if not tokens.glued(at):
            return True
        word = low[at]
        if word.isalpha():
            if word in v.QUARTERS:  # “2024Q1”
                return tokens.is_number(at + 1)
            return word in words("dates", "glued to a year")
        if word in "%°£$€_@=\\":
            return False
        if tokens.glued(at + 1) and (word in ".,:/'" or word in DASHES):
            after = low[at + 1]
            if tokens.is_number(at + 1):
                return False
            if after.isalpha() and (word in "/." or word == "-"):
                return after in self.productions or after in v.PARTS  # “2023-early”
        return True

    def ordinal_end(self, at: int) -> int:
        """Past a number, and past the ending of an ordinal one."""
        return at + 2 if self.low[at + 1] in v.ORDINAL_ENDS else at + 1

    def month_after_day(self, at: int) -> bool:
        low, tokens = self.low, self.tokens
        if low[at] == "of" or (tokens.glued(at) and (low[at] in DASHES or low[at] in "/.")):
            at += 1
        return low[at] in v.ANY_MONTH

    def joint(self, at: int) -> tuple[str, int]:
        low = self.low
        word = low[at]
        if word in DASHES:
            return "to", at + 1
        if word == "through":
            return ("to", at + 2) if low[at + 1] == "to" else ("to", at + 1)
        joint = _JOINTS.get(word, "")
        if not joint:
            return "", at
        at += 1
        if joint == "and" and low[at] == "/":  # and/or
            at += 2
        elif joint == "," and low[at] in ("and", "or", "&"):
            return "and", at + 1
        elif joint == "to" and low[at] == "the":
            at += 1
        return joint, at

    def is_place(self, at: int) -> bool:
        return self.low[at] in v.PLACES and self.tokens.is_capital(at)

    def is_score(self, at: int) -> bool:
        """Whether what follows shows a fraction: “3/4 of”, “12/13 (92%)”."""
        low = self.low
        if low[at] == "of":
            return True
        return low[at] == "(" and self.tokens.is_number(at + 1) and "%" in low[at + 2 : at + 5]

    def past_dot(self, at: int) -> int:
        """Past a month, and past the full stop of a shortened one where a year follows."""
        low = self.low
        if low[at] in v.SHORT_MONTHS and low[at + 1] == ".":
            joins = low[at + 2] in _JOINTS or low[at + 2] in DASHES
            if self.tokens.is_number(at + 2) or (joins and low[at + 3] in v.ANY_MONTH):
                return at + 2
        return at + 1


Production: TypeAlias = Callable[[Reader, int, str], Node | None]
