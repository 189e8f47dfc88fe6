"""When two steps have the same words: but for spelling, punctuation, case, spaces and the number in a list.

Each text is reduced to a key, and equal keys are the same words. The reduction is a fixed one, letter by letter, and never weighs:
a number, a name, a phase or a negation that differs makes another key.
"""

import re
import unicodedata
from datetime import date
from functools import cache, lru_cache

from kprlint.prose.data import rows, words
from kprlint.prose.numbers import NUMBERS, ORDINALS, TENS, ending
from kprlint.prose.steps.deadline import without_deadline

# The number or letter of an item in a list, and marks before it. An initial is none: “J. Smith to report”.
_LABEL = re.compile(
    r"""[\s•·▪►*–—-]*
    (?: \(?\d{1,2}[.):]\s+ | \(\d{1,2}\)\s* | \d{1,2}(?:\.\d{1,2})+[.)]?\s+(?=[A-Z])
      | [a-h][.)]\s+ | \(?[a-hA-H]\)\s* | [ivx]{1,4}[.)]\s+ | \(?(?:[ivx]{1,4}|[IVX]{2,4})\)\s* | [IVX]{2,4}\.\s+
      | (?:Step|Action|Item|step|action|item)\s\d{1,2}\s?[.):–-]\s*
    )?""",
    re.VERBOSE,
)
_NOT = re.compile(r"\b(ca|wo|sha)?n[’']t\b|(?<=[a-z])n[’']t\b|\bcannot\b")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’](?=[^\W\d_])")
_PER_CENT = re.compile(r"\bper\s?cent\b")
_TOKEN = re.compile(r"\d[\d,]*(?:[.:/]\d+)*|[^\W\d_]+|[%£$€+<>=]")
_CUT = "…"

_UNITS = {"zero": 0} | {word: value for word, value in NUMBERS.items() if word not in TENS}
_ORDINALS = {word: (str(value), ending(value)) for word, value in ORDINALS.items() if value <= 10}
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
}
# Behind these a Roman number is one: “Phase II”.
_SERIES = words("promises", "series")
_SCALES = {
    "m": "million",
    "mn": "million",
    "million": "million",
    "bn": "billion",
    "billion": "billion",
    "k": "thousand",
    "thousand": "thousand",
}
_NEGATIONS = words("promises", "negations")

# Endings that are spelt in two ways; of each the first is written as the second.
_ENDINGS = (
    (re.compile(r"(?<=..[iy])z(?=[eia])"), "s"),  # organize, analyze
    (re.compile(r"(?<=.[bdglmnpvi])our(?!s?e|n)"), "or"),  # harbour
    (re.compile(r"(?<=..[tb])re(?=s?$)"), "er"),  # centre
    (re.compile(r"(?<=[cflp]en)s(?=e|i)"), "c"),  # license, defense
    (re.compile(r"(?<=practi)s"), "c"),
)
_DOUBLED = re.compile(r"([a-z])\1")


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """What is left of `text` without that which makes no difference; empty where it has no words."""
    text = _LABEL.sub("", text, count=1) if _LABEL.match(text) else text
    folded = text.casefold()
    if not text.isascii():
        folded = unicodedata.normalize("NFKD", text.replace("\u00ad", "")).casefold()
        folded = "".join(
            [c for c in folded if not unicodedata.combining(c) and c not in "\u200b\ufeff"]
        )
    folded = folded.replace("&", " and ")
    if "'" in folded or "’" in folded or "cannot" in folded:
        folded = _NOT.sub(_spelt_out, folded)
        folded = _APOSTROPHE.sub("", folded)
    if "cent" in folded:
        folded = _PER_CENT.sub("%", folded)
    return _joined(_TOKEN.findall(folded))


def _spelt_out(found: "re.Match[str]") -> str:
    return {"ca": "can", "wo": "will", "sha": "shall"}.get(
        found[1] or "", "can" if found[0] == "cannot" else ""
    ) + " not"


def _joined(tokens: list[str]) -> str:
    """The words in one, so that “on-site”, “on site” and “onsite” are the same; numbers and negations stand apart."""
    words = list(map(_word, tokens))
    if all(words):
        return _undoubled("".join(words))
    parts: list[str] = []
    before = ""
    tens = 0
    for token, word in zip(tokens, words, strict=True):
        if word:
            parts.append(word)
            before, tens = token, 0
            continue
        number = end = ""
        if token[0].isdigit():
            number = token.replace(",", "").rstrip(".:/")
        elif token in TENS:
            number = str(TENS[token])
        elif token in _UNITS:
            number = str(_UNITS[token])
            if tens and 0 < _UNITS[token] < 10:
                del parts[-2:]
                number = str(tens + _UNITS[token])
        elif token in _ORDINALS:
            number, end = _ORDINALS[token]
        elif token in _ROMAN and before in _SERIES:
            number = str(_ROMAN[token])
        elif token in _SCALES and before[:1].isdigit():
            number = _SCALES[token]
        tens = TENS.get(token, 0)
        if number or token in _NEGATIONS or not token.isalpha():
            parts += f"|{number or token}|", end
        else:
            parts.append(_spelling(token))  # “ii” or “m” where it is no number
        before = token
    return _undoubled("".join(parts))


def _undoubled(text: str) -> str:
    """`text` with one letter where two of a kind stand; `split` gives it, and is faster than `sub`."""
    return "".join(_DOUBLED.split(text))


@lru_cache(maxsize=8192)
def _word(token: str) -> str:
    """The spelling of what is a word in any company; empty for what may be a number, and for a negation."""
    if not token.isalpha() or token in _NEGATIONS:
        return ""
    if any(token in known for known in (TENS, _UNITS, _ORDINALS, _ROMAN, _SCALES)):
        return ""
    return _spelling(token)


@lru_cache(maxsize=8192)
def _spelling(word: str) -> str:
    """One of the spellings of a word in lower case, the same for all of them."""
    word = _variants().get(word, word)
    if len(word) > 4:
        for ending, instead in _ENDINGS:
            word = ending.sub(instead, word)
    return word


@cache
def _variants() -> dict[str, str]:
    listed = (*rows("spelling"), *rows("variants"))
    return {one: other for one, other in listed if " " not in one + other}


@lru_cache(maxsize=8192)
def bare_key(action: str, as_at: date) -> str:
    """The key of a step without the words that say by when it is due."""
    return key(without_deadline(action, as_at))


def is_beginning(text: str) -> bool:
    """Whether `text` ends in “…”, so that it stands for all words that begin so."""
    return text.rstrip().endswith((_CUT, "..."))


def begins(beginning: str, whole: str) -> bool:
    """Whether the words of a step begin with those of `beginning`, which may end within a word."""
    start = beginning.rstrip().rstrip(".…").rstrip()
    if not key(start):
        return False
    return key(whole).startswith(key(start)) or _even(whole).startswith(_even(start))


def _even(text: str) -> str:
    return " ".join(text.split()).casefold()
