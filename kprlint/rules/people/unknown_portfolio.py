"""unknown-portfolio"""

from collections.abc import Iterator

from kprlint.rules.base import ActivityFile, Hit, Mends, rule
from kprlint.rules.people.registered import unregistered


@rule("unknown-portfolio", mends=Mends.SAFE)
def unknown_portfolio(file: ActivityFile) -> Iterator[Hit]:
    """The portfolio is not one of the register's.

    A portfolio that differs in capitals or spaces alone is put right by `check --fix`.

    ### Why it matters

    The report is sorted by portfolio; a misspelt one lands on nobody's desk.

    ### Bad

    ```yaml
    portfolio: Environment
    ```

    ### Good

    ```yaml
    portfolio: Environment and Climate Change
    ```
    """
    if file.plan:
        yield from unregistered(file, "portfolio", file.plan.portfolios, "a portfolio")
