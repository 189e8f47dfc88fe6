"""file-name"""

from collections.abc import Iterator

from kprlint.rules.base import ActivityFile, At, Hit, rule
from kprlint.rules.wording import quote


@rule("file-name")
def file_name(file: ActivityFile) -> Iterator[Hit]:
    """The file is not named after the code of its activity.

    ### Why it matters

    People and programs find an activity by its file's name. A copied file that keeps the old code, or a
    renamed one, reports on the wrong activity.

    ### Bad

    ```yaml KA.03.05.yaml
    code: KA.03.04
    ```

    ### Good

    ```yaml KA.03.04.yaml
    code: KA.03.04
    ```
    """
    code, name = file.activity.code, file.document.file_name
    if code is None or name == f"{code}.yaml":
        return
    yield Hit(
        At(("code",)),
        f"The file is named {quote(name)} but reports on {code}",
        f"rename the file to {code}.yaml, or put the right code here",
        (str(code), name),
    )
