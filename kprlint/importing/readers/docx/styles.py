"""What styles say of paragraphs and of runs."""

from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from kprlint.importing.readers.docx.names import W, integer, switch, val

_PROMPT = "placeholder text"


class Style(NamedTuple):
    """A style with all that it is based on; None where nothing is said."""

    level: int | None = None  # of a heading, from 1
    listed: bool | None = None
    depth: int | None = None  # of a list, from 0
    numbering: str | None = None  # an id of the numbering
    caption: bool | None = None
    bold: bool | None = None
    struck: bool | None = None
    hidden: bool | None = None
    prompt: bool | None = None  # asks for text in an empty control


# The title of a document stands above the highest headings.
_TITLE = -1


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {
            style.get(W + "styleId", ""): style
            for style in (root.iter(W + "style") if root is not None else ())
        }
        self._known: dict[str, Style] = {}

    def __getitem__(self, style: str) -> Style:
        if style not in self._known:
            self._known[style] = self._looked_up(style)
        return self._known[style]

    def paragraph(self, properties: Element | None) -> Style:
        """The style of a paragraph with what its own properties say."""
        style = self[val(properties, "pStyle")]
        level, listed = _outline(properties), _listed(properties)
        numbering = properties.find(W + "numPr") if properties is not None else None
        return style._replace(
            level=(style.level if level is None else level) or None,
            listed=bool(style.listed if listed is None else listed),
            depth=integer(val(numbering, "ilvl"), style.depth or 0),
            numbering=val(numbering, "numId") or style.numbering,
        )

    def _looked_up(self, style: str) -> Style:
        found = Style()
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            element = self._styles[style]
            found = _over(found, _own(element))
            style = val(element, "basedOn")
        return found


def _own(element: Element) -> Style:
    name = val(element, "name").lower()
    paragraph, run = element.find(W + "pPr"), element.find(W + "rPr")
    level = _outline(paragraph)
    if level is None and name == "title":
        level = _TITLE
    elif level is None and name.startswith("heading ") and name[8:].isdigit():
        level = int(name[8:])
    listed = _listed(paragraph)
    depth = None
    numbering = paragraph.find(W + "numPr") if paragraph is not None else None
    if name.startswith(("list bullet", "list number")):
        listed = True if listed is None else listed
        # “List Bullet 2” is an item below one of “List Bullet”.
        depth = int(name[-1]) - 1 if name[-1:].isdigit() else 0
    elif numbering is not None:
        depth = integer(val(numbering, "ilvl"), 0)
    strikes = [switch(run, "strike"), switch(run, "dstrike")]
    return Style(
        level=level,
        listed=listed,
        depth=depth,
        numbering=val(numbering, "numId") or None,
        caption=True if name == "caption" else None,
        bold=switch(run, "b"),
        struck=None if strikes == [None, None] else any(strikes),
        hidden=switch(run, "vanish"),
        prompt=True if name == _PROMPT else None,
    )


def _over(style: Style, base: Style) -> Style:
    """`style`, and what it leaves open as its `base` has it."""
    left: dict[str, Any] = {
        name: getattr(base, name) for name, own in style._asdict().items() if own is None
    }
    return style._replace(**left)


def _outline(properties: Element | None) -> int | None:
    """The level of a heading from 1; 0 for what is declared to be body text; None where nothing is said."""
    text = val(properties, "outlineLvl")
    if not (text.isascii() and text.isdigit()):
        return None
    return int(text) + 1 if len(text) == 1 and text != "9" else 0


def _listed(properties: Element | None) -> bool | None:
    numbering = properties.find(W + "numPr") if properties is not None else None
    return None if numbering is None else val(numbering, "numId") not in ("", "0")
