"""list-in-text"""

import re
from collections.abc import Iterator

from kprlint.rules.base import Hit, rule
from kprlint.source.document import Document
from kprlint.source.text import Span


@rule("list-in-text")
def list_in_text(document: Document) -> Iterator[Hit]:
    """A list below a text is run together with it into one line.

    ### Why it matters

    YAML joins lines that are indented further, hyphens and all: a list under an item becomes “Volunteers
    - eleven trained - two left”.

    ### Bad

    ```yaml
    progress:
      - Volunteers
        - eleven were trained
        - two have left
    ```

    ### Good

    ```yaml
    progress:
      - Eleven volunteers were trained.
      - Two volunteers have left.
    ```
    """
    content = document.text.content
    # A text in place of a list is another matter, and wrong-type's.
    instead = [document.node((field,)) for field in ("progress", "next_steps")]
    for scalar in document.tree.scalars:
        if scalar in instead or scalar.style or " - " not in scalar.text:
            continue
        found = re.search(r"[\r\n][ \t]*(- )", content[scalar.start : scalar.end])
        if found:
            start = scalar.start + found.start(1)
            yield Hit(
                Span(start, start + 1),
                "This line is run together with the text above, hyphen and all",
                "make each line an item of its own, indented like the others; there are no lists in lists",
                (scalar.text,),
            )
