"""What a plan's folder says already, for the next import: codes by title, words of status, and what the register has."""

from pathlib import Path
from typing import NamedTuple

from kprlint.importing.interpreter import Known
from kprlint.importing.interpreter.found import Word
from kprlint.importing.interpreter.vocabulary import fold
from kprlint.model import Code, Kind
from kprlint.source.files import ACTIVITY, Unreadable, read
from kprlint.source.text import decode
from kprlint.source.yaml import Mapping, Node, Scalar, parse

_REGISTER = "plan.yaml"
_MOST_FILES = 5_000


class Folder(NamedTuple):
    """`answers_from`, `title` and `council` are those of the register, “” where it has none."""

    known: Known = Known()
    title: str = ""
    council: str = ""
    answers_from: str = ""


def read_folder(folder: Path) -> Folder:
    """What the files of a plan say; files that cannot be read say nothing."""
    titles: dict[str, Code] = {}
    try:
        paths = sorted(folder.glob("*.yaml"))[:_MOST_FILES]
    except OSError:
        return Folder()
    for path in paths:
        root = None if path.name == _REGISTER else _root(path)
        if root is not None and (code := Code.parse(_text(root.get("code")))):
            titles.setdefault(fold(_text(root.get("title"))), code)
    titles.pop("", None)
    register = _root(folder / _REGISTER)
    if register is None:
        return Folder(Known(titles))
    known = Known(titles, tuple(_words(register.get("statuses"))), _text(register.get("codes")))
    title, council, answers = (_text(register.get(name)) for name in ("title", "council", "answers_from"))  # fmt: skip
    return Folder(known, title, council, answers)


def _root(path: Path) -> Mapping | None:
    try:
        content = read(path, at_most=ACTIVITY)
    except Unreadable:
        return None
    root = parse(decode(content)[0].content).root
    return root if isinstance(root, Mapping) else None


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _words(statuses: Node | None) -> list[Word]:
    found = []
    for word, pair in statuses.pairs.items() if isinstance(statuses, Mapping) else ():
        about = pair.value
        kind = _text(about.get("kind")) if isinstance(about, Mapping) else ""
        if kind in set(Kind):
            meaning = _text(about.get("meaning")) if isinstance(about, Mapping) else ""
            found.append(Word(word, Kind(kind), meaning))
    return found
