"""Words, letters, symbols and colours that councils print for a status, and the kind that each means: `statuses.toml`."""

import colorsys
import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from kprlint.model import Kind

# The graver first: what a status that names several kinds is taken for.
GRAVITY = (
    Kind.OFF_TRACK, Kind.AT_RISK, Kind.PAUSED, Kind.DEFERRED, Kind.NOT_STARTED, Kind.UNKNOWN, Kind.ON_TRACK, Kind.COMPLETE,
    Kind.WITHDRAWN,
)  # fmt: skip
COLOURS = {
    "green": Kind.ON_TRACK, "amber": Kind.AT_RISK, "yellow": Kind.AT_RISK, "orange": Kind.AT_RISK, "red": Kind.OFF_TRACK,
    "blue": Kind.COMPLETE, "grey": Kind.NOT_STARTED, "gray": Kind.NOT_STARTED, "white": Kind.NOT_STARTED,
}  # fmt: skip
LETTERS = frozenset("brag")
NEGATIONS = frozenset("not no never non isn't aren't neither nor without un".split())

# Where a denial ends, and how many words before a phrase deny it: “not going to be complete”.
_CLAUSE = re.compile(r"[;,.:()–—]|\bbut\b")
_DENIED = 5


class Meant(NamedTuple):
    kind: Kind
    sure: bool


def fold(text: str) -> str:
    """`text` as words of status are compared: lower case, spaces for hyphens."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    text = re.sub(r"(?<=\w)[-‐‑](?=\w)", " ", text)
    return " ".join(text.split()).strip(" \t:;.,*#–—-()[]!“”\"'")


def meant(word: str) -> Meant | None:
    """What a whole word or phrase means everywhere; None where it is not in use."""
    return _words().get(fold(word))


def meant_alone(word: str) -> Meant | None:
    """What a word means where it is all that a status says: “Fine” is one there, and in a text nothing but fine."""
    return meant(word) or _alone().get(fold(word))


def graver(kinds: "list[Kind] | set[Kind]") -> Kind:
    return min(kinds, key=GRAVITY.index)


def kind_of_symbol(text: str) -> Kind | None:
    """What the symbols in `text` mean, where all mean the same."""
    kinds = {kind for sign, kind in _symbols().items() if sign in text}
    return kinds.pop() if len(kinds) == 1 else None


def colour_of(fill: str | None) -> str | None:
    """The name of a shading's hue, where it has one: “Green”, “Amber”, “Red”, “Blue”."""
    found = re.fullmatch(r"#?([0-9a-fA-F]{6})", fill or "")
    if not found:
        return None
    red, green, blue = (int(found[1][i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < 0.35 or value < 0.35:
        return None
    degrees = hue * 360
    if degrees < 18 or degrees > 340:
        return "Red"
    if 25 <= degrees <= 65:
        return "Amber"
    if 78 <= degrees <= 165:
        return "Green"
    return "Blue" if 195 <= degrees <= 250 else None


def default_word(kind: Kind) -> str:
    return str(_data()["default_words"][kind])


def kinds_in(text: str) -> list[Kind]:
    """The kinds of the words and phrases that stand in `text`, the longest at each place; what is denied is left out."""
    return [kind for clause in _CLAUSE.split(fold(text)) for kind in _kinds_in(clause)]


def _kinds_in(clause: str) -> list[Kind]:
    words = re.findall(r"[\w'%/]+", clause)
    table, longest = _words(), _longest()
    found: list[Kind] = []
    at = 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + size])
            if phrase in table and not (size == 1 and len(phrase) < 3):
                if not NEGATIONS & set(words[max(0, at - _DENIED) : at]):
                    found.append(table[phrase].kind)
                at += size
                break
        else:
            at += 1
    return found


def leads(text: str) -> bool:
    """Whether a text begins with a word or phrase of status, marked off or not: “On course to be complete”."""
    words = re.findall(r"[\w'%/]+", fold(text))[: _longest()]
    return any(" ".join(words[:size]) in _words() for size in range(len(words), 1, -1)) or (
        bool(words) and len(words[0]) > 2 and words[0] in _words()
    )


def hinted(text: str) -> set[Kind]:
    """The kinds that words of a longer explanation speak for, which do not decide it alone: “may”, “will not”."""
    said = " ".join(["", *re.findall(r"[\w'%]+", fold(text)), ""])
    hints = _data()["hints"]
    return {
        Kind(kind) for kind, words in hints.items() if any(f" {word}" in said for word in words)
    }


def leading(text: str) -> tuple[str, str] | None:
    """The word or phrase of status that `text` begins with, as printed, and what follows it."""
    text = text.strip()
    ends = [found.end() for found in re.finditer(r"[\w'%/]+", text)][: _longest()]
    for end in reversed(ends):
        known = _words().get(fold(text[:end]))
        if known and (known.sure or _is_apart(text[end:])):
            if end == len(text) or not re.match(r"[\w-]", text[end:]):
                return text[:end], text[end:].strip()
    return None


def leading_sure(text: str) -> tuple[str, str] | None:
    """As `leading`, for words that are of status everywhere."""
    found = leading(text)
    known = meant(found[0]) if found else None
    return found if known and known.sure else None


def is_apart(rest: str) -> bool:
    """Whether what follows a word is marked off from it: by a dash, a colon, a bracket …"""
    return _is_apart(rest)


def _is_apart(rest: str) -> bool:
    return not rest.strip() or bool(re.match(r"\s*(?:[-–—]\s|[–—]|[:;,(\[|/\n]|[-–—]$)", rest))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("statuses.toml").read_text("utf-8"))


@cache
def _words() -> dict[str, Meant]:
    found: dict[str, Meant] = {}
    for group in _data()["group"]:
        for key in ("sure", "likely"):
            for word in group.get(key, ()):
                found[fold(word)] = Meant(Kind(group["kind"]), key == "sure")
    return found


@cache
def _alone() -> dict[str, Meant]:
    return {
        fold(word): Meant(Kind(group["kind"]), sure=False)
        for group in _data()["group"]
        for word in group.get("alone", ())
    }


@cache
def _longest() -> int:
    return max(len(re.findall(r"[\w'%/]+", word)) for word in _words())


@cache
def _symbols() -> dict[str, Kind]:
    return {sign: Kind(kind) for kind, signs in _data()["symbols"].items() for sign in signs}
