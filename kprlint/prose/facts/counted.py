"""What a number in a sentence counts, who did it, and to what."""

from collections.abc import Sequence
from itertools import pairwise

from kprlint.prose.clause import word_at
from kprlint.prose.data import words
from kprlint.prose.facts.values import value_of
from kprlint.prose.lexicon import DT, HAS, IN, IS, MD, VBD, VBN, WAS
from kprlint.prose.months import ANY_MONTH
from kprlint.prose.numbers import NUMBERS, TENS
from kprlint.prose.similarity import SMALL, stem, stems
from kprlint.prose.text import Sentence, Token, token_at

MONEY, BARE = "£", "number"
_LONGEST_NOUN = 4
_PEOPLE = words("figures", "people")
_MEASURES = words("figures", "measures")
_POINTS = words("figures", "points")
_PERCENTAGE = words("figures", "percentage")
_STANDS_AT = words("figures", "stands at")
_BEFORE_NOUNS = words("figures", "before nouns")
_LENGTHS = words("figures", "lengths")
_LONG = words("figures", "long")
_OF = words("figures", "of")
_LIMITS = words("figures", "limits")
_AMOUNT = words("figures", "amount")
_AMOUNTS = words("figures", "amounts")
# How far before an amount the words that name it begin: “the new town hall grant of £2.6m”.
_NAME_REACH = 6
_NUMBER = words("figures", "number of")
_REFERS = words("figures", "refers")
_APART = words("figures", "apart")


def subject(sentence: Sentence) -> str:
    """The word that a sentence begins with, where that may be whom it is about; not who belongs to what was counted."""
    word = sentence.words[0]
    if word in TENS:
        return ""
    if word_at(sentence.tokens, 1) in _OF and value_of(word_at(sentence.tokens, 3)):
        if word_at(sentence.tokens, 2) in _REFERS:
            return ""  # “Owners of the 1,150 homes”
    refers = word in _REFERS or word == "each"
    return "" if word in SMALL or word in _APART or refers or value_of(word) else stem(word)


def agent(tokens: Sequence[Token]) -> str:
    """Who did it: the word before the first verb in the past, “the team” of “the team recovered …”."""
    for one, two in pairwise(tokens):
        if two.tags & (VBD | VBN) and not two.is_break:
            return "" if one.tags & (IS | WAS | HAS | IN | DT) else stem(one.word)
    return ""


def done_to(tokens: Sequence[Token], end: int) -> frozenset[str]:
    """Which of the things are meant: “the 4 hectares felled will be replanted”, “its two meetings in private were”."""
    if word_at(tokens, end) == "of" and not token_at(tokens, end + 1).tags & DT:
        end += 2  # “4 hectares of woodland felled”
    token = token_at(tokens, end)
    if not token.tags & (VBN | IN) or token.is_break:
        return frozenset()
    for at in range(end + 1, len(tokens)):
        if tokens[at].is_break:
            break
        if tokens[at].tags & (IS | WAS | HAS | MD):
            said = tokens[end : end + 1] if token.tags & VBN else tokens[end:at]
            return frozenset(word for word in stems(said) if word.isalpha())
    return frozenset()


def told_by(tokens: Sequence[Token], end: int) -> str:
    """The participle behind a noun: “the 321 officers issued with cameras”; "" where there is none."""
    token = token_at(tokens, end)
    return stem(token.word) if token.tags & VBN and not token.is_break else ""


def is_alone(tokens: Sequence[Token], end: int) -> bool:
    """Whether nothing behind the noun says which of the things are meant: “Feedback from the 12 workshops was good”."""
    token = token_at(tokens, end)
    return not token.word or token.is_break or bool(token.tags & (IS | WAS | HAS | MD))


