"""text-cut-off"""

from collections.abc import Iterator

from kprlint.rules.base import Hit, rule
from kprlint.source.document import Document
from kprlint.source.text import Span
from kprlint.wording import quote


@rule("text-cut-off")
def text_cut_off(document: Document) -> Iterator[Hit]:
    """A number sign in a text makes YAML drop the rest of the line.

    YAML takes ` #` for the start of a comment. A comment that is meant has a space after the sign.

    ### Why it matters

    What follows the sign is never published, and nobody is told.

    ### Bad

    ```yaml
    progress:
      - Cabinet approved minute #12 and the budget for it
    ```

    ### Good

    ```yaml
    progress:
      - "Cabinet approved minute #12 and the budget for it"
    ```
    """
    content = document.text.content
    if "#" not in content:
        return
    for scalar in document.tree.scalars:
        if scalar.style or not scalar.text:
            continue
        at = scalar.end
        while content[at : at + 1] in (" ", "\t"):
            at += 1
        if at > scalar.end and content[at : at + 1] == "#":
            end = content.find("\n", at)
            rest = content[at : end if end >= 0 else len(content)].rstrip("\r")
            if rest[1:2].strip() and not rest.startswith(("#kprlint:", "##", "#!")):
                yield Hit(
                    Span(at, at + len(rest.rstrip())),
                    f"YAML drops {quote(rest)}, since it takes a number sign for the start of a comment",
                    "put the whole text in double quotes; if it is a comment, put a space after the #",
                    (rest,),
                )
