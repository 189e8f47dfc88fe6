"""Whether what stood still goes on again, or was done after all: the sixth axis of assertion."""

from collections.abc import Sequence
from itertools import pairwise

from kprlint.prose.assertion import Mention, clause_before
from kprlint.prose.data import pairs, words
from kprlint.prose.lexicon import CC, DT, HAS, IN, IS, MD, NOT, VB, VBD, VBN, WAS
from kprlint.prose.months import ANY_MONTH
from kprlint.prose.text import P, Token, token_at

_REACH = 5
_RESOLVED = words("assertion", "resolved")
_RESOLVED_IN_TWO_WORDS = pairs("assertion", "resolved in two words")
_RESOLVED_AT_THE_HEAD = words("assertion", "resolved at the head")
_RESOLVED_OF_DELAYS = words("assertion", "resolved of delays")
_BEFORE = words("assertion", "before")
_BETWEEN = words("assertion", "between")
_UNTIL = words("assertion", "until")
_RELATIVE = words("assertion", "relative")
_TO_COME = words("assertion", "to come")
_IN_DOUBT = _TO_COME - {"to"}
_CONTRAST = words("assertion", "contrast")
_CAUSE = words("assertion", "cause")
_NO_NOUN = words("assertion", "no noun")
_WHEN = words("assertion", "when") | ANY_MONTH.keys()
_NEEDS = frozenset({"need", "needs", "requires"})
_NO_EFFECT = words("assertion", "no effect")
_AFFECT = words("assertion", "affect")
_REMAINS = words("assertion", "remains")
_UNHARMED = words("assertion", "unharmed")
_NOT_TIME = words("assertion", "other than time")
_FINE = pairs("assertion", "fine")
_IN_TIME = pairs("assertion", "in time")
_ALL = words("assertion", "all of them")
_THAN = words("assertion", "than")
_DELAYS = words("assertion", "delays")
_FEARED = words("assertion", "feared")
_NO_MORE = pairs("assertion", "no more to do")
_WHICH = words("closed", "aside") | {"that"}
_CAUSE_OF_NOW = words("closed", "subordinate")
_MADE_GOOD = pairs("assertion", "made good")


def is_resolved(mention: Mention[P]) -> bool:
    """Whether the words around the phrase, or the sentence behind it, say so."""
    tokens, first, after = mention.tokens, mention.first, mention.after
    before = [token.word for token in clause_before(mention, _REACH)]
    if "had" in before and "to" not in before[: before.index("had")]:
        # “The fair that had been postponed …”, “It had been postponed and …”: before something else happened.
        if not _RELATIVE.isdisjoint(before) or _is_done(tokens, first, after):
            return True
    told_aside = not _RELATIVE.isdisjoint(before) and any(
        token.tags & WAS for token in clause_before(mention, _REACH)
    )
    if told_aside and _is_done_later(tokens, after):
        return True  # “The examination, which was paused twice, closed on 8 September”
    being = before[:1] == ["being"] and not tokens[first - 2].tags & IS
    if being or before[:2] == ["been", "having"]:
        return True  # “after being postponed”, “having been delayed”
    if not _BEFORE.isdisjoint(before) and _is_done(tokens, first, after):
        return True
    told_of = any(
        one.word in _RELATIVE and two.tags & HAS for one, two in pairwise(tokens[first:after])
    )
    if told_of and _is_done_later(tokens, after):
        return True  # “The backlog that had built up has been cleared”
    if _was_averted(mention) or _is_done_with(tokens, after):
        return True
    if _is_told_of_a_thing(tokens, first, after):
        return True
    if first == 0 and tokens[0].tags & VBN and _is_done_behind_comma(tokens, after):
        return True  # “Postponed from May, the jobs fair was held on 14 September”
    if _describes(tokens, first, after) and _is_done_later(tokens, after):
        return True
    if tokens[first].word in _THAN and any(_is_end(tokens, index) for index in range(first)):
        return all(
            token.word not in ("will", "to") for token in tokens[:first]
        )  # “opened later than planned”
    counted = any(t.word in _DELAYS for t in tokens[first:after]) or _is_counted(tokens, first)
    if counted and _is_made_good(tokens, after):
        return True
    return (
        _is_on_track(tokens, after)
        or _changes_nothing(tokens, after)
        or leads_to_end(tokens, after)
        or _goes_on(mention)
    )


