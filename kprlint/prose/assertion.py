"""Where a phrase of a word list stands, and whether the words around it leave it its sense."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple

from kprlint.prose.clause import WAS
from kprlint.prose.data import words
from kprlint.prose.patterns import Phrase, Phrases, is_break, negation
from kprlint.prose.text import P, Sentence, Token, sentences

# How many words before a phrase may hold what changes its sense: “no” reaches further than “not”.
_NONE_REACH, _NO_REACH, _NOT_REACH, _KEPT_OFF_REACH, _MAYBE_REACH = 16, 9, 3, 4, 6
# A word that gives it another sense stands next to it; where something was done to it, further off.
_SENSE_REACH, _SUBJECT_REACH, _SENSE_BEHIND = 3, 8, 2
_AROUND_BEFORE, _AROUND_BEHIND = 4, 3
BE = WAS | frozenset("be been being is are".split())
_CLAUSE = frozenset("and but because as so although however though while whilst".split())
_ONE = frozenset("one a any".split())  # “not one of the sessions was cancelled”
_PRONOUNS = frozenset("it this these they that both all which".split())


class Spot(NamedTuple, Generic[P]):
    """A phrase in its sentence, as the places of its first word and behind its last.

    `following` is the sentence behind it, where there is one that may be about the same.
    """

    passage: P
    phrase: Phrase
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
        while begin > 0 and self.first - begin < _AROUND_BEFORE and not is_break(tokens[begin]):
            begin -= 1
        while end < len(tokens) and end - self.after < _AROUND_BEHIND and not is_break(tokens[end]):
            end += 1
        return self.passage.text[tokens[begin].start : tokens[end - 1].end]


def spots(phrases: Phrases, passages: Iterable[P]) -> Iterator[Spot[P]]:
    """Every place in the passages where a phrase stands."""
    listed = list(passages)
    for number, passage in enumerate(listed):
        said = sentences(passage.text)
        for index, sentence in enumerate(said):
            for first, after, phrase in phrases.find(sentence.tokens):
                following = said[index + 1] if index + 1 < len(said) else _next_item(listed, number)
                yield Spot(passage, phrase, sentence.tokens, first, after, following)


def _next_item(passages: Sequence[P], number: int) -> Sentence | None:
    """The first sentence of the next item, where it goes on about the same thing: “This has now been resolved.”"""
    if number + 1 < len(passages) and passages[number + 1].field == passages[number].field:
        said = sentences(passages[number + 1].text)
        if said and said[0].tokens[0].word in _PRONOUNS:
            return said[0]
    return None


def clause_before(spot: Spot[P], reach: int) -> Iterator[Token]:
    """The words before the phrase in its clause, from the nearest on."""
    tokens, first = spot.tokens, spot.first
    for index in range(first - 1, max(-1, first - 1 - reach), -1):
        if is_break(tokens[index + 1]) or tokens[index].word in _CLAUSE:
            return
        yield tokens[index]


def is_name(spot: Spot[P]) -> bool:
    """Whether the phrase is part of a name: “the Deferred Payments Scheme”."""
    tokens, first, after = spot.tokens, spot.first, spot.after
    token = tokens[first]
    if not token.is_capital or token.is_capitals:
        return False
    if first and not token.before:
        return True
    following = tokens[after] if after < len(tokens) else None
    return following is not None and following.is_capital and not following.before


def has_other_sense(spot: Spot[P], other: str) -> bool:
    """Whether one of the words `other` next to the phrase gives it another sense."""
    if not other:
        return False
    others = frozenset(other.split())
    tokens, first, after = spot.tokens, spot.first, spot.after
    # “The decline in footfall has been halted”.
    reach = _SUBJECT_REACH if first and tokens[first - 1].word in BE else _SENSE_REACH
    near = tokens[max(0, first - reach) : first] + tokens[after : after + _SENSE_BEHIND]
    return any(token.word in others for token in near)


def has_before(spot: Spot[P], wanted: str) -> bool:
    """Whether one of the words `wanted` stands before the phrase in its sentence, where it needs one."""
    if not wanted:
        return True
    needed = frozenset(wanted.split())
    return any(token.word in needed for token in spot.tokens[: spot.first])


def is_denied(spot: Spot[P]) -> bool:
    """Whether the phrase is said not to hold, or to be kept from holding; never one that is a negation itself."""
    negations = words("sense", "negation")
    if _negates_itself(spot):
        return False
    if len(spot.phrase.parts) > 1 and any(
        negation(token.word) in negations for token in spot.tokens[spot.first : spot.after]
    ):
        return "not" not in spot.phrase.text
    behind = ""
    for distance, token in enumerate(clause_before(spot, _NONE_REACH)):
        word = negation(token.word)
        far = distance < _NO_REACH and word in words("sense", "far negation")
        farthest = word in words("sense", "farthest negation") or (word == "not" and behind in _ONE)
        if word in negations and (distance < _NOT_REACH or far or farthest):
            return True
        behind = word
        if distance < _KEPT_OFF_REACH and word in words("sense", "kept off"):
            return True
    return False


def _negates_itself(spot: Spot[P]) -> bool:
    first = spot.phrase.parts[0]
    return isinstance(first, frozenset) and not first.isdisjoint(words("sense", "negation"))


def is_maybe(spot: Spot[P]) -> bool:
    """Whether the phrase is only feared, possible or a condition."""
    maybe = words("sense", "maybe")
    real = ("could", "can") if _negates_itself(spot) else ()  # “could not go ahead” is a fact
    if any(
        t.word in maybe and t.word not in real and t.raw != "May"
        for t in clause_before(spot, _MAYBE_REACH)
    ):
        return True
    tokens = spot.tokens
    return tokens[0].word in words("sense", "conditions") and not any(
        is_break(token) for token in tokens[1 : spot.first + 1]
    )
