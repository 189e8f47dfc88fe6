"""What a help offers to write, as the edits that write it; nothing where the file's form is too unusual for that.

An offer that leaves something open ends behind a colon: what stands there is for somebody to say.
"""

from collections.abc import Collection, Iterable, Iterator

from kprlint.rules.hit import Offer
from kprlint.source.document import Document
from kprlint.source.text import Edit
from kprlint.source.yaml import Path, Scalar, Sequence
from kprlint.wording import closest, quote

_EMPTY = '""'


def field(
    document: Document,
    path: Path,
    name: str,
    title: str,
    *,
    said: str = "",
    after: Iterable[str] = (),
) -> Iterator[Offer]:
    """Offers a new field of what stands at `path`, behind the fields `after`; with `said` in it, or open."""
    from kprlint.source.edits import Unusual, with_field

    try:
        edits = tuple(with_field(document, path, name, said, after=after))
    except Unusual:
        return
    yield Offer(title, edits if said else _open(edits))


def value(document: Document, path: Path, text: str, title: str) -> Iterator[Offer]:
    """Offers another text in the place of the one at `path`."""
    from kprlint.source.edits import Unusual, replaced

    node = document.node(path)
    if not isinstance(node, Scalar) or node.style in ("|", ">"):
        return
    try:
        yield Offer(title, (replaced(document, path, node, text),))
    except Unusual:
        return


def meant(document: Document, path: Path, word: str, known: Collection[str]) -> Iterator[Offer]:
    """Offers the one of `known` that the word at `path` was probably meant to be."""
    near = closest(word, known)
    if near:
        yield from value(document, path, near, f"Write {quote(near)}")


def item(document: Document, path: Path, fields: dict[str, str], title: str) -> Iterator[Offer]:
    """Offers a new first item of the list at `path`; a last field without a text is left open."""
    from kprlint.source.edits import Unusual, inserted, with_field

    node = document.node(path)
    try:
        if node is None:
            edits = tuple(with_field(document, path[:-1], str(path[-1]), [fields]))  # type: ignore[list-item]
        else:
            edits = (inserted(document, path, node, 0, fields),)
    except Unusual:
        return
    if (isinstance(node, Sequence) and node.items and not node.flow) or _is_there(
        document, path, edits
    ):
        yield Offer(title, edits if [*fields.values()][-1] else _open(edits))


def _is_there(document: Document, path: Path, edits: tuple[Edit, ...]) -> bool:
    """Whether the list has items once the edits are made; where it was empty, comments may stand in its way."""
    made = document.text.edited(edits).encode()
    after = Document(document.name, made, document.schema).node(path)
    return isinstance(after, Sequence) and bool(after.items)


def _open(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    *others, last = edits
    return (*others, last._replace(text=last.text.removesuffix(_EMPTY)))
