"""Tokens → expressions of time, by a matcher that goes from left to right.

It looks ahead by a bounded number of tokens, and what it has matched it never looks at again, so that the time
it takes grows with the text alone. What the expressions mean in days is worked out in `normalise.py`.
"""

from collections.abc import Iterator
from datetime import date

from kprlint.prose.data import words
from kprlint.prose.dates import vocabulary as v
from kprlint.prose.dates.conventions import Conventions
from kprlint.prose.dates.grammar.days import named_weekday
from kprlint.prose.dates.grammar.holidays import feast
from kprlint.prose.dates.grammar.lists import sequence
from kprlint.prose.dates.grammar.months import named_month
from kprlint.prose.dates.grammar.nodes import Expression, Node
from kprlint.prose.dates.grammar.numbers import number_first, spelt
from kprlint.prose.dates.grammar.periods import (
    named_season,
    named_time,
    numbered_half,
    numbered_quarter,
    ordinal,
)
from kprlint.prose.dates.grammar.reader import NUMBER, Production, Reader
from kprlint.prose.dates.grammar.relative import ago, later_in, turned, within
from kprlint.prose.dates.grammar.spelt import SPELT
from kprlint.prose.lexicon import CD
from kprlint.prose.needs import Needs
from kprlint.prose.tokens import Tokens

__all__ = ["NEEDS", "Expression", "Node", "expressions"]

# Which production reads what begins with a word; where two could, the later one in this list does.
PRODUCTIONS: dict[str, Production] = {
    NUMBER: number_first,
    **dict.fromkeys(("a", *v.NUMBERS), ago),
    **dict.fromkeys(SPELT, spelt),
    "h": numbered_half,
    **dict.fromkeys(("later", "earlier"), later_in),
    "within": within,
    **dict.fromkeys((*words("dates", "named"), *v.YEAR_KINDS), named_time),
    **dict.fromkeys(("final", *v.ORDINALS), ordinal),
    **dict.fromkeys(v.TURNS, turned),
    **dict.fromkeys(v.FEAST_STARTS, feast),
    **dict.fromkeys(v.WEEKDAYS, named_weekday),
    **dict.fromkeys(v.QUARTERS, numbered_quarter),
    **dict.fromkeys(v.SEASONS, named_season),
    **dict.fromkeys(v.ANY_MONTH, named_month),
}
STARTERS = PRODUCTIONS.keys() | v.PARTS.keys() | {"latter"}

# What begins a date, less the words that are in most sentences: a text that has none needs no second look.
_COMMON = words("dates", "common") | v.NUMBERS.keys() | SPELT
NEEDS = Needs(frozenset(STARTERS - _COMMON) | words("dates", "telling"), tags=CD)


def expressions(tokens: Tokens, as_of: date, conventions: Conventions) -> Iterator[Expression]:
    """From left to right."""
    r = Reader(tokens, as_of, conventions, PRODUCTIONS)
    at, low = 0, r.low
    while at < r.tokens.size:
        word = low[at]
        if word in STARTERS or (word.isdecimal() and word.isascii()):
            found = sequence(r, at)
            if found:
                # What comes round (“every March”) is no date of the step.
                after = low[found.nodes[-1].end]
                if "every" not in (low[at - 1], after) and "each" not in (low[at - 1], after):
                    yield found
                at = found.nodes[-1].end
                continue
        at += 1
