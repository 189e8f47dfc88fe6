"""Whether a next step tells what was done."""

from collections.abc import Sequence
from datetime import date

from kprlint.prose.clause import (
    begins_with_verb,
    is_ing,
    is_step,
    is_target,
    is_verb_base,
    looks_ahead,
    main_clause,
    skip_adverbs,
    word_at,
)
from kprlint.prose.data import words
from kprlint.prose.lexicon import (
    CC,
    DID,
    DT,
    HAS,
    IN,
    IS,
    MD,
    NN,
    VB,
    VBD,
    VBN,
    WAS,
    base_of_participle,
)
from kprlint.prose.months import ANY_MONTH
from kprlint.prose.numbers import NUMBERS
from kprlint.prose.steps.kinds import Classified, StepKind, shown_by
from kprlint.prose.text import Sentence, Token, token_at

_LOOKS_AT = words("steps", "looks at")
_SO_STILL = words("steps", "is so still")
_EVERY = words("steps", "every one")
_NOUNS = words("steps", "nouns in -ing")
_COMPLETE = words("steps", "complete")
_UNSURE_OF = words("steps", "unsure of")
_COME = words("steps", "come about")
_ARRANGED = words("steps", "arranged")
_ARRANGED_TO = words("steps", "arranged to")
_DESCRIBING = words("steps", "describing")
_ACTED = words("steps", "acted")
_AFTER_ACTED = words("steps", "after acted")
_ACTORS = words("steps", "actors")
_DONE = words("steps", "done")
_DONE_BY = words("steps", "done by somebody")
_TO_WHOM = words("steps", "to whom")
_DONE_FOR_SURE = words("steps", "done for sure")
_PARTICLES = words("steps", "particles")
_NOT_BEFORE = words("steps", "not before a past")
_DESCRIBED_BY = words("steps", "described by")
_TAKEN = words("steps", "taken")
_INVITES = words("steps", "invites")
_UNCHANGED = words("steps", "past as base")
_GOT = words("steps", "got")
_OF_A_NOUN = words("steps", "of a noun")


def past(said: Sequence[Sentence], *, due_later: bool, judged_at: date | None) -> Classified | None:
    """The step's verb, where its first sentence tells what was done, and none says what will be.

    `due_later`: the step has a date to come, so that “Strategy adopted” is a result to reach.
    """
    found = _past(said[0], due_later=due_later, judged_at=judged_at)
    if found is None or any(looks_ahead(sentence) for sentence in said):
        return None
    if any(is_step(sentence) for sentence in said[1:]):
        return None
    year, month = (judged_at.year, judged_at.month) if judged_at else (None, 12)
    tokens = said[0].tokens
    for index, token in enumerate(tokens):
        if "(" in token.before and is_target(tokens[index:], year, month):
            return None  # “Signs installed at all car parks (March 2024)”
    return found


def _past(sentence: Sentence, *, due_later: bool, judged_at: date | None) -> Classified | None:
    tokens = main_clause(sentence)
    if _is_told_as_success(tokens):
        return shown_by(StepKind.PAST, tokens, 1, 2)
    first = _after_subject(tokens)
    if first is None:
        return None
    finite = max((i for i, t in enumerate(tokens) if t.tags & (WAS | HAS)), default=-1)
    for index in range(first, len(tokens)):
        word, tags = tokens[index].word, tokens[index].tags
        if tags & MD:
            return None
        if word == "to" and token_at(tokens, index + 1).tags & VB:
            # “Officers to review”; but “A decision to close was made” has its verb still to come.
            if finite < index and token_at(tokens, index - 1).word not in _INVITES:
                return None
        elif tags & IS:
            after = skip_adverbs(tokens, index + 1)
            return (
                shown_by(StepKind.PAST, tokens, index, after + 1)
                if word_at(tokens, after) in _COMPLETE
                else None
            )
        elif tags & WAS:
            return _with_was(tokens, index)
        elif tags & HAS and (index or word == "had"):
            return _with_has(tokens, index)
        elif tags & DID:
            return shown_by(StepKind.PAST, tokens, index, index + 3)
        elif tags & VBD and not _is_object(token_at(tokens, index - 1)):
            return shown_by(StepKind.PAST, tokens, index, index + 1)
        elif (
            index == first
            and not tags & VB
            and (acted := _acted(tokens, index, due_later, judged_at))
        ):
            return acted
        elif index > first and (found := _behind_noun(tokens, first, index, due_later, judged_at)):
            return found
    return None


