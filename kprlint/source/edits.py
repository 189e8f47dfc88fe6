"""Which characters of a YAML file one change replaces: fields and items written in its own form, or taken out.

Nobody proves them here; `editing.py` reads what comes of them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kprlint.errors import Refused
from kprlint.source import emit
from kprlint.source.document import Document, blank
from kprlint.source.ignores import ignores
from kprlint.source.text import Edit, Span
from kprlint.source.yaml import Mapping as YamlMapping
from kprlint.source.yaml import Node, Pair, Path, Scalar
from kprlint.source.yaml import Sequence as YamlSequence

Fields = Mapping[str, str | Sequence[str]]
Value = str | Sequence[str] | Fields

_LINE_END = re.compile(r"\r\n|\r|\n")
_TO_COLON = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*:")
_TO_COMMA = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*(,[ \t]*)")
_NEW_LINE = re.compile(r"(?:\r\n|\r|\n)(?=[^\r\n])")
# What needs no quotation marks between brackets.
_PLAIN_IN_FLOW = re.compile(r"\w[\w ./-]*(?<! )")


class Unusual(Refused):
    """A file, or a place in it, that no edit of its text is sure of."""


# Writing


def with_field(
    document: Document, path: Path, name: str, value: Value, *, after: Iterable[str] = ()
) -> Iterator[Edit]:
    """Writes a new field of the mapping at `path`, behind the last of the fields `after`, else at its end.

    A text that is an item of a list becomes the `action` of a step with that field.
    """
    content, node = document.text.content, document.node(path)
    if isinstance(node, Scalar) and path and isinstance(path[-1], int):
        parent = document.node(path[:-1])
        if isinstance(parent, YamlSequence) and parent.flow:
            fields = {"action": node.text, name: _simple(value)}
            yield Edit(node.span, _in_flow(fields))
            return
        margin = " " * (node.start - _line_start(document, node.start))
        yield Edit(Span(node.start, node.start), "action: ")
        # What goes on in the next line must stand further in than the key.
        for found in _NEW_LINE.finditer(content, node.start, node.end):
            yield Edit(Span(found.end(), found.end()), "  ")
        at = _line_stop(content, node.end)
        yield Edit(Span(at, at), _line_end(content) + _field(name, value, margin, document))
        return
    if not isinstance(node, YamlMapping) or not node.pairs:
        raise Unusual("its form is too unusual to be edited")
    before = [pair for key, pair in node.pairs.items() if key in after] or [*node.pairs.values()]
    pair = max(before, key=lambda pair: pair.span.end)
    if node.flow:
        yield Edit(Span(pair.span.end, pair.span.end), f", {_in_flow(name)}: {_in_flow(value)}")
        return
    first = next(iter(node.pairs.values())).key.start
    margin = " " * (first - _line_start(document, first))
    at = _line_stop(content, pair.span.end)
    yield Edit(Span(at, at), _line_end(content) + _field(name, value, margin, document))


def _key(name: str) -> str:
    """A field's name; a code, which may be one, is quoted where YAML needs it."""
    return name if name.isidentifier() else emit.scalar(name)


def _simple(value: Value) -> str | Sequence[str]:
    assert not isinstance(value, Mapping)
    return value


def _field(name: str, value: Value, margin: str, document: Document) -> str:
    """A field on lines of its own, without the last line's end."""
    if isinstance(value, str):
        return f"{margin}{_key(name)}: {_in_block(value, margin + '  ', document)}".rstrip(" ")
    end, inner = _line_end(document.text.content), margin + "  "
    if isinstance(value, Mapping):
        more = [_field(key, told, inner, document) for key, told in value.items()]
    else:
        more = [_item(item, inner, document) for item in value]
    return end.join([f"{margin}{_key(name)}:", *more])


def _item(value: str | Fields, margin: str, document: Document) -> str:
    """An item of a list behind its dash, on lines of its own, without the last line's end."""
    if isinstance(value, str):
        return f"{margin}- {_in_block(value, margin + '  ', document)}"
    inner = margin + "  "
    fields = (_field(name, told, inner, document) for name, told in value.items())
    return f"{margin}- {_line_end(document.text.content).join(fields).removeprefix(inner)}"


def _in_block(text: str, margin: str, document: Document) -> str:
    """A text as the value of a field, over lines where it is long, those that follow behind `margin`."""
    if len(margin) + len(text) <= emit.WIDTH or "\n" in text:
        return emit.scalar(text)
    _, breaks, long = emit.document({"x": text}).rstrip("\n").partition("x: ")
    if not breaks:  # a word that fills a line of its own
        return emit.scalar(text)
    first, *more = long.split("\n")
    end = _line_end(document.text.content)
    return end.join([first, *(margin + line.strip(" ") if line else "" for line in more)])


