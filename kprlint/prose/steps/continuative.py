"""Whether a next step promises no more than to go on."""

from collections.abc import Sequence
from itertools import pairwise

from kprlint.prose.clause import (
    begins_with_verb,
    has_deadline,
    is_verb_base,
    looks_ahead,
    skip_adverbs,
    word_at,
)
from kprlint.prose.data import pairs, words
from kprlint.prose.lexicon import CC, DT, IN, VB, VBG
from kprlint.prose.numbers import NUMBERS
from kprlint.prose.steps.kinds import Classified, StepKind
from kprlint.prose.text import Sentence, Token, token_at

# So many words that say anything make it worth to be told: “Continue the high street recovery grants”.
_BARE = 3
_KNOWN = words("steps", "known")
_CONTINUE = words("steps", "continue")
_TO_THE_END = pairs("steps", "to the end")
_ON = pairs("steps", "go on")
_MAINTAIN = words("steps", "maintain")
_KEPT_UP = words("steps", "kept up")
_OBJECT, _NEAR_SUBJECT, _SUBJECT = 4, 6, 10
_UNTIL = words("steps", "until an end")
_NO_END = words("steps", "no end")
_FURTHEST = 12
_CONDITIONS = words("steps", "conditions")
_GENERAL = words("steps", "general")
_RESULTS = words("steps", "results")
# “Continue to monitor and report” says neither to whom nor what.
_KEPT = words("steps", "kept")
_FOUND_OUT = words("steps", "found out")
_DECIDES = words("steps", "decides")
_KEPT_GOING = words("steps", "kept going")
_KEPT_ON_TRACK = pairs("steps", "kept on track")
_NEXT_STAGE = words("steps", "next stage")
_PARTICLES = words("steps", "over")
_MORE = words("steps", "more of it")
_PURPOSES = words("steps", "purposes")
_BARE_RESULTS = words("steps", "reports")


def continuative(said: Sequence[Sentence]) -> Classified | None:
    """All words of the step, where it only goes on with what is done already."""
    rest: list[Token] = []
    found = False
    for sentence in said:
        after = _after(sentence.tokens)
        if after is not None:
            found = True
            rest += _without_condition(sentence.tokens[after:])
        elif begins_with_verb(sentence.tokens) or looks_ahead(sentence):
            return None
    if not found or _after(said[0].tokens) is None or _promises_more(rest):
        return None
    telling = [token for token in rest if token.word not in _GENERAL]
    # “Continue air quality monitoring” is bare; “Continue the weekly drop-in” is a thing that is known.
    known = any(token.word in _KNOWN for token in rest)
    form = (
        StepKind.CONTINUATIVE
        if len(telling) <= _BARE and not known
        else StepKind.CONTINUATIVE_AT_LENGTH
    )
    tokens = said[0].tokens
    return Classified(form, tokens[0].start, tokens[-1].end)


