"""missing-field"""

from collections.abc import Iterator

from kprlint.rules.base import At, Faulty, Hit, rule
from kprlint.rules.file.fields import has_own_rule, misspelt, say
from kprlint.wording import all_of, quote


@rule("missing-field")
def missing_field(document: Faulty) -> Iterator[Hit]:
    """A field that must be there is not.

    ### Why it matters

    The report has a column for it, and would print it empty.

    ### Bad

    ```yaml
    status:
    next_steps:
      - due: 2023-12
    ```

    ### Good

    ```yaml
    status: Green
    next_steps:
      - action: Send the first questionnaires
        due: 2023-12
    ```
    """
    meant = set(misspelt(document).values())
    by_parent: dict[tuple[str | int, ...], list[str]] = {}
    for violation in document.violations:
        path = violation.path
        if violation.kind == "missing" and path not in meant and not has_own_rule(document, path):
            by_parent.setdefault(path[:-1], []).append(str(path[-1]))
    for parent, names in by_parent.items():
        names.sort()
        fields = "The field" if len(names) == 1 else "The fields"
        verb = "is" if len(names) == 1 else "are"
        yield Hit(
            At(parent, key=True),
            f"{fields} {all_of(map(quote, names))} {verb} missing{' here' if parent else ''}",
            "add " + all_of(say(name, document) for name in names),
            (*map(str, parent), *names),
        )
