"""An activity or a register as plain text that is good to compare line by line.

Two files look the same here exactly when they hold the same fields with the same values. So every sign
that could be taken for another one is told apart by a backslash, and a backslash of the text is doubled.
"""

import re
from collections.abc import Iterable, Iterator

from kprlint.printing import visible
from kprlint.source.document import Document
from kprlint.source.yaml import Mapping, Node, Scalar, Sequence

# The fields of an activity and of a register, in the order in which they are shown.
_FIELDS = (
    "code plan title council starts ends continues lead portfolio period as_at status status_reason "
    "due moved percent_complete progress next_steps codes answers_from statuses leads portfolios objectives retired glossary language paper"
).split()

# What stands first in a mapping within a field; the rest comes by the alphabet.
_WITHIN = "number title theme activities kind meaning aliases action due owner".split()

# Between two sentences. A line for each keeps a small change of a long text small; what is taken for a
# sentence hangs on the next few characters alone, so that no change moves the breaks after it.
_BETWEEN_SENTENCES = r"(?<=[\w)”’]{3}[.!?]) (?=[A-Z“‘])"

# How the bracket after a step begins.
_BRACKET = r"\((?=due |owner |no due date)"

_BLANKS = {" ": "\\x20", "\t": "\\t"}


def view(data: bytes) -> bytes:
    """The text of a file's fields; `data` itself where it has no fields, or the text would not show all.

    That is so where a key stands twice, for what anchors, tags and second documents hold, and for line
    breaks that no editor shows: the tree of such a file lacks something that is in the file.
    """
    document = Document("", data, "activity")
    tree = document.tree
    if not isinstance(tree.root, Mapping) or not tree.root.pairs:
        return data
    unshown = any(fault.kind != "written" for fault in document.encoding)
    if unshown or tree.duplicates or tree.features:
        return data
    return "".join(f"{line}\n" for line in _root(tree.root)).encode("utf-8", "backslashreplace")


def _root(root: Mapping) -> Iterator[str]:
    for key in _FIELDS:
        node = root.get(key)
        if key == "next_steps" and isinstance(node, Sequence) and node.items:
            yield "Next steps:"
            for item in node.items:
                yield from _step(item)
        elif node is not None:
            yield from _field(key.replace("_", " ").capitalize(), node, "")
    others = sorted(root.pairs.keys() - set(_FIELDS))
    if others:
        yield "Other fields:"
        for key in others:
            yield from _field(_key(key), root.pairs[key].value, "  ")


def _step(node: Node) -> Iterator[str]:
    """A step; only one with fields of its own ends in a bracket, ``(due 2023/24 Q3, owner Housing)``."""
    lines: list[str] = []
    match node:
        case Scalar():
            lines = _lines(node.text)
            if lines[-1].endswith(")"):
                lines = [re.sub(_BRACKET, r"\\(", line) for line in lines]
        case Mapping() if node.pairs.keys() <= {"action", "due", "owner"}:
            texts = {k: p.value.text for k, p in node.pairs.items() if isinstance(p.value, Scalar)}
            if "action" in texts and texts.keys() == node.pairs.keys():
                lines = _lines(texts.pop("action"))
                lines[-1] += f" ({_bracket(texts)})"
    yield from _folded("- ", lines, "") if lines else _item(node, "")


def _bracket(texts: dict[str, str]) -> str:
    said = []
    for key in ("due", "owner"):
        if key in texts:
            value = re.sub(_BRACKET, r"\\(", _edged(_escaped(texts[key])))
            said.append(f"{key} " + value.replace(", owner ", r"\, owner "))
    return ", ".join(said) or "no due date"


def _field(label: str, node: Node, indent: str) -> Iterator[str]:
    match node:
        case Scalar():
            yield from _folded(f"{label}: ", _lines(node.text), indent)
        case Sequence():
            yield f"{indent}{label}:" if node.items else f"{indent}{label}: []"
            for item in node.items:
                yield from _item(item, indent)
        case Mapping():
            yield f"{indent}{label}:" if node.pairs else f"{indent}{label}: {{}}"
            yield from _fields(node, indent + "  ")


def _fields(node: Mapping, indent: str) -> Iterator[str]:
    first = [key for key in _WITHIN if key in node.pairs]
    for key in (*first, *sorted(node.pairs.keys() - set(first))):
        yield from _field(_key(key), node.pairs[key].value, indent)


def _item(node: Node, indent: str) -> Iterator[str]:
    match node:
        case Scalar():
            yield from _folded("- ", _lines(node.text), indent)
        case Sequence():
            yield f"{indent}-" if node.items else f"{indent}- []"
            for item in node.items:
                yield from _item(item, indent + "  ")
        case Mapping():
            # Another sign than a text has, since a text may well begin with a word and a colon.
            sign = f"{indent}* "
            for line in _fields(node, indent + "  "):
                yield sign + line[len(sign) :]
                sign = indent + "  "
            if not node.pairs:
                yield f"{indent}- {{}}"


def _folded(head: str, lines: Iterable[str], indent: str) -> Iterator[str]:
    for line in lines:
        yield (indent + head + line) if line else (indent + head).rstrip(" ")
        head = "  "


def _lines(text: str) -> list[str]:
    """The lines of a text: one a sentence. A line break of the text itself is there as ``\\n``."""
    pieces = re.findall(r"[^\n]*\n|[^\n]+", text)
    lines = [line for piece in pieces for line in re.split(_BETWEEN_SENTENCES, _escaped(piece))]
    if not lines:
        return [""]
    if len(lines) == 1:
        # As it stands this would be an empty list or mapping.
        return ["\\" + text] if text in ("[]", "{}") else [_edged(lines[0])]
    lines[0], lines[-1] = _edged(lines[0], end=False), _edged(lines[-1], start=False)
    return lines


def _escaped(text: str) -> str:
    return visible(text.replace("\\", "\\\\"))


def _edged(text: str, *, start: bool = True, end: bool = True) -> str:
    """`text` with a blank at its edges written out: nobody would see it there."""
    if start and text[:1] in _BLANKS:
        text = _BLANKS[text[0]] + text[1:]
    if end and text[-1:] in _BLANKS:
        text = text[:-1] + _BLANKS[text[-1]]
    return text


def _key(text: str) -> str:
    """A key, which ends at its first colon and does not begin like an item of a list."""
    text = _edged(_escaped(text)).replace(":", "\\:")
    return f"\\{text}" if text[:1] in ("-", "*") else text
