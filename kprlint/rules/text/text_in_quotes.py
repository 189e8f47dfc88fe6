"""text-in-quotes"""

from collections.abc import Iterator

from kprlint.rules.base import At, Edit, Fix, Hit, Mends, Profile, Severity, rule
from kprlint.source import emit
from kprlint.source.document import Document
from kprlint.source.yaml import Mapping, Node, Path, Scalar, Sequence
from kprlint.wording import quote

# Opening and closing marks; of those that are the same, the text inside may have none.
_PAIRS = (
    ("“", "”"),
    ("‘", "’"),
    ("„", "“"),
    ("«", "»"),
    ('"', '"'),
    ("'", "'"),
    ("”", "”"),
)

# What is a text of its own; of other fields a rule says which words they may hold.
_FREE = frozenset(
    "title status_reason action owner moved update dropped void council meaning theme".split()
)
_LISTS = frozenset({"progress", "next_steps"})


@rule(
    "text-in-quotes",
    severity=Severity.WARNING,
    profile=Profile.STANDARD,
    mends=Mends.SAFE,
)
def text_in_quotes(document: Document) -> Iterator[Hit]:
    """A whole text stands in quotation marks that would be printed.

    Only straight marks (" or ') at both ends are YAML's own, and are not printed. Word and Outlook make curly ones of
    them. `check --fix` takes them away.

    ### Why it matters

    The report would print the title in quotation marks, as if somebody else had said it, and lists sort it apart.

    ### Bad

    ```yaml
    title: “Provide effective local air quality management”
    ```

    ### Good

    ```yaml
    title: Provide effective local air quality management
    ```
    """
    for path, scalar in _texts(document.tree.root):
        inner = _inside(scalar.text.strip())
        if inner is None:
            continue
        opening = scalar.text.strip()[0]
        fix = None
        if scalar.style not in ("|", ">"):
            fix = Fix((Edit(scalar.span, emit.scalar(inner)),))
        yield Hit(
            At(path),
            f"The quotation marks around this text ({opening}) are part of it, and would be printed",
            f"leave them out: {inner}"
            if len(inner) < 50
            else f"leave them out, as in {quote(inner)}",
            (scalar.text,),
            fix,
        )


def _inside(text: str) -> str | None:
    """What stands between the marks around all of a text; None where there are none."""
    for opening, closing in _PAIRS:
        if len(text) > 2 and text[0] == opening and text[-1] == closing:
            inner = text[1:-1]
            if closing not in inner and opening not in inner and inner.strip():
                return inner.strip()
            # “A” and “B” begins and ends with marks of two texts; an apostrophe inside is none.
            if closing == "’" and opening == "‘" and "‘" not in inner:
                return inner.strip()
    return None


def _texts(node: Node | None, path: Path = ()) -> Iterator[tuple[Path, Scalar]]:
    if not isinstance(node, Mapping):
        return
    for key, pair in node.pairs.items():
        value = pair.value
        if isinstance(value, Scalar) and key in _FREE:
            yield (*path, key), value
        elif isinstance(value, Sequence) and key in _LISTS:
            for i, item in enumerate(value.items):
                if isinstance(item, Scalar):
                    yield (*path, key, i), item
                else:
                    yield from _texts(item, (*path, key, i))
        elif isinstance(value, Mapping):
            yield from _texts(value, (*path, key))
