"""code-without-name"""

from collections.abc import Iterator

from kprlint.model import Code
from kprlint.model.code import same_name, why_no_name
from kprlint.rules.base import At, Hit, RegisterFile, rule
from kprlint.wording import quote


@rule("code-without-name")
def code_without_name(file: RegisterFile) -> Iterator[Hit]:
    """No file can be named after a code, or one file would be named after two of them.

    A file is named after its code, with one hyphen for whatever a file's name cannot hold:
    `SR (25/26) 01` is in `SR-25-26-01.yaml`. Capitals and accents do not tell two names apart, since many
    computers take them for one.

    ### Why it matters

    The report on one activity would overwrite that on the other, or could not be saved at all.

    ### Bad

    ```yaml plan.yaml
    codes: listed
    objectives:
      - number: 3
        title: A sustainable environment
        activities: [KA.03.04, KA.03.05, ENV/1, env 1]
    ```

    ### Good

    ```yaml plan.yaml
    codes: listed
    objectives:
      - number: 3
        title: A sustainable environment
        activities: [KA.03.04, KA.03.05]
    ```
    """
    names: dict[str, Code] = {}
    for where, code in _codes(file):
        why = why_no_name(code.stem)
        if why and not where.key:  # of a retired code no file is written any more
            yield Hit(
                where,
                f"No file can be named after the code {quote(code)}: {why}",
                "give the activity another code, such as one with letters or a number added",
                (code,),
            )
        other = names.setdefault(same_name(code.stem), code)
        if other != code and code.stem:
            yield Hit(
                where,
                f"The file of {quote(code)} would be {code.file_name}, which is that of {quote(other)} already",
                "change one of the two codes by a letter or a number",
                (code, other),
            )


def _codes(file: RegisterFile) -> Iterator[tuple[At, Code]]:
    for i, objective in enumerate(file.plan.objectives):
        for k, code in enumerate(objective.codes):
            if code:
                yield At(("objectives", i, "activities", k)), code
    for code in file.plan.retired:
        yield At(("retired", code), key=True), code
