"""invalid-percentage"""

from collections.abc import Iterator

from kprlint.rules.base import ActivityFile, At, Gate, Hit, rule
from kprlint.source.schema import is_whole
from kprlint.source.yaml import Scalar


@rule("invalid-percentage", gate=Gate(fields=("percent_complete",)))
def invalid_percentage(file: ActivityFile) -> Iterator[Hit]:
    """`percent_complete` is no number from 0 to 100.

    ### Why it matters

    More than all of it cannot be done; such a figure is a slip of the pen, or means something else.

    ### Bad

    ```yaml
    percent_complete: 600
    ```

    ### Good

    ```yaml
    percent_complete: 60
    ```
    """
    node = file.document.node(("percent_complete",))
    if isinstance(node, Scalar) and is_whole(node.text):
        if file.activity.percent_complete is None:
            yield Hit(
                At(("percent_complete",)),
                f"{node.text} is more than all of it",
                "write how much of the activity is done, as a whole number from 0 to 100",
                (node.text,),
            )
