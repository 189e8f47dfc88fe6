"""Where a text says that work stands still or comes late."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kprlint.prose.assertion import (
    Mention,
    has_before,
    has_other_sense,
    is_historical,
    is_hypothetical,
    is_name,
    is_negated,
    is_of_now,
    is_of_others,
    mentions,
)
from kprlint.prose.clause import is_year
from kprlint.prose.data import words
from kprlint.prose.facts.no_stall import is_no_stall
from kprlint.prose.lexicon import CC, CD, DT, IN, VB
from kprlint.prose.months import ANY_MONTH
from kprlint.prose.patterns import listed
from kprlint.prose.resolved import is_resolved
from kprlint.prose.text import P, Token, token_at

_PATTERNS = listed("stalled")
NEEDS = _PATTERNS.needs
_ABOUT = words("assertion", "about")
_TOPICS = words("assertion", "topics")
_FOR = words("assertion", "for such a case")
_CAUSE = words("no_stall", "cause")
_AS_PLANNED = words("no_stall", "as planned")
_UNTIL = words("assertion", "until")
# Where a date's old fellow stands behind “rather than”; months without years are taken for the nearest.
# So few words are all that a report says: “Not yet started”.
_ALONE = 4
_NEAR, _HALF_A_YEAR = 5, 6


def stalled(
    passages: Iterable[P], *, complete: bool, first_year: int | None
) -> Iterator[Mention[P]]:
    """The first phrase of each passage that contradicts a good status.

    `complete`: the status says that all is done, so that what was late once does not matter.
    `first_year`: what only tells of years before it is history.
    """
    told: P | None = None
    for mention in mentions(_PATTERNS, passages):
        if mention.passage is not told and _contradicts(mention, complete, first_year):
            told = mention.passage
            yield mention


def _contradicts(mention: Mention[P], complete: bool, first_year: int | None) -> bool:
    kind, not_with, only_with, unless = mention.phrase.columns
    lasts = token_at(mention.tokens, mention.after).word in _UNTIL
    if kind != "stop" and complete and not (is_of_now(mention) or lasts):
        return False
    if kind == "later" and not _goes_later(mention):
        return False
    if kind == "was to" and not _was_to_be_earlier(mention):
        return False
    if kind == "rather" and not _is_later_than_behind(mention):
        return False
    if only_with and not has_before(mention, only_with):
        if kind != "not begun" or not (_has_a_cause(mention) or _stands_alone(mention)):
            return False
    return not (
        has_before(mention, unless)
        or is_name(mention)
        or has_other_sense(mention, not_with)
        or is_negated(mention)
        or is_hypothetical(mention)
        or is_historical(mention, first_year)
        or is_of_others(mention)
        or _is_topic(mention)
        or is_no_stall(mention)
        or (kind not in ("less", "was to") and is_resolved(mention))
    )


def _has_a_cause(mention: Mention[P]) -> bool:
    """“has not started, as no consultant bid”, “so the review has not begun”; not “as planned”, nor “so far”."""
    if any(
        one.word == "so" and two.word != "far"
        for one, two in pairwise(mention.tokens[: mention.first])
    ):
        return True
    cause, following, last = (token_at(mention.tokens, mention.after + i) for i in range(3))
    planned = following.word in _AS_PLANNED or (following.word == "to" and last.tags & VB)
    return cause.word in _CAUSE and not planned


def _stands_alone(mention: Mention[P]) -> bool:
    """“Not started.”: all that is said."""
    return len(mention.tokens) <= _ALONE and mention.following is None


def _is_topic(mention: Mention[P]) -> bool:
    """Whether the phrase describes what something else is about: “guidance on delayed clamping”."""
    before, behind = (
        token_at(mention.tokens, mention.first - 1),
        mention.tokens[mention.after :][:1],
    )
    if behind and behind[0].before == "-" and mention.first == mention.after - 1:
        return True  # “a delay-attribution board”
    if before.word in _ABOUT and token_at(mention.tokens, mention.first - 2).word in _TOPICS:
        return True
    if before.word == "for" and token_at(mention.tokens, mention.first - 2).word in _FOR:
        return True  # “a protocol for suspended tests”
    if before.tags & CD:
        before = token_at(mention.tokens, mention.first - 2)  # “interest on 14 delayed payments”
    noun = [
        t for t in behind if not t.is_break and not t.tags & (IN | DT | CC) and t.word.isalpha()
    ]
    return before.word in _ABOUT and mention.after == mention.first + 1 and bool(noun)


def _goes_later(mention: Mention[P]) -> bool:
    """Whether the last month and year behind the phrase come after the first: “from May 2029 to August 2033”."""
    told = _months(mention.tokens[mention.after :])
    if len(told) < 2:
        return True
    (one, first), (other, last) = told[0], told[-1]
    return (one, first) < (other, last) if one and other else first != last


def _was_to_be_earlier(mention: Mention[P]) -> bool:
    """“was to open in August; it is now expected in December”: two months behind it, of which the last is later."""
    told = _months(mention.tokens[mention.after :])
    now = any(token.word == "now" for token in mention.tokens[mention.after :])
    return len(told) > 1 and now and _goes_later(mention)


def _is_later_than_behind(mention: Mention[P]) -> bool:
    """Whether the month before the phrase comes after that behind it: “in March 2024 rather than October 2023”."""
    before = _months(mention.tokens[: mention.first])
    behind = _months(mention.tokens[mention.first + 1 :][:_NEAR])
    if not before or not behind:
        return False
    (new, month), (old, other) = before[-1], behind[0]
    if new and old:
        return (new, month) > (old, other)
    return 0 < (month - other) % 12 <= _HALF_A_YEAR


def _months(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The months and years named, as year and month; 0 for what is not told."""
    told, month = list[tuple[int, int]](), 0
    for token in tokens:
        if token.word in ANY_MONTH:
            month = ANY_MONTH[token.word]
            told.append((0, month))
        elif is_year(token.word):
            if told and not told[-1][0]:
                told.pop()
            told.append((int(token.word), month))
            month = 0
    return told
