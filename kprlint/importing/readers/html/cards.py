"""Cards of a paper of ours → the tables that they are: an article an activity, with its title and a list of terms.

A row per card is what the interpreter knows best, and what the paper's other formats have.
"""

from typing import Any

from lxml import etree  # type: ignore[import-untyped]

_CARD = "article[contains(concat(' ', normalize-space(@class), ' '), ' activity ')][.//dl]"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def as_tables(root: Any) -> None:
    """Puts a table in the place of the cards of each parent; the rest of the page stays."""
    for first in root.xpath(f"//{_CARD}[not(preceding-sibling::{_CARD})]"):
        cards = [first, *first.xpath(f"following-sibling::{_CARD}")]
        rows = [_row(card) for card in cards]
        columns = list(dict.fromkeys(name for cells in rows for name in cells))
        table = etree.Element("table")
        _add_row(table, "th", {name: _heading(name) for name in columns}, columns)
        for cells in rows:
            _add_row(table, "td", cells, columns)
        first.addprevious(table)
        for card in cards:
            card.getparent().remove(card)


def _row(card: Any) -> dict[str, Any]:
    """The cells of a card by the heading of their column; the title has what stands outside of the list."""
    title = etree.Element("td")
    for child in list(card):
        if child.tag in _HEADINGS:
            child.tag = "p"
        if child.tag == "p":
            title.append(child)
    cells = {card.get("data-column") or "Activity": title}
    for term in card.iterfind(".//dt"):
        said = term.getnext()
        if said is not None and said.tag == "dd":
            cells["".join(term.itertext()).strip()] = said
    return cells


def _heading(name: str) -> Any:
    heading = etree.Element("th")
    heading.text = name
    return heading


def _add_row(table: Any, tag: str, cells: dict[str, Any], columns: list[str]) -> None:
    row = etree.SubElement(table, "tr")
    for name in columns:
        cell = cells.get(name)
        if cell is None:
            etree.SubElement(row, tag)
        else:
            cell.tag, cell.tail = tag, None
            row.append(cell)
