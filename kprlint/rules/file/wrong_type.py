"""wrong-type"""

from collections.abc import Iterator

from kprlint.rules.base import At, Faulty, Hit, rule
from kprlint.rules.file import slips
from kprlint.source.document import Document
from kprlint.source.schema import MOST_FIGURES
from kprlint.source.text import Span
from kprlint.source.yaml import Path, Scalar
from kprlint.wording import any_of, did_you_mean, quote

_TYPES = {
    "string": "a text",
    "array": "a list",
    "object": "fields, each “name: text”",
    "integer": "a whole number",
}
_HELP = {
    "array": "put each item on a line of its own below, after “- ”",
    "string": "write it as one text on this line",
    "object": "write each as “name: text” on a line of its own",
    "integer": "write the number alone, in figures",
}


@rule("wrong-type")
def wrong_type(document: Faulty) -> Iterator[Hit]:
    """A value is a text where a list is needed, or the other way round, or not one of the legal words.

    ### Why it matters

    The report cannot be laid out from it.

    ### Bad

    ```yaml
    progress: The status report is written and awaits sign-off
    ```

    ### Good

    ```yaml
    progress:
      - The status report is written and awaits sign-off
    ```
    """
    for violation in document.violations:
        path, found = violation.path, violation.found
        name = quote(str(path[-1])) if path and isinstance(path[-1], str) else "This item"
        shown = found if found in ("a list", "a mapping") else quote(found)
        shown = "a group of fields" if shown == "a mapping" else shown
        if violation.kind == "type":
            wanted = any_of(_TYPES.get(t, t) for t in violation.expected)
            if not path:
                yield Hit(
                    At(path),
                    f"The file should consist of fields, each “name: text”, but is {shown}",
                    "compare it with a file that is right",
                    ("",),
                )
                continue
            if found == "a mapping" and violation.expected == ("string",):
                yield Hit(
                    At(path),
                    f"The text of {name if name != 'This item' else 'this item'} has a colon and a "
                    "space in it, which YAML takes for a field of its own",
                    'put the whole text in double quotes: "…: …"',
                    ("type", *map(str, path)),
                )
                continue
            if violation.expected == ("integer",) and found.isdigit() and len(found) > MOST_FIGURES:
                yield Hit(
                    At(path),
                    f"{name} has {len(found):,} figures",
                    f"write a whole number of at most {MOST_FIGURES} figures",
                    ("type", *map(str, path)),
                )
                continue
            if "array" in violation.expected and (slip := _item(document, path)):
                start, (_, length, message, help) = slip
                where = Span(start, start + length)
                yield Hit(where, message, help, ("type", *map(str, path)))
                continue
            yield Hit(
                At(path),
                f"{name} should be {wanted}, but is {shown}",
                _HELP.get(violation.expected[0], ""),
                ("type", *map(str, path)),
            )
        elif violation.kind == "value":
            yield Hit(
                At(path),
                f"{name} cannot be {shown}" + did_you_mean(found, violation.expected),
                f"write {any_of(violation.expected)}",
                ("value", *map(str, path), found),
            )


def _item(document: Document, path: Path) -> tuple[int, slips.Slip] | None:
    """What is wrong with a text that was meant to be a list, where that can be told from its first line, and where it is."""
    node = document.node(path)
    if not isinstance(node, Scalar) or node.style:
        return None
    content = document.text.content
    slip = slips.item(content[node.start : node.end].split("\n", 1)[0])
    if slip:
        return node.start + slip.start, slip
    # “progress: none”, and items below it.
    begin = max(content.rfind("\n", 0, node.start), content.rfind("\r", 0, node.start)) + 1
    above, *below = content[begin : node.end].splitlines()
    slip = slips.empty_above(above, below[0]) if below else None
    return (begin + slip.start, slip) if slip else None
