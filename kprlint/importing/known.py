"""What a plan's folder says already, for the next import: codes by title, words of status, and what the register has."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from kprlint.importing.interpreter import Known
from kprlint.importing.interpreter.vocabulary import fold
from kprlint.model import Code, Kind, StatusWord
from kprlint.source import yaml
from kprlint.source.files import ACTIVITY, Unreadable, read
from kprlint.source.text import decode
from kprlint.source.yaml import Node, Scalar, Sequence, parse

_REGISTER = "plan.yaml"
_MOST_FILES = 5_000


class PlanFolder(NamedTuple):
    """`register` is the text of `plan.yaml`, “” where there is none; `continues` what each activity carries on."""

    known: Known = Known()
    register: str = ""
    continues: Mapping[Code, tuple[str, ...]] = MappingProxyType({})


def read_folder(folder: Path) -> PlanFolder:
    """What the files of a plan say; files that cannot be read say nothing."""
    titles: dict[str, Code] = {}
    continues: dict[Code, tuple[str, ...]] = {}
    try:
        paths = sorted(folder.glob("*.yaml"))[:_MOST_FILES]
    except OSError:
        return PlanFolder()
    for path in paths:
        root = None if path.name == _REGISTER else _root(path)
        if root is not None and (code := Code.parse(_text(root.get("code")))):
            titles.setdefault(fold(_text(root.get("title"))), code)
            node = root.get("continues")
            named = (
                [_text(item) for item in node.items]
                if isinstance(node, Sequence)
                else [_text(node)]
            )
            continues[code] = tuple(filter(None, named))
    titles.pop("", None)
    text = _content(folder / _REGISTER)
    register = parse(text).root
    if not isinstance(register, yaml.Mapping):
        return PlanFolder(Known(titles), text, continues)
    known = Known(titles, tuple(_words(register.get("statuses"))), _text(register.get("codes")))
    return PlanFolder(known, text, continues)


def _root(path: Path) -> yaml.Mapping | None:
    root = parse(_content(path)).root
    return root if isinstance(root, yaml.Mapping) else None


def _content(path: Path) -> str:
    try:
        return decode(read(path, at_most=ACTIVITY))[0].content
    except Unreadable:
        return ""


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _words(statuses: Node | None) -> list[StatusWord]:
    found = []
    for word, pair in statuses.pairs.items() if isinstance(statuses, yaml.Mapping) else ():
        about = pair.value
        kind = _text(about.get("kind")) if isinstance(about, yaml.Mapping) else ""
        if kind in set(Kind):
            meaning = _text(about.get("meaning")) if isinstance(about, yaml.Mapping) else ""
            found.append(StatusWord(word, Kind(kind), meaning))
    return found
