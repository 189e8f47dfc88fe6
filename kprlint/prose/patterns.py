"""Phrases, found in sentences: one syntax for our word lists and for a council's own rules.

A phrase is words one after the other, with no stop and no comma between them.

- ``this/that`` stands for either word,
- ``synerg*`` for any letters in a word; a ``*`` alone is any one word,
- ``…`` for up to seven words of any kind,
- ``~`` for up to three small words: “has ~ taken” is there in “has not yet been taken”,
- ``<VBN>`` for any word that has this tag: “be <VBN>” is there in “be published”.

There are no regular expressions, so that no phrase of a stranger can hang.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kprlint.prose import lexicon
from kprlint.prose.data import rows, words
from kprlint.prose.needs import ANY, Needs
from kprlint.prose.text import Sentence, Token, tokens

_SMALL, _ANY = 3, 7
_TAG = re.compile(r"<([A-Z]+)>")
_WORD = re.compile(r"[\w*](?:[\w*/'’]*[\w*])?")


class Part(NamedTuple):
    """What may stand at one place of a phrase: `words`, `globs` (cut at their stars), a tag; or a gap of so many words."""

    words: frozenset[str] = frozenset()
    globs: tuple[tuple[str, ...], ...] = ()
    tags: int = 0
    gap: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether nothing can stand here: a tag that there is not."""
        return not (self.words or self.globs or self.tags or self.gap)


class Phrase(NamedTuple):
    """A phrase as it is written, its parts, and what the list says of it beyond them."""

    text: str
    parts: tuple[Part, ...]
    columns: tuple[str, ...] = ()


class Match(NamedTuple):
    """A phrase in a sentence, as the places of its first word and behind its last."""

    first: int
    after: int
    phrase: Phrase


def parse(text: str, columns: tuple[str, ...] = (), *, any_case: bool = True) -> Phrase:
    """The phrase that `text` says; its words are cut as those of a text are. Without any, it has no parts."""
    parts = list[Part]()
    for piece in text.split():
        if piece.isalpha():  # most are: cut by no rule
            parts.append(_word(piece.lower() if any_case else piece))
        elif piece.replace("/", "").isalpha():
            parts.append(_words(piece.lower() if any_case else piece))
        elif piece == "~":
            parts.append(Part(gap=_SMALL))
        elif piece == "…":
            parts.append(Part(gap=_ANY))
        elif tag := _TAG.fullmatch(piece):
            parts.append(Part(tags=getattr(lexicon, tag[1], 0)))
        elif "*" in piece or "/" in piece:
            # A word with a star or with alternatives is cut at hyphens.
            for word in (found for cut in piece.split("-") for found in _WORD.findall(cut)):
                parts.append(_part(filter(None, word.split("/")), any_case))
        else:
            parts += [_part([token.raw], any_case) for token in tokens(piece)]
    while parts and parts[-1].gap:
        parts.pop()
    while parts and parts[0].gap:
        parts.pop(0)
    return Phrase(text, tuple(parts), columns)


@cache
def _word(word: str) -> Part:
    return Part(frozenset((word,)))


@cache
def _words(said: str) -> Part:
    """“this/that”: half of the lists' places are so, and a third of these the same."""
    return Part(frozenset(filter(None, said.split("/"))))


def _part(choices: Iterable[str], any_case: bool) -> Part:
    said = [choice.replace("’", "'") for choice in choices]
    if any_case:
        said = [choice.lower() for choice in said]
    return Part(
        frozenset(choice for choice in said if "*" not in choice),
        tuple(tuple(choice.split("*")) for choice in said if "*" in choice),
    )