def _in_flow(value: Value) -> str:
    """A value between brackets."""
    if isinstance(value, str):
        plain_one = _PLAIN_IN_FLOW.fullmatch(value) and emit.scalar(value) == value
        return value if plain_one else emit.quoted(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_in_flow(told)}" for name, told in value.items()) + "}"
    return "[" + ", ".join(_in_flow(item) for item in value) + "]"


def replaced(document: Document, path: Path, node: Node, value: Value) -> Edit:
    """Writes `value` in the place of a node, in its quotation marks where it has some."""
    flow = _is_in_flow(document, path)
    style = node.style if isinstance(node, Scalar) and isinstance(value, str) else ""
    if style in ("|", ">") and isinstance(value, str):
        return Edit(node.span, _in_lines(document, path, node, value))
    if style == '"' and isinstance(value, str):
        written = emit.quoted(value)
    elif style == "'" and isinstance(value, str) and value.isprintable():
        written = "'" + value.replace("'", "''") + "'"
    elif not isinstance(value, str) or flow:
        if not flow and isinstance(value, Mapping):
            raise Unusual("its form is too unusual to be edited")
        written = _in_flow(value)
    else:
        written = _in_block(value, _margin_below(document, path), document)
    lead = " " if isinstance(node, Scalar) and node.is_null else ""
    return Edit(node.span, lead + written)


def _in_lines(document: Document, path: Path, node: Node, text: str) -> str:
    """A text in the place of one in lines of its own: of several lines it stands so, too. A comment behind the sign stays."""
    content, margin = document.text.content, _margin_below(document, path)
    _, mark, rest = content[node.start : _line_stop(content, node.start)].partition("#")
    comment = f" {mark}{rest}" if mark else ""
    lines = text.removesuffix("\n").split("\n")
    as_lines = "\n" in text and all(line.isprintable() and line[:1] != " " for line in lines)
    if not as_lines or not lines[0] or not lines[-1]:
        return f"{_in_block(text, margin, document)}{comment}"
    head = f"|{'' if text.endswith(chr(10)) else '-'}{comment}"
    return _line_end(content).join([head, *(f"{margin}{line}" if line else "" for line in lines)])


def _margin_below(document: Document, path: Path) -> str:
    """How far the lines of a value at `path` are indented from its second on."""
    parent = document.node(path[:-1])
    key = document.tree.key_at(path)
    if key is not None:
        return " " * (key.start - _line_start(document, key.start) + 2)
    if isinstance(parent, YamlSequence) and parent.items:
        first = parent.items[0].start
        return " " * (first - _line_start(document, first))
    return "  "


def _is_in_flow(document: Document, path: Path) -> bool:
    nodes = (document.node(path[:depth]) for depth in range(len(path)))
    return any(isinstance(node, (YamlMapping, YamlSequence)) and node.flow for node in nodes)


def inserted(document: Document, path: Path, node: Node, place: int, value: str | Fields) -> Edit:
    """Writes an item into a list, which may be empty, or not be there but for its key."""
    content = document.text.content
    items = node.items if isinstance(node, YamlSequence) else []
    if isinstance(node, YamlSequence) and items and node.flow:
        written = _in_flow(value)
        if place == 0:
            return Edit(Span(items[0].start, items[0].start), f"{written}, ")
        return Edit(Span(items[place - 1].end, items[place - 1].end), f", {written}")
    if _is_in_flow(document, path):
        return Edit(node.span, f"{' ' * blank(node)}[{_in_flow(value)}]")
    key = document.tree.key_at(path)
    if key is None or (not items and not blank(node)):
        raise Unusual("its form is too unusual to be edited")
    if items:
        dash = content.rfind("-", 0, items[0].start)
        margin = " " * (dash - _line_start(document, dash))
    else:
        margin = " " * (key.start - _line_start(document, key.start) + 2)
    line = _line_end(content) + _item(value, margin, document)
    if place and items:
        at = _line_stop(content, items[place - 1].end)
        return Edit(Span(at, at), line)
    colon = _TO_COLON.match(content, key.end)
    if colon is None:
        raise Unusual("its form is too unusual to be edited")
    at = _line_stop(content, colon.end())
    # An empty list in brackets goes, and what stands behind it stays.
    kept = content[colon.end() : node.start].rstrip(" ") + content[node.end : at]
    return Edit(Span(colon.end(), at), (content[colon.end() : at] if items else kept) + line)


# Taking out