def _without_condition(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words before “as long as there are issues” and the like, which are no part of what is done."""
    for index, token in enumerate(tokens):
        so_as = token.word == "as" and word_at(tokens, index - 1) == "so"
        if index and token.word in _CONDITIONS and not so_as:
            return tokens[:index]
    return tokens


def _after(tokens: Sequence[Token]) -> int | None:
    """The place behind “Continue to …”, “We will keep …”, “Work will continue …”; None where it says none of these."""
    start = skip_adverbs(tokens, 0)
    if word_at(tokens, start) == "to":
        start += 1
    if after := _behind(tokens, start):
        return after
    for index in range(start, min(start + _SUBJECT, len(tokens) - 1)):
        if index >= start + _NEAR_SUBJECT and begins_with_verb(tokens):
            return None  # “Agree with the college how the courses will continue”
        if tokens[index].word in _FOUND_OUT:
            return None
        if tokens[index].word == "to" and tokens[start].tags & VB:
            if index > start + 1 or tokens[start].word in _DECIDES:
                return None  # “Visit 12 farms to continue the audit”, “Agree to continue the grant”
        if tokens[index].word in ("will", "shall", "to") or tokens[index].word.endswith("'ll"):
            verb = skip_adverbs(tokens, index + 1)
            return _behind(tokens, verb) if word_at(tokens, verb) != "ongoing" else None
    return None


def _behind(tokens: Sequence[Token], index: int) -> int | None:
    word, following = word_at(tokens, index), word_at(tokens, index + 1)
    if word == "be" and following in _KEPT:
        return index + 2  # “Service levels to be maintained”
    if word == "be" and token_at(tokens, index + 1).tags & VBG:
        return _behind(tokens, index + 1)  # “We'll be carrying on …”
    if word in _CONTINUE:
        if word == "continued" and following == "to":
            return None
        if following == "to" and word_at(tokens, index + 2) in _NEXT_STAGE:
            return None  # “Continue to phase two”
        return index + 1 + (following in ("to", "with", "of"))
    if (word, following) in _ON:
        if word_at(tokens, index + 2) == "to" and token_at(tokens, index + 3).tags & DT:
            return None  # “Go on to the second stage”
        if word == "go" and word_at(tokens, index + 2) == "to":
            return None  # “Go on to trial the app”
        return index + 2 + (word_at(tokens, index + 2) in ("with", "to"))
    if word in _MAINTAIN and any(
        word_at(tokens, at) in _KEPT_UP and _ends_object(token_at(tokens, at + 1))
        for at in range(index + 1, index + 1 + _OBJECT)
    ):
        return index + 1  # “Maintain regular contact”
    if word in ("keep", "keeping") and _is_kept_going(tokens[index + 1 : index + 2 + _OBJECT]):
        return index + 1
    if word in ("keep", "keeping") and token_at(tokens, index + 1).tags & VBG:
        return index + 1
    return None


def _is_kept_going(tokens: Sequence[Token]) -> bool:
    """“Keep the project moving”, “Keep all workstreams on track”."""
    said = [token.word for token in tokens]
    return not _KEPT_GOING.isdisjoint(said) or any(two in _KEPT_ON_TRACK for two in pairwise(said))


def _ends_object(token: Token) -> bool:
    """Whether nothing goes on with a noun: “contact with the developer”, not “contact lists”."""
    return not token.word or token.is_break or bool(token.tags & (IN | CC))


def _counts(tokens: Sequence[Token]) -> bool:
    """Whether a figure is given that can be reached: “so that all 18 posts are filled”."""
    return any(token.word[0].isdecimal() or token.word in NUMBERS for token in tokens)


def _promises_more(rest: Sequence[Token]) -> bool:
    """Whether something comes out of going on: a result, a figure to reach, an end, or another action."""
    # “Continue to monitor and review” is one thing.
    general = bool(rest) and bool(rest[0].tags & VB)
    for index, token in enumerate(rest):
        word, before = token.word, word_at(rest, index - 1)
        joined = token_at(rest, index - 1).tags & CC or any(mark in token.before for mark in ",;")
        following = word_at(rest, index + 1)
        if word == "by" and token_at(rest, index + 1).tags & VBG:
            return True  # “by holding four forums”
        if word in _UNTIL and following not in _NO_END:
            return True  # “until all 64 craft have one”
        if (word[0].isdecimal() or word in NUMBERS) and following in _MORE:
            return True  # “in six more schools”
        if (word, following) == ("to", "the") and word_at(rest, index + 2) == "end":
            return True
        if (word, following) in _TO_THE_END and has_deadline(rest[index : index + _FURTHEST]):
            return True
        if index and word in _RESULTS and has_deadline(rest[index:]):
            return True  # “with the delivery of six vans in January 2024”
        if word == "with" and joined and has_deadline(rest[index:]):
            return True  # “, with interviews on 12 and 13 October”
        if word == "from" and any(
            one.word == "to" and (two.tags & DT or two.is_capital)
            for one, two in pairwise(rest[index:])
        ):
            return True  # “Continue the footpath from Mill Lane to the station”
        if (word, following) == ("so", "that") and _counts(rest[index:]):
            return True
        if word in ("by", "before") and has_deadline(rest[index : index + 6]):
            return True
        if index and word in _RESULTS and (joined or before == "to"):
            if not (before == "to" and word in _PURPOSES and not _counts(rest)):
                return index + 1 < len(rest) or word not in _BARE_RESULTS
        if index and joined and not general and is_verb_base(token):
            if word not in _CONTINUE | _MAINTAIN:
                return True
        if index and joined and token.tags & VB and following in _PARTICLES:
            return True  # “and hand over the first ten flats”
        if word[0].isdecimal() and before == "to":
            return True
        if before == "to" and index > 1 and token.tags & VB and _counts(rest[index:]):
            return True  # “to reach 400 homes”
    return False
