"""The documents as tests see them: headings, links, and blocks of code with what is said of them.

What is said of a block stands in a comment right above it, since no reader has to see it:

- ``<!-- not run: REASON -->``: its commands are not run, and why not
- ``<!-- file: PATH -->``: it is that file, before any command of the document runs
- ``<!-- in: WHERE -->``: its commands run there, not in the council of ``kprlint demo``
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "activities/*.md", "benchmarks/*.md", "tests/**/*.md")
    for path in ROOT.glob(pattern)
    if "node_modules" not in path.parts
)
_SAID = re.compile(r"<!--\s*(not run|file|in):\s*(.*?)\s*-->", re.S)


class Block(NamedTuple):
    """A block of code: what it is written in, what is said of it, and the line that it begins on."""

    document: Path
    line: int
    language: str
    text: str
    said: dict[str, str]

    def __str__(self) -> str:
        return f"{name(self.document)}:{self.line}"


def name(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


@cache
def _tokens(document: Path) -> tuple[Token, ...]:
    parser = MarkdownIt("commonmark").enable("table")
    return tuple(parser.parse(document.read_text("utf-8")))


@cache
def blocks(document: Path) -> tuple[Block, ...]:
    """The fenced blocks of a document, in its order."""
    found, said = [], dict[str, str]()
    for token in _tokens(document):
        if token.type == "html_block":
            said |= dict(_SAID.findall(token.content))
        elif token.type == "fence":
            line = token.map[0] + 1 if token.map else 0
            found.append(Block(document, line, token.info.split(" ")[0], token.content, said))
            said = {}
        elif token.type.endswith("_open") and token.level == 0:
            said = {}
    return tuple(found)


def in_language(*languages: str) -> Iterator[Block]:
    """The blocks of all documents that are written in one of these."""
    for document in DOCUMENTS:
        yield from (block for block in blocks(document) if block.language in languages)


def _inline(document: Path) -> Iterator[Token]:
    for token in _tokens(document):
        yield from token.children or ()


def links(document: Path) -> list[str]:
    """Where a document's links and pictures lead."""
    found = []
    for token in _inline(document):
        to = token.attrGet("href") if token.type == "link_open" else token.attrGet("src")
        if token.type in ("link_open", "image") and to:
            found.append(str(to))
    return found


def codes(document: Path) -> list[str]:
    """The code within a document's lines."""
    return [token.content for token in _inline(document) if token.type == "code_inline"]


@cache
def anchors(document: Path) -> frozenset[str]:
    """What a link to a heading of the document may end in, as GitHub has it."""
    tokens, seen = _tokens(document), Counter[str]()
    found = set(re.findall(r'<a id="([^"]+)">', document.read_text("utf-8")))
    for token, text in pairwise(tokens):
        if token.type == "heading_open":
            words = "".join(one.content for one in text.children or () if one.type != "html_inline")
            slug = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
            found.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
            seen[slug] += 1
    return frozenset(found)
