"""Claims that only a figure proves, where none stands near."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from kprlint.prose.assertion import Spot, clause_before, is_denied, is_maybe, is_name, spots
from kprlint.prose.clause import MONTHS
from kprlint.prose.lexicon import verbs
from kprlint.prose.patterns import Phrases
from kprlint.prose.text import P, Token, sentences

_NUMBERS = frozenset(
    """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million half quarters third
    thirds double doubled trebled tripled twice dozen none
    """.split()
)
# The number behind these is that of a thing, and none before them is a count.
_NUMBERED = frozenset(
    """
    quarter quarters q phase stage section regulation covid part year step version page item action ka grade level
    schedule annex appendix zone no policy lot tier class round
    """.split()
)
_DATED = frozenset("st nd rd th am pm".split())
_TO_COME = frozenset(
    "will shall would could may might if should aim aims hope expect expected".split()
)
_AGAINST = frozenset("against target than compared".split())
_REACH = 5


@cache
def _phrases() -> Phrases:
    return Phrases("claims")


def claims(passages: Sequence[P]) -> Iterator[Spot[P]]:
    """The claims in `passages`, one a sentence: facts, not hopes, with no figure in it or in those beside it."""
    told: tuple[P, int] | None = None
    for spot in spots(_phrases(), passages):
        here = spot.passage, spot.tokens[0].start
        if here == told or is_name(spot) or is_denied(spot) or is_maybe(spot) or _is_to_come(spot):
            continue
        has_number, has_target = _near(spot.passage.text, spot.tokens[0].start)
        # The target that a claim speaks of is not yet one that it gives.
        own = any(token.word in _AGAINST for token in spot.tokens[spot.first : spot.after])
        aimed = has_target > own or spot.phrase.columns[0] != "target"
        if not (has_number and aimed):
            told = here
            yield spot


@lru_cache(maxsize=256)
def _near(text: str, start: int) -> tuple[bool, int]:
    """Whether a figure stands in the sentence that begins at `start` or in one beside it; how often a target does."""
    said = sentences(text)
    here = bisect_left(said, start, key=lambda sentence: sentence.start)
    near = said[max(0, here - 1) : here + 2]
    targets = sum(token.word in _AGAINST for sentence in near for token in sentence.tokens)
    return any(has_figure(sentence.tokens) for sentence in near), targets


def _is_to_come(spot: Spot[P]) -> bool:
    """Whether it is hoped for or planned: “will see a significant increase”, “to reduce significantly”."""
    behind = ""
    for token in clause_before(spot, _REACH):
        if (token.word in _TO_COME and token.raw != "May") or (
            token.word == "to" and behind in verbs().bases
        ):
            return True
        behind = token.word
    first = spot.tokens[spot.first].word
    return bool(spot.first) and spot.tokens[spot.first - 1].word == "to" and first in verbs().bases


def has_figure(tokens: Sequence[Token]) -> bool:
    """Whether any number counts or measures something: none of a day, a year, a quarter, a section or a name."""
    return any(_is_figure(tokens, index) for index in range(len(tokens)))


def _is_figure(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.word in _NUMBERS:
        return not (before and before.word in _NUMBERED)
    if not token.word[0].isdecimal():
        return False
    if "£" in token.before or token.word[-1] in "km":
        return True
    digits = token.word.rstrip("abcdefghijklmnopqrstuvwxyz")
    if token.word[len(digits) :] in _DATED or ":" in digits:
        return False
    if before and (before.word in _NUMBERED or before.word in MONTHS):
        return False
    if before and before.word[0].isdecimal() and token.before in ("/", "-", "–"):
        return False  # 2019/20
    if after and (after.word in MONTHS or (after.before in ("/",) and after.word[0].isdecimal())):
        return False
    return not (len(digits) == 4 and digits.isdecimal() and digits[:2] in ("19", "20"))
