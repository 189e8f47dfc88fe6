"""unknown-field"""

from collections.abc import Iterator

from kprlint.rules.base import At, Edit, Faulty, Fix, Hit, Mends, rule
from kprlint.rules.file.fields import MOST_SLIPS, misspelt
from kprlint.wording import all_of, closest, did_you_mean, quote

_STEP_FIELDS = frozenset("action due owner done dropped to void moved update was from".split())


@rule("unknown-field", mends=Mends.SAFE)
def unknown_field(document: Faulty) -> Iterator[Hit]:
    """A field has a name that these files do not have.

    A name that is one slip away from a field that is missing is put right by `check --fix`.

    ### Why it matters

    Nobody would ever read it: what it says is in no report.

    ### Bad

    ```yaml
    satus: Green
    ```

    ### Good

    ```yaml
    status: Green
    ```
    """
    meant = misspelt(document)
    unknown = (v for v in document.violations if v.kind == "unknown")
    for number, violation in enumerate(unknown):
        path, name = violation.path, violation.found
        fix = None
        message = f"There is no field {quote(name)} here"
        if path in meant:
            right = str(meant[path][-1])
            # Before the colon of a step stands a word of its text more often than a slip: “Auction: …”.
            in_text = right == "action" and name.casefold().rstrip("s") != right
            if not in_text and closest(name, [right]):
                message += did_you_mean(name, [right])
                key = document.tree.key_at(path)
                if key is not None:
                    fix = Fix((Edit(key.span, right),))
        elif number < MOST_SLIPS:
            message += did_you_mean(name, violation.allowed)
        if document.schema == "activity" and len(path) == 1 and name in _STEP_FIELDS:
            help = "it belongs to a next step: indent it so that it lines up with the step's other fields"
        elif path in meant and fix is None:
            help = (
                "if this is the text of the step, put all of it in double quotes, "
                "since it has a colon in it; else write “action:” before it"
            )
        else:
            help = f"the fields are {all_of(violation.allowed)}"
        yield Hit(At(path, key=True), message, help, (name,), fix)
