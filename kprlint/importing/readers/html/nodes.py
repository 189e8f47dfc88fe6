"""Elements of a page: their names, and the attributes that matter."""

from typing import Any

from kprlint.importing.readers.limits import MOST_COLUMNS

# Nothing that is shown, or nothing that belongs to the document: what runs, what leads elsewhere.
SILENT = frozenset(
    "script style template noscript head iframe object embed audio video canvas map nav button datalist dialog".split()
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form header "
    "hgroup hr html legend li main menu ol p pre section summary ul table caption thead tbody tfoot tr td th".split()
) | frozenset(HEADINGS)
# A row that a cell spans to the end of its group.
_ALL = 65_534


def tag(node: Any) -> str:
    """The name of an element, without a prefix; “” for a comment."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def span(cell: Any, name: str) -> int:
    text = (cell.get(name) or "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        return 1
    if name == "rowspan":
        return int(text) or _ALL
    return max(1, min(int(text), MOST_COLUMNS))
