"""A YAML file changed by edits of its text: comments, order, quotation marks and every byte that need not change stay.

`Editor` changes a file step by step; `edits.py` says which characters one step replaces.
"""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from kprlint.source.document import Document
from kprlint.source.edits import (
    Fields,
    Unusual,
    Value,
    emptied,
    inserted,
    replaced,
    with_field,
    without_field,
    without_item,
)
from kprlint.source.text import Edit
from kprlint.source.yaml import Mapping as YamlMapping
from kprlint.source.yaml import Node, Path, Scalar, plain
from kprlint.source.yaml import Sequence as YamlSequence

# So many characters are read again for the steps of one file: hundreds of steps of what people write.
_MOST_READ = 6_000_000


class Editor:
    """A document in the making: each step edits its text, and is proved by reading it again.

    What the file says then has to be what it said before, with that one step made. Raises Unusual where it is not, and
    where a file cannot be read as what it is.
    """

    def __init__(self, document: Document) -> None:
        if not is_sound(document):
            raise Unusual("it cannot be read")
        self.document = document
        self._says = plain(document.tree.root)
        self._read = 0

    @property
    def data(self) -> bytes:
        """The file as it is by now."""
        return self.document.text.encode()

    def node(self, path: Path) -> Node | None:
        return self.document.node(path)

    def put(self, path: Path, value: Value, *, after: Iterable[str] = ()) -> None:
        """Writes `value` at `path`: over what is there, else as a new field behind the last of the fields `after`.

        What says so already stays as it is written. A step that is a text alone gets fields.
        """
        there = self.node(path)
        if path[-1] == "action" and isinstance(self.node(path[:-1]), Scalar):
            path, there = path[:-1], self.node(path[:-1])
        if there is not None:
            if plain(there) == _told(value):
                return
            edits = [replaced(self.document, path, there, value)]
        else:
            edits = list(with_field(self.document, path[:-1], str(path[-1]), value, after=after))
        self._do(edits, path, value)

    def rename(self, path: Path, name: str) -> None:
        """Gives the field at `path` another name, where it stands and in its quotation marks."""
        key, parent = self.document.tree.key_at(path), self.node(path[:-1])
        if key is None or not isinstance(parent, YamlMapping) or name in parent.pairs:
            raise Unusual("its form is too unusual to be edited")
        fields = {n: plain(pair.value) for n, pair in parent.pairs.items()}
        told = {name if n == key.text else n: value for n, value in fields.items()}
        edit = replaced(self.document, path, key, name)
        self._prove([edit], _made(self._says, path[:-1], told, gone=False, place=None))

    def drop(self, path: Path) -> None:
        """Takes out a field, or an item of a list, with its lines; nothing where there is none."""
        if self.node(path) is None:
            return
        parent = self.node(path[:-1])
        if isinstance(parent, YamlSequence) and isinstance(path[-1], int):
            edits = without_item(self.document, parent, path[-1])
        else:
            assert isinstance(parent, YamlMapping)
            edits = without_field(self.document, parent, str(path[-1]))
        self._do(edits, path, None, gone=True)

    def empty(self, path: Path) -> None:
        """Empties a list, so that the first line typed below its key is right; nothing where there is none."""
        parent = self.node(path[:-1])
        if isinstance(parent, YamlMapping) and (pair := parent.pairs.get(str(path[-1]))):
            self._do(emptied(self.document, pair, flow=parent.flow), path, None)

    def insert(self, path: Path, place: int, value: str | Fields) -> None:
        """Writes a new item into the list at `path`, before the one at `place`, or at the end."""
        node = self.node(path)
        if node is None:
            edits: Iterable[Edit] = with_field(self.document, path[:-1], str(path[-1]), [value])  # type: ignore[list-item]
        else:
            edits = [inserted(self.document, path, node, place, value)]
        self._do(edits, path, value, place=place)

    def make(self, path: Path, texts: Sequence[str], *, in_brackets: bool = False) -> None:
        """Makes the list at `path` hold `texts`; those that it holds already are not touched.

        `in_brackets`: one without any is written as ``[]``, since there has to be a list.
        """
        node = self.node(path)
        there = [_text_of(item) for item in node.items] if isinstance(node, YamlSequence) else []
        if there == list(texts):
            return
        if not texts:
            self.empty(path)
            if in_brackets:
                self.put(path, [])
            return
        if isinstance(node, Scalar) and not node.is_null:
            self.empty(path)
        changes = SequenceMatcher(None, there, texts, autojunk=False).get_opcodes()
        for tag, begin, end, first, last in reversed(changes):
            if tag == "equal":
                continue
            both = min(end - begin, last - first)
            for extra in reversed(range(first + both, last)):
                self.insert(path, begin + both, texts[extra])
            for number in range(both):
                self.put((*path, begin + number), texts[first + number])
            for place in reversed(range(begin + both, end)):
                self.drop((*path, place))

    def _do(
        self,
        edits: Iterable[Edit],
        path: Path,
        value: Value | None,
        *,
        gone: bool = False,
        place: int | None = None,
    ) -> None:
        self._prove(edits, _made(self._says, path, value, gone=gone, place=place))

    def _prove(self, edits: Iterable[Edit], says: object) -> None:
        text = self.document.text.edited(edits)
        self._read += len(text.content)
        if self._read > _MOST_READ:
            raise Unusual(
                "it is too long for so many changes at once; shorten it, or make some of them by hand"
            )
        made = Document(
            self.document.name, text.encode(), self.document.schema, self.document.quarter
        )
        if not is_sound(made) or _even(plain(made.tree.root)) != _even(says):
            raise Unusual("its form is too unusual to be edited")
        self.document, self._says = made, plain(made.tree.root)


def is_sound(document: Document) -> bool:
    """Whether a document is read as it stands, with nothing in it that kprlint passes over."""
    tree = document.tree
    return document.readable and not tree.syntax and not tree.features and not tree.duplicates


def _told(value: object) -> object:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _told(inner) for key, inner in value.items()}
    return [_told(inner) for inner in value] if isinstance(value, Sequence) else value


def _made(says: object, path: Path, value: object, *, gone: bool, place: int | None) -> object:
    """What a document says that said `says`, once one step is made."""
    if not path:
        if place is None:
            return _told(value)
        items = list(says) if isinstance(says, list) else []
        return [*items[:place], _told(value), *items[place:]]
    step, rest = path[0], path[1:]
    if isinstance(says, list) and isinstance(step, int):
        if gone and not rest:
            return [*says[:step], *says[step + 1 :]]
        inner = _made(says[step], rest, value, gone=gone, place=place)
        return [*says[:step], inner, *says[step + 1 :]]
    if not isinstance(says, dict):
        says = {"action": says}  # a step that is a text alone
    if gone and not rest:
        return {key: inner for key, inner in says.items() if key != step}
    return says | {step: _made(says.get(str(step)), rest, value, gone=gone, place=place)}


def _even(says: object) -> object:
    """So that two documents compare: a list that is empty may be written in either way.

    A text in block style that ends the file without a line break gets one, once something follows.
    """
    if isinstance(says, dict):
        return {key: _even(inner) for key, inner in says.items()}
    if isinstance(says, list):
        return [_even(inner) for inner in says] or None
    return says.rstrip("\n") if isinstance(says, str) else says


def _text_of(node: Node) -> str | None:
    return node.text if isinstance(node, Scalar) else None
