"""The words of `words.toml`, ready to be looked up."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

_ENDS = " \t:;.,*#-–—()[]"


def fold(text: str) -> str:
    """`text` as names are compared."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(_ENDS)


@cache
def words() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))


@cache
def group(section: str, name: str) -> frozenset[str]:
    """A list of words, to be asked whether it has one."""
    return frozenset(words()[section][name])


@cache
def _open() -> re.Pattern[str]:
    ends = [re.escape(end) for kind in ("words", "phrases") for end in words()["open"][kind]]
    return re.compile(rf"(?:^|\s)(?:{'|'.join(ends)})$", re.IGNORECASE)


def is_open(text: str) -> bool:
    """Whether more must follow a text that ends like this."""
    return _open().search(text[-40:]) is not None


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


def is_name_of_document(text: str) -> bool:
    """Whether a heading that stands alone speaks of a council or a document: “Marsh Council – climate plan”."""
    spaced = f" {re.sub(r'[^0-9a-z]+', ' ', fold(text))} "
    return is_document_title(text) or any(f" {word} " in spaced for word in words()["headings"]["document"])  # fmt: skip


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


def without_word(text: str) -> str:
    """A heading without the word for what it is: “Theme: Clean rivers”."""
    word, colon, rest = text.partition(":")
    return (
        rest.strip()
        if colon and rest.strip() and fold(word) in words()["headings"]["objective"]
        else text
    )


# “None – action closed”
_DASH = re.compile(r"\s+[–—-]\s+|\s*[(/]")
_FEW = 6  # words behind the dash
_PLAINLY = re.compile(r"(\d{1,2})\s?[.):–—-]?\s+(?=\S)(?!\d)(.*)", re.DOTALL)


def plainly_numbered(text: str) -> tuple[int, str] | None:
    """Number and title of a heading such as “1. Clean air”."""
    found = _PLAINLY.fullmatch(text.strip())
    ok = found and found[2][:1].isupper() and int(found[1]) > 0 and len(text) <= 150
    return (int(found[1]), found[2].strip()) if found and ok else None


def says_nothing(text: str) -> bool:
    """Whether a text is all that stands where nothing is to be said: “None”, “N/A”, “None – action closed”."""
    known = words()["nothing"]["words"]
    first, dash, rest = _DASH.sub("\0", text, count=1).partition("\0")
    return fold(text) in known or (bool(dash) and fold(first) in known and len(rest.split()) < _FEW)


def is_status_heading(text: str) -> bool:
    return is_heading_for("status", text)


def is_meaning(text: str) -> bool:
    return is_heading_for("meaning", text)


def is_total(text: str) -> bool:
    """Whether a text names a sum: “Total”, “Sub-total (Housing)”."""
    folded = fold(text)
    return any(
        folded == word or folded.startswith((f"{word} (", f"{word} for ", f"{word}:", f"{word} -"))
        for word in words()["headings"]["total"]
    )
