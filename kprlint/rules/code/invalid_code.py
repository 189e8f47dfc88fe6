"""invalid-code"""

import re
from collections.abc import Iterator

from kprlint.model import KACode
from kprlint.rules.base import At, Edit, Fix, Hit, Subject, rule
from kprlint.rules.wording import apart_by_space, quote
from kprlint.source.document import Document
from kprlint.source.yaml import Mapping, Path, Scalar, Sequence

_NEARLY = re.compile(r"(?:KA)?[\s._-]*(\d{1,2})[\s._-]+(\d{1,2})", re.IGNORECASE | re.ASCII)


@rule("invalid-code", subject=Subject.DOCUMENT)
def invalid_code(document: Document) -> Iterator[Hit]:
    """A code does not have the form KA.OO.SS: two digits of the objective, two of the sequence.

    ### Why it matters

    The code is how the activity is found in the plan, in the report and in last quarter's files.

    ### Bad

    ```yaml
    code: KA.3.4
    ```

    ### Good

    ```yaml
    code: KA.03.04
    ```
    """
    for path, scalar, key in _codes(document):
        text = scalar.text.strip()
        if KACode.parse(scalar.text) or (
            not text and not key
        ):  # empty-value speaks of an empty item
            continue
        meant = _meant(text)
        guess = f". Did you mean {meant}?" if meant else ""
        yield Hit(
            At(path, key=key),
            f"{quote(text)} is not a code" + (apart_by_space(scalar.text, str(meant)) or guess),
            "write KA, two digits of the objective and two of the sequence: KA.03.04",
            (text,),
            Fix((Edit(scalar.span, str(meant)),), safe=False) if meant else None,
        )


def _codes(document: Document) -> Iterator[tuple[Path, Scalar, bool]]:
    """Every place that holds a code: path, text, and whether it is a key."""
    if document.schema == "activity":
        code = document.node(("code",))
        if isinstance(code, Scalar):
            yield ("code",), code, False
        return
    objectives = document.node(("objectives",))
    for i in range(len(objectives.items) if isinstance(objectives, Sequence) else 0):
        listed = document.node(("objectives", i, "activities"))
        for k, item in enumerate(listed.items if isinstance(listed, Sequence) else ()):
            if isinstance(item, Scalar):
                yield ("objectives", i, "activities", k), item, False
    retired = document.node(("retired",))
    if isinstance(retired, Mapping):
        for name, pair in retired.pairs.items():
            yield ("retired", name), pair.key, True


def _meant(text: str) -> KACode | None:
    found = _NEARLY.fullmatch(text)
    return KACode.parse(f"KA.{int(found[1]):02}.{int(found[2]):02}") if found else None
