"""Claims that only a figure proves, where none stands near."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from kprlint.prose.assertion import (
    Mention,
    clause_before,
    is_hypothetical,
    is_name,
    is_negated,
    mentions,
)
from kprlint.prose.clause import is_year
from kprlint.prose.data import words
from kprlint.prose.lexicon import VB
from kprlint.prose.months import ANY_MONTH
from kprlint.prose.patterns import listed
from kprlint.prose.text import P, Token, sentences

_COUNTS = words("figures", "counts")
_NUMBERED = words("figures", "numbered")
_DATED = words("figures", "dated")
_TO_COME = words("figures", "hoped for")
_AGAINST = words("figures", "against a target")
_REACH = 5
_PATTERNS = listed("claims")
NEEDS = _PATTERNS.needs


def claims(passages: Sequence[P]) -> Iterator[Mention[P]]:
    """The claims in `passages`, one a sentence: facts, not hopes, with no figure in it or in those beside it."""
    told: tuple[P, int] | None = None
    for mention in mentions(_PATTERNS, passages):
        here = mention.passage, mention.sentence
        if (
            here == told
            or is_name(mention)
            or is_negated(mention)
            or is_hypothetical(mention)
            or _is_to_come(mention)
        ):
            continue
        has_number, has_target = _near(mention.passage.text, mention.sentence)
        # The target that a claim speaks of is not yet one that it gives.
        own = any(token.word in _AGAINST for token in mention.tokens[mention.first : mention.after])
        aimed = has_target > own or mention.phrase.columns[0] != "target"
        if not (has_number and aimed):
            told = here
            yield mention


@lru_cache(maxsize=256)
def _near(text: str, here: int) -> tuple[bool, int]:
    """Whether a figure stands in the sentence of number `here` or in one beside it; how often a target does."""
    near = sentences(text)[max(0, here - 1) : here + 2]
    targets = sum(token.word in _AGAINST for sentence in near for token in sentence.tokens)
    return any(has_figure(sentence.tokens) for sentence in near), targets


def _is_to_come(mention: Mention[P]) -> bool:
    """Whether it is hoped for or planned: “will see a significant increase”, “to reduce significantly”."""
    behind = 0
    for token in clause_before(mention, _REACH):
        if (token.word in _TO_COME and token.raw != "May") or (token.word == "to" and behind & VB):
            return True
        behind = token.tags
    first, tokens = mention.first, mention.tokens
    return bool(first) and tokens[first - 1].word == "to" and bool(tokens[first].tags & VB)


def has_figure(tokens: Sequence[Token]) -> bool:
    """Whether any number counts or measures something: none of a day, a year, a quarter, a section or a name."""
    return any(_is_figure(tokens, index) for index in range(len(tokens)))


def _is_figure(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.word in _COUNTS:
        return not (before and before.word in _NUMBERED)
    if not token.word[0].isdecimal():
        return False
    if "£" in token.before or token.word[-1] in "km":
        return True
    digits = token.word.rstrip("abcdefghijklmnopqrstuvwxyz")
    if token.word[len(digits) :] in _DATED or ":" in digits:
        return False
    if before and (before.word in _NUMBERED or before.word in ANY_MONTH):
        return False
    if before and before.word[0].isdecimal() and token.before in ("/", "-", "–"):
        return False  # 2019/20
    if after and (
        after.word in ANY_MONTH or (after.before in ("/",) and after.word[0].isdecimal())
    ):
        return False
    return not is_year(digits)
