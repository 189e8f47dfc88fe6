"""What stands beside the body: footnotes, endnotes, comments, headers, footers and watermarks."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from kprlint.importing.readers.docx.names import AROUND, P, T, V, W, children
from kprlint.importing.readers.limits import MOST_DEEP
from kprlint.importing.readers.package import Package
from kprlint.importing.readers.plain import plain

_KINDS = (("footnotes", "footnote"), ("endnotes", "endnote"), ("comments", "comment"))
# Not what people write, but the lines between text and notes.
_RULES = ("separator", "continuationSeparator", "continuationNotice")


class Notes:
    """The notes of a document; those that nothing refers to are left in `unread`."""

    def __init__(self, package: Package, main: str) -> None:
        self.unread: dict[tuple[str, str], str] = {}
        for part, tag in _KINDS:
            path = package.related(main, f"/{part}")
            root = package.xml(path) if path else None
            for note in root if root is not None else ():
                if note.get(W + "type") not in _RULES and (text := words(note)):
                    self.unread[tag, note.get(W + "id", "")] = text
        self._texts = dict(self.unread)

    def text(self, kind: str, reference: Element) -> str:
        """The words of the note that a reference names; `kind` is “footnote”, “endnote” or “comment”."""
        key = kind, reference.get(W + "id", "")
        self.unread.pop(key, None)
        return self._texts.get(key, "")


def margins(package: Package, main: str) -> Iterator[str]:
    """The words of headers, footers and watermarks, each once."""
    seen = set()
    for kind in ("/header", "/footer"):
        for path in package.all_related(main, kind):
            root = package.xml(path)
            if root is None:
                continue
            marks = (plain(mark.get("string") or "") for mark in root.iter(V + "textpath"))
            for text in (words(root), *marks):
                if text and text not in seen:
                    seen.add(text)
                    yield text


def words(element: Element, depth: int = 0) -> str:
    """All that is written inside, on one line."""
    return plain("".join(_written(element, depth)))


def _written(element: Element, depth: int) -> Iterator[str]:
    if depth > MOST_DEEP:
        return
    for child in children(element):
        if child.tag == T:
            yield child.text or ""
        elif child.tag in (W + "tab", W + "br"):
            yield " "
        elif child.tag == P:
            yield from _written(child, depth + 1)
            yield " "
        elif child.tag in AROUND or child.tag in _TABLES:
            yield from _written(child, depth + 1)


_TABLES = frozenset(W + tag for tag in ("tbl", "tr", "tc"))
