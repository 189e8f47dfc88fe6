"""ambiguous-scalar"""

import re
from collections.abc import Iterator

from kprlint.rules.base import Edit, Fix, Hit, Mends, rule
from kprlint.source.document import Document
from kprlint.source.yaml import Scalar
from kprlint.wording import quote

# What YAML 1.1 or 1.2 makes of a text without quotation marks.
_READ_AS = (
    (r"~|null", "nothing at all"),
    (r"y|n|yes|no|on|off|true|false", "a yes or no"),
    (r"\d{4}-\d{1,2}-\d{1,2}(?:[t ].*)?", "a date"),
    (
        r"[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[\da-f_]+|\d[\d_]*(?:\.[\d_]*)?(?:e[-+]?\d+)?"
        r"|\.\d[\d_]*(?:e[-+]?\d+)?|\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?|\.inf)|\.nan",
        "a number",
    ),
)
_FLAGS = re.IGNORECASE | re.ASCII
# The longest text that can be one of these; it spares all others the patterns.
_LONGEST = 40

# Fields of free text; of the others a rule of their own says what they may hold.
_FREE = frozenset(
    "title status_reason action owner dropped void moved update was council theme meaning".split()
)
_FREE_LISTS = frozenset({"progress", "next_steps", "was"})


@rule("ambiguous-scalar", mends=Mends.SAFE)
def ambiguous_scalar(document: Document) -> Iterator[Hit]:
    """A text without quotation marks is one that other programs read as a number, a date or a yes/no.

    kprlint takes what was written, letter for letter. `check --fix` adds the quotation marks.

    ### Why it matters

    Editors, spreadsheets and open-data portals turn `no` into "false", `01.04` into 1.04 and an empty
    `~` into nothing.

    ### Bad

    ```yaml
    progress:
      - 2023
    ```

    ### Good

    ```yaml
    progress:
      - "2023"
    ```
    """
    for scalar in _free_text(document):
        if scalar.style or not (meaning := read_elsewhere(scalar.text)):
            continue
        yield Hit(
            scalar.span,
            f"Other programs read {quote(scalar.text)} as {meaning}, not as text",
            f'put it in double quotes: "{scalar.text}"',
            (scalar.text,),
            Fix((Edit(scalar.span, f'"{scalar.text}"'),)),
        )


def read_elsewhere(text: str) -> str:
    """What another program makes of `text` without quotation marks: ``a number``; empty where it is text to all."""
    if 0 < len(text) <= _LONGEST and " " not in text[:10]:
        for pattern, meaning in _READ_AS:
            if re.fullmatch(pattern, text, _FLAGS):
                return meaning
    return ""


def _free_text(document: Document) -> Iterator[Scalar]:
    from kprlint.source.yaml import Mapping, Sequence

    stack = [document.tree.root]
    while stack:
        node = stack.pop()
        if isinstance(node, Mapping):
            for key, pair in node.pairs.items():
                value = pair.value
                if isinstance(value, Scalar):
                    if key in _FREE:
                        yield value
                elif isinstance(value, Sequence) and key in _FREE_LISTS:
                    yield from (item for item in value.items if isinstance(item, Scalar))
                    stack.extend(item for item in value.items if isinstance(item, Mapping))
                else:
                    stack.append(value)
        elif isinstance(node, Sequence):
            stack.extend(node.items)
