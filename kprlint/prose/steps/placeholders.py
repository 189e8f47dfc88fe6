"""Words that fill the next steps without being one."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from kprlint.prose.clause import word_at
from kprlint.prose.data import phrases, words
from kprlint.prose.text import Token, sentences, tokens

_WHOLE = phrases("placeholders", "whole")
_FILLERS = words("placeholders", "fillers")
_BEHIND_NOTHING = _FILLERS | words("placeholders", "fillers behind nothing")
_NOTHING = phrases("placeholders", "nothing")
_OPEN = phrases("placeholders", "open")
_SEE = words("placeholders", "see")
_LEADS = words("placeholders", "leads")
_REASONS = phrases("placeholders", "reasons")
_NO_REASON = words("placeholders", "no reason")
# Few steps begin so; the others are spared the rest.
_FIRST = frozenset(phrase.split()[0] for phrase in _WHOLE) | _FILLERS
_MARKS = frozenset("–—:;,.(")
_FEW = 4
_LONGEST = 3  # words of a phrase in `nothing`


def is_placeholder(text: str, also: Iterable[str] = ()) -> bool:
    """Whether `text` is an empty step in disguise: “None required.”, “N/A”, “TBC – awaiting funding”, “…”.

    `also` are further placeholders of the council's own.
    """
    return _is_placeholder(text, tuple(also))


@lru_cache(maxsize=4096)  # half of the rules on next steps ask
def _is_placeholder(text: str, also: tuple[str, ...]) -> bool:
    first = sentences(text)
    if not first:
        return True
    if first[0].words[0] not in _FIRST and not also:
        return False
    said = tokens(text)
    if _says_nothing(text, said):
        return True
    parts = _parts(text, said)
    if (
        parts[0] in _OPEN
        and len(parts) > 1
        and parts[-1].split()[0] in _SEE
        and len(parts[-1].split()) <= _FEW
    ):
        return True  # “Ongoing – see programme plan”
    if parts[0] in _OPEN and len(parts) > 1 and "(" in text and len(parts[1].split()) == 1:
        return True  # “TBD (restructure)”
    if all(part in _WHOLE for part in parts):
        return True  # “Ongoing – business as usual”
    told = [token.word for token in said[: _reason(text, said)]]
    core = " ".join(word for word in told if word not in _FILLERS)
    said_whole = " ".join(told)
    wholes = (said_whole, core, said_whole.removesuffix(" as planned"))
    return not _WHOLE.isdisjoint(wholes) or any(
        told == [token.word for token in tokens(one)] for one in also
    )


def _parts(text: str, said: Sequence[Token]) -> list[str]:
    """The words between marks."""
    parts = [[said[0].word]]
    for index in range(1, len(said)):
        if _is_parted(text, said, index):
            parts.append([])
        parts[-1].append(said[index].word)
    return [" ".join(part) for part in parts]


def _says_nothing(text: str, said: Sequence[Token]) -> bool:
    """Whether it says “none” and goes on with a mark, or with a reason."""
    for length in range(_LONGEST, 0, -1):
        if " ".join(token.word for token in said[:length]) in _NOTHING:
            for after in range(length, len(said)):
                if said[after].word in _LEADS or _is_parted(text, said, after):
                    return True
                if said[after].word not in _BEHIND_NOTHING:
                    return False
            return text.rstrip()[-1] in _MARKS
    return False


def _is_parted(text: str, said: Sequence[Token], index: int) -> bool:
    """Whether a mark parts the word from the one before; a hyphen does so with a space."""
    between = text[said[index - 1].end : said[index].start]
    return not _MARKS.isdisjoint(between) or ("-" in between and between[-1].isspace())


def _reason(text: str, said: Sequence[Token]) -> int:
    """The place of the word that begins a reason which goes on to the end; how many words there are, without one."""
    last = sentences(text)[-1]
    for index in range(1, len(said)):
        word, following = said[index].word, word_at(said, index + 1)
        if word not in _REASONS and f"{word} {following}" not in _REASONS:
            continue
        if (word == "no" and following in _NO_REASON) or said[index].start < last.start:
            continue
        rest = said[index + 1 :]
        if not any(token.word == "then" or ";" in token.before for token in rest):
            return index
    return len(said)
