"""Whether a next step tells how things are."""

import itertools
from collections.abc import Sequence

from kprlint.prose.clause import (
    begins_with_verb,
    has_deadline,
    is_ing,
    is_step,
    looks_ahead,
    main_clause,
    skip_adverbs,
    word_at,
)
from kprlint.prose.data import pairs, words
from kprlint.prose.lexicon import (
    CC,
    DT,
    HAS,
    IN,
    IS,
    MD,
    NN,
    RB,
    VB,
    VBG,
    VBN,
    VBZ,
    base_of_participle,
)
from kprlint.prose.numbers import NUMBERS
from kprlint.prose.steps.kinds import Classified, StepKind, shown_by
from kprlint.prose.text import Sentence, Token, token_at

_GOES_ON = words("steps", "goes on")
_SUBJECT = 7
_STILL = words("steps", "still")
_WAITS = words("steps", "waits")
_EXPECTS = words("steps", "expects")
_NOW = words("steps", "now")
_PARTICLES = words("steps", "directions")
_WITH = words("closed", "with")
_LEVELS = words("steps", "levels")
_FOR_APPROVAL = pairs("steps", "for approval")
_GOOD_OR_A = words("steps", "good, or a")
_RELATIONS = words("steps", "relations")
_STATES = words("steps", "states")
_STATES_OF_TWO = pairs("steps", "states of two")
_STATES_ALONE = words("steps", "states alone")
_ON_TRACK = pairs("steps", "on track")
_NO_STATE = words("steps", "no state")
_PLANS = words("steps", "plans")
_FACTS = words("closed", "facts")
_OF_TWO = 2
_NOT_OR_SO = words("steps", "is so still") | {"not"}
_STATAL = words("steps", "statal")
_NEARLY = words("steps", "nearly")
_ACTORS = words("steps", "actors")
_OFTEN = words("steps", "how often")
_WHO = words("closed", "aside")
_BEFORE_WHOM = words("steps", "before whom")
_TROUBLES = words("steps", "troubles")


def stative(said: Sequence[Sentence]) -> Classified | None:
    """The words that tell how things are, where nothing says what will be done, or by when."""
    if waits := _waits(said):
        return waits
    if any(looks_ahead(sentence) for sentence in said):
        return None
    if lies := _lies_with(said[0].tokens):
        return lies
    if begins_with_verb(said[0].tokens) and not _is_of_a_noun(said[0]):
        return None
    if any(is_step(sentence) for sentence in said[1:]):
        return None
    tokens = main_clause(said[0])
    if not tokens and len(said) == 1:
        tokens = list(said[0].tokens)  # “Subject to funding.”
    found = _state(tokens)
    aside = [token for token in said[0].tokens if tokens and token.start > tokens[-1].start]
    if found and word_at(aside, 0) in _WHO and has_deadline(aside):
        return None  # “The plan is with the supplier, who returns it by 13 October”
    if found and any(t.tags & VB and "," in t.before for t in aside):
        return None  # “Legal advice is awaited; once received, issue the contract”
    # “Phase 2 is in progress, in May” may be a plan; “is on track for May” is none.
    if found and has_deadline(tokens) and tokens[-1].end > found.end and not _on_track(tokens):
        return None
    return found


def _lies_with(tokens: Sequence[Token]) -> Classified | None:
    """“Draft guidance currently with lawyers”."""
    if len(tokens) > _OF_TWO + 1 and tokens[0].tags & NN and tokens[1].word == "with":
        if (tokens[-2].word, tokens[-1].word) in _FOR_APPROVAL:
            return shown_by(StepKind.STATIVE, tokens, 1, len(tokens))
    for index, (token, following) in enumerate(itertools.pairwise(tokens)):
        if index and token.tags & IS and following.word == "before":
            if any(t.word in _BEFORE_WHOM for t in tokens[index + 2 : index + 5]):
                return shown_by(StepKind.STATIVE, tokens, index, index + 2)
        if index and token.word in _NOW and following.word in _WITH and not has_deadline(tokens):
            if not any(t.tags & (MD | HAS | IS) for t in tokens):
                return shown_by(StepKind.STATIVE, tokens, index, index + 2)
    return None


def _is_of_a_noun(sentence: Sentence) -> bool:
    """Whether the verb at the head is a noun after all: “Work with the county is ongoing”."""
    tokens = main_clause(sentence)
    if not (tokens and tokens[0].tags & NN and word_at(tokens, 1) in _WITH):
        return False
    for index, token in enumerate(tokens):
        if token.word == "to" and token_at(tokens, index + 1).tags & VB:
            return False
        if token.tags & IS:
            return bool(_length(tokens, skip_adverbs(tokens, index + 1)))
    return False


