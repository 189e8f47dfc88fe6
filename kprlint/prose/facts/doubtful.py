"""Where an answer leaves a doubt whether a thing is done, or says nothing at all."""

from collections.abc import Sequence
from typing import NamedTuple

from kprlint.prose.data import words
from kprlint.prose.patterns import listed
from kprlint.prose.steps.placeholders import is_placeholder
from kprlint.prose.text import Token, sentences, token_at, tokens

_BARE = words("answers", "bare")
_HYPHENS = ("-", "–")


class Doubt(NamedTuple):
    """The words that leave the doubt, by their places in the text."""

    start: int
    end: int


def doubt(answer: str, step: str) -> Doubt | None:
    """The first words of `answer` that leave a doubt whether `step` is done; None where none do.

    A word that the step has is no doubt, nor a part of a compound (“the long-awaited hub”), nor a share of all
    (“40 of the 40”).
    """
    promised = {token.word for token in tokens(step)}
    for sentence in sentences(answer):
        said = sentence.tokens
        for match in listed("doubts").find(sentence):
            told = {token.word for token in said[match.first : match.after]}
            compound = match.first > 0 and said[match.first].before in _HYPHENS
            only = (
                said[match.first].word == "not" and token_at(said, match.first + 1).word == "only"
            )
            if not (told <= promised or compound or only):
                return Doubt(said[match.first].start, said[match.after - 1].end)
        share = _share(said)
        if share:
            return share
    return None


def _share(said: Sequence[Token]) -> Doubt | None:
    """``22 of the 40``: of so many, fewer."""
    for index, token in enumerate(said):
        if token.word[0].isdecimal() and token_at(said, index + 1).word in ("of", "out"):
            behind = [t for t in said[index + 2 : index + 5] if t.word[0].isdecimal()]
            if behind and behind[0].word != token.word:
                return Doubt(token.start, behind[0].end)
    return None


def says_nothing(answer: str, placeholders: tuple[str, ...] = ()) -> bool:
    """Whether an answer is a bare word that answers nothing: “yes”, “TBC”, “partly”, “✓”."""
    said = tokens(answer)
    return (
        not said
        or (len(said) == 1 and said[0].word in _BARE)
        or is_placeholder(answer, placeholders)
    )
