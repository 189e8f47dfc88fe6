"""What the tests of this folder generate: YAML documents, each with the data that it holds.

A document is generated as data together with the way in which it is written: block or flow, plain,
quoted, literal or folded, on one line or on several, with blank lines and comments between.
"""

from collections.abc import Callable
from typing import NamedTuple

from hypothesis import strategies as st

HIDDEN_BREAKS = "\x85\u2028\u2029"
_FORBIDDEN = HIDDEN_BREAKS + "\x7f\ufeff\ufffe\uffff" + "".join(map(chr, range(0x80, 0xA0)))


class Leaf(NamedTuple):
    """A scalar: its text, its style as in `kprlint.source.yaml`, and whether it runs over two lines.

    An empty plain one is nothing at all. `note` is a comment after it.
    """

    text: str
    style: str = ""
    broken: bool = False
    note: str = ""


class Items(NamedTuple):
    """A list; `gap` is what stands above each entry."""

    nodes: "tuple[Node, ...]"
    flow: bool = False
    gap: str = ""
    indent: int = 2


class Pairs(NamedTuple):
    """A mapping; `gap` is what stands above each entry."""

    nodes: "tuple[tuple[Leaf, Node], ...]"
    flow: bool = False
    gap: str = ""
    indent: int = 2


Node = Leaf | Items | Pairs


def data(node: Node) -> object:
    """What a reader should find in `node`."""
    match node:
        case Leaf():
            return node.text if node.text or node.style else None
        case Items():
            return [data(item) for item in node.nodes]
        case Pairs():
            return {key.text: data(value) for key, value in node.nodes}


def write(node: Node, end: str = "\n") -> str:
    """`node` as a document."""
    if isinstance(node, Leaf) or node.flow:
        return _inline(node, 0).lstrip(" ") + end
    return _entries(node, 0) + end


def _entries(node: Items | Pairs, indent: int) -> str:
    """The entries of a block collection, each on a line of its own, the first one indented too."""
    space = " " * indent
    if isinstance(node, Items):
        entries = [f"{space}-{_after_dash(item, indent)}" for item in node.nodes]
    else:
        entries = [
            f"{space}{_scalar(key, 0)}:{_after_colon(value, indent)}" for key, value in node.nodes
        ]
    return f"\n{node.gap}".join(entries)


def _after_colon(node: Node, indent: int) -> str:
    if isinstance(node, Leaf) or node.flow:
        return _inline(node, indent + 2)
    least = 0 if isinstance(node, Items) else 1  # a list may stand right under its key
    return "\n" + _entries(node, indent + max(node.indent, least))


def _after_dash(node: Node, indent: int) -> str:
    if isinstance(node, Leaf) or node.flow:
        return _inline(node, indent + 2)
    inner = indent + 1 + max(node.indent, 1)
    return _entries(node, inner)[indent + 1 :]  # the first entry on the line of the dash


def _inline(node: Node, indent: int) -> str:
    """What follows a key or a dash on its line; blocks of text run over the lines below."""
    if isinstance(node, Leaf):
        if not node.text and not node.style:
            return node.note and f"  {node.note}"
        if node.style in ("|", ">"):
            return " " + _block_scalar(node, indent)
        return f" {_scalar(node, indent)}" + (node.note and f"  {node.note}")
    return " " + _flow(node, indent)


def _block_scalar(node: Leaf, indent: int) -> str:
    space = " " * max(indent, 1)
    body = node.text.removesuffix("\n")
    chomp = "" if node.text.endswith("\n") else "-"
    if node.style == ">":
        body = body.replace("\n", "\n\n")
        if node.broken:
            body = body.replace(" ", "\n", 1)
    lines = "".join(f"\n{space}{line}" if line else "\n" for line in body.split("\n"))
    return node.style + chomp + (node.note and f" {node.note}") + lines


