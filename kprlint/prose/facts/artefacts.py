"""What is left of a list or of a web page in the middle of a text: bullets, numbers, stops, tags."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kprlint.prose.data import words

_BULLETS = "•▪●◦‣∙■□➢►❖✓✔"
_TAGS = "|".join(sorted(words("artefacts", "tags")))
_ENTITIES = "|".join(sorted(words("artefacts", "entities")))
_BREAKS_OFF = sorted(words("artefacts", "breaks off"))
_ENDINGS = sorted(word.capitalize() for word in words("artefacts", "endings of addresses"))
# Web addresses have stops, too: “Gov.UK”, “Node.js”.
_ADDRESS = rf"www|https?:|[@/\\]|\.(?:{'|'.join(_ENDINGS)})\b"
# An item that begins so goes on with the one before, where that has no end.
_GOES_ON = words("artefacts", "goes on")
_ENDS = tuple(".!?:;,…)\"”’'-")


class Damage(NamedTuple):
    """The characters from `start` to `end`, what they are, and what to do."""

    start: int
    end: int
    what: str
    help: str


_APART = "make each point an item of its own, after “- ”"
_KINDS: tuple[tuple[str, str, str], ...] = (
    (r"(?<!\.)\.\.(?![./\\\d])", "A full stop is doubled", "write one"),
    (r"(?<=\w),,|,\.|;\.|(?<=[\w)]);;", "A mark is doubled", "write one of the two"),
    (r"(?<=[\w)]) [.,;](?=\s|$)", "A space stands before the mark", "leave the space out"),
    (
        rf"(?<![\w'’“\"])(?:{'|'.join(_BREAKS_OFF)})\b ?[.;]",
        "The sentence breaks off",
        "say how it ends, or leave the last word out",
    ),
    (
        rf"</?(?:{_TAGS})(?:\s[^<>]{{0,200}})?/?>",
        "A tag of a web page was left in the text",
        "delete it; where it began a new point, make that an item of its own",
    ),
    (
        rf"&(?:{_ENTITIES}|#\d{{1,5}}|#x[\da-fA-F]{{1,4}});",
        "A code of a web page was left in the text",
        "write the character that it stands for",
    ),
    (rf"[{_BULLETS}]", "A bullet stands in the text", _APART),
    (r"(?:(?<=[.;:,\w] )|^)[o·§] (?=[A-Z])", "A bullet stands in the text", _APART),
    (r"(?<=[.;!?] )[-–—*_]+ ?(?=[A-Z])", "The mark of another point stands in the text", _APART),
    (
        r"^[ \t]*(?:[-–—_>](?=[ \t]?[A-Za-z£“‘'\"(])|[*+~](?= ))[ \t]?\w*",
        "The text begins with a stray mark",
        "delete it: the list adds its own",
    ),
    (
        r"^[ \t]*(?:\(?\d{1,2}[.)]|\(?[a-h]\)|\(?i{1,3}\))(?=[ \t]+[A-Za-z£“])",
        "The text begins with the number of a list",
        "delete it: the list adds its own marks",
    ),
    (r"(?:[ \t][-–—*+_])+[ \t]*$", "The text ends with a stray mark", "delete it"),
    (r"\( ?\)|\[ ?\]", "The brackets are empty", "say what belongs in them, or delete them"),
    (
        r"(?<![\w./@-])[a-z][a-z'’-]{2,30}\.[A-Z][a-z]+",
        "The space behind the full stop is missing",
        f"add it; or {_APART}",
    ),
)
_NUMBERED = r"(?:(?<=^)|(?<=[:;.,-] ))1[.)] (?=[A-Z])"
_SECOND = r"(?<=\s)2[.)] (?=[A-Z])"
# Any damage has one of these; most texts have none, apart from their last full stop. Each begins with a mark, which a
# search can leap to; what is told by a letter, or by the place in the text, is looked for apart.
_MARKS = rf"<&_*{_BULLETS}·§~"
_OPEN = "|".join(rf"(?<={word}.)|(?<={word} .)" for word in _BREAKS_OFF)
_SUSPECT = re.compile(
    rf"[.,;!?()\[{_MARKS}](?:(?<=[{_MARKS}])|(?<=[.,;])\.|(?<=,),|(?<=;);|(?<=\s[.,;])(?=\s|$)|(?<=[a-z]\.)(?=[A-Z])"
    rf"|(?<=[.;!?]) [-–—]|(?<=\() ?\)|(?<=\[) ?\]|(?<=\d[.)]) [A-Z]|(?<=[.;])(?:{_OPEN}))"
)
_FIRST = re.compile(r"\W|\(?\w{1,3}[.)] |[o·] ")
_LAST = "-–—+>"


def _is_suspect(text: str) -> bool:
    return bool(
        _SUSPECT.search(text)
        or _FIRST.match(text)
        or text.rstrip()[-1:] in _LAST
        or " o " in text
        or ".o " in text
    )


@cache
def _kinds() -> tuple[tuple["re.Pattern[str]", str, str], ...]:
    return tuple((re.compile(pattern), what, help) for pattern, what, help in _KINDS)


def damage(text: str) -> Iterator[Damage]:
    """The damage in `text`, each kind once, first to last."""
    if not _is_suspect(text):
        return
    found: list[Damage] = []
    for pattern, what, help in _kinds():
        for match in pattern.finditer(text):
            if "." in match.group() and re.search(_ADDRESS, _run(text, match)):
                continue
            found.append(Damage(*match.span(), what, help))
            break
    first = re.search(_NUMBERED, text)
    second = re.compile(_SECOND).search(text, first.end()) if first else None
    if second:
        found.append(Damage(*second.span(), "The number of a list stands in the text", _APART))
    end = -1
    for one in sorted(found):
        if one.start >= end:
            end = one.end
            yield one


def _run(text: str, match: "re.Match[str]") -> str:
    """The characters around the match up to the spaces."""
    start = max(text.rfind(" ", 0, match.start() + 1) + 1, match.start() - 60)
    end = text.find(" ", match.end())
    return text[start : end if 0 <= end < match.end() + 60 else match.end() + 60]


def says_nothing(text: str) -> bool:
    """Whether `text` is marks alone, such as the dash of an item that was never written."""
    return bool(text) and not any(character.isalnum() for character in text)


def goes_on(before: str, text: str) -> int:
    """How long the words are with which `text` goes on in the middle of the sentence `before`; else 0."""
    first, _, rest = text.partition(" ")
    goes_on = first in _GOES_ON and (rest[:1].isalnum() or rest[:1] == "_")
    return (
        len(first)
        if goes_on and before[:1].isupper() and not before.rstrip().endswith(_ENDS)
        else 0
    )
