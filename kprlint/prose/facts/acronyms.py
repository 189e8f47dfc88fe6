"""Acronyms in a text, and the words that it says they stand for."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kprlint.prose.data import rows, words
from kprlint.prose.lexicon import CAPITALS, VB, tags
from kprlint.prose.needs import Needs
from kprlint.prose.similarity import SMALL, stem
from kprlint.prose.text import Sentence, Token, sentences

_ACRONYM = re.compile(r"([A-Z]{2,9}|[A-Z]{3,8}\d)(s?)")
NEEDS = Needs(tags=CAPITALS)
_ROMAN = frozenset("IVX")
# More words do not stand for so few letters.
_MOST_WORDS_MORE = 4
_LONGEST_RUN = 3
_CONNECTED = words("expansions", "connected")
_LEADING = words("expansions", "leading")


class Acronym(NamedTuple):
    """An acronym without the s of its plural, and where it stands in the text."""

    name: str
    start: int
    end: int


class Expansion(NamedTuple):
    """An acronym with the words that the text gives for it; `start` to `end` are all of these together."""

    name: str
    words: str
    start: int
    end: int

    @property
    def key(self) -> tuple[str, ...]:
        """What the words are compared by: their stems; empty where they are not spelt by the letters alone."""
        said = re.findall(r"[^\W_]+", self.words.lower())
        main = [word for word in said if word not in SMALL]
        letters = re.sub(r"\d", "", self.name).lower()
        if letters not in ("".join(w[0] for w in main), "".join(w[0] for w in said)):
            return ()
        return tuple(stem(word) for word in main)


@cache
def _known() -> frozenset[str]:
    return frozenset(name for said, _ in rows("acronyms") for name in said.split())


def is_known(name: str) -> bool:
    """Whether readers need no explanation of it."""
    return name in _known()


@lru_cache(maxsize=4096)
def acronyms(text: str) -> tuple[Acronym, ...]:
    """The acronyms in `text`: no codes, numbers, words that are shouted, or headings in capitals."""
    if not NEEDS.met_by(text):
        return ()
    found: list[Acronym] = []
    for sentence in sentences(text):
        here = [
            Acronym(name, token.start, token.end)
            for index, token in enumerate(sentence.tokens)
            if token.tags & CAPITALS
            and (name := _name(token))
            and not _is_code(text, sentence.tokens, index)
        ]
        if here and not _is_shouted(sentence):
            found += here
    return tuple(found)


def _name(token: Token) -> str:
    """The acronym that the word is; "" for any other word."""
    match = _ACRONYM.fullmatch(token.raw.replace("’", "'").removesuffix("'s").removesuffix("'"))
    if not match or _ROMAN.issuperset(match[1]):
        return ""
    return "" if match[1] not in _known() and _is_word(match[1].lower()) else match[1]


def _is_word(word: str) -> bool:
    """Whether it is a common word, in capitals for emphasis."""
    return word in SMALL or (len(word) > 3 and bool(tags(word) & VB))


def _is_code(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether the letters are part of a reference, an address or a number: 23/00642/FUL, KA.03.04, WWW.GOV.UK."""
    token = tokens[index]
    before, after = text[: token.start][-1:], text[token.end : token.end + 2]
    if (
        before
        and before in "./@_\\#0123456789"
        and not (before == "/" and not text[: token.start - 1][-1:].isdecimal())
    ):
        return True
    if after[:1] in ("@", "_") or (len(after) == 2 and after[0] in ".:/-" and after[1].isdecimal()):
        return True
    return len(after) == 2 and after[0] == "." and after[1].isalnum()


def _is_shouted(sentence: Sentence) -> bool:
    """Whether a sentence, or a part of it, is in capitals throughout."""
    if sum(raw.isupper() for _, raw, *_ in sentence.tokens) < _LONGEST_RUN:
        return False
    said = [token for token in sentence.tokens if len(token.raw) > 1 and token.raw[0].isalpha()]
    capitals = [token for token in said if token.tags & CAPITALS and token.is_capitals]
    if len(capitals) >= _LONGEST_RUN and 2 * len(capitals) > len(said):
        return True
    run = 0
    for token in sentence.tokens:
        run = run + 1 if token.is_capitals and not token.before else int(token.is_capitals)
        if run > _LONGEST_RUN:
            return True
    return False