class Patterns:
    """Phrases to look for. `contractions`: “not” finds “hasn't” and “cannot”, too."""

    def __init__(
        self, phrases: Iterable[Phrase], *, any_case: bool = True, contractions: bool = False
    ) -> None:
        self._any_case = any_case
        self._contractions = contractions
        self._by_first: dict[str, list[Phrase]] = {}
        self._open: list[Phrase] = []  # those that may begin with words that are not listed
        needs = set[str]()
        always = False
        for phrase in phrases:
            first = phrase.parts[0]
            if first.globs or first.tags:
                self._open.append(phrase)
            else:
                for word in first.words:
                    self._by_first.setdefault(word, []).append(phrase)
            anchor = _anchor(phrase)
            needs |= anchor
            always |= not anchor
        self.needs = ANY if always or not any_case else Needs(frozenset(needs))

    def find(self, sentence: Sentence) -> Iterator[Match]:
        """The phrases in a sentence, the longest of each place; of equally long ones the one that was listed first."""
        if self.needs is not ANY and self.needs.words.isdisjoint(sentence.words):
            return
        said = sentence.tokens
        written = sentence.words if self._any_case else [_written(token) for token in said]
        by_first, contractions = self._by_first, self._contractions
        if len(said) > LONG:
            by_first = self._possible(set(written))
        for index, (word, token) in enumerate(zip(written, said, strict=True)):
            candidates = by_first.get(word, ())
            if contractions and token.tags & lexicon.NOT:
                candidates = by_first.get("not", ())
            if not candidates and not self._open:
                continue
            best: Match | None = None
            for phrase in candidates:
                end = self._match(phrase.parts, said, index + 1)
                if end and (best is None or end > best.after):
                    best = Match(index, end, phrase)
            for phrase in self._open:
                if self._fits(phrase.parts[0], token):
                    end = self._match(phrase.parts, said, index + 1)
                    if end and (best is None or end > best.after):
                        best = Match(index, end, phrase)
            if best:
                yield best

    def _possible(self, said: set[str]) -> dict[str, list[Phrase]]:
        """Of the phrases by their first word those whose other words are there, too: “not” may be so thousands of times."""
        return {
            first: [phrase for phrase in self._by_first[first] if _may_stand(phrase, said)]
            for first in {*said, "not"} & self._by_first.keys()
        }

    def _match(self, parts: Sequence[Part], said: Sequence[Token], index: int) -> int:
        """Where the parts behind the first one end, if they begin at `index`; 0 where they do not stand there."""
        for at in range(1, len(parts)):
            part = parts[at]
            if part.gap:
                return self._behind_gap(parts[at:], said, index)
            if index >= len(said) or said[index].is_break or not self._fits(part, said[index]):
                return 0
            index += 1
        return index

    def _behind_gap(self, parts: Sequence[Part], said: Sequence[Token], index: int) -> int:
        """As `_match`, of parts with gaps: all places at once, so that it takes no longer for many gaps."""
        places = [index]
        for part in parts:
            if part.gap:
                places = sorted({end for place in places for end in _over(part.gap, said, place)})
            else:
                places = [
                    place + 1
                    for place in places
                    if place < len(said)
                    and not said[place].is_break
                    and self._fits(part, said[place])
                ]
            if not places:
                return 0
        return places[0]

    def _fits(self, part: Part, token: Token) -> bool:
        word = token.word if self._any_case else _written(token)
        if word in part.words or token.tags & part.tags:
            return True
        if self._contractions and token.tags & lexicon.NOT and "not" in part.words:
            return True
        return bool(part.globs) and any(_fits(glob, word) for glob in part.globs)


# A sentence of more words is no officer's, and none of them may take long.
LONG = 200


def _may_stand(phrase: Phrase, said: set[str]) -> bool:
    return all(
        part.gap
        or part.globs
        or part.tags
        or "not" in part.words
        or not part.words.isdisjoint(said)
        for part in phrase.parts
    )


@cache
def listed(name: str) -> Patterns:
    """The phrases of the word list `name`, with its further columns."""
    phrases = (parse(text, tuple(columns)) for text, *columns in rows(name))
    return Patterns(phrases, contractions=True)


def _over(gap: int, said: Sequence[Token], index: int) -> Iterator[int]:
    """The places that a gap from `index` on may lead to."""
    for place in range(index, index + gap + 1):
        yield place
        if place >= len(said) or said[place].is_break:
            return
        if gap == _SMALL and said[place].word not in _small():
            return


def _written(token: Token) -> str:
    return token.raw.replace("’", "'")


@cache
def _small() -> frozenset[str]:
    return words("closed", "small")


def _anchor(phrase: Phrase) -> frozenset[str]:
    """The words of the part that says most: all of them rarer than “is” and “not”; the first part where there is none."""
    plain = [part.words for part in phrase.parts if part.words and not part.globs and not part.tags]
    for said in plain:
        if not any(map(_is_common, said)):
            return said | words("closed", "not") if "not" in said else said
    return plain[0] if plain and "not" not in plain[0] else frozenset()


_COMMON = lexicon.MD | lexicon.IS | lexicon.WAS | lexicon.HAS | lexicon.DT | lexicon.IN | lexicon.CC


@cache
def _is_common(word: str) -> bool:
    return word in _small() or bool(lexicon.lexicon().tags.get(word, 0) & _COMMON)


def _fits(glob: Sequence[str], said: str) -> bool:
    """Whether a word has the parts of `glob` in order, with any letters between. Linear: each is looked for once."""
    first, *middle, last = glob
    if len(said) < len(first) + len(last) or not said.startswith(first) or not said.endswith(last):
        return False
    at, limit = len(first), len(said) - len(last)
    for part in middle:
        at = said.find(part, at, limit)
        if at < 0:
            return False
        at += len(part)
    return True