def _waits(said: Sequence[Sentence]) -> Classified | None:
    """“Awaiting confirmation”: somebody else is to act, and nothing says when."""
    tokens = said[0].tokens
    first = skip_adverbs(tokens, 0)
    for index, token in enumerate(tokens[1:_SUBJECT], 1):
        told = tokens[index - 1].word == "and" and tokens[index - 2].tags & VBN
        if token.word in _WAITS and (tokens[index - 1].word in _STILL or (told and index > 1)):
            first = index  # “Officers are still awaiting …”, “Application submitted and awaiting …”
            break
    waits = word_at(tokens, first) == "awaiting" or (
        word_at(tokens, first) == "waiting" and word_at(tokens, first + 1) in ("for", "on")
    )
    if not waits or len(said) > 1 or has_deadline(tokens) or _expects(tokens):
        return None
    return shown_by(StepKind.STATIVE, tokens, first, first + 1)


def _expects(tokens: Sequence[Token]) -> bool:
    return any(token.word in _EXPECTS or ";" in token.before for token in tokens[1:])


def _on_track(tokens: Sequence[Token]) -> bool:
    said = [token.word for token in tokens]
    return any(pair in _ON_TRACK for pair in itertools.pairwise(said))


def _state(tokens: Sequence[Token]) -> Classified | None:
    start = skip_adverbs(tokens, 0)
    if start and tokens[start - 1].word in _NOW and token_at(tokens, start).tags & VBG:
        return shown_by(StepKind.STATIVE, tokens, 0, start + 1)
    if at_head := _at_the_head(tokens, start):
        return at_head
    tokens = _without_quotes(tokens)
    finite = max((i for i, t in enumerate(tokens) if t.tags & IS or t.word in _GOES_ON), default=-1)
    for index, token in enumerate(tokens):
        word = token.word
        if token.tags & MD:
            return None
        if token.tags & IS:
            return _with_is(tokens, index)
        if word == "with" and index and not has_deadline(tokens) and _ends_for_approval(tokens):
            return shown_by(StepKind.STATIVE, tokens, index, len(tokens))
        if token.tags & HAS and index and word_at(tokens, index + 1) in _NOT_OR_SO:
            return shown_by(StepKind.STATIVE, tokens, index, index + 2)
        if token.tags & VBZ and index and not _OFTEN.isdisjoint(t.word for t in tokens[index:]):
            return shown_by(StepKind.STATIVE, tokens, index, index + 1)
        if (
            token.tags & HAS
            and index
            and (word_at(tokens, index + 1) in _GOOD_OR_A or word_at(tokens, index + 1) in NUMBERS)
        ):
            near = [t.word for t in tokens[index + 1 : index + 1 + _SUBJECT]]
            asked = any(
                t.word == "to" and token_at(tokens, at + 1).tags & VB for at, t in enumerate(tokens)
            )
            owned = token_at(tokens, index + 1)
            owns = (owned.tags & DT or owned.word in NUMBERS) and word != "had"
            owns = owns and not asked and not has_deadline(tokens)
            if owns or not _RELATIONS.isdisjoint(near):
                return shown_by(StepKind.STATIVE, tokens, index, index + 1)
        if token.tags & VBG and index and tokens[index - 1].word in _ACTORS:
            if is_ing(token) and not has_deadline(tokens):
                return shown_by(StepKind.STATIVE, tokens, index, index + 1)
        if (word, word_at(tokens, index + 1)) == ("take", "place") and index:
            if not _OFTEN.isdisjoint(t.word for t in tokens[index:]):
                return shown_by(StepKind.STATIVE, tokens, index, index + 2)
        if word in _GOES_ON and index:
            return shown_by(StepKind.STATIVE, tokens, index, index + 1)
        if word in ("continue", "remain") and index and _is_plural_verb(tokens, index):
            return shown_by(StepKind.STATIVE, tokens, index, index + 1)
        if word == "to" and token_at(tokens, index + 1).tags & VB:
            if finite < index:
                return None
        elif word == "being" and index and token_at(tokens, index + 1).tags & VBN:
            return _being(tokens, index, index)
        elif index and not tokens[index - 1].tags & DT and _is_alone(tokens, index):
            return shown_by(StepKind.STATIVE, tokens, index, index + _length(tokens, index))
    return None


def _without_quotes(tokens: Sequence[Token]) -> list[Token]:
    """The words without those in quotation marks, which are a title or somebody else's."""
    found, quoted = list[Token](), False
    for token in tokens:
        if "”" in token.before:
            quoted = False
        quoted = quoted or "“" in token.before
        if not quoted:
            found.append(token)
    return found