@lru_cache(maxsize=4096)
def expansions(text: str) -> tuple[Expansion, ...]:
    """The explanations in `text`: “Shared Prosperity Fund (SPF)”, “SPF (Shared Prosperity Fund)”, “SPF – Shared …”."""
    if not NEEDS.met_by(text):
        return ()
    found: list[Expansion] = []
    for sentence in sentences(text):
        tokens = sentence.tokens
        for index, token in enumerate(tokens):
            if token.tags & CAPITALS and (match := _ACRONYM.fullmatch(token.raw)):
                said = _before(text, tokens, index, match[1]) or _behind(
                    text, tokens, index, match[1]
                )
                if said:
                    found.append(said)
    return tuple(found)


def _before(text: str, tokens: Sequence[Token], index: int, name: str) -> Expansion | None:
    """The words before the acronym, where it stands in brackets or behind “known as”."""
    last = index
    bracketed = "(" in tokens[index].before or "[" in tokens[index].before
    while last and tokens[last - 1].word in _CONNECTED and not bracketed:
        last -= 1
        bracketed = "(" in tokens[last].before
    if not bracketed and (last == index or tokens[index - 1].word not in _LEADING):
        return None
    window = tokens[max(0, last - len(name) - _MOST_WORDS_MORE) : last]
    first = _spelt(window, name)
    if first is None:
        return None
    return Expansion(
        name, text[window[first].start : window[-1].end], window[first].start, tokens[index].end
    )


def _behind(text: str, tokens: Sequence[Token], index: int, name: str) -> Expansion | None:
    """The words behind the acronym, in brackets or behind a dash."""
    if index + 2 >= len(tokens):
        return None
    mark = tokens[index + 1].before
    if not mark or mark[-1] not in "([–—-:=,“‘\"'":
        return None
    end = index + 2
    most = index + 1 + len(name) + _MOST_WORDS_MORE
    while end < min(len(tokens), most) and not set(tokens[end].before) & set(")];:("):
        end += 1
    window = tokens[index + 1 : end]
    if "(" in mark:
        starts = window[0].is_capital or window[0].word[0] == name[0].lower()
        if not starts or _spelt(window, name) != 0:
            return None
    else:
        window = window[: _spelt_by_initials(window, name)]
        if not window:
            return None
    return Expansion(
        name, text[window[0].start : window[-1].end], tokens[index].start, window[-1].end
    )


def _spelt_by_initials(window: Sequence[Token], name: str) -> int:
    """How many words have the letters of `name` at their beginnings, one by one; 0 where another comes between."""
    letters = [letter for letter in name.lower() if letter.isalpha()]
    for index, token in enumerate(window):
        if token.word[0] == letters[0]:
            letters.pop(0)
            if not letters:
                return index + 1
        elif token.word not in SMALL:
            return 0
    return 0


def _spelt(window: Sequence[Token], name: str) -> int | None:
    """Which word of the window begins the shortest run to its end that has the letters of `name` in order."""
    letters = [letter for letter in name.lower() if letter.isalpha()]
    for first in range(len(window) - len(letters), -1, -1):
        said = [token.word for token in window[first:]]
        main = [word[0] for word in said if word not in SMALL]
        if letters[0] == said[0][0] and letters in ([word[0] for word in said], main):
            return first
    characters = [(i, k, c) for i, token in enumerate(window) for k, c in enumerate(token.word)]
    at = len(characters)
    for place in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and (
            characters[at][2] != letters[place] or (place == 0 and characters[at][1] != 0)
        ):
            at -= 1
        if at < 0:
            return None
    first = characters[at][0]
    # One word alone, or one of the few letters, explains nothing: “the NHS (NHSE)”.
    return first if len(window) - first > 1 and not window[first].is_capitals else None
