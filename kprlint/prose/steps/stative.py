"""Whether a next step tells how things are."""

import itertools
from collections.abc import Sequence

from kprlint.prose.clause import (
    ADVERBS,
    DETERMINERS,
    IS,
    MODALS,
    PREPOSITIONS,
    begins_with_verb,
    has_deadline,
    is_participle,
    is_step,
    looks_ahead,
    main_clause,
    skip_adverbs,
    word_at,
)
from kprlint.prose.data import pairs, words
from kprlint.prose.lexicon import verbs
from kprlint.prose.patterns import is_break
from kprlint.prose.steps.kinds import Form, Told, told
from kprlint.prose.text import Sentence, Token

_GOES_ON = frozenset("continues remains progresses proceeds".split())
_SUBJECT = 7
_STILL = frozenset("is are am still currently now".split())
_PARTICLES = frozenset("off up out forward in on down over".split())


def state(said: Sequence[Sentence]) -> Told | None:
    """The words that tell how things are, where nothing says what will be done, or by when."""
    if waits := _waits(said):
        return waits
    if any(looks_ahead(sentence) for sentence in said) or begins_with_verb(said[0].tokens):
        return None
    if any(is_step(sentence) for sentence in said[1:]):
        return None
    tokens = main_clause(said[0])
    found = _state(tokens)
    # “Phase 2 is in progress, in May” may be a plan; “is on track for May” is none.
    if found and has_deadline(tokens) and tokens[-1].end > found.end and not _on_track(tokens):
        return None
    return found


def _waits(said: Sequence[Sentence]) -> Told | None:
    """“Awaiting confirmation”: somebody else is to act, and nothing says when."""
    tokens = said[0].tokens
    first = skip_adverbs(tokens, 0)
    for index, token in enumerate(tokens[1:_SUBJECT], 1):
        if token.word in ("awaiting", "waiting") and tokens[index - 1].word in _STILL:
            first = index  # “Officers are still awaiting …”
            break
    waits = word_at(tokens, first) == "awaiting" or (
        word_at(tokens, first) == "waiting" and word_at(tokens, first + 1) in ("for", "on")
    )
    if not waits or len(said) > 1 or has_deadline(tokens) or _expects(tokens):
        return None
    return told(Form.STATE, tokens, first, first + 1)


def _expects(tokens: Sequence[Token]) -> bool:
    return any(
        token.word in ("will", "due", "expected", "then", "before") or ";" in token.before
        for token in tokens[1:]
    )


def _on_track(tokens: Sequence[Token]) -> bool:
    said = [token.word for token in tokens]
    return any(
        pair in (("on", "track"), ("on", "schedule"), ("on", "target"))
        for pair in itertools.pairwise(said)
    )


def _state(tokens: Sequence[Token]) -> Told | None:
    start = skip_adverbs(tokens, 0)
    if (
        start
        and tokens[start - 1].word in ("currently", "now")
        and word_at(tokens, start) in verbs().ings
    ):
        return told(Form.STATE, tokens, 0, start + 1)
    finite = max(
        (i for i, t in enumerate(tokens) if t.word in IS or t.word in _GOES_ON), default=-1
    )
    for index, token in enumerate(tokens):
        word = token.word
        if word in MODALS:
            return None
        if word in IS:
            return _with_is(tokens, index)
        if word in _GOES_ON and index:
            return told(Form.STATE, tokens, index, index + 1)
        if word in ("continue", "remain") and index and _is_plural_verb(tokens, index):
            return told(Form.STATE, tokens, index, index + 1)
        if word == "to" and word_at(tokens, index + 1) in verbs().bases:
            if finite < index:
                return None
        elif word == "being" and index and is_participle(word_at(tokens, index + 1)):
            return _being(tokens, index, index)
        elif index and word_at(tokens, index - 1) not in DETERMINERS and _is_alone(tokens, index):
            return told(Form.STATE, tokens, index, index + _length(tokens, index))
    return None


def _with_is(tokens: Sequence[Token], index: int) -> Told | None:
    after = skip_adverbs(tokens, index + 1)
    word = word_at(tokens, after)
    if word == "being" and is_participle(word_at(tokens, after + 1)):
        return _being(tokens, index, after)
    going = word in verbs().ings or word == "working"
    if going and word not in words("steps", "no state"):
        return told(Form.STATE, tokens, index, after + 1)
    if length := _length(tokens, after):
        return told(Form.STATE, tokens, index, after + length)
    if (
        not word
        or word in ("to", "for", "not")
        or is_participle(word)
        or _names_plan(tokens, index)
    ):
        return None
    return told(Form.STATE, tokens, index, after + 1)


def _names_plan(tokens: Sequence[Token], verb: int) -> bool:
    """Whether “is” tells what is wanted: “The priority is a new roof”."""
    return any(token.word in words("steps", "plans") for token in tokens[:verb])


def _being(tokens: Sequence[Token], first: int, being: int) -> Told:
    """“A policy is being drafted”: “draft” is what the step might begin with."""
    verb = verbs().participles.get(word_at(tokens, being + 1), "")
    after = being + 2
    if word_at(tokens, after) in _PARTICLES and word_at(tokens, after + 1) not in DETERMINERS:
        verb = f"{verb} {word_at(tokens, after)}" if verb else ""
        after += 1
    subject = first - 1
    while subject >= 0 and tokens[subject].word in ADVERBS | {"currently"}:
        subject -= 1
    if subject < 0 or tokens[subject].word in ("this", "it", "these", "they", "that"):
        verb = ""
    return told(Form.STATE, tokens, first, after, verb)


def _length(tokens: Sequence[Token], index: int) -> int:
    """Of how many words the state at `index` is; 0 where there is none."""
    word, following = word_at(tokens, index), word_at(tokens, index + 1)
    if word in words("steps", "states"):
        return 1
    if (word, following) in pairs("steps", "states of two"):
        return 3 if word == "out" else 2  # “out to consultation”
    if (
        word == "at"
        and following in ("a", "an", "the")
        and word_at(tokens, index + 3).startswith("stage")
    ):
        return 4
    return 0


def _is_alone(tokens: Sequence[Token], index: int) -> bool:
    """Whether a state stands behind a noun without a verb, and ends there: “Procurement in progress”."""
    if tokens[index].word not in words("steps", "states alone"):
        return False
    length = _length(tokens, index)
    after = index + length
    return bool(length) and (
        after >= len(tokens)
        or is_break(tokens[after])
        or tokens[after].word in PREPOSITIONS
        or tokens[after].word == "and"
    )


def _is_plural_verb(tokens: Sequence[Token], index: int) -> bool:
    """Whether “continue” is what discussions do, and not what somebody is told to: “Discussions continue”."""
    following = word_at(tokens, index + 1)
    if following == "to":
        return word_at(tokens, index + 2) in ("be", "take")
    return following not in ("to", "with") and (
        not following or following in PREPOSITIONS or is_break(tokens[index + 1])
    )
