"""Text → sentences → tokens with their places and tags: cut once and tagged once, for all who read it."""

import re
from collections.abc import Sequence
from functools import lru_cache, partial, reduce
from itertools import accumulate, pairwise
from operator import or_
from typing import NamedTuple, Protocol, TypeVar

from kprlint.prose import lexicon
from kprlint.prose.data import words
from kprlint.prose.months import MONTHS


class Passage(Protocol):
    """Some prose of an activity, and the field that it belongs to; who asks brings their own, with its place."""

    @property
    def field(self) -> str: ...

    @property
    def text(self) -> str: ...


P = TypeVar("P", bound=Passage)


class Token(NamedTuple):
    """A word or a number. `word` is in lower case, its apostrophe straight; `raw` stands at `start` to `end`.

    `before` are the marks between it and the word before it, without spaces: “, ”, “-”, “(”. `tags` are what it may
    be, as bits (see `lexicon`).
    """

    word: str
    raw: str
    start: int
    end: int
    before: str
    tags: int

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.raw[0].isupper()

    @property
    def is_capitals(self) -> bool:
        """Whether it is all capitals: an acronym, or shouted."""
        raw = self.raw
        return not raw[0].islower() and len(raw) > 1 and raw.isupper()

    @property
    def is_break(self) -> bool:
        """Whether a mark before this word parts it from the word before."""
        return bool(self.before) and not _CLAUSE_MARKS.isdisjoint(self.before)


# Where a sentence has no token: has no letters and is nothing.
NO_TOKEN = Token("", "", 0, 0, "", 0)


class Sentence(NamedTuple):
    """The words of a sentence; `start` to `end` is its place in the text, without the spaces around.

    `words` are those of `tokens`, since half of the readers ask for them.
    """

    tokens: tuple[Token, ...]
    start: int
    end: int
    words: tuple[str, ...]


class Text(NamedTuple):
    """A text that has been read: its sentences, all its words (“May” of “May's”, too), and what any of them may be."""

    sentences: tuple[Sentence, ...]
    words: frozenset[str]
    tags: int


# Words are parted by hyphens, so that “on-hold” is read as “on hold”; `before` tells that there was one.
_WORD = re.compile(r"(\d+(?:[.,:]\d+)*[^\W\d_]*|[^\W_]+(?:['’][^\W\d_]+)*)")
# The same in smaller pieces, for who reads figures: letters, digits and signs each apart. Each alternative is one class of
# characters, so that no text makes it go over one twice; what has no width counts as a blank.
PIECE = re.compile(r"([^\W\d_]+|[0-9]+|[^\s\u200b\u00ad\u2060\ufeff])")
_STOPS = ".!?"
_CLOSING = "\"'”’)]"
# What may stand behind the last word, and belongs to its sentence.
_BEHIND = _STOPS + _CLOSING + "%"
# What ends the reach of a word: “not delivered, postponed” negates the first alone.
_CLAUSE_MARKS = frozenset(",;:()–—")


@lru_cache(maxsize=8192)
def read(text: str) -> Text:
    """The text, cut and tagged; a bullet ends a sentence, too, and a line break before a capital."""
    # What stands between the words, and the words, in turn. All is done a column at a time, which C does.
    pieces = _WORD.split(text)
    raws = pieces[1::2]
    if not raws:
        return Text((), frozenset(), 0)
    offsets = list(accumulate(map(len, pieces)))
    said, tags = zip(*map(_known, raws), strict=True)
    before = [""] * len(raws)
    first = [0]
    apart = [(i, between) for i, between in enumerate(pieces[:-1:2]) if between != " " and between]
    for index, between in apart:
        marks = "".join(between.split())
        if index and _ends(said[index - 1], between, raws[index]):
            first.append(index)
        before[index] = marks.lstrip(".!?;,") if index == first[-1] else marks
    tokens = tuple(
        map(_token, zip(said, raws, offsets[:-1:2], offsets[1::2], before, tags, strict=True))
    )
    found = [
        _sentence(tokens[begin:end], said[begin:end], pieces[2 * end])
        for begin, end in pairwise([*first, len(raws)])
    ]
    known = frozenset(said)
    if "'" in text or "’" in text:
        known |= {word.partition("'")[0] for word in known if "'" in word}
    return Text(tuple(found), known, reduce(or_, set(tags)))


# Named tuples of columns, without a call of Python's for each.
_token = partial(tuple.__new__, Token)


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text`."""
    return read(text).sentences


def tokens(text: str) -> tuple[Token, ...]:
    """All words of `text`, whatever sentence they are in."""
    return tuple(token for sentence in read(text).sentences for token in sentence.tokens)


def token_at(tokens: Sequence[Token], index: int) -> Token:
    """The token at `index`, or `NO_TOKEN`."""
    return tokens[index] if 0 <= index < len(tokens) else NO_TOKEN


@lru_cache(maxsize=16384)
def _known(raw: str) -> tuple[str, int]:
    """The word in lower case, and its tags."""
    word = raw.lower().replace("’", "'")
    tags = lexicon.tags(word)
    if word == raw and word.isalpha():
        return word, tags
    if word in MONTHS and raw[0].isupper():
        tags &= ~lexicon.MD  # the month of May
    if not word.isalpha() and any(character.isdecimal() for character in word):
        tags |= lexicon.CD
    return word, tags | lexicon.CAPITALS if raw[:1].isupper() and raw[1:2].isupper() else tags


def _sentence(tokens: tuple[Token, ...], said: tuple[str, ...], after: str) -> Sentence:
    """The sentence of `tokens`, with the stop that stands in the text behind it."""
    closed = 0
    while closed < len(after) and after[closed] in _BEHIND:
        closed += 1
    return Sentence(tokens, tokens[0].start, tokens[-1].end + closed, said)


def _ends(word: str, between: str, following: str) -> bool:
    """Whether a sentence ends between two words."""
    if "•" in between:
        return True
    if "\n" in between or "\r" in between:
        # A line that is broken in the middle of a sentence goes on with a small letter.
        return bool(between.strip()) or not following[0].islower()
    mark = between[0]
    if mark in _CLOSING and len(between) > 1:
        mark = between[1]
    if mark not in _STOPS:
        return False
    if mark != ".":
        return True
    if word in words("abbreviations", "before a stop") or (len(word) == 1 and word.isalpha()):
        return False
    # “www.gov.uk” goes on; “annual mean.General” has lost its space.
    if between == ".":
        return following[0].isupper() and word.isalpha() and not word.isupper()
    return not following[0].islower()
