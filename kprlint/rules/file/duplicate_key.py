"""duplicate-key"""

from collections.abc import Iterator

from kprlint.rules.base import Hit, Related, Subject, rule
from kprlint.source.document import Document
from kprlint.wording import quote


@rule("duplicate-key", subject=Subject.FAULTS)
def duplicate_key(document: Document) -> Iterator[Hit]:
    """The same field stands twice in one place.

    ### Why it matters

    Programs keep one of the two and drop the other without a word, and not all of them the same one.

    ### Bad

    ```yaml
    status: Green
    status: Amber
    ```

    ### Good

    ```yaml
    status: Green
    ```
    """
    for duplicate in document.tree.duplicates:
        first, _ = document.text.place(duplicate.first.start)
        yield Hit(
            duplicate.again,
            f"{quote(duplicate.key)} is here for the second time; the first is on line {first}",
            "keep the one that is right and delete the other",
            ("/".join(map(str, duplicate.path)),),
            related=(Related(duplicate.first, "the first one"),),
        )
