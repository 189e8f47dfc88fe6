"""What a page has beside its letters: fields of forms, the words of pictures, comments."""

from collections.abc import Iterator
from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from kprlint.importing.cells import Location, Reason, Remark
from kprlint.importing.readers.pdf.letters import Thing, annotations
from kprlint.importing.readers.plain import plain

_TICKED, _NOT_TICKED = "☒", "☐"
# A field in itself; what it is may be said by the one that it belongs to.
_KEYS = ("FT", "V", "AS")
_COMMENTS = ("Text", "FreeText", "Highlight", "StrikeOut", "Underline", "Caret")
# Buttons that are pushed, and nothing that is said.
_PUSH = 1 << 16


def fields(page: Any, words: list[Thing]) -> Iterator[Thing]:
    """A word for each field that shows something, in the line of the words beside it."""
    for note in annotations(page):
        data = note.get("data") or {}
        if _name(data.get("Subtype")) != "Widget":
            continue
        text = _shown(data)
        if not text:
            continue
        middle = (note["top"] + note["bottom"]) / 2
        beside = next((word for word in words if word["top"] < middle < word["bottom"]), note)
        yield {
            "text": text,
            "size": beside["bottom"] - beside["top"],
            **{name: note[name] for name in ("x0", "x1")},
            **{name: beside[name] for name in ("top", "bottom")},
            "struck": False,
            "bold": False,
            "colour": None,
        }


def comments(page: Any) -> Iterator[Remark]:
    for note in annotations(page):
        data = note.get("data") or {}
        if _name(data.get("Subtype")) in _COMMENTS and (text := plain(_text(data.get("Contents")))):
            yield Remark(Reason.COMMENT, text, Location(page=page.page_number))


def alternatives(page: Any) -> dict[int, str]:
    """The alternative texts of pictures, by the number of their content."""
    if not any(image.get("mcid") is not None for image in page.images):
        return {}
    found: dict[int, str] = {}
    try:
        waiting = list(page.structure_tree)
        while waiting:
            element = waiting.pop()
            if words := plain(str(element.get("alt_text") or "")):
                found.update(dict.fromkeys(element.get("mcids", ()), words))
            waiting.extend(element.get("children", ()))
    except Exception:  # a broken structure costs the words of pictures, and nothing else
        return {}
    return found


def _shown(data: dict[str, Any]) -> str:
    above = resolve1(data.get("Parent"))
    above = above if isinstance(above, dict) else {}
    kind, value, state = (resolve1(data.get(key, above.get(key))) for key in _KEYS)
    flags = data.get("Ff", above.get("Ff"))
    if _name(kind) == "Btn":
        if isinstance(flags, int) and flags & _PUSH:
            return ""
        return _NOT_TICKED if _name(state) in ("", "Off") else _TICKED
    return plain(_text(value)) if _name(kind) in ("Tx", "Ch") else ""


def _name(value: object) -> str:
    return str(getattr(value, "name", ""))


def _text(value: object) -> str:
    value = resolve1(value)
    return decode_text(value) if isinstance(value, bytes) else ""
