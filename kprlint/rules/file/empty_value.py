"""empty-value"""

from collections.abc import Iterator

from kprlint.rules.base import At, Faulty, Hit, rule
from kprlint.rules.file.fields import OPTIONAL, has_own_rule, say
from kprlint.source.document import Document
from kprlint.source.yaml import Path
from kprlint.wording import quote


@rule("empty-value")
def empty_value(document: Faulty) -> Iterator[Hit]:
    """A field or an item of a list is there, with nothing in it.

    ### Why it matters

    The report would print a gap, and nobody could tell whether something was forgotten.

    ### Bad

    ```yaml
    title: ""
    ```

    ### Good

    ```yaml
    title: Provide effective local air quality management
    ```
    """
    for violation in document.violations:
        path = violation.path
        if violation.kind != "empty" or has_own_rule(document, path):
            continue
        if not path:
            yield Hit(At(path), "The file is empty", "write the fields, or delete the file", ("",))
        elif isinstance(path[-1], int):
            yield Hit(
                At(path),
                "This item of the list is empty",
                "put the whole text in double quotes: YAML hides what follows a #"
                if _hides(document, path)
                else "write what belongs here, or delete the line",
                tuple(map(str, path)),
            )
        else:
            yield Hit(
                At(path, key=True),
                f"{quote(path[-1])} is empty",
                f"write {say(path[-1], document)}"
                + (", or delete the line" if path[-1] in OPTIONAL else ""),
                tuple(map(str, path)),
            )


def _hides(document: Document, path: Path) -> bool:
    """Whether a comment stands where the text should be."""
    node = document.node(path)
    rest = document.text.content[node.end :].split("\n", 1)[0] if node else ""
    return rest.lstrip().startswith("#")
