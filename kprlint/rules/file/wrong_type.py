"""wrong-type"""

from collections.abc import Iterator

from kprlint.rules.base import At, Hit, Subject, rule
from kprlint.source.document import Document
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


@rule("wrong-type", subject=Subject.FAULTS)
def wrong_type(document: Document) -> Iterator[Hit]:
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
