"""duplicate-key"""

from collections.abc import Iterator

from kprlint.rules.base import Faulty, Hit, Related, rule
from kprlint.wording import quote


@rule("duplicate-key")
def duplicate_key(document: Faulty) -> Iterator[Hit]:
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
