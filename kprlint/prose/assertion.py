"""Whether what a phrase says is asserted: negated, hypothetical, historical, of somebody else, or part of a name.

These are the axes of ConText; its sixth, whether it is over by now, is told in `resolved`. Each cue has a reach in words.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Generic, NamedTuple

from kprlint.prose.clause import is_year
from kprlint.prose.data import pairs, words
from kprlint.prose.lexicon import CD, DT, HAS, IN, IS, NOT, VB, VBN, VBZ, WAS
from kprlint.prose.numbers import NUMBERS
from kprlint.prose.patterns import LONG, Patterns, Phrase
from kprlint.prose.text import P, Sentence, Token, sentences, token_at

# How many words before a phrase may hold what changes its sense: “no” reaches further than “not”.
_NONE_REACH, _NO_REACH, _NOT_REACH, _KEPT_OFF_REACH, _MAYBE_REACH = 16, 9, 3, 4, 6
# A word that gives it another sense stands next to it; where something was done to it, further off.
_SENSE_REACH, _SUBJECT_REACH, _SENSE_BEHIND = 3, 8, 2
_STILL_REACH, _LAST_YEAR_REACH = 4, 6
_AROUND_BEFORE, _AROUND_BEHIND = 4, 3

_BE = words("closed", "be")
_BEING = _BE | words("assertion", "relative") | words("assertion", "still")
_CLAUSE = words("assertion", "clause")
_ONE = words("assertion", "one")
_PRONOUNS = words("assertion", "pronouns")
_NEGATED = words("assertion", "negated")
_NEGATED_FAR = words("assertion", "negated far")
_NEGATED_FARTHEST = words("assertion", "negated farthest")
_DEPENDS = words("assertion", "depends")
_KEPT_OFF = words("assertion", "kept off")
_HYPOTHETICAL = words("assertion", "hypothetical")
_REAL = words("assertion", "real where negated")
_CONDITIONS = words("assertion", "conditions")
_CASES = pairs("assertion", "cases")
_STILL = words("assertion", "still")
_OTHERS = words("assertion", "others")
_OURS = words("assertion", "ours")
_PUBLIC = words("assertion", "public")
_BY_OTHERS = words("assertion", "done by others")
_YEARS = words("assertion", "years")
_WHENEVER = words("no_stall", "whenever")
_BODIES = words("no_stall", "bodies")
_DOINGS = words("no_stall", "doings")
_OUR_WORK = words("assertion", "our work")
_HURT = words("assertion", "hurt by it")
_ASKED_BY = words("assertion", "asked by")
_REQUEST_REACH = 6
_PARTED = frozenset(";:")
_QUOTES, _CLOSED = tuple("“‘\"'"), tuple("”’\"'")


class Mention(NamedTuple, Generic[P]):
    """A phrase in its sentence, as the places of its first word and behind its last.

    `sentence` is the number of its sentence in the passage, `following` the sentence behind it, where there is one
    that may be about the same.
    """

    passage: P
    phrase: Phrase
    sentence: int
    tokens: tuple[Token, ...]
    first: int
    after: int
    following: Sentence | None

    @property
    def start(self) -> int:
        return self.tokens[self.first].start

    @property
    def end(self) -> int:
        return self.tokens[self.after - 1].end

    @property
    def around(self) -> str:
        """The phrase with some words of its clause, for a message."""
        tokens, begin, end = self.tokens, self.first, self.after
        while begin > 0 and self.first - begin < _AROUND_BEFORE and not tokens[begin].is_break:
            begin -= 1
        while end < len(tokens) and end - self.after < _AROUND_BEHIND and not tokens[end].is_break:
            end += 1
        return self.passage.text[tokens[begin].start : tokens[end - 1].end]


def mentions(patterns: Patterns, passages: Iterable[P]) -> Iterator[Mention[P]]:
    """Every place in the passages where a phrase stands."""
    listed = list(passages)
    for number, passage in enumerate(listed):
        if not patterns.needs.met_by(passage.text):
            continue
        said = sentences(passage.text)
        for index, sentence in enumerate(said):
            for first, after, phrase in patterns.find(sentence):
                following = said[index + 1] if index + 1 < len(said) else _next_item(listed, number)
                # Of a very long sentence what is near: whoever looks round walks it for each of its phrases.
                begin = max(0, first - LONG)
                near = sentence.tokens[begin : after + LONG]
                yield Mention(passage, phrase, index, near, first - begin, after - begin, following)


def _next_item(passages: Sequence[P], number: int) -> Sentence | None:
    """The first sentence of the next item, where it goes on about the same thing: “This has now been resolved.”"""
    if number + 1 < len(passages) and passages[number + 1].field == passages[number].field:
        said = sentences(passages[number + 1].text)
        if said and said[0].tokens[0].word in _PRONOUNS:
            return said[0]
    return None


def clause_before(mention: Mention[P], reach: int) -> Iterator[Token]:
    """The words before the phrase in its clause, from the nearest on."""
    tokens, first = mention.tokens, mention.first
    listed = "or" in (token_at(tokens, mention.after).word, token_at(tokens, first - 1).word)
    for index in range(first - 1, max(-1, first - 1 - reach), -1):
        # “can be adjourned, deferred or halted” is one clause.
        goes_on = listed and tokens[index].tags & tokens[index + 1].tags & VBN
        if (tokens[index + 1].is_break and not goes_on) or tokens[index].word in _CLAUSE:
            return
        yield tokens[index]


def own_clause(mention: Mention[P]) -> tuple[int, int]:
    """Where the clause of the phrase begins and ends."""
    tokens, begin, end = mention.tokens, mention.first, mention.after
    while begin > 0 and not (tokens[begin].is_break or tokens[begin - 1].word in _CLAUSE):
        begin -= 1
    while end < len(tokens) and not (tokens[end].is_break or tokens[end].word in _CLAUSE):
        end += 1
    return begin, end


def is_name(mention: Mention[P]) -> bool:
    """Whether the phrase is part of a name: “the Deferred Payments Scheme”."""
    tokens, first, after = mention.tokens, mention.first, mention.after
    token = tokens[first]
    if not token.is_capital or token.is_capitals:
        return False
    if first and not token.before:
        return True
    if token.before[-1:] in _QUOTES and token_at(tokens, after).before[:1] in _CLOSED:
        return True  # “‘Delayed’, a play about trains”
    if not tokens[after - 1].is_capital:
        return False  # “Completion has moved from June”
    following = tokens[after] if after < len(tokens) else None
    return following is not None and following.is_capital and not following.before


@lru_cache(maxsize=1024)
def _set(said: str) -> frozenset[str]:
    return frozenset(said.split())


def has_other_sense(mention: Mention[P], other: str) -> bool:
    """Whether one of the words `other` next to the phrase gives it another sense."""
    if not other:
        return False
    others = _set(other)
    tokens, first, after = mention.tokens, mention.first, mention.after
    # “The decline in footfall has been halted”.
    reach = _SUBJECT_REACH if first and tokens[first - 1].word in _BE else _SENSE_REACH
    near = list[Token]()
    if mention.phrase.parts[-1].tags:
        near.append(tokens[after - 1])  # “not yet used”, for “not yet <VBN>”
    for index in range(first - 1, max(-1, first - 1 - reach), -1):
        if not _PARTED.isdisjoint(tokens[index + 1].before):
            break  # “Nine actions of the inspection closed; two are overdue”
        near.append(tokens[index])
    joined = 2 * (token_at(tokens, after).word == "or")  # “delayed or missed bin collections”
    near += tokens[after : after + _SENSE_BEHIND + joined]
    return any(token.word in others for token in near)


def has_before(mention: Mention[P], wanted: str) -> bool:
    """Whether one of the words `wanted` stands before the phrase in its sentence."""
    needed = _set(wanted)
    return any(token.word in needed for token in mention.tokens[: mention.first])


def _is_not(token: Token) -> bool:
    return token.word in _NEGATED or bool(token.tags & NOT)


def is_negated(mention: Mention[P]) -> bool:
    """Whether the phrase is said not to hold, or to be kept from holding; never one that is a negation itself."""
    if _negates_itself(mention):
        return False
    if len(mention.phrase.parts) > 1 and any(
        _is_not(token) for token in mention.tokens[mention.first : mention.after]
    ):
        return "not" not in mention.phrase.text
    behind, behind_that = "", ("", "")
    for distance, token in enumerate(clause_before(mention, _NONE_REACH)):
        word = "not" if token.tags & NOT else token.word
        far = distance < _NO_REACH and word in _NEGATED_FAR
        farthest = word in _NEGATED_FARTHEST or (word == "not" and behind in _ONE)
        if word in _NEGATED and (distance < _NOT_REACH or far or farthest):
            return True
        if word in _NEGATED and (behind in _DEPENDS or behind_that == ("have", "to")):
            return True  # “does not depend on the delayed bypass”, “did not have to be put back”
        behind_that = (word, behind)
        behind = word
        if distance < _KEPT_OFF_REACH and word in _KEPT_OFF:
            index = mention.first - 1 - distance
            if not (index and token.tags & (VB | VBZ) and mention.tokens[index - 1].tags & DT):
                return True  # “The cuts meant a delay” keeps off nothing
    return False


def _negates_itself(mention: Mention[P]) -> bool:
    return not _NEGATED.isdisjoint(mention.phrase.parts[0].words)


def is_hypothetical(mention: Mention[P]) -> bool:
    """Whether the phrase is only feared, possible or a condition."""
    negated = _negates_itself(mention)
    now = negated or bool(mention.tokens[mention.first].tags & IS)
    for token in clause_before(mention, _MAYBE_REACH):
        now = now or bool(token.tags & IS)
        if now and token.word in _WHENEVER:
            return True  # “when a case is overdue”: whenever that is
        if token.word not in _HYPOTHETICAL or token.raw == "May":
            continue
        if not (negated and token.word in _REAL):  # “could not go ahead” is a fact
            return True
    tokens = mention.tokens
    near = tokens[max(0, mention.first - _MAYBE_REACH) : mention.first]
    if any((one.word, other.word) in _CASES for one, other in pairwise(near)):
        return True
    return tokens[0].word in _CONDITIONS and not any(
        token.is_break for token in tokens[1 : mention.first + 1]
    )


def is_of_now(mention: Mention[P]) -> bool:
    """Whether the phrase is told of the present: “has been delayed”, not “was delayed”."""
    return any(token.word in _STILL for token in clause_before(mention, _STILL_REACH))


def is_historical(mention: Mention[P], first_year: int | None) -> bool:
    """Whether the sentence tells of years before `first_year`, and of no other."""
    if first_year is None or is_of_now(mention):
        return False
    near = clause_before(mention, _LAST_YEAR_REACH)
    if any(b.word == "last" and a.word in _YEARS for a, b in pairwise(near)):
        return True  # “Last year's carnival was cancelled”
    if any(t.word == "used" for t in mention.tokens[max(0, mention.first - 3) : mention.first]):
        return True  # “used to be abandoned”
    years = [int(token.word) for token in between_semicolons(mention) if is_year(token.word)]
    return bool(years) and max(years) < first_year


def between_semicolons(mention: Mention[P]) -> Sequence[Token]:
    """The words around the phrase, as far as the next semicolon on each side."""
    tokens, begin, end = mention.tokens, mention.first, mention.after
    while begin > 0 and ";" not in tokens[begin].before:
        begin -= 1
    while end < len(tokens) and ";" not in tokens[end].before:
        end += 1
    return tokens[begin:end]


def is_of_others(mention: Mention[P]) -> bool:
    """Whether it befell, or was done by, somebody else: “The operator cancelled 12 services”."""
    tokens, first, after = mention.tokens, mention.first, mention.after
    if not first:
        return False
    if _befalls_the_public(mention) or _is_their_own(mention):
        return True
    if after == len(tokens):
        return False
    if _is_about_others(mention) and not _hits_us(mention):
        return True
    if tokens[first].word not in _BY_OTHERS:
        return False
    if any(t.word in _BE or t.word in _OURS for t in clause_before(mention, _STILL_REACH)):
        return False
    following = tokens[after]
    counted = following.word in NUMBERS or following.word == "several"
    return not following.is_break and (
        bool(following.tags & DT) or counted or following.word[0].isdecimal()
    )


def _is_about_others(mention: Mention[P]) -> bool:
    """Whether the clause is about another body from its beginning on: “The Government has delayed the duty”."""
    begin = mention.first
    while begin > 0 and not mention.tokens[begin].is_break:
        begin -= 1
    head = mention.tokens[begin : min(begin + 3, mention.first)]
    return any(token.word in _OTHERS for token in head)


def _hits_us(mention: Mention[P]) -> bool:
    """Whether what others do is done to our work: “Ministers have paused the programme”."""
    behind = mention.tokens[mention.after : mention.after + 3]
    return any(token.word in _OUR_WORK and not token.is_break for token in behind)


def _is_their_own(mention: Mention[P]) -> bool:
    """“The Environment Agency's flood scheme is delayed”, “is running late with its own rollout”."""
    tokens, first = mention.tokens, mention.first
    begin, end = own_clause(mention)
    ours = any(token.word in _OURS for token in tokens[begin:first])
    for index in range(begin, end - 1):
        token, following = tokens[index], tokens[index + 1]
        whose = token.word.endswith("'s") or following.before[:1] in _CLOSED
        if following.word == "own" and not ours and (whose or token.word in ("its", "their")):
            return True
        if index < min(first, begin + 4) and whose and token.word in _BODIES:
            return any(one.word in _DOINGS for one in tokens[index + 1 : min(first, index + 5)])
    return False


