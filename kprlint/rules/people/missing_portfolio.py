"""missing-portfolio"""

from collections.abc import Iterator

from kprlint.rules.base import ActivityFile, Hit, rule
from kprlint.rules.people.registered import missing


@rule("missing-portfolio")
def missing_portfolio(file: ActivityFile) -> Iterator[Hit]:
    """The activity answers to no cabinet portfolio.

    Only where the plan's register lists portfolios; else nobody is asked for one.

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
    yield from missing(
        file,
        "portfolio",
        file.plan.portfolios if file.plan else (),
        "with the cabinet portfolio that the activity answers to",
    )