def _is_told_as_success(tokens: Sequence[Token]) -> bool:
    """“Successfully bid for £85k”."""
    verb = token_at(tokens, 1)
    if token_at(tokens, 0).word != "successfully":
        return False
    return bool(verb.tags & (VBN | VBD)) or verb.word in _UNCHANGED


def _is_letter(token: Token) -> bool:
    """Whether “A” is a grade, and no article: “rated A to C”."""
    return token.raw == "A"


def _counts_all(token: Token) -> bool:
    """“All 46 doors at Mercer House replaced”."""
    return token.word in _EVERY or token.word in NUMBERS or token.word[0].isdecimal()


def _is_done_too(tokens: Sequence[Token]) -> bool:
    """“Lease with the club signed and keys handed over”: the clause behind “and” tells of what was done, too."""
    return (
        len(tokens) > 1
        and not any(token.tags & (MD | IS) for token in tokens)
        and any(
            token.tags & VBN and base_of_participle(token.word) in _DONE for token in tokens[1:3]
        )
    )


def _is_object(token: Token) -> bool:
    """Whether what follows is a noun or a base, and so no past: “the saw”, “to cut”."""
    return bool(token.tags & DT) or token.word == "to"


def _after_subject(tokens: Sequence[Token]) -> int | None:
    """Where to begin to look for the past; None where the sentence begins with what is to be done."""
    if not tokens:
        return None
    start = skip_adverbs(tokens, 0)
    verb, following = token_at(tokens, start), token_at(tokens, start + 1)
    if following.before == "-" and not any(t.tags & DT for t in tokens[start + 2 : start + 3]):
        return start  # “Drop-in sessions held at both libraries”
    finite = any(t.tags & (WAS | HAS) for t in tokens[1:])
    if verb.tags & VB:
        if verb.word in _UNSURE_OF:
            return None
        # “Work with the county was completed” begins with a noun; “Review the work the county was given” does not.
        if begins_with_verb(tokens) and not (finite and verb.tags & NN and not following.tags & DT):
            return None
        return start
    training = following.word in _NOUNS  # “Safeguarding training delivered”
    if begins_with_verb(tokens) or (is_ing(verb) and not finite and not training):
        return None
    return start


def _with_was(tokens: Sequence[Token], index: int) -> Classified | None:
    after = skip_adverbs(tokens, index + 1)
    if (word_at(tokens, after), word_at(tokens, after + 1)) == ("to", "be") or _arranged(
        tokens, after
    ):
        return None
    return shown_by(StepKind.PAST, tokens, index, after + 1)


def _with_has(tokens: Sequence[Token], index: int) -> Classified | None:
    after = skip_adverbs(tokens, index + 1)  # “been” is skipped, too
    verb = token_at(tokens, after)
    if tokens[index].word == "had" and token_at(tokens, index + 1).tags & DT:
        return shown_by(StepKind.PAST, tokens, index, index + 1)
    if word_at(tokens, index + 1) == "not" or verb.word in _SO_STILL:
        return None  # how things are
    been = "been" in [token.word for token in tokens[index + 1 : after]]
    if _arranged(tokens, after) or not (been or verb.tags & VBN or verb.word in _COME):
        return None
    return shown_by(StepKind.PAST, tokens, index, after + 1)


def _arranged(tokens: Sequence[Token], index: int) -> bool:
    """Whether the participle is about what is to come: “has been arranged for May”, “was asked to review”."""
    word, following = word_at(tokens, index), token_at(tokens, index + 2)
    if word in _ARRANGED or (word, word_at(tokens, index + 1)) == ("set", "for"):
        return True
    return (
        word in _ARRANGED_TO
        and word_at(tokens, index + 1) == "to"
        and bool(following.tags & VB or following.word == "be")
    )