def without_field(document: Document, mapping: YamlMapping, name: str) -> Iterator[Edit]:
    """Removes a field with its lines; behind a dash the next one takes its place."""
    pair = mapping.pairs[name]
    pairs = list(mapping.pairs.values())
    behind_dash = document.text.content[_line_start(document, pair.key.start) : pair.key.start]
    if mapping.flow or pairs[0] is not pair or len(pairs) == 1 or "-" not in behind_dash:
        yield from _without(document, pair, flow=mapping.flow)
        return
    yield Edit(Span(pair.key.start, pairs[1].key.start), "")


def without_item(document: Document, sequence: YamlSequence, place: int) -> Iterator[Edit]:
    """Removes an item of a list with its lines; the comments above it stay, but for ignore comments of it alone."""
    content, item = document.text.content, sequence.items[place]
    if sequence.flow:
        comma = _TO_COMMA.match(content, item.end)
        before = sequence.items[place - 1].end if place and not comma else item.start
        if content[before : item.start].strip(" ,"):
            before = item.start  # a comment, or another line
        yield Edit(Span(before, comma.end() if comma else item.end), "")
        return
    start = _line_start(document, content.rfind("-", 0, item.start))
    yield from _without_ignores(document, item.span, above=start)
    yield Edit(Span(start, _next_line(content, item.end)), "")


def _without(document: Document, pair: Pair, *, flow: bool) -> Iterator[Edit]:
    """Removes a field: its lines, with the ignore comments above that speak of it alone."""
    content, span = document.text.content, pair.span
    if flow:
        comma = _TO_COMMA.match(content, span.end)
        if comma and not content[span.end : comma.start(1)].strip():
            yield Edit(Span(span.start, comma.end()), "")
        else:
            yield Edit(span, "")
            if comma:
                yield Edit(Span(*comma.span(1)), "")
        return
    start = _line_start(document, span.start)
    yield from _without_ignores(document, span, above=start)
    yield Edit(Span(start, _next_line(content, span.end)), "")


def emptied(document: Document, pair: Pair, *, flow: bool) -> Iterator[Edit]:
    """Empties a list, so that the first line typed below its key is right.

    The comments that have lines of their own stay; those behind items go with them.
    """
    value, content = pair.value, document.text.content
    if blank(value):
        return
    colon = _TO_COLON.match(content, pair.key.end)
    if flow or colon is None:
        yield Edit(value.span, "[]")
        return
    block = isinstance(value, (YamlSequence, YamlMapping)) and not value.flow
    if not block or not _LINE_END.search(content, colon.end(), value.start):
        yield Edit(Span(colon.end(), value.end), "")
        return
    start = _line_start(document, value.start)
    yield from _without_ignores(document, value.span, above=start)
    comments = "".join(_comments(document, value))
    yield Edit(Span(start, _next_line(content, value.end)), comments)


def _comments(document: Document, value: Node) -> Iterator[str]:
    """The lines between the entries of a block collection that hold a comment, and no ignore comment."""
    spans = (
        [item.span for item in value.items]
        if isinstance(value, YamlSequence)
        else [pair.span for pair in value.pairs.values()]
        if isinstance(value, YamlMapping)
        else []
    )
    content = document.text.content
    ignoring = {_line_start(document, comment.span.start) for comment in ignores(document)}
    before = value.start
    for span in spans:
        at = _next_line(content, before)
        while (end := _next_line(content, at)) <= span.start:
            if content[at:end].lstrip().startswith("#") and at not in ignoring:
                yield content[at:end]
            at = end
        before = span.end


def _without_ignores(document: Document, of: Span, *, above: int) -> Iterator[Edit]:
    """Removes the ignore comments above offset `above` that cover something within `of`.

    Left alone, they would cover what comes next instead.
    """
    for comment in ignores(document):
        covers = comment.covers
        start = _line_start(document, comment.span.start)
        if start < above and covers and of.start <= covers.start and covers.end <= of.end:
            yield Edit(Span(start, _next_line(document.text.content, comment.span.end)), "")


# Lines


def _line_start(document: Document, offset: int) -> int:
    return document.text.line_start(document.text.place(offset)[0])


def _next_line(content: str, offset: int) -> int:
    """Where the line after that of `offset` begins."""
    found = _LINE_END.search(content, offset)
    return found.end() if found else len(content)


def _line_stop(content: str, offset: int) -> int:
    """Where the line of `offset` ends, before what ends it."""
    found = _LINE_END.search(content, offset)
    return found.start() if found else len(content)


def _line_end(content: str) -> str:
    """How the lines of a file end."""
    found = _LINE_END.search(content)
    return found[0] if found else "\n"
