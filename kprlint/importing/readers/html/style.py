"""How elements are set: by their names, their attributes, and the simple rules of the page's own style sheets.

A rule is simple where it names an element, a class, an id, or an element with a class; these are what programs write when
they save a page. No sheet is fetched.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from kprlint.importing.readers.html.nodes import BLOCKS, tag
from kprlint.importing.readers.limits import MEBIBYTE
from kprlint.importing.readers.plain import hex_colour
from kprlint.importing.readers.symbols import symbol_font

_MOST_CSS = MEBIBYTE
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]{0,20})?(?:[.#][\w-]{1,80})?")
_DECLARATION = re.compile(r"([a-z-]{1,40})\s{0,9}:\s{0,9}([^;]{1,400})")
_WANTED = frozenset(
    "text-decoration text-decoration-line display visibility background background-color color font-weight "
    "vertical-align white-space font-family".split()
)
_RGB = re.compile(r"rgba?\(\s{0,9}(\d{1,3})[\s,]{1,9}(\d{1,3})[\s,]{1,9}(\d{1,3})")
_STRUCK = frozenset(("s", "strike"))
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"))
# CSS's names of colours that a status may have.
_COLOURS = {
    "red": "#ff0000", "darkred": "#8b0000", "crimson": "#dc143c", "firebrick": "#b22222", "tomato": "#ff6347",
    "orange": "#ffa500", "darkorange": "#ff8c00", "gold": "#ffd700", "yellow": "#ffff00", "goldenrod": "#daa520",
    "green": "#008000", "lime": "#00ff00", "limegreen": "#32cd32", "lightgreen": "#90ee90", "darkgreen": "#006400",
    "forestgreen": "#228b22", "seagreen": "#2e8b57", "mediumseagreen": "#3cb371", "palegreen": "#98fb98",
    "blue": "#0000ff", "navy": "#000080", "royalblue": "#4169e1", "dodgerblue": "#1e90ff", "steelblue": "#4682b4",
    "lightblue": "#add8e6", "skyblue": "#87ceeb", "purple": "#800080", "white": "#ffffff", "black": "#000000",
    "grey": "#808080", "gray": "#808080", "silver": "#c0c0c0", "lightgrey": "#d3d3d3", "lightgray": "#d3d3d3",
}  # fmt: skip


class Look(NamedTuple):
    """How an element is set; None where it is as what is around it."""

    hidden: bool = False
    struck: bool = False
    bold: bool | None = None
    shift: int = 0  # 1 for raised, -1 for lowered letters
    block: bool = False
    breaks: bool = False  # a line of the source is one of the page
    background: str | None = None
    colour: str | None = None
    font: str | None = None  # of symbols; “” for any other


_ATTRIBUTES = ("style", "class", "id", "bgcolor", "color", "face", "hidden", "aria-hidden")
# Elements that are set alike are looked at once.
_MOST_KNOWN = 10_000


class Styles:
    def __init__(self, root: Any) -> None:
        self._rules: dict[str, dict[str, str]] = {}
        self._known: dict[tuple[str | None, ...], Look] = {}
        sheets = "\n".join(node.text or "" for node in root.iter("style"))
        for selectors, body in _rules(sheets[:_MOST_CSS]):
            if declared := _declared(body):
                for selector in selectors.lower().split(","):
                    if (simple := selector.strip()) and _SIMPLE.fullmatch(simple):
                        self._rules.setdefault(simple, {}).update(declared)

    def look(self, node: Any) -> Look:
        name = tag(node)
        own = node.attrib if name else None
        key = (name, *map(own.get, _ATTRIBUTES)) if own else (name,)
        found = self._known.get(key)
        if found is None:
            found = self._looked(node, name) if name else Look()
            if len(self._known) < _MOST_KNOWN:
                self._known[key] = found
        return found

    def _looked(self, node: Any, name: str) -> Look:
        said = self._said(node, name)
        lines = said.get("text-decoration", "") + said.get("text-decoration-line", "")
        weight = said.get("font-weight", "")
        align = said.get("vertical-align", "")
        hidden = node.get("hidden") is not None or node.get("aria-hidden") == "true"
        own = node.get("color") if name == "font" else None
        face = said.get("font-family") or (name == "font" and node.get("face"))
        return Look(
            hidden=hidden or said.get("display") == "none"
            or said.get("visibility") in ("hidden", "collapse"),
            struck=name in _STRUCK or "line-through" in lines,
            bold=_is_heavy(weight) if weight else True if name in _BOLD else None,
            shift=1 if name == "sup" or align.startswith("super")
            else -1 if name == "sub" or align.startswith("sub") else 0,
            block=name in BLOCKS or said.get("display") in ("block", "list-item"),
            breaks=name == "pre" or said.get("white-space", "").startswith("pre"),
            background=colour(said.get("background-color", "")) or colour(said.get("background", ""))
            or colour(node.get("bgcolor") or ""),
            colour=colour(said.get("color") or own or ""),
            font=symbol_font(face) if face else None,
        )  # fmt: skip

    def _said(self, node: Any, name: str) -> dict[str, str]:
        """What is declared for an element, its own attribute last."""
        found: dict[str, str] = {}
        if self._rules:
            classes = (node.get("class") or "").lower().split()[:20]
            selectors = [name, *(f".{c}" for c in classes), *(f"{name}.{c}" for c in classes)]
            for selector in (*selectors, f"#{(node.get('id') or '').lower()}"):
                found.update(self._rules.get(selector, ()))
        found.update(_declared((node.get("style") or "").lower()))
        return found


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations, in time that grows with the sheet alone."""
    parts = sheet.replace("<!--", " ").replace("-->", " ").split("/*")
    bare = parts[0] + "".join(part.partition("*/")[2] for part in parts[1:])
    for rule in bare.split("}"):
        selectors, brace, body = rule.rpartition("{")
        if brace:
            # What stands before it is the condition of a group of rules.
            yield selectors.rpartition("{")[2], body


def _is_heavy(weight: str) -> bool:
    return weight[:1] >= "6" if weight[:1].isdigit() else weight.startswith("bold")


def _declared(body: str) -> dict[str, str]:
    return {
        name: value.replace("!important", "").strip()
        for name, value in _DECLARATION.findall(body.lower())
        if name in _WANTED
    }


def colour(text: str) -> str | None:
    """“#rrggbb” for a colour as CSS or HTML writes it."""
    text = text.strip().lower()
    if rgb := _RGB.search(text):
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in rgb.groups())
    for word in text.split():
        if word in _COLOURS:
            return _COLOURS[word]
        if len(word) == 4 and word[0] == "#":
            word = "#" + "".join(2 * digit for digit in word[1:])
        if found := hex_colour(word):
            return found
    return None
