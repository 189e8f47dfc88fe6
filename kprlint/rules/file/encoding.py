"""encoding"""

from collections.abc import Iterator

from kprlint.rules.base import Edit, Fix, Hit, Subject, rule
from kprlint.source.document import Document
from kprlint.source.text import Span


@rule("encoding", subject=Subject.FAULTS)
def encoding(document: Document) -> Iterator[Hit]:
    """The file holds bytes or characters that are not plain UTF-8 text.

    Bytes in another encoding, control characters, and the invisible line breaks U+0085, U+2028 and
    U+2029, which come with text pasted from Word. `check --fix` replaces the invisible breaks with spaces.

    ### Why it matters

    Such a file shows differently from one program to the next, or not at all.

    ### Bad

    ```yaml
    title: Provide effective\u2028air quality management
    ```

    ### Good

    ```yaml
    title: Provide effective air quality management
    ```
    """
    for fault in document.encoding:
        if fault.kind == "hidden-break":
            yield Hit(
                fault.span,
                f"There is an invisible line break here ({fault.detail}), pasted from another program",
                "replace it with a space",
                (fault.detail,),
                Fix((Edit(fault.span, " "),)),
            )
        elif fault.kind == "control-character":
            yield Hit(
                fault.span,
                f"There is a control character here ({fault.detail}), which is not text",
                "delete it; if you cannot see it, retype the line",
                (fault.detail,),
            )
        elif document.text.content.startswith("PK\x03\x04"):
            yield Hit(
                Span(0, 0),
                "This is a Word or Excel file, not text",
                "write the activity as text, as the other files of the plan are",
                ("office",),
            )
        else:
            yield Hit(
                fault.span,
                f"The file is not saved as UTF-8 text{_instead(fault.detail)}",
                "save it again and choose the encoding UTF-8",
                (fault.detail,),
            )


def _instead(detail: str) -> str:
    """What it seems to be saved as: UTF-16, or an old Windows encoding, with the character meant."""
    if not detail.startswith("0x"):
        return f", but as {detail}"
    character = bytes.fromhex(detail[2:]).decode("cp1252", "replace")
    return (
        f": here stands “{character}” in an old Windows encoding" if character != "\ufffd" else ""
    )