def _befalls_the_public(mention: Mention[P]) -> bool:
    """Whether the phrase is told of people outside: “patients delayed in hospital”, “tenants who had fallen behind”."""
    if _negates_itself(mention):
        return False
    tokens, index, after = mention.tokens, mention.first - 1, mention.after
    counted = token_at(tokens, after + 1).tags & CD
    if token_at(tokens, after).word == "for" and counted:
        if token_at(tokens, after + 2).word in _PUBLIC:
            return True  # “recovery was put on hold for 214 households”
    behind = [token.word for token in tokens[after : after + _REQUEST_REACH]]
    if not _ASKED_BY.isdisjoint(behind) and not _PUBLIC.isdisjoint(behind):
        return True  # “put on hold at the request of the applicant”
    while index > 0 and (tokens[index].tags & (IS | WAS | HAS) or tokens[index].word in _BEING):
        index -= 1
    whose = [at for at in range(max(1, index - 2), index + 1) if tokens[at].word == "whose"]
    if whose and tokens[whose[0] - 1].word in _PUBLIC:
        return True  # “people whose careers have stalled”
    if tokens[index].word == "by" and index > 1 and tokens[index - 1].word in _HURT:
        index -= 2  # “families affected by cancelled placements”
    owned = index > 0 and bool(tokens[index - 1].tags & IN)  # “Visits to residents were delayed”
    return index >= 0 and tokens[index].word in _PUBLIC and not owned
