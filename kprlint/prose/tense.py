"""Does a clause look back or ahead? Words around a date that show it; nothing where none does."""

from enum import StrEnum
from functools import lru_cache

from kprlint.prose.data import words
from kprlint.prose.lexicon import lexicon
from kprlint.prose.tokens import Tokens, tokens_of

_PAST_WORDS = words("dates", "past words")
_FUTURE_WORDS = words("dates", "future words")
_PUT_OFF = words("dates", "put off")
_TO = words("dates", "to")
_BASES = words("dates", "bases")
_AFTER_A_VERB = words("dates", "after a verb")
_AUXILIARIES = frozenset({"has", "have", "having"})
_TO_DO = words("dates", "to do")
_ENDS = frozenset({"", ".", ";", "("})
_ACTORS = words("steps", "actors")
_DONE = lexicon().participles.keys()
_DESCRIBED = words("dates", "describes before a stop")
_NOW = frozenset({"is", "are", "being"})
_NO_VERBS = words("dates", "no verbs")
# The words that may be marks, beside those in -ed.
_MARKS = _PAST_WORDS | _FUTURE_WORDS | _PUT_OFF | _AUXILIARIES | {"going", "to", "be"}


class Tense(StrEnum):
    """Where a clause looks. Progress looks back and next steps look ahead unless their words say otherwise."""

    PAST = "past"
    FUTURE = "future"


class Tenses:
    """The marks of tense in a text, found in one pass, and asked for by place."""

    def __init__(self, tokens: Tokens) -> None:
        size = tokens.size
        low = tokens.low
        # For each token the last mark before it and the first mark after it in its sentence.
        self._before: list[Tense | None] = [None] * (size + 1)
        self._after: list[Tense | None] = [None] * (size + 1)
        marks = [
            _mark(tokens, at) if word in _MARKS or word.endswith("ed") else None
            for at, word in enumerate(low[:size])
        ]
        ends = tokens.sentence_ends
        weak = [word == "to" and low[at + 1] in _BASES for at, word in enumerate(low[:size])]
        last: Tense | None = None
        for at in range(size):
            self._before[at] = last
            # “Met the agent to discuss …” looks back for all its “to”.
            last = marks[at] or last or (Tense.FUTURE if weak[at] else None)
            if at in ends:
                last = None
        self._before[size] = last
        following: Tense | None = None
        for at in range(size - 1, -1, -1):
            if at in ends or low[at] == "(":
                following = None  # what is in brackets is said of something before
            self._after[at] = following
            following = marks[at] or following

    def before(self, begin: int) -> Tense | None:
        """The tense of the words before the token `begin` in its sentence."""
        return self._before[begin]

    def at(self, begin: int, end: int) -> Tense | None:
        """The tense of the clause around the tokens `begin` to `end`."""
        return self._before[begin] or self._after[end - 1]


@lru_cache(maxsize=256)
def tenses_of(text: str) -> Tenses:
    """The marks of tense in a text, found once for all who ask."""
    return Tenses(tokens_of(text))


def _mark(tokens: Tokens, at: int) -> Tense | None:
    low = tokens.low
    word = low[at]
    before = low[at - 1] if at else ""
    if word in _FUTURE_WORDS:
        if word == "due" and low[at + 1] == "to" and low[at + 2] not in _BASES:
            return None  # “due to staff shortages”
        if word in ("plan", "plans", "wo"):
            # The plan is mostly a thing: “We plan to open”.
            return (
                Tense.FUTURE
                if word == "wo" or low[at + 1] == "to" or low[at + 1] == "for"
                else None
            )
        return Tense.FUTURE
    if word in _PUT_OFF and low[at + 1] in _TO:
        return Tense.FUTURE
    if before == "have" and at > 1 and low[at - 2] in _TO_DO:
        return Tense.FUTURE
    if word in _PAST_WORDS:
        if before in _NOW and word not in _AUXILIARIES:
            return None  # “the audits that are left”
        return Tense.FUTURE if before == "be" else Tense.PAST
    if word == "going":
        return Tense.FUTURE if low[at + 1] == "to" and before not in ("was", "were") else None
    if word == "have" and (not at or tokens.ends_sentence(at - 1)):
        return None  # “Have the beds ready”
    if word == "have" and before in _TO_DO:
        return Tense.FUTURE  # “to have completed by August”
    if word in _AUXILIARIES:
        return Tense.FUTURE if low[at + 1] == "to" else Tense.PAST
    if word == "to":
        return Tense.FUTURE if low[at + 1] == "be" else None
    if word == "be" and before in ("may", "might", "can"):
        return Tense.FUTURE
    if len(word) > 4 and word.endswith("ed") and word not in _NO_VERBS:
        if before == "be" or (
            before in ("fully", "then", "formally") and at > 1 and low[at - 2] == "be"
        ):
            return Tense.FUTURE
        if before in _NOW or (before.endswith("ly") and at > 1 and low[at - 2] in _NOW):
            return None  # “are reported at year end”
        after = low[at + 1]
        acted = before in _ACTORS or (at > 1 and tokens.is_capital(at - 1))
        if acted and word in _DONE and not tokens.is_capital(at) and tokens.is_word(at + 1):
            if not tokens.ends_sentence(at - 1) and not tokens.ends_sentence(at - 2):
                return Tense.PAST  # “The Trust exited special measures”
        if after in _ENDS and before.isalpha() and before not in _DESCRIBED and word in _DONE:
            return Tense.PAST  # “In November 2023 the hub opened.”
        if before in words("dates", "over") or after in _AFTER_A_VERB or tokens.is_number(at + 1):
            return Tense.PAST
    return None
