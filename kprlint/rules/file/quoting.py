"""A line whose text YAML misreads, in quotation marks: the fix for most faults of syntax."""

import re
from typing import NamedTuple

from kprlint.rules.base import Edit, Fix
from kprlint.source import emit
from kprlint.source.document import Document
from kprlint.source.text import Span
from kprlint.source.yaml import SyntaxFault

# Fields of free text: what stands behind their colon, to the end of the line, is one text.
_FREE = frozenset(
    "title status_reason action owner done dropped to void moved update was council theme meaning".split()
)
_LINE = re.compile(
    r"(?P<head>[ \t]*(?:- +)*(?:(?P<key>[a-z_]+):[ \t]+)?)(?P<text>\S[^\r\n]*?)(?=[ \t]*(?:[\r\n]|\Z))"
)


class Quoted(NamedTuple):
    """The fix, and the line as it is then, without what it is indented by."""

    fix: Fix
    line: str


def quoted(document: Document, offset: int, fault: SyntaxFault) -> Quoted | None:
    """The line at `offset` with its text in quotation marks; None where that would not mend the fault.

    A text with a “#” may end in a comment, so that nobody but its author can tell how far it goes.
    """
    content = document.text.content
    begin = max(content.rfind("\n", 0, offset), content.rfind("\r", 0, offset)) + 1
    found = _LINE.match(content, begin)
    if found is None or " #" in found["text"] or found["text"].startswith("["):
        return None  # one that begins with a bracket was meant for a list
    key, text = found["key"], found["text"]
    if key not in _FREE and (key or "-" not in found["head"]):
        return None
    written = f"'{text}'" if '"' in text and "'" not in text else emit.quoted(text)
    span = Span(*found.span("text"))
    mended = content[: span.start] + written + content[span.end :]
    tree = Document(document.name, mended.encode("utf-8", "surrogatepass"), document.schema).tree
    if (
        tree.syntax is not None
    ):  # it may have another further down, but not in the rest of this text
        between = mended[span.start + len(written) : tree.syntax.offset]
        if between.count("\n") + between.count("\r") < 2:
            return None
        if tree.syntax.offset <= fault.offset + len(mended) - len(content):
            return None  # still the same one
    return Quoted(Fix((Edit(span, written),)), (found["head"] + written).lstrip(" \t-"))
