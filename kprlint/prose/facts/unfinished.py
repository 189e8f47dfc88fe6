"""Where a text says that not all is done."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kprlint.prose.assertion import (
    Mention,
    between_semicolons,
    clause_before,
    has_other_sense,
    is_name,
    is_negated,
    mentions,
    own_clause,
)
from kprlint.prose.clause import skip_adverbs, word_at
from kprlint.prose.data import pairs, words
from kprlint.prose.facts.no_stall import is_asked
from kprlint.prose.lexicon import HAS, IN, IS, MD, VBG, VBN, WAS, base_of_participle
from kprlint.prose.numbers import NUMBERS, number
from kprlint.prose.patterns import listed
from kprlint.prose.resolved import leads_to_end
from kprlint.prose.text import P, Token, token_at

_REST_REACH = 7
_OF_WHAT, _LONGEST_PART = 6, 3
_COMPLETED = words("completion", "completed")
_PARTS = words("completion", "parts")
_LEFT_TO_DO = words("completion", "left to do")
_THE_REST = words("completion", "the rest")
_HANDED_ON = words("completion", "handed on")
_HANDED_ON_BY = pairs("completion", "handed on in two words")
_ROUTINE = words("completion", "routine")
_RELATIVE = words("assertion", "relative")
_WITH = words("completion", "with")
_PEOPLE = words("completion", "people")
_EVERYBODY = words("completion", "everybody")
_MEANT_FOR = words("completion", "meant for")
_GOES_ON = words("completion", "goes on")
_OUTSTANDING_BEHIND = words("completion", "outstanding behind")
_MOST = words("completion", "most")
_NEARLY_ALL = pairs("completion", "nearly all")
_REMAINS = words("completion", "remains")
_NOT_DONE = words("completion", "not done")
_CAN_BE_OUTSTANDING = words("completion", "can be outstanding")
_SOMETHING_ELSE = pairs("completion", "something else")
_MEASURED = words("completion", "measured")
_ONLY = words("no_stall", "few")
_DONE_TO_THINGS = words("completion", "done to things")
_OF_THE = words("completion", "of the")
_DID_AS_WELL = words("completion", "did as well")
_PATTERNS = listed("unfinished")
NEEDS = _PATTERNS.needs


def unfinished(passages: Iterable[P]) -> Iterator[Mention[P]]:
    """The first phrase of each passage that says that something is still to be done."""
    told: P | None = None
    for mention in mentions(_PATTERNS, passages):
        if mention.passage is not told and _is_open(mention):
            told = mention.passage
            yield mention


def _is_open(mention: Mention[P]) -> bool:
    kind, not_with = mention.phrase.columns
    whole = kind == "all but" or kind.startswith("some")
    if is_name(mention) or has_other_sense(mention, not_with) or _is_handed_on(mention, whole):
        return False
    if is_asked(mention):
        return False  # “which notifications are still to be made”
    if _is_of_money(mention) and mention.after == mention.first + len(mention.phrase.parts):
        return False
    if kind == "told" and mention.phrase.parts[-1].words == _REMAINS:
        inside = [token.word for token in mention.tokens[mention.first : mention.after]]
        if not _PEOPLE.isdisjoint(inside):
            return False  # “One resident remains unhappy”
    match kind:
        case "but for":
            right = _is_completed_before(mention)
        case "rest":
            right = _is_left_to_do(mention)
        case "all but":
            right = _is_done_to_things(mention)
        case "outstanding":
            right = _is_outstanding(mention)
        case "some":
            right = _is_some_of(mention) or _is_most(mention) or _is_below_hundred(mention)
        case "some alone":
            part = _is_some_of(mention) or _is_most(mention)
            things = mention.tokens[mention.first].word in _DONE_TO_THINGS
            right = part or _is_below_hundred(mention, alone=not things)
        case _:
            right = True
    if not right or (kind != "but for" and is_negated(mention)):
        return False
    return not (_was_before(mention) or _is_done_since(mention))


def _is_completed_before(mention: Mention[P]) -> bool:
    """Whether the sentence says before the phrase that something is complete, or names all of its parts."""
    before = [token.word for token in mention.tokens[: mention.first]]
    if not _EVERYBODY.isdisjoint(before[-1:]) and not _MEANT_FOR.isdisjoint(before[-2:-1]):
        return False  # “is live, and free to all except …”
    if not _COMPLETED.isdisjoint(before):
        return True
    return ("all" in before or "every" in before) and _is_done_to_things(mention)


def _is_done_to_things(mention: Mention[P]) -> bool:
    """Whether the sentence says what was done, and leaves out no people: “all but two lamps were replaced”."""
    near = [token.word for token in mention.tokens[: mention.after + _OF_WHAT]]
    if not _PEOPLE.isdisjoint(near):
        return False
    said = between_semicolons(mention)
    return any(t.word in _COMPLETED or base_of_participle(t.word) for t in said)


def _is_outstanding(mention: Mention[P]) -> bool:
    """Whether “outstanding” means left to do: “two invoices are outstanding”, not “an outstanding year”."""
    tokens, first = mention.tokens, mention.first
    if _ends_clause(mention) and (_is_beside(mention) or _is_heading(mention)):
        return True
    if first == 0 and ":" in token_at(tokens, mention.after).before:
        return True  # “Outstanding: fire certificate.”
    if first == 0 or tokens[first - 1].word not in _OUTSTANDING_BEHIND:
        return False
    begin, _ = own_clause(mention)
    if any(token.word in _CAN_BE_OUTSTANDING for token in tokens[begin:first]):
        return True
    return any(token.word in NUMBERS or token.word[0].isdecimal() for token in tokens[:first])


def _is_beside(mention: Mention[P]) -> bool:
    """“is open, with signs and lining outstanding”."""
    for token in reversed(mention.tokens[max(0, mention.first - _OF_WHAT) : mention.first]):
        if token.word in _WITH:
            return not is_negated(mention)
        if token.is_break:
            return False
    return False


def _is_heading(mention: Mention[P]) -> bool:
    """“Final report outstanding.”"""
    verbs = any(token.tags & (IS | WAS | HAS | MD) for token in mention.tokens)
    return not verbs and mention.first > 0 and len(mention.tokens) <= _REST_REACH


def _ends_clause(mention: Mention[P]) -> bool:
    return mention.after == len(mention.tokens) or mention.tokens[mention.after].is_break


def _is_some_of(mention: Mention[P]) -> bool:
    """Whether fewer than all parts are told as done: “two of the three phases are complete”."""
    if _is_some_of_behind(mention):
        return True
    before = list(mention.tokens[: mention.first])
    for index in range(len(before) - 2):
        if before[index + 1].word != "of":
            continue
        total = index + 2 + (before[index + 2].word in _OF_THE)
        part = index - (before[index].word == "out")  # “four out of five”
        if word_at(before, part - 1) in _THE_REST:
            continue  # “the last two of the eleven blocks”
        some, every = number(word_at(before, part)), number(word_at(before, total))
        if some is not None and every is not None and some < every:
            counted = [token.word for token in before[total + 1 : total + 1 + _LONGEST_PART]]
            if not _PEOPLE.isdisjoint(counted):
                return False
            verb = token_at(before, total + 1).tags & (IS | WAS | HAS)
            if mention.tokens[mention.first].word in _DONE_TO_THINGS:
                return True
            return not counted or bool(verb) or not _PARTS.isdisjoint(counted)
    return False


def _is_some_of_behind(mention: Mention[P]) -> bool:
    """“is live in nine of the ten services”."""
    tokens, at = mention.tokens, mention.after
    if not token_at(tokens, at).tags & IN or token_at(tokens, at).is_break:
        return False
    at += 1 + (word_at(tokens, at + 1) in _ONLY)
    of = at + 1 + (word_at(tokens, at + 1) == "out")
    total = of + 1 + (word_at(tokens, of + 1) in _OF_THE)
    some, every = number(word_at(tokens, at)), number(word_at(tokens, total))
    return word_at(tokens, of) == "of" and some is not None and every is not None and some < every


def _is_most(mention: Mention[P]) -> bool:
    """“most of the works are complete”, “nearly all homes have been insulated”: in its clause, and of no people."""
    before = list[str]()
    for token in reversed(mention.tokens[: mention.first]):
        before.append(token.word)
        if token.is_break:
            break
    before.reverse()
    if not _PEOPLE.isdisjoint(before):
        return False
    return any(
        (one in _MOST and two == "of")
        or (one == "most" and two in _PARTS)
        or (one, two) in _NEARLY_ALL
        for one, two in pairwise(before)
    )


def _is_left_to_do(mention: Mention[P]) -> bool:
    """Whether what follows the phrase is still to be done."""
    tokens = mention.tokens
    for index in range(mention.after, len(tokens)):
        word, following = tokens[index].word, word_at(tokens, index + 1)
        if tokens[index].tags & WAS or (tokens[index].tags & HAS and following != "to"):
            return False
        if word == "will":
            return True
        if tokens[index].tags & IS and not _is_not_done(tokens, index):
            return False
        if word in _LEFT_TO_DO:
            near = [token.word for token in tokens[index : index + 3]]
            return "now" not in near and _COMPLETED.isdisjoint(near)
        if word == "to" and following in ("be", "follow", "complete"):
            return True
    return False


def _is_not_done(tokens: Sequence[Token], index: int) -> bool:
    """Whether what follows “is” tells of something to come: “are scheduled”, not “are described in the report”."""
    behind = tokens[index + 1 : index + 4]
    if behind and behind[0].word == "to":
        return True
    return not behind or any(token.word in _NOT_DONE for token in behind)


def _is_of_money(mention: Mention[P]) -> bool:
    """“The remaining £40,000 will be used for the next scheme”, “short of the £3.4m allowed”."""
    return any("£" in t.before for t in mention.tokens[mention.after : mention.after + 2])


def _is_below_hundred(mention: Mention[P], *, alone: bool = False) -> bool:
    """Whether a percentage below 100 stands before the phrase; `alone`: right before it, “95% built”."""
    tokens, first = mention.tokens, mention.first
    for index in range(first, max(0, first - _OF_WHAT), -1):
        said = "%" in tokens[index].before or tokens[index - 1].word in ("cent", "percent")
        # “95% complete”, “95% of the works are complete”.
        if said and (index == first or (tokens[index].word == "of" and not alone)):
            figures = [t.word for t in tokens[max(0, index - 3) : index] if t.word[0].isdecimal()]
            behind = (token.word for token in tokens[mention.after :])
            return (
                bool(figures)
                and figures[-1] not in ("100", "100.0")
                and (alone or _MEASURED.isdisjoint(behind))
            )
    return False


def _is_handed_on(mention: Mention[P], whole: bool) -> bool:
    """Whether what is left was moved elsewhere, is nobody's any more, or is everyday work.

    `whole`: the words tell of all, so that “moved to” is what was done to them.
    """
    behind = [token.word for token in mention.tokens[mention.after :]]
    said = [token.word for token in mention.tokens]
    if any(two in _SOMETHING_ELSE for two in pairwise(said)):
        return True
    if not _HANDED_ON.isdisjoint(behind) or (not whole and not _ROUTINE.isdisjoint(said)):
        return True
    return not whole and any(two in _HANDED_ON_BY for two in pairwise(behind))


def _was_before(mention: Mention[P]) -> bool:
    """Whether the phrase tells of an earlier time: “was awaiting approval, which came in May”."""
    if mention.tokens[mention.first].word in ("not", "except"):
        return False
    if mention.phrase.columns[0].startswith("some"):
        return False  # “18 of 20 actions were closed”
    if any(token.tags & WAS or token.word == "had" for token in clause_before(mention, 2)):
        return True
    return _is_of_the_subject(mention)


def _is_of_the_subject(mention: Mention[P]) -> bool:
    """Whether the phrase describes what something was done to: “the 63 cases awaiting assessment were cleared”."""
    tokens, first = mention.tokens, mention.first
    if first == 0 or tokens[first].is_break or not tokens[first].tags & VBG:
        return False
    if any(token.tags & (IS | HAS | WAS) for token in clause_before(mention, first)):
        return False
    for index in range(mention.after, len(tokens)):
        token = tokens[index]
        if token.is_break or token.word in _RELATIVE or token.tags & (MD | IS):
            return False
        if token.tags & (WAS | HAS):
            return bool(token_at(tokens, skip_adverbs(tokens, index + 1)).tags & VBN)
    return False


def _is_done_since(mention: Mention[P]) -> bool:
    """Whether what was left is told as done by now: “all but one were built; the last was opened in May”."""
    tokens = mention.tokens
    begin, _ = own_clause(mention)
    if begin and tokens[begin].is_break and _was_the_rest(tokens[begin : mention.after]):
        return True  # “Eleven of the twelve were done by June; the last was closed in August”
    for index in range(mention.after, len(tokens)):
        if tokens[index].is_break or tokens[index].word in _GOES_ON:
            if leads_to_end(tokens, index) or _was_the_rest(tokens[index:]):
                return True
    if mention.following is None:
        return False
    return leads_to_end(mention.following.tokens, 0) or _was_the_rest(mention.following.tokens)


def _was_the_rest(tokens: tuple[Token, ...]) -> bool:
    """Whether a clause begins “the last was …”."""
    near = tokens[:_REST_REACH]
    return any(token.word in _THE_REST for token in near) and any(
        token.tags & (WAS | HAS) or token.word in _DID_AS_WELL for token in near
    )
