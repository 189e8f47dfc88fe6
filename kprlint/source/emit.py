"""YAML out: texts and whole documents, each read back before it is handed on."""

import io
from datetime import date
from typing import Any

from kprlint.errors import KprlintError
from kprlint.source.yaml import Mapping, Node, Scalar, Sequence, parse

WIDTH = 100


def scalar(text: str) -> str:
    """`text` as the value of a field or an item of a list: in double quotes where YAML would read something else."""
    if text and text.isprintable() and _reads_back(text, text):
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """`text` in double quotes."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    """As it stands in double quotes: what nobody sees by its number."""
    if character in '"\\':
        return f"\\{character}"
    if character in _SHORT:
        return _SHORT[character]
    if character.isprintable():
        return character
    number = ord(character)
    return (
        f"\\x{number:02x}"
        if number < 256
        else f"\\u{number:04x}"
        if number < 65536
        else f"\\U{number:08x}"
    )


_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _reads_back(written: str, text: str) -> bool:
    """Whether `written` is `text` to YAML, behind a field's name and behind a hyphen."""
    tree = parse(f"x: {written}\ny:\n  - {written}\n")
    root = tree.root
    if tree.features or not isinstance(root, Mapping) or len(root.pairs) != 2:
        return False
    items = root.get("y")
    if not isinstance(items, Sequence) or len(items.items) != 1:
        return False
    # What stands behind a number sign is a comment: the text is then another one.
    return all(isinstance(n, Scalar) and n.text == text for n in (root.get("x"), items.items[0]))


def document(value: dict[str, Any]) -> str:
    """`value` (dicts, lists, texts, numbers, days; None is a field to be filled in) as a YAML document of block style."""
    for in_quotes in (False, True):
        text = _dumped(value, in_quotes=in_quotes)
        if _plain(parse(text).root) == _expected(value):
            return text
    raise KprlintError("there is a text that cannot be written as YAML; report it, please")


def items(values: list[Any]) -> str:
    """`values` as the items of a list of block style, each behind a hyphen that stands first on its line."""
    from textwrap import dedent

    return dedent(document({"x": values}).partition("\n")[2])


def _dumped(value: dict[str, Any], *, in_quotes: bool) -> str:
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt", pure=True)
    # A text in quotes is broken over lines in ways of which each has its corners.
    yaml.width = 1 << 30 if in_quotes else WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    # An empty value is a field to fill in, and “null” is none of an officer's words.
    yaml.representer.add_representer(
        type(None), lambda r, _: r.represent_scalar("tag:yaml.org,2002:null", "")
    )
    if in_quotes:
        yaml.representer.add_representer(
            str, lambda r, text: r.represent_scalar("tag:yaml.org,2002:str", text, style='"')
        )
    stream = io.StringIO()
    yaml.dump(value, stream)
    return "".join(f"{line.rstrip(' ')}\n" for line in stream.getvalue().split("\n")[:-1])


def _plain(node: Node | None) -> object:
    match node:
        case Scalar():
            return None if node.is_null else node.text
        case Sequence():
            return [_plain(item) for item in node.items]
        case Mapping():
            return {key: _plain(pair.value) for key, pair in node.pairs.items()}
    return None


def _expected(value: object) -> object:
    match value:
        case dict():
            return {str(key): _expected(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_expected(inner) for inner in value]
        case date():
            return value.isoformat()
        case None | str():
            return value
    return str(value)
