"""plan-name"""

from collections.abc import Iterator

from kprlint.rules.base import At, Hit, RegisterFile, rule
from kprlint.wording import apart_by_space, quote


@rule("plan-name")
def plan_name(file: RegisterFile) -> Iterator[Hit]:
    """The register's `plan` is not the name of the folder that it is in.

    ### Why it matters

    An activity is known by folder and code: `2023-24/KA.03.04`. Other plans point to it by that name.

    ### Bad

    ```yaml plan.yaml
    plan: 2024-25
    ```

    ### Good

    ```yaml plan.yaml
    plan: 2023-24
    ```
    """
    name, folder = file.plan.name, file.folder.name
    if name and folder and name != folder:
        yield Hit(
            At(("plan",)),
            f"The plan is called {quote(name)}, but its folder {quote(folder)}"
            + apart_by_space(name, folder),
            f"write “plan: {folder}”, or rename the folder",
            (name, folder),
        )
