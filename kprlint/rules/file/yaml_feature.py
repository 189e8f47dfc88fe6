"""yaml-feature"""

from collections.abc import Iterator

from kprlint.rules.base import Faulty, Hit, rule
from kprlint.source.document import max_bytes
from kprlint.source.yaml import MAX_DEPTH
from kprlint.wording import quote

_WORDS = {
    "anchor": (
        "{name} at the start of a text makes it an anchor, which these files do not use",
        "put the whole text in double quotes, or write “and” for the sign",
    ),
    "alias": (
        "“*{name}” at the start of a text points to an anchor, which these files do not use",
        "put the whole text in double quotes, or leave out the asterisk",
    ),
    "tag": (
        "{name} at the start of a text is a YAML tag, which these files do not use",
        "put the whole text in double quotes, or remove it",
    ),
    "directive": ("{name} is a YAML directive, which these files do not use", "delete this line"),
    "second-document": (
        "“---” begins a second document; a file holds one",
        "delete this line, or move what follows to a file of its own",
    ),
    "complex-key": (
        "A field's name must be a plain word",
        "write “field: text”, each field on a line of its own",
    ),
    "nesting": (
        f"Lists and fields are nested more than {MAX_DEPTH} deep here",
        "write it as a plain list",
    ),
    "size": (
        "The file has {name} bytes; more than {most} are not read",
        "check that it is the right file, and shorten it",
    ),
}


@rule("yaml-feature")
def yaml_feature(document: Faulty) -> Iterator[Hit]:
    """The file uses a part of YAML that has no place here.

    Anchors, aliases, tags, directives, several documents, keys that are no plain words, nesting deeper
    than 32 levels, activities over 64 KiB, registers over 1 MiB.

    ### Why it matters

    A reader must be able to see what a file says without knowing the corners of YAML. Mostly it is not
    meant at all: a text that begins with an ampersand or an asterisk.

    ### Bad

    ```yaml
    title: &Partners Develop the local visitor economy
    ```

    ### Good

    ```yaml
    title: "&Partners: Develop the local visitor economy"
    ```
    """
    for feature in document.tree.features:
        message, help = _WORDS[feature.kind]
        name = feature.name if feature.kind in ("alias", "size") else quote(feature.name)
        yield Hit(
            feature.span,
            message.format(name=name, most=f"{max_bytes(document.schema):,}"),
            help,
            (feature.kind, feature.name),
        )
