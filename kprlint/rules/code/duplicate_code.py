"""duplicate-code"""

from collections.abc import Iterator

from kprlint.rules.base import ActivityFile, At, Hit, Related, Scope, rule
from kprlint.wording import all_of


@rule("duplicate-code", scope=Scope.PLAN)
def duplicate_code(file: ActivityFile) -> Iterator[Hit]:
    """Another file of the plan has the same code.

    ### Why it matters

    One of the two reports would be lost, and nobody could say which.

    ### Bad

    ```yaml KA.03.04.yaml
    code: KA.03.04
    ```

    ```yaml KA.03.04-new.yaml
    code: KA.03.04
    ```

    ### Good

    ```yaml KA.03.04.yaml
    code: KA.03.04
    ```

    ```yaml KA.03.05.yaml
    code: KA.03.05
    ```
    """
    code, folder = file.activity.code, file.folder
    if code is None or folder is None:
        return
    others = [name for name in folder.files_with(code) if name != file.document.file_name]
    if others:
        yield Hit(
            At(("code",)),
            f"{code} is also the code of {all_of(others)}",
            "keep one file for the activity, or correct the code of the other",
            (str(code), *others),
            related=tuple(Related(At(("code",)), f"{code} here, too", name) for name in others),
        )
