"""Footnotes of a page: a raised link, or one that says so, to what stands elsewhere in it."""

import re
from typing import Any

from kprlint.importing.readers.html.nodes import HEADINGS, tag
from kprlint.importing.readers.plain import plain

_ROLES = ("doc-noteref", "noteref")
# What a note has none of.
_SECTIONS = frozenset(("table", *HEADINGS))
# The sign of the note, and the way back from it.
_SIGN = re.compile(
    r"^[\[(]?(?:\d{1,3}|[*†‡§a-z])[\])]?[.:]?(?=\s|[A-Z“‘(£])\s*|\s*[↩↑^]\ufe0e?\s*$"
)
_MOST = 2_000  # characters


class Notes:
    """The notes by the links that lead to them; `holders` are the elements that need no reading of their own."""

    def __init__(self, root: Any) -> None:
        self._texts: dict[Any, str] = {}
        self.holders: set[Any] = set()
        links = [link for link in root.iter("a") if (link.get("href") or "").startswith("#")]
        links = [link for link in links if _is_raised(link)]
        if not links:
            return
        named = {name: node for node in root.iter() for name in _names(node)}
        said: dict[Any, str] = {}
        for link in links:
            target = named.get(link.get("href")[1:])
            holder = _holder(target) if target is not None else None
            if holder is None or any(above is holder for above in link.iterancestors()):
                continue
            if holder not in said:
                said[holder] = plain(" ".join(holder.itertext()))
            if 0 < len(said[holder]) <= _MOST:
                self._texts[link] = plain(_SIGN.sub("", said[holder]))
                self.holders.add(holder)

    def text(self, link: Any) -> str:
        return self._texts.get(link, "")


def _names(node: Any) -> list[str]:
    return [name for name in (node.get("id"), node.get("name")) if name] if tag(node) else []


def _is_raised(link: Any) -> bool:
    if link.get("role") in _ROLES or link.get("epub:type") in _ROLES:
        return True
    around = link.getparent()
    inside = any(tag(child) == "sup" for child in link.iterdescendants())
    return inside or (around is not None and tag(around) == "sup")


def _holder(target: Any) -> Any:
    """The paragraph or item of a note, whose anchor may be a part of it; none for a section of the page."""
    for node in (target, *target.iterancestors()):
        if tag(node) in ("li", "p", "dd", "aside") or (tag(node) == "div" and node is target):
            whole = any(tag(part) in _SECTIONS for part in node.iterdescendants())
            return None if whole else node
        if tag(node) in ("td", "th", "body"):
            return None
    return None