def _flow(node: Node, indent: int) -> str:
    if isinstance(node, Leaf):
        return _scalar(node, indent)
    comma = ",\n" + " " * max(indent, 1) if node.gap else ", "
    if isinstance(node, Items):
        return f"[{comma.join(_flow(item, indent) for item in node.nodes)}]"
    pairs = [f"{_scalar(key, 0)}: {_flow(value, indent)}" for key, value in node.nodes]
    return f"{{{comma.join(pairs)}}}"


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    number = ord(character)
    if number < 0x20 or (character in _FORBIDDEN and number < 0x100):
        return f"\\x{number:02X}"
    return f"\\u{number:04X}" if character in _FORBIDDEN else character


def _scalar(node: Leaf, indent: int) -> str:
    fold = "\n" + " " * max(indent, 1)
    match node.style:
        case "'":
            written = "'" + node.text.replace("'", "''") + "'"
        case '"':
            written = '"' + "".join(map(_escape, node.text)) + '"'
        case _:
            written = node.text
    if node.broken:
        at = _break_at(node.text)
        if at:
            first = node.text[:at]
            inner = written.index(_first_words(first, node.style)) + len(
                _first_words(first, node.style)
            )
            written = written[:inner] + fold + written[inner + 1 :]
    return written


def _first_words(text: str, style: str) -> str:
    if style == "'":
        return text.replace("'", "''")
    return "".join(map(_escape, text)) if style == '"' else text


def _break_at(text: str) -> int:
    """The first single space between two words, where a line may end; 0 if there is none."""
    for at in range(1, len(text) - 1):
        if text[at] == " " and not text[at - 1].isspace() and not text[at + 1].isspace():
            return at
    return 0


# Texts that each style can hold.

_PRINTABLE = st.characters(
    exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters=_FORBIDDEN
) | st.sampled_from(" :#-'\"?,[]{}&*!|>%@`\\\té🙂\u00a0")
_WORD = st.text("abcXYZ019é🙂-_.:/#&*!|>%@`'\"?,[]{}=~+<", min_size=1, max_size=8)
_NOTES = st.sampled_from(["", "", "", "# note", "#", "# don't: [say] {so}"])
_GAPS = st.sampled_from(["", "", "", "\n", "# a comment\n", "\n# “a”: 'b'\n\n", "#\n#\n"])


def _is_plain(text: str) -> bool:
    return not (
        text.startswith((*"-?:,[]{}#&*!|>'\"%@`", "---", "..."))
        or text.endswith(":")
        or ": " in text
        or " #" in text
    )


def _is_plain_in_flow(text: str) -> bool:
    return _is_plain(text) and not set(text) & set(",[]{}?:")


_words = st.lists(_WORD, min_size=1, max_size=4).map(" ".join)
_sure = st.sampled_from(
    ["no", "01.04", "~", "null", "2023-10-31", "KA.03.04", "a", "x y z", "<<", "="]
)
_plain_text = _words.filter(_is_plain) | _sure
_plain_flow_text = _words.filter(_is_plain_in_flow) | _sure
_line = st.text(_PRINTABLE, max_size=16)
_any_text = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from(" \n\t\"'\\"), max_size=12
)


def _is_first_line(line: str) -> bool:
    return bool(line.strip()) and line[0] not in " \t"


@st.composite
def _literal_text(draw: st.DrawFn) -> str:
    first = draw(_line.filter(_is_first_line))
    rest = draw(st.lists(_line.filter(lambda line: not line or bool(line.strip())), max_size=3))
    return "\n".join([first, *rest]).rstrip("\n") + draw(st.sampled_from(["", "\n"]))


@st.composite
def _folded_text(draw: st.DrawFn) -> str:
    paragraphs = draw(st.lists(_words, min_size=1, max_size=3))
    return "\n".join(paragraphs) + draw(st.sampled_from(["", "\n"]))


def _leaf(text: st.SearchStrategy[str], style: str) -> st.SearchStrategy[Leaf]:
    return st.builds(Leaf, text, st.just(style), st.booleans(), _NOTES)


_nothing = _NOTES.map(lambda note: Leaf("", note=note))


def _bare(leaf: Leaf) -> Leaf:
    return leaf._replace(note="")


