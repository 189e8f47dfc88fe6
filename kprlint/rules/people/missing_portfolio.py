"""missing-portfolio"""

from collections.abc import Iterator

from kprlint.rules.base import ActivityFile, At, Hit, rule
from kprlint.rules.file.fields import is_missing


@rule("missing-portfolio")
def missing_portfolio(file: ActivityFile) -> Iterator[Hit]:
    """The activity answers to no cabinet portfolio.

    ### Why it matters

    No member of the cabinet sees it on their list.

    ### Bad

    ```yaml
    portfolio:
    ```

    ### Good

    ```yaml
    portfolio: Environment and Climate Change
    ```
    """
    if is_missing(file.document, "portfolio"):
        yield Hit(
            At(("portfolio",), key=True),
            "The portfolio is missing",
            "write “portfolio:” with the cabinet portfolio that the activity answers to",
            ("portfolio",),
        )