def _was_averted(mention: Mention[P]) -> bool:
    """“The works were due to be delayed, but a second crew was found”."""
    tokens, first = mention.tokens, mention.first
    feared = any(
        tokens[at].tags & WAS and tokens[at + 1].word in _FEARED
        for at in range(max(0, first - 4), first - 1)
    )
    return feared and any(
        token.word in _CONTRAST or ";" in token.before for token in tokens[mention.after :]
    )


def _is_done_with(tokens: Sequence[Token], after: int) -> bool:
    """“Recruitment stopped because all posts are filled”."""
    return any((one.word, two.word) in _NO_MORE for one, two in pairwise(tokens[after:]))


def _is_done_behind_comma(tokens: Sequence[Token], after: int) -> bool:
    for index in range(after, len(tokens)):
        if "," in tokens[index].before:
            return _is_done_later(tokens, index)
    return False


def _is_told_of_a_thing(tokens: Sequence[Token], first: int, after: int) -> bool:
    """Whether the phrase tells of which thing something good is said: “The services suspended in the storm are back”."""
    before = token_at(tokens, first - 1)
    if not tokens[first].tags & (VBN | VBD) or tokens[first].is_break or before.tags & (IN | CC):
        return False
    if before.tags & DT and before.word not in _WHICH:
        return False
    if not before.word or any(token.tags & (IS | WAS | HAS | MD) for token in tokens[:first]):
        return False
    for index in range(after, len(tokens)):
        token = tokens[index]
        if token.is_break or token.tags & (CC | MD) or token.word in _CAUSE_OF_NOW:
            return False
        if token.tags & (WAS | HAS) and before.word in _WHICH:
            behind = token_at(tokens, index + 1 + (token_at(tokens, index + 1).word == "been"))
            if behind.tags & VBN:
                return True  # “Staff of the contractor that went into administration were taken on”
        if token.tags & (WAS | HAS | IS):
            return _is_done_later(tokens, index)
    return False


def _goes_on(mention: Mention[P]) -> bool:
    """Whether the sentence behind is about the same thing, and says that it is over."""
    if mention.following is None:
        return False
    tokens = mention.following.tokens
    begins = tokens[0].word in _RESOLVED
    if begins and tokens[0].word not in _RESOLVED_AT_THE_HEAD:
        return False  # “Completed the survey”: another thing
    return leads_to_end(tokens, 0)


def leads_to_end(tokens: Sequence[Token], index: int) -> bool:
    """Whether the words from `index` on come to “resumed” and the like, still about the same thing."""
    size = len(tokens)
    while index < size:
        word = tokens[index].word
        if _is_end(tokens, index):
            return True
        if word == "to" and index + 1 < size and _tells_when(tokens[index + 1].word):
            index += 2  # “moved to June and held”
        elif word in _UNTIL and index + 1 < size and _tells_when(tokens[index + 1].word):
            index += 2  # “was on hold until May but is under way”
        elif word == "since" and index and tokens[index - 1].tags & HAS:
            index += 1  # “has since been completed”
        elif word in _CAUSE:
            # The reason may be long; what matters is whether a clause follows that goes on.
            index += 1
            while index < size and not (tokens[index].word in _CONTRAST or tokens[index].is_break):
                index += 1
        elif word in _TO_COME and tokens[index].raw != "May":
            return False
        elif word in _BETWEEN or _tells_when(word):
            index += 1
        else:
            return False
    return False