def _as_key(leaf: Leaf) -> Leaf:
    return leaf._replace(note="", broken=False)


# Deferred, here and below: hypothesis writes its strategies out now and then, and these are long.
_block_leaves: st.SearchStrategy[Leaf] = st.deferred(
    lambda: st.one_of(
        _leaf(_plain_text, ""),
        _leaf(_line, "'"),
        _leaf(_any_text, '"'),
        _leaf(_literal_text(), "|"),
        _leaf(_folded_text(), ">"),
        _nothing,
    )
)
_flow_leaves: st.SearchStrategy[Leaf] = st.deferred(
    lambda: st.one_of(_leaf(_plain_flow_text, ""), _leaf(_line, "'"), _leaf(_any_text, '"')).map(
        _bare
    )
)
_keys: st.SearchStrategy[Leaf] = st.deferred(
    lambda: st.one_of(_leaf(_plain_text, ""), _leaf(_line, "'"), _leaf(_any_text, '"')).map(_as_key)
)
_flow_keys = _flow_leaves.map(_as_key)


def _unique(
    keys: st.SearchStrategy[Leaf], values: st.SearchStrategy[Node], least: int
) -> st.SearchStrategy[tuple[tuple[Leaf, Node], ...]]:
    pairs = st.lists(
        st.tuples(keys, values), min_size=least, max_size=4, unique_by=lambda pair: pair[0].text
    )
    return pairs.map(tuple)


def _flow_collections(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    items = st.lists(inner, max_size=4).map(tuple)
    return st.builds(Items, items, st.just(True), _GAPS) | st.builds(
        Pairs, _unique(_flow_keys, inner | st.just(Leaf("")), 0), st.just(True), _GAPS
    )


def _block_collections(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    items = st.lists(inner, min_size=1, max_size=4).map(tuple)
    indents = st.integers(0, 4)
    return st.builds(Items, items, st.just(False), _GAPS, indents) | st.builds(
        Pairs, _unique(_keys, inner, 1), st.just(False), _GAPS, indents
    )


_flow_nodes: st.SearchStrategy[Node] = st.deferred(
    lambda: st.recursive(_flow_leaves, _flow_collections, max_leaves=6)
)
_nodes: st.SearchStrategy[Node] = st.deferred(
    lambda: st.recursive(
        _block_leaves | _flow_collections(_flow_nodes), _block_collections, max_leaves=10
    )
)
_documents: st.SearchStrategy[Node] = st.deferred(
    lambda: _block_collections(_nodes) | _flow_collections(_flow_nodes)
)


class Written(NamedTuple):
    """A document and what it holds."""

    text: str
    data: object


@st.composite
def documents(draw: st.DrawFn) -> Written:
    """A YAML document with LF or CRLF, and the data in it."""
    node = draw(_documents)
    head = draw(st.sampled_from(["", "", "# head\n", "\n\n", "---\n"]))
    end = draw(st.sampled_from(["\n", "\n\n\n", "\n# end\n", "\n\n # end"]))
    text = head + write(node, end)
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return Written(text, data(node))


# Any text at all, with a liking for what means something in YAML.

_TOKENS = [
    *":-?,[]{}#&*!|>'\"%@` \t\n\rab01~.=<\\",
    *("- ", ": ", "? ", " #", "\n  ", "\n- ", "\r\n", "---", "...", "|-\n", ">+\n", "&a ", "*a "),
    *("!!str ", "%YAML 1.1\n---\n", "key: value", "a: ", "''", '""', "é", "🙂", *HIDDEN_BREAKS),
]
any_text = st.lists(st.sampled_from(_TOKENS), max_size=14).map("".join) | st.text(max_size=30)

_damage: st.SearchStrategy[Callable[[str], str]] = st.builds(
    lambda at, length, new: (
        lambda text: text[: at % (len(text) + 1)] + new + text[at % (len(text) + 1) + length :]
    ),
    st.integers(0, 500),
    st.integers(0, 3),
    st.sampled_from(_TOKENS),
)
damaged_documents = st.builds(lambda document, damage: damage(document.text), documents(), _damage)