def counted(tokens: Sequence[Token], first: int, index: int) -> tuple[str, int]:
    """What is counted, as a stem, and behind which word it ends; "" where the number counts nothing."""
    if MONEY in tokens[first].before:
        return MONEY, index + 1
    for end in range(index + 1, min(index + 1 + _LONGEST_NOUN, len(tokens))):
        token = tokens[end]
        if (
            token.before not in ("", "-")
            or token.word in SMALL
            or token.word in ANY_MONTH
            or token.word[0].isdecimal()
            or token.word in NUMBERS
        ):
            break
        if token.word in _LENGTHS:
            thing, size = _measured(tokens, first, end)
            if thing:
                return f"{token.word.removesuffix('s')} {thing}", end + size
        if _names_many(token) and not token.is_capital:
            if token.word in _MEASURES and not _is_compound(tokens, index, end):
                if not _is_sum(tokens, first, end):
                    break
            following = tokens[end + 1] if end + 1 < len(tokens) else None
            if following and not following.is_break and following.word in ("per", "a"):
                if token.word not in _MEASURES:
                    break
            if token.word in _BEFORE_NOUNS and following and not following.is_break:
                continue
            return stem(token.word), end + 1
    following = token_at(tokens, index + 1)
    if ":" in tokens[first].before:
        return _head(tokens, first), index + 1  # “Electric vans: 22 delivered”
    if word_at(tokens, index - 1) == "all" and following.word == "of":
        for end in range(index + 2, min(index + 2 + _LONGEST_NOUN, len(tokens))):
            if tokens[end].word.endswith("s") and not tokens[end].word.endswith("'s"):
                return stem(tokens[end].word), end + 1  # “all 16 of the review's recommendations”
    if word_at(tokens, index - 1) in _STANDS_AT and (
        not following.word or following.is_break or following.tags & IN
    ):
        return _head(tokens, first) or BARE, index + 1  # “the backlog stood at 1,460”
    return "", index


def _measured(tokens: Sequence[Token], first: int, end: int) -> tuple[str, int]:
    """What is so long or so large, and how many words its name takes behind the number: “11 km of path”, “the 14 km route”."""
    following, thing = token_at(tokens, end + 1), token_at(tokens, end + 2)
    if following.word == "of" and thing.word:
        return stem(thing.word), 1
    nothing = SMALL | _LONG
    if following.word and not following.is_break and following.word not in nothing:
        return stem(following.word), 2
    before, verb = token_at(tokens, first - 2), token_at(tokens, first - 1)
    if verb.tags & (IS | WAS) and following.word in _LONG and before.word.isalpha():
        return stem(before.word), 1  # “The route is 12 km long”
    return "", 1


def _head(tokens: Sequence[Token], first: int) -> str:
    """What a sentence that begins with it counts, as a stem: “Visitors to the museum numbered 5,400”, “Homes insulated: 42”."""
    start = 2 if word_at(tokens, 1) == "of" and tokens[0].word in _NUMBER else 0
    if word_at(tokens, 2) == "of" and tokens[1].word in _NUMBER:
        start = 3  # “The number of households …”
    for at in range(start, first):
        token, following = tokens[at], tokens[at + 1]
        if token.tags & IN or (at > start and token.is_break):
            return ""
        ends = following.tags & (IN | VBN | IS | WAS) or following.before or at + 1 == first
        if ends and _is_counted(token):
            return stem(token.word)
    return ""


def _is_counted(token: Token) -> bool:
    """Whether a word is one of which there may be many."""
    return _names_many(token) and not token.word.endswith("'s") and token.word not in _MEASURES


def _names_many(token: Token) -> bool:
    """Whether a word has the form of more than one."""
    plural = token.word.endswith("s") and not token.word.endswith(("ss", "us", "is"))
    return plural or token.word in _PEOPLE


def _is_sum(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Whether a measure is counted as things are: “gave 5,600 hours to path repair”, “stood at 9.8 days per person”."""
    if token_at(tokens, first - 1).word in _STANDS_AT and word_at(tokens, end + 1) == "per":
        return True
    large = "," in tokens[first].raw
    return large and token_at(tokens, first - 1).word not in _LIMITS


def _is_compound(tokens: Sequence[Token], index: int, end: int) -> bool:
    """Whether points are things: “charge points”, not “percentage points”."""
    return (
        end > index + 1 and tokens[end].word in _POINTS and tokens[end - 1].word not in _PERCENTAGE
    )


def is_named(tokens: Sequence[Token], index: int) -> bool:
    """Whether an amount is that of a thing that is known: “the town hall grant of £2.6m”, “the contract, worth £1.4m”."""
    if _is_beside(tokens, index):
        return True
    if index < 2 or tokens[index - 1].word not in _AMOUNT:
        return False
    for at in range(index - 2, max(-1, index - 2 - _NAME_REACH), -1):
        if tokens[at].word in _REFERS:
            return True
        if tokens[at].is_break or tokens[at].word in SMALL:
            return False
    return False


def _is_beside(tokens: Sequence[Token], index: int) -> bool:
    """Whether an amount stands beside what has it: “approved the total cost of the hangar, £12.4m”."""
    if not tokens[index].is_break:
        return False
    near = tokens[max(0, index - _NAME_REACH) : index]
    return any(one.word in _REFERS or one.word == "total" for one in near) and any(
        one.word in _AMOUNTS for one in near
    )
