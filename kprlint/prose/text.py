"""Text → sentences of words with their places. Read once: every rule for prose is given the same ones."""

import re
from functools import cache, lru_cache
from typing import NamedTuple, Protocol, TypeVar


class Passage(Protocol):
    """Some prose of an activity, and the field that it belongs to; who asks brings their own, with its place."""

    @property
    def field(self) -> str: ...

    @property
    def text(self) -> str: ...


P = TypeVar("P", bound=Passage)


class Token(NamedTuple):
    """A word or a number. `word` is in lower case, its apostrophe straight; `raw` stands at `start` to `end`.

    `before` are the marks between it and the word before it, without spaces: “, ”, “-”, “(”.
    """

    word: str
    raw: str
    start: int
    end: int
    before: str

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.raw[0].isupper()

    @property
    def is_capitals(self) -> bool:
        """Whether it is all capitals: an acronym, or shouted."""
        raw = self.raw
        return not raw[0].islower() and len(raw) > 1 and raw.isupper()


class Sentence(NamedTuple):
    """The words of a sentence; `start` to `end` is its place in the text, without the spaces around.

    `words` are those of `tokens`, since half of the rules ask for them.
    """

    tokens: tuple[Token, ...]
    start: int
    end: int
    words: tuple[str, ...]


# Words are parted by hyphens, so that “on-hold” is read as “on hold”; `before` tells that there was one.
_WORD = r"\d+(?:[.,:]\d+)*[^\W\d_]*|[^\W_]+(?:['’][^\W\d_]+)*"
# The stops after which no sentence ends, as far as officers write them.
_ABBREVIATIONS = frozenset(
    """
    approx cllr cllrs co dept dr e.g eg est etc ext ft govt i.e ie inc incl jan feb mar apr jun jul aug sep
    sept oct nov dec ltd max min mr mrs ms no nos p para pp prof re ref rev sec st tel viz vs
    """.split()
)
_STOPS = ".!?"
_CLOSING = "\"'”’)]"


@cache
def _word() -> "re.Pattern[str]":
    # Compiled when the first text is read: most commands read none.
    return re.compile(_WORD)


@lru_cache(maxsize=8192)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text`; a line break and a bullet end one too."""
    found: list[Sentence] = []
    current: list[Token] = []
    last = 0
    for match in _word().finditer(text):
        start, end = match.span()
        raw = match.group()
        between = text[last:start]
        if current and _ends(current[-1].word, between, raw):
            found.append(_sentence(text, current, between))
            current = []
        if between == " " or not between:
            marks = ""
        else:
            marks = "".join(between.split())
            if not current:
                marks = marks.lstrip(".!?;,")
        word = raw.lower()
        if "’" in word:
            word = word.replace("’", "'")
        current.append(Token(word, raw, start, end, marks))
        last = end
    if current:
        found.append(_sentence(text, current, text[last:]))
    return tuple(found)


def _sentence(text: str, tokens: list[Token], after: str) -> Sentence:
    """The sentence of `tokens`, with the stop that stands in the text behind it."""
    closed = 0
    while closed < len(after) and after[closed] in _STOPS + _CLOSING:
        closed += 1
    words = tuple([token.word for token in tokens])
    return Sentence(tuple(tokens), tokens[0].start, tokens[-1].end + closed, words)


def _ends(word: str, between: str, following: str) -> bool:
    """Whether a sentence ends between two words."""
    if between == " " or not between:
        return False
    if "\n" in between or "•" in between or "\r" in between:
        return True
    mark = between[0]
    if mark in _CLOSING and len(between) > 1:
        mark = between[1]
    if mark not in _STOPS:
        return False
    if mark != ".":
        return True
    if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
        return False
    # “www.gov.uk” goes on; “annual mean.General” has lost its space.
    if between == ".":
        return following[0].isupper() and word.isalpha() and not word.isupper()
    return not following[0].islower()


def tokens(text: str) -> tuple[Token, ...]:
    """All words of `text`, whatever sentence they are in."""
    return tuple(token for sentence in sentences(text) for token in sentence.tokens)
