"""file-name"""

from collections.abc import Iterator
from unicodedata import normalize

from kprlint.rules.base import ActivityFile, At, Hit, rule
from kprlint.wording import quote


def _same(name: str, other: str) -> bool:
    """Whether two file names are one: some systems take an accented letter apart."""
    return name == other or normalize("NFC", name) == normalize("NFC", other)


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
    if code is None or not code.stem or _same(name, code.file_name):
        return
    if file.plan and not file.plan.fits(code):
        return  # invalid-code speaks of it
    yield Hit(
        At(("code",)),
        f"The file is named {quote(name)} but reports on {code}",
        f"rename the file to {code.file_name}, or put the right code here",
        (str(code), name),
    )
