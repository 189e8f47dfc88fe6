"""Pages → blocks: what goes on over a page is one, what stands at the head or the foot of most pages is left out."""

import re
from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from kprlint.importing.cells import Block, Heading, Location, Paragraph, Reason, Remark, Row, Table
from kprlint.importing.readers.pdf.columns import LARGER, PageItem
from kprlint.importing.readers.pdf.paragraphs import Vocabulary, paragraphs
from kprlint.importing.readers.pdf.words import EDGE, Words

# Head and foot of a page, in parts of its height.
_MARGIN = 0.09
_PAGE_NUMBER = re.compile(r"(?:page\s*)?#?(?:\s*(?:of|/)\s*#)?", re.IGNORECASE)


class Page(NamedTuple):
    number: int
    height: float
    found: list[PageItem]


def without_margins(pages: list[Page]) -> tuple[list[Page], list[Remark]]:
    """The pages without what stands at the head or the foot of most, whatever its number; and that, once."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_margin(page, one) for one in page.found} - {""})
    least = max(2, len(pages) // 2 + 1)
    kept: list[Page] = []
    told: dict[str, Remark] = {}
    for page in pages:
        found = []
        for one in page.found:
            margin = _margin(page, one)
            if seen[margin] < least:
                found.append(one)
            elif one.line and not _PAGE_NUMBER.fullmatch(margin):
                told.setdefault(
                    margin, Remark(Reason.MARGIN, one.line.text, Location(page=page.number))
                )
        kept.append(page._replace(found=found))
    return kept, list(told.values())


def _margin(page: Page, one: PageItem) -> str:
    if one.line is None or page.height * _MARGIN < one.line.bottom < page.height * (1 - _MARGIN):
        return ""
    return re.sub(r"\d+", "#", one.line.text)


def blocks_of(pages: list[Page], known: Vocabulary) -> list[Block]:
    lines = [one.line for page in pages for one in page.found if one.line]
    body = _body(lines)
    larger = sorted({line.size for line in lines if line.size > body * LARGER}, reverse=True)
    levels = {size: min(level, 6) for level, size in enumerate(larger, 1)}
    right = max((line.x1 for line in lines), default=0.0)
    blocks: list[Block] = []
    edges: tuple[float, ...] = ()
    waiting: list[tuple[Words, int]] = []
    counted = 0

    def flush() -> None:
        nonlocal counted
        if not waiting:
            return
        page = waiting[0][1]
        level = levels.get(waiting[0][0].size)
        found = [line for line, _ in waiting]
        left = min(line.x0 for line in found)
        parts = paragraphs(found, left, found[0].right or right, known)
        if level:
            counted += 1
            place = Location(line=counted, page=page)
            blocks.append(Heading(" ".join(part.text for part in parts), level, place))
        else:
            for part in parts:
                counted += 1
                blocks.append(Paragraph(part, Location(line=counted, page=page)))
        waiting.clear()

    tables = 0
    for page in pages:
        for one in page.found:
            if one.line:
                last = waiting[-1][0] if waiting else None
                if last and (
                    levels.get(last.size) != levels.get(one.line.size)
                    or waiting[-1][1] != page.number
                    or last.right != one.line.right
                    or one.line.top - last.bottom > 0.9 * one.line.size
                ):
                    flush()
                waiting.append((one.line, page.number))
                continue
            flush()
            if not one.rows:
                continue
            above = blocks[-1] if blocks else None
            goes_on = isinstance(above, Table) and one is page.found[0] and _same(edges, one.edges)
            if goes_on and isinstance(above, Table):
                rows = one.rows[1:] if _texts(one.rows[0]) == _texts(above.rows[0]) else one.rows
                numbered = _numbered(rows, tables, len(above.rows))
                blocks[-1] = Table((*above.rows, *numbered), above.place, above.caption)
            else:
                tables += 1
                edges = one.edges
                blocks.append(
                    Table(_numbered(one.rows, tables, 0), Location(page=page.number, table=tables))
                )
    flush()
    return blocks


def _numbered(rows: tuple[Row, ...], table: int, before: int) -> tuple[Row, ...]:
    return tuple(
        Row(tuple(
            replace(
                cell,
                place=(place := replace(cell.place, table=table, row=before + number)),
                remarks=tuple(replace(remark, place=place) for remark in cell.remarks),
            )
            for cell in row.cells
        ))
        for number, row in enumerate(rows, 1)
    )  # fmt: skip


def _same(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return len(a) == len(b) and all(abs(x - y) < 2 * EDGE for x, y in zip(a, b, strict=True))


def _texts(row: Row) -> list[str]:
    return [" ".join(line.text for line in cell.lines) for cell in row.cells]


def _body(lines: list[Words]) -> float:
    """The size of the text: that of whole sentences if there are any."""
    sizes: Counter[float] = Counter()
    for sentences in (True, False):
        for line in lines:
            if not sentences or line.text.endswith(".") or len(line.text) > 80:
                sizes[line.size] += len(line.text)
        if sizes:
            break
    return sizes.most_common(1)[0][0] if sizes else 0.0