def _at_the_head(tokens: Sequence[Token], start: int) -> Classified | None:
    """A state without a subject: “Currently out to tender”, “With the Minister for approval”."""
    if any(token.tags & (MD | IS | HAS) for token in tokens):
        return None
    if word_at(tokens, start) == "with" and len(tokens) > start + 2 and _ends_for_approval(tokens):
        return shown_by(StepKind.STATIVE, tokens, start, len(tokens))
    length = _length(tokens, start)
    if (
        length < _OF_TWO
        or tokens[start + 1].word == "going"
        or any(t.is_break and t.tags & VB for t in tokens[start + length :])
    ):
        return None
    return shown_by(StepKind.STATIVE, tokens, start, start + length)


def _ends_for_approval(tokens: Sequence[Token]) -> bool:
    """“Business case with Treasury for approval”: it lies with somebody else."""
    return (tokens[-2].word, tokens[-1].word) in _FOR_APPROVAL and not any(
        token.tags & (VB | VBN | IS | HAS) for token in tokens if not token.tags & NN
    )


def _with_is(tokens: Sequence[Token], index: int) -> Classified | None:
    after = skip_adverbs(tokens, index + 1)
    token, word = token_at(tokens, after), word_at(tokens, after)
    if word == "being" and token_at(tokens, after + 1).tags & VBN:
        return _being(tokens, index, after)
    often = bool(token.tags & VBN) and not _OFTEN.isdisjoint(t.word for t in tokens[after:])
    if often or word in _STATAL or word_at(tokens, after - 1) in _NEARLY:
        return shown_by(StepKind.STATIVE, tokens, index, after + 1)
    if token.tags & VBG and word not in _NO_STATE:
        return shown_by(StepKind.STATIVE, tokens, index, after + 1)
    if length := _length(tokens, after):
        return shown_by(StepKind.STATIVE, tokens, index, after + length)
    if word == "with" and token_at(tokens, after + 1).tags & DT and not has_deadline(tokens):
        return shown_by(StepKind.STATIVE, tokens, index, after + 1)
    if not word or word in ("to", "for", "not") or token.tags & VBN or _names_plan(tokens, index):
        return None
    return shown_by(StepKind.STATIVE, tokens, index, after + 1)


def _names_plan(tokens: Sequence[Token], verb: int) -> bool:
    """Whether “is” tells what is wanted: “The priority is a new roof”."""
    if tokens[verb - 1].word == "there" and not _TROUBLES.isdisjoint(t.word for t in tokens):
        return False
    return any(token.word in _PLANS for token in tokens[:verb])


def _being(tokens: Sequence[Token], first: int, being: int) -> Classified:
    """“A policy is being drafted”: “draft” is what the step might begin with."""
    verb = base_of_participle(word_at(tokens, being + 1))
    after = being + 2
    if word_at(tokens, after) in _PARTICLES and not token_at(tokens, after + 1).tags & DT:
        verb = f"{verb} {word_at(tokens, after)}" if verb else ""
        after += 1
    subject = first - 1
    while subject >= 0 and tokens[subject].tags & RB:
        subject -= 1
    if subject < 0 or tokens[subject].word in _FACTS:
        verb = ""
    return shown_by(StepKind.STATIVE, tokens, first, after, verb)


def _length(tokens: Sequence[Token], index: int) -> int:
    """Of how many words the state at `index` is; 0 where there is none."""
    word, following = word_at(tokens, index), word_at(tokens, index + 1)
    if word in _STATES:
        return 1
    if (word, following) in _STATES_OF_TWO:
        return 3 if word == "out" else 2  # “out to consultation”
    if (
        word in ("at", "in")
        and following in ("a", "an", "the")
        and word_at(tokens, index + 3).startswith(("stage", "phase"))
    ):
        return 4
    return 0


def _is_alone(tokens: Sequence[Token], index: int) -> bool:
    """Whether a state stands behind a noun without a verb, and ends there: “Procurement in progress”."""
    if tokens[index].word not in _STATES_ALONE:
        return False
    length = _length(tokens, index)
    after = index + length
    return bool(length) and (
        after >= len(tokens)
        or tokens[after].is_break
        or bool(tokens[after].tags & IN)
        or tokens[after].word == "and"
    )


def _is_plural_verb(tokens: Sequence[Token], index: int) -> bool:
    """Whether “continue” is what discussions do, and not what somebody is told to: “Discussions continue”."""
    following = word_at(tokens, index + 1)
    before = tokens[index - 1]
    if tokens[index].word == "remain" and before.word != "to" and not before.tags & (MD | CC):
        if following and following != "to" and not tokens[index + 1].is_break:
            return True  # “Staffing levels remain a challenge”
    if following == "to":
        return word_at(tokens, index + 2) in ("be", "take")
    return following not in ("to", "with") and (
        not following or bool(tokens[index + 1].tags & IN) or tokens[index + 1].is_break
    )
