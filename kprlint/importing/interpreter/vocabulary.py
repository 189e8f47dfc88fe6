"""The words of `words.toml`, ready to be looked up."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from kprlint.model import Kind

_PERIOD = re.compile(
    r"\b(?:q[1-4]|quarter [1-4]|quarter (?:one|two|three|four)|20\d\d(?:[/-]\d\d(?:\d\d)?)?|(?:this|last) quarter)\b"
)
_ENDS = " \t:;.,*#-–—()[]"


def fold(text: str) -> str:
    """`text` as names are compared."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(_ENDS)


@cache
def words() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))


@cache
def _columns() -> dict[str, str]:
    return {name: role for role, names in words()["columns"].items() for name in names}


@cache
def _statuses() -> dict[str, Kind]:
    return {word: Kind(kind) for kind, names in words()["statuses"].items() for word in names}


@cache
def _symbols() -> dict[str, Kind]:
    return {sign: Kind(kind) for kind, signs in words()["symbols"].items() for sign in signs}


@cache
def _leading() -> re.Pattern[str]:
    longest = sorted(_statuses(), key=len, reverse=True)
    return re.compile(rf"({'|'.join(map(re.escape, longest))})(?![\w-])\s*(.*)", re.I | re.DOTALL)


@cache
def _open() -> re.Pattern[str]:
    ends = [re.escape(end) for kind in ("words", "phrases") for end in words()["open"][kind]]
    return re.compile(rf"(?:^|\s)(?:{'|'.join(ends)})$", re.IGNORECASE)


def is_open(text: str) -> bool:
    """Whether more must follow a text that ends like this."""
    return _open().search(text[-40:]) is not None


def role_of(header: str) -> str | None:
    """Which field a column of this name holds; None for a name that is not in use."""
    if len(header) > 60:
        return None
    names = _columns()
    folded = fold(header.replace("_", " "))
    plain = fold(_PERIOD.sub(" ", folded)).removeprefix("in ").removesuffix(" in")
    for name in (folded, plain, fold(plain.partition("(")[0])):
        if name in names:
            return names[name]
    parts = {names.get(fold(part)) for part in re.split(r"[/&]| and ", plain)}
    return parts.pop() if len(parts) == 1 else None


def kind_of(word: str) -> Kind | None:
    return _statuses().get(fold(word))


def leading_status(text: str) -> tuple[str, str] | None:
    """The status word that `text` begins with, as printed, and what follows it."""
    found = _leading().match(text.strip())
    return (found[1], found[2]) if found else None


def kind_of_symbol(text: str) -> Kind | None:
    """What the symbols in `text` mean, where all mean the same."""
    kinds = {kind for sign, kind in _symbols().items() if sign in text}
    return kinds.pop() if len(kinds) == 1 else None


def kind_of_colour(fill: str | None) -> Kind | None:
    """What a shading means: its hue, where it has one."""
    import colorsys

    found = re.fullmatch(r"#?([0-9a-fA-F]{6})", fill or "")
    if not found:
        return None
    red, green, blue = (int(found[1][i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < 0.35 or value < 0.35:
        return None
    degrees = hue * 360
    if degrees < 18 or degrees > 340:
        return Kind.OFF_TRACK
    if 25 <= degrees <= 65:
        return Kind.AT_RISK
    if 80 <= degrees <= 165:
        return Kind.ON_TRACK
    return Kind.COMPLETE if 195 <= degrees <= 250 else None


def default_word(kind: Kind) -> str:
    return str(words()["default_words"][kind])


def is_heading_for(subject: str, text: str) -> bool:
    return fold(text) in words()["headings"][subject]


def is_furniture(text: str) -> bool:
    folded = fold(text)
    return any(
        folded == word or folded.startswith(f"{word} ") for word in words()["headings"]["furniture"]
    )


def is_document_title(text: str) -> bool:
    spaced = f" {re.sub(r'[^0-9a-z]+', ' ', fold(text))} "
    return any(f" {word} " in spaced for word in words()["headings"]["title"])


@cache
def _objective() -> re.Pattern[str]:
    names = sorted(words()["headings"]["objective"], key=len, reverse=True)
    return re.compile(
        rf"(?:{'|'.join(map(re.escape, names))})\s*(\d{{1,2}})\s*[:.–—-]?\s+(\S.*)",
        re.I | re.DOTALL,
    )


def numbered_objective(text: str) -> tuple[int, str] | None:
    """Number and title of a heading such as “CO 3: Quality homes”."""
    found = _objective().fullmatch(text.strip())
    return (int(found[1]), found[2].strip()) if found and len(text) < 300 else None
