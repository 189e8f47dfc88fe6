"""Several names in one cell, councillors among officers, and “As above”."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from kprlint.importing.interpreter import vocabulary as v
from kprlint.importing.interpreter.found import Draft, Piece
from kprlint.prose.data import words

_PEOPLE = ("lead", "portfolio")
_ABOVE = re.compile(
    r"(?:as|see) (?:above|previous)|same(?: as above)?|ditto|do\.|[\"“”„〃″]|''|-\s?[\"“”]\s?-",
    re.I,
)
# Between names: what no name of one service has, and what one may have, too (“Parks and Leisure”).
_SURELY = re.compile(r"\s*[/+|]\s*|\s+with\s+|\s+\(with\s+|\s+(?:a/and|ac/and)\s+", re.I)
_MAYBE = re.compile(r"\s*[&,]\s*(?:and\s+)?|\s+and\s+|\s+(?:a|ac)\s+")
_INITIALS = re.compile(r"(?:[A-Z]\.? ?){2,4}")
_COUNCILLOR = re.compile(r"(?:cllrs?|councillors?|clr)\b\.?", re.I)


def is_ditto(text: str) -> bool:
    """Whether a text says that the one above it holds here, too."""
    return _ABOVE.fullmatch(text.strip()) is not None


def as_above(drafts: Sequence[Draft]) -> None:
    """Reads “As above” and its signs as what stands in the row above, which is told."""
    before: Draft | None = None
    for draft in drafts:
        for field in _PEOPLE:
            said = " ".join(piece.text for piece in draft.pieces[field]).strip()
            if not said or not is_ditto(said):
                continue
            above = before.pieces[field] if before is not None else []
            message = f"“{said}” is read as the {field} of the activity above" if above else f"“{said}” stands where the {field} belongs, and no {field} above"  # fmt: skip
            draft.doubt("import-as-above", message, " ".join(piece.text for piece in above))
            draft.pieces[field] = list(above)
        before = draft


def councillors(drafts: Sequence[Draft]) -> None:
    """Takes councillors out of the cells of leads: of two people in one cell they are those of the portfolio."""
    for draft in drafts:
        if draft.pieces["portfolio"]:
            continue
        kept: list[Piece] = []
        for piece in draft.pieces["lead"]:
            own = [part.strip(" ()") for part in _SURELY.split(piece.text)]
            public = [part for part in own if _COUNCILLOR.match(part)]
            others = [part for part in own if part and part not in public]
            if not public or (not others and len(draft.pieces["lead"]) == 1):
                kept.append(piece)
                continue
            kept += [Piece(part, piece.bullet, piece.place) for part in others]
            draft.pieces["portfolio"] += [Piece(part, piece.bullet, piece.place) for part in public]
            draft.doubt("import-two-columns", f"one cell holds the lead and a councillor, who is read as the portfolio: {piece.text}")  # fmt: skip
        draft.pieces["lead"] = kept


def divided(name: str, alone: Callable[[str], bool]) -> list[str]:
    """The names that one text holds; itself alone, where it is one or that cannot be told.

    `alone` says whether the document has a name elsewhere, and nothing beside it.
    """
    parts = _parts(name, _SURELY)
    if len(parts) > 1 and all(" " in part or _is_one(part, alone) for part in parts):
        return [one for part in parts for one in _divided_by_and(part, alone)]
    return _divided_by_and(name, alone)


def may_be_several(name: str) -> bool:
    """Whether a name that was not divided may yet be several: “Parks / Leisure”, “Ada Finn and Culture”."""
    if len(_parts(name, _SURELY)) > 1:
        return True
    parts = _parts(name, _MAYBE)
    if "," in name and len(parts) == 2 and not _are_alike(parts):
        return False  # “Helen Finn, Head of Parks”
    return len(parts) > 1 and (any(map(_is_person, parts)) or all(map(_looks_like_a_person, parts)))


def _divided_by_and(name: str, alone: Callable[[str], bool]) -> list[str]:
    parts = _parts(name, _MAYBE)
    if (
        len(parts) < 2
        or not all(_is_one(part, alone) for part in parts)
        or not _are_initials(parts)
    ):
        return [name]
    return list(parts) if "," not in name or _are_alike(parts) else [name]


def _are_alike(parts: Sequence[str]) -> bool:
    """Whether all parts are people or none is: “Helen Finn, Head of Parks” is one person with a post."""
    return len({_is_person(part) for part in parts}) == 1


def _are_initials(parts: Sequence[str]) -> bool:
    """Whether all or none are initials: “HR and OD Manager” is one post."""
    return len({bool(_INITIALS.fullmatch(part)) for part in parts}) == 1


@lru_cache(maxsize=4096)
def _parts(name: str, between: re.Pattern[str]) -> tuple[str, ...]:
    opened = "(with " in name.casefold()
    parts = [part.strip() for part in between.split(name.removesuffix(")") if opened else name)]
    return tuple(part for part in parts if part)


def _is_one(text: str, alone: Callable[[str], bool]) -> bool:
    return bool(_INITIALS.fullmatch(text)) or _is_person(text) or _is_post(text) or alone(text)


def _is_person(text: str) -> bool:
    found = _words(text)
    if len(found) not in range(2, 5) or not all(word[:1].isupper() for word in text.split()):
        return False
    begins = (*_both("titles", "given"), words("people", "public"))
    return any(found[0] in group for group in begins)


def _looks_like_a_person(text: str) -> bool:
    found = text.split()
    return (
        len(found) in (2, 3)
        and all(word[:1].isupper() for word in found)
        and not v.group("people", "services") & set(_words(text))
    )


def _is_post(text: str) -> bool:
    found = _words(text)
    if len(found) < 2 or not text[:1].isupper():
        return False
    return any({found[0], found[-1]} & group for group in _both("posts"))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", v.fold(text))
    return re.findall(r"[a-z]+", "".join(c for c in plain if not unicodedata.combining(c)))


def _both(*names: str) -> Iterator[frozenset[str]]:
    """The words that prose has for each of these, and those of leads alone."""
    for name in names:
        yield words("people", name)
        yield v.group("people", name)
