"""What looks like a stall and is none: something unwelcome that is put off, a measure, a few of very many."""

from collections.abc import Sequence
from itertools import pairwise

from kprlint.prose.assertion import Mention, own_clause
from kprlint.prose.data import pairs, words
from kprlint.prose.lexicon import CD, DID, DT, HAS, IN, IS, MD, WAS
from kprlint.prose.numbers import NUMBERS, number
from kprlint.prose.text import P, Token, token_at

_UNWELCOME = words("no_stall", "unwelcome")
_UNWELCOME_IN_TWO = pairs("no_stall", "unwelcome in two words")
_GROWTH = words("no_stall", "growth")
_THAT_COSTS = words("no_stall", "that costs")
_INTENTIONS = words("no_stall", "intentions")
_TO_LOSS = words("no_stall", "to somebody's loss")
_PUT_OFF = words("no_stall", "put off")
_LOST_TIME = words("no_stall", "lost time")
_COUNTS = words("no_stall", "counts")
_FEW = words("no_stall", "few")
_OF = words("no_stall", "of")
_WHICH = words("no_stall", "which")
_TURNED_DOWN = words("no_stall", "turned down")
_NOT_NEEDED = words("no_stall", "not needed")
_SUMS = words("no_stall", "sums")
_VERBS = IS | WAS | HAS | MD | DID
# One of twenty is few, and one of ten where the text itself says “only”.
_VERY_FEW, _FEW_BY_THE_WORDS = 20, 10
_ASKED = 4


def is_no_stall(mention: Mention[P]) -> bool:
    """Whether the phrase tells of something else than work that stands still."""
    return (
        _is_unwelcome(mention)
        or _is_measure(mention)
        or _is_few_of_many(mention)
        or is_asked(mention)
        or _is_a_sum(mention)
        or _is_turned_down(mention)
    )


def _is_unwelcome(mention: Mention[P]) -> bool:
    """“The closure of the bridge has been postponed”, “The council deferred the increase in fees”."""
    said = mention.tokens[mention.first : mention.after]
    if not any(token.word in _PUT_OFF for token in said):
        return False
    begin, _ = own_clause(mention)
    before = mention.tokens[begin : mention.first]
    if any(
        one.word in _INTENTIONS and to.word == "to" and verb.word in _TO_LOSS
        for one, to, verb in zip(
            mention.tokens[begin : mention.after],
            mention.tokens[begin + 1 : mention.after],
            mention.tokens[begin + 2 : mention.after],
            strict=False,
        )
    ):
        return True
    if not before or any(token.tags & _VERBS for token in before):
        return _is_unwelcome_thing(before)
    return _is_unwelcome_thing(_behind(mention)) or _is_unwelcome_thing([*before, *said[:1]])


def _behind(mention: Mention[P]) -> Sequence[Token]:
    found = list[Token]()
    for token in mention.tokens[mention.after :]:
        if token.is_break:
            break
        found.append(token)
    return found


def _is_unwelcome_thing(tokens: Sequence[Token]) -> bool:
    """Whether the noun that the words begin with is unwelcome: its last word before a preposition or a verb."""
    size = next(
        (i for i, t in enumerate(tokens) if t.tags & (IN | _VERBS) and not t.tags & DT),
        len(tokens),
    )
    if not size:
        return False
    head = tokens[size - 1].word
    if head in _UNWELCOME or (token_at(tokens, size - 2).word, head) in _UNWELCOME_IN_TWO:
        return True
    return head in _GROWTH and any(token.word in _THAT_COSTS for token in tokens)


def _is_measure(mention: Mention[P]) -> bool:
    """“Working days lost to injury came to 31”: what is counted, where no number stands before it."""
    tokens, first = mention.tokens, mention.first
    if tokens[first].word not in _LOST_TIME or "lost" not in mention.phrase.text:
        return False
    before = tokens[max(0, first - 2) : first]
    if any(t.tags & CD or t.word in NUMBERS or t.word in _COUNTS for t in before):
        return False
    return not any(t.tags & _VERBS for t in tokens[first : mention.after])


def _is_few_of_many(mention: Mention[P]) -> bool:
    """“The target was missed by only one of 212”: so few that the whole is well."""
    if mention.phrase.columns[0] == "less" or mention.phrase.parts[0].words & _FEW:
        return False
    begin, end = own_clause(mention)
    tokens = mention.tokens
    for index in range(begin, end - 2):
        if tokens[index + 1].word not in _OF:
            continue
        some, every = _number(tokens[index]), _number(tokens[index + 2])
        if some is None or every is None:
            continue
        near = tokens[max(begin, index - 1) : index]
        times = _FEW_BY_THE_WORDS if any(t.word in _FEW for t in near) else _VERY_FEW
        if 0 < some * times <= every:
            return True
    return False


def _number(token: Token) -> int | None:
    return number(token.word.replace(",", ""))


def is_asked(mention: Mention[P]) -> bool:
    """“The dashboard shows which actions are overdue”: a question that is answered elsewhere."""
    tokens, first = mention.tokens, mention.first
    for index in range(max(1, first - _ASKED), first):
        if tokens[index].word in _WHICH and not tokens[index].is_break:
            return not token_at(tokens, index + 1).tags & _VERBS
    return False


def _is_a_sum(mention: Mention[P]) -> bool:
    """“Slippage of £40,000”."""
    if mention.tokens[mention.after - 1].word not in _SUMS:
        return False
    behind = mention.tokens[mention.after : mention.after + 2]
    return any(one.word == "of" and "£" in two.before for one, two in pairwise(behind))


def _is_turned_down(mention: Mention[P]) -> bool:
    """“Deferring the work was not necessary”, “The option of deferring it was rejected”."""
    if not mention.tokens[mention.first].word.endswith("ing"):
        return False
    said = [token.word for token in mention.tokens[mention.after :]]
    if not _TURNED_DOWN.isdisjoint(said):
        return True
    return any(one == "not" and two in _NOT_NEEDED for one, two in pairwise(said))
