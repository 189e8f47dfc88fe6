"""Does a clause look back or ahead? Words around a date that show it; nothing where none does."""

from kprlint.prose.dates.terms import Tense
from kprlint.prose.tokens import Tokens

_PAST_WORDS = frozenset(
    """was were had did been ago held met undertook took went began made gave saw sent built bought brought won
    led came wrote ran became sought spoke visited attended hosted took place
    drew fell rose grew won lost left told heard kept chose paid rang drove wrote taught caught felt lent""".split()
) - {"place"}
_FUTURE_WORDS = frozenset(
    """will shall ll wo planned plan plans planning scheduled expected expects expecting anticipated anticipates
    intended intends proposed aim aims aiming hope hopes hoping forecast forthcoming upcoming booked arranged
    should must would could tbc provisional provisionally targeted projected estimated due""".split()
)
# Where the subject of these goes to: “deferred to March”.
_PUT_OFF = frozenset(
    "deferred postponed delayed rescheduled rearranged extended moved pushed slipped".split()
)
_TO = frozenset({"to", "until", "till", "for"})
_BASES = frozenset(
    """be go start begin commence complete finish launch open close report submit present take hold
    publish deliver implement follow agree approve adopt consider review finalise appoint recruit procure award
    sign issue consult meet return bring develop produce carry install run introduce""".split()
)
# After a word in -ed they show that it is a verb: “trained in June”; before a noun it is none: “revised policy”.
_AFTER_A_VERB = frozenset(
    """in on by at to with for from into during through and successfully the a an our all this that it its
    as of off out over after before since until again last early mid late end""".split()
)
_AUXILIARIES = frozenset({"has", "have", "having"})
_NOW = frozenset({"is", "are", "being"})
_NO_VERBS = frozenset(
    "need speed feed seed breed indeed shed bed red hundred embed exceed proceed succeed".split()
)


class Tenses:
    """The marks of tense in a text, found in one pass, and asked for by place."""

    def __init__(self, tokens: Tokens) -> None:
        size = tokens.size
        low = tokens.low
        # For each token the last mark before it and the first mark after it in its sentence.
        self._before: list[Tense | None] = [None] * (size + 1)
        self._after: list[Tense | None] = [None] * (size + 1)
        marks = [_mark(tokens, at) if low[at].isalpha() else None for at in range(size)]
        weak = [word == "to" and low[at + 1] in _BASES for at, word in enumerate(low[:size])]
        last: Tense | None = None
        for at in range(size):
            self._before[at] = last
            # “Met the agent to discuss …” looks back for all its “to”.
            last = marks[at] or last or (Tense.FUTURE if weak[at] else None)
            if tokens.ends_sentence(at):
                last = None
        self._before[size] = last
        following: Tense | None = None
        for at in range(size - 1, -1, -1):
            if tokens.ends_sentence(at) or low[at] == "(":
                following = None  # what is in brackets is said of something before
            self._after[at] = following
            following = marks[at] or following

    def before(self, begin: int) -> Tense | None:
        """The tense of the words before the token `begin` in its sentence."""
        return self._before[begin]

    def at(self, begin: int, end: int) -> Tense | None:
        """The tense of the clause around the tokens `begin` to `end`."""
        return self._before[begin] or self._after[end - 1]


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
    if word in _PAST_WORDS:
        return Tense.FUTURE if before == "be" else Tense.PAST
    if word == "going":
        return Tense.FUTURE if low[at + 1] == "to" and before not in ("was", "were") else None
    if word == "have" and (not at or tokens.ends_sentence(at - 1)):
        return None  # “Have the beds ready”
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
        if (
            before in ("was", "were", "been", "has", "have", "had")
            or after in _AFTER_A_VERB
            or tokens.is_number(at + 1)
        ):
            return Tense.PAST
    return None