def _is_end(tokens: Sequence[Token], index: int) -> bool:
    word = tokens[index].word
    if index and tokens[index - 1].word == "to" and tokens[index].tags & VB:
        return False  # “no time to complete it”
    if index and tokens[index - 1].word == "be":
        return False  # “cannot now be met”
    if index and tokens[index - 1].tags & DT and tokens[index - 1].word not in _ALL:
        return False  # “behind the approved baseline”
    following = tokens[index + 1].word if index + 1 < len(tokens) else ""
    return word in _RESOLVED or (word, following) in _RESOLVED_IN_TWO_WORDS


def _tells_when(word: str) -> bool:
    return word in _WHEN or word[0].isdecimal()


def _describes(tokens: Sequence[Token], first: int, after: int) -> bool:
    """Whether the phrase describes what follows: “the postponed event”."""
    return (
        after < len(tokens)
        and not tokens[after].is_break
        and tokens[after].word not in _NO_NOUN
        and not tokens[after].tags & (IN | DT)
        and (first == 0 or bool(tokens[first - 1].tags & (DT | IN)) or _is_whose(tokens[first - 1]))
    )


def _is_whose(token: Token) -> bool:
    return token.word.endswith("'s")  # “Ofsted's suspended inspections began again”


def _is_done_later(tokens: Sequence[Token], index: int) -> bool:
    """Whether anything behind `index` is told as done, and not as to come."""
    for place in range(index, len(tokens)):
        if tokens[place].word in _IN_DOUBT:
            return False
        if _is_end(tokens, place):
            return True
    return False


def _is_done(tokens: Sequence[Token], first: int, after: int) -> bool:
    """Whether the sentence says, before the phrase or behind it, that something was done."""
    earlier = tokens[:first]
    if any(_is_end(earlier, index) for index in range(first)):
        return all(token.word != "will" for token in earlier)
    return _is_done_later(tokens, after)


def _is_counted(tokens: Sequence[Token], first: int) -> bool:
    """Whether the phrase may stand in what is counted, before the verb: “Average days lost to transfers fell from …”."""
    if not first or any(token.tags & CC for token in tokens[first:]):
        return False  # “Work halted in July and visits fell to 40”
    return not any(token.tags & (IS | WAS | HAS | MD) for token in tokens[:first])


def _is_made_good(tokens: Sequence[Token], index: int) -> bool:
    """Whether a delay is told as mended in its clause: “the delay to the works was recovered”."""
    for place in range(index, len(tokens)):
        word = tokens[place].word
        following = [token.word for token in tokens[place : place + 3]]
        if tuple(following[:2]) in _MADE_GOOD:
            return True  # “are overdue, down from 61”
        if tokens[place].is_break or word in _CONTRAST or word in _IN_DOUBT:
            return word == "not" and not _AFFECT.isdisjoint(following)
        if word in _RESOLVED_OF_DELAYS:
            return True
    return False


def _changes_nothing(tokens: Sequence[Token], index: int) -> bool:
    """Whether the sentence goes on to say that it does not matter: “… but the end date holds”, “does not affect the project”."""
    for place in range(index, len(tokens)):
        if tokens[place].word == "no" and tokens[place - 1].word in _NEEDS:
            return True  # “The Bill is delayed, but the measure needs no legislation”
        if tokens[place].word == "no" and token_at(tokens, place + 1).word in _NO_EFFECT:
            return True
        if tokens[place].word in _UNHARMED:
            told_of = (token.word for token in tokens[max(index, place - 3) : place])
            return _NOT_TIME.isdisjoint(told_of)
        if (tokens[place].word == "not" or tokens[place].tags & NOT) and not _AFFECT.isdisjoint(
            token.word for token in tokens[place + 1 : place + 3]
        ):
            return True
    return False


def _is_on_track(tokens: Sequence[Token], index: int) -> bool:
    """Whether the sentence goes on to say that all is well: “… but the programme remains on track”."""
    for place in range(index, len(tokens) - 2):
        if tokens[place].word in _REMAINS:
            if (tokens[place + 1].word, tokens[place + 2].word) in _FINE:
                return True
        if (tokens[place + 1].word, tokens[place + 2].word) in _IN_TIME:
            return True
    return False
