"""Whether a next step tells what was done."""

from collections.abc import Sequence
from datetime import date

from kprlint.prose.clause import (
    CONJUNCTIONS,
    DETERMINERS,
    DID,
    HAS,
    IS,
    MODALS,
    PREPOSITIONS,
    WAS,
    begins_with_verb,
    is_ing,
    is_participle,
    is_step,
    is_target,
    looks_ahead,
    main_clause,
    skip_adverbs,
    word_at,
)
from kprlint.prose.data import words
from kprlint.prose.lexicon import verbs
from kprlint.prose.patterns import is_break
from kprlint.prose.steps.kinds import Form, Told, told
from kprlint.prose.text import Sentence, Token

_COMPLETE = frozenset("complete completed finished done closed".split())


def past(said: Sequence[Sentence], *, due_later: bool, judged_at: date | None) -> Told | None:
    """The step's verb, where its first sentence tells what was done, and none says what will be.

    `due_later`: the step has a date to come, so that “Strategy adopted” is a result to reach.
    """
    found = _past(said[0], due_later=due_later, judged_at=judged_at)
    if found is None or any(looks_ahead(sentence) for sentence in said):
        return None
    if any(is_step(sentence) for sentence in said[1:]):
        return None
    return found


def _past(sentence: Sentence, *, due_later: bool, judged_at: date | None) -> Told | None:
    tokens = main_clause(sentence)
    first = _after_subject(tokens)
    if first is None:
        return None
    finite = max((i for i, t in enumerate(tokens) if t.word in WAS or t.word in HAS), default=-1)
    for index in range(first, len(tokens)):
        word = tokens[index].word
        if word in MODALS:
            return None
        if word == "to" and word_at(tokens, index + 1) in verbs().bases:
            # “Officers to review”; but “A decision to close was made” has its verb still to come.
            if finite < index:
                return None
        elif word in IS:
            after = skip_adverbs(tokens, index + 1)
            return (
                told(Form.PAST, tokens, index, after + 1)
                if word_at(tokens, after) in _COMPLETE
                else None
            )
        elif word in WAS:
            return _with_was(tokens, index)
        elif word in HAS and index:
            return _with_has(tokens, index)
        elif word in DID:
            return told(Form.PAST, tokens, index, index + 3)
        elif word in verbs().pasts and word_at(tokens, index - 1) not in DETERMINERS | {"to"}:
            return told(Form.PAST, tokens, index, index + 1)
        elif index == first and word not in verbs().bases and (acted := _acted(tokens, index)):
            return acted
        elif index > first and (found := _behind_noun(tokens, first, index, due_later, judged_at)):
            return found
    return None


def _after_subject(tokens: Sequence[Token]) -> int | None:
    """Where to begin to look for the past; None where the sentence begins with what is to be done."""
    if not tokens:
        return None
    known = verbs()
    start = skip_adverbs(tokens, 0)
    word, following = word_at(tokens, start), word_at(tokens, start + 1)
    finite = any(t.word in WAS or t.word in HAS for t in tokens[1:])
    if word in known.bases:
        if word in words("steps", "unsure of"):
            return None
        # “Work with the county was completed” begins with a noun; “Review the work the county was given” does not.
        if begins_with_verb(tokens) and not (
            finite and word in known.nouns and following not in DETERMINERS
        ):
            return None
        return start
    if begins_with_verb(tokens) or (is_ing(word) and not finite):
        return None
    return start


def _with_was(tokens: Sequence[Token], index: int) -> Told | None:
    after = skip_adverbs(tokens, index + 1)
    if (word_at(tokens, after), word_at(tokens, after + 1)) == ("to", "be") or _arranged(
        tokens, after
    ):
        return None
    return told(Form.PAST, tokens, index, after + 1)


def _with_has(tokens: Sequence[Token], index: int) -> Told | None:
    after = skip_adverbs(tokens, index + 1)  # “been” is skipped, too
    word = word_at(tokens, after)
    been = "been" in [token.word for token in tokens[index + 1 : after]]
    if _arranged(tokens, after) or not (been or is_participle(word) or word in ("become", "come")):
        return None
    return told(Form.PAST, tokens, index, after + 1)


def _arranged(tokens: Sequence[Token], index: int) -> bool:
    """Whether the participle is about what is to come: “has been arranged for May”, “was asked to review”."""
    word, following = word_at(tokens, index), word_at(tokens, index + 2)
    if word in words("steps", "arranged") or (word, word_at(tokens, index + 1)) == ("set", "for"):
        return True
    return (
        word in words("steps", "arranged to")
        and word_at(tokens, index + 1) == "to"
        and (following in verbs().bases or following == "be")
    )


def _acted(tokens: Sequence[Token], index: int) -> Told | None:
    """“Completed the survey”, “Met with partners”: the step begins with what was done."""
    word, following = word_at(tokens, index), word_at(tokens, index + 1)
    if not following or not (is_participle(word) or word in verbs().pasts):
        return None
    if word in words("steps", "arranged") or (word == "continued" and following != "to"):
        return None
    object_follows = following in DETERMINERS - {"no"} or following in ("out", "up", "off")
    acted = word in words("steps", "acted") and (
        following in ("with", "to", "on", "at", "two", "three", "four", "five", "six", "several")
        or following[0].isdecimal()
    )
    together = (
        following == "and"
        and is_participle(word_at(tokens, index + 2))
        and word_at(tokens, index + 3) in DETERMINERS
    )
    if word in words("steps", "describing") and following != "the":
        return None
    if object_follows or acted or together:
        return told(Form.PAST, tokens, index, index + 1)
    return None


def _behind_noun(
    tokens: Sequence[Token], first: int, index: int, due_later: bool, judged_at: date | None
) -> Told | None:
    """“Toolkit completed”, “The Council attended the meeting”: a verb of the past behind a noun."""
    word, before, after = tokens[index].word, word_at(tokens, index - 1), word_at(tokens, index + 1)
    base = "complete" if word == "complete" else verbs().participles.get(word, "")
    if word != "complete" and not is_participle(word):
        return None
    done = base in words("steps", "done")
    if before in DETERMINERS or before in ("be", "being", "get", "getting", "and", "to"):
        return None
    if before in PREPOSITIONS or (is_break(tokens[index]) and before != "not"):
        return None
    if word in words("steps", "arranged") or (word in words("steps", "describing") and not done):
        return None
    ends = not after or is_break(tokens[index + 1])
    if not ends and word != "complete":
        who_did = before in words("steps", "actors") and after not in PREPOSITIONS | CONJUNCTIONS
        if after in DETERMINERS - {"both"} or (who_did and done):
            return told(Form.PAST, tokens, index, index + 1)
    if not done or due_later or before.endswith("ly") or before in ("well", "just"):
        return None
    if base == "take" and after not in ("place", "to", "out"):
        return None
    if not (
        ends
        or after in PREPOSITIONS
        or after in CONJUNCTIONS
        or after in ("out", "place", "up", "off")
    ):
        return None
    if base not in words("steps", "done for sure") and any(
        token.word in PREPOSITIONS for token in tokens[first:index]
    ):
        return None
    if tokens[0].word in verbs().bases and word in ("held", "made", "received", "agreed"):
        return None
    year, month = (judged_at.year, judged_at.month) if judged_at else (None, 12)
    if is_target(tokens[index + 1 :], year, month):
        return None
    return told(Form.PAST, tokens, index, index + 1, base if not after else "")