def _acted(
    tokens: Sequence[Token], index: int, due_later: bool, judged_at: date | None
) -> Classified | None:
    """“Completed the survey”, “Met with partners”: the step begins with what was done."""
    verb, behind = tokens[index], token_at(tokens, index + 1)
    word, following = verb.word, behind.word
    if not following or not verb.tags & (VBN | VBD):
        return None
    if word in _ARRANGED or (word == "continued" and following != "to"):
        return None
    object_follows = (
        behind.tags & DT and not _is_letter(behind) and following != "no"
    ) or following in _PARTICLES
    acted = word in _ACTED and (following in _AFTER_ACTED or following[0].isdecimal())
    together = (
        following == "and"
        and token_at(tokens, index + 2).tags & VBN
        and (token_at(tokens, index + 3).tags & DT or ":" in token_at(tokens, index + 3).before)
    )
    got = (
        word in _GOT and behind.word.isalpha() and not behind.tags & (IN | VB) and not behind.before
    )
    if word in _DESCRIBING and following != "the":
        return None
    counted = not due_later and (following in NUMBERS or following[0].isdecimal())
    if counted and base_of_participle(word) not in _DONE:
        counted = False
    if object_follows or acted or together or counted or (got and not due_later):
        return shown_by(StepKind.PAST, tokens, index, index + 1)
    if not due_later and _is_done_by_somebody(tokens, index, judged_at):
        return shown_by(StepKind.PAST, tokens, index, index + 1)
    return None


def _is_done_by_somebody(tokens: Sequence[Token], index: int, judged_at: date | None) -> bool:
    """“Approved by Cabinet in June 2023”, “Considered and approved by Full Council”: no subject, and no step follows."""
    last = index
    if token_at(tokens, index + 1).word == "and" and token_at(tokens, index + 2).tags & VBN:
        last = index + 2
    behind = token_at(tokens, last + 1)
    if base_of_participle(tokens[last].word) not in _DONE_BY:
        return False
    dated = behind.word in ANY_MONTH or behind.word[:1].isdecimal()
    if not (behind.word in _TO_WHOM or dated):
        return False
    for place in range(last + 1, len(tokens)):
        token, following = tokens[place], token_at(tokens, place + 1)
        if token.tags & (MD | IS) or (token.word == "to" and following.tags & VB):
            return False
        if token.is_break and is_verb_base(token):
            return False  # “Supported by the county, open the hub”
    year, month = (judged_at.year, judged_at.month) if judged_at else (None, 12)
    return not is_target(tokens[last + 1 :], year, month)


def _behind_noun(
    tokens: Sequence[Token], first: int, index: int, due_later: bool, judged_at: date | None
) -> Classified | None:
    """“Toolkit completed”, “The Council attended the meeting”: a verb of the past behind a noun."""
    token, word = tokens[index], tokens[index].word
    if word != "complete" and not token.tags & VBN:
        return None
    base = "complete" if word == "complete" else base_of_participle(word)
    earlier, behind = token_at(tokens, index - 1), token_at(tokens, index + 1)
    before, after = earlier.word, behind.word
    done = base in _DONE
    if earlier.tags & (DT | IN) or before in _NOT_BEFORE:
        return None
    if token.is_break and before != "not":
        return None
    if word in _ARRANGED or (word in _DESCRIBING and not done):
        return None
    ends = not after or behind.is_break
    if not ends and word != "complete":
        who_did = before in _ACTORS and not behind.tags & (IN | CC)
        if (behind.tags & DT and after != "both" and not _is_letter(behind)) or (who_did and done):
            return shown_by(StepKind.PAST, tokens, index, index + 1)
    if not done or due_later or before.endswith("ly") or before in _DESCRIBED_BY:
        return None
    if base == "take" and after not in _TAKEN:
        return None
    dated = after == "w" or (after[:1].isdecimal() and word_at(tokens, index + 2) in ANY_MONTH)
    if not (ends or dated or behind.tags & (IN | CC) or after in _PARTICLES or after == "place"):
        return None
    invited = word_at(tokens, first) in _INVITES
    if base not in _DONE_FOR_SURE and any(
        t.tags & IN and not (invited and t.word == "to") for t in tokens[first:index]
    ):
        of_one = [t.word for t in tokens[first:index] if t.tags & IN] == ["of"]
        head = tokens[first].word
        amount = of_one and head not in _LOOKS_AT and word_at(tokens, first + 1) == "of"
        whole = (ends and _counts_all(tokens[first])) or amount
        if not (whole or (after == "and" and _is_done_too(tokens[index + 2 :]))):
            return None
    if tokens[0].tags & VB and word in _OF_A_NOUN and token_at(tokens, 1).before != "-":
        return None
    year, month = (judged_at.year, judged_at.month) if judged_at else (None, 12)
    if is_target(tokens[index + 1 :], year, month):
        return None
    return shown_by(StepKind.PAST, tokens, index, index + 1, base if not after else "")
