"""yaml-syntax"""

import re
from collections.abc import Iterator

from kprlint.rules.base import Faulty, Hit, Mends, rule
from kprlint.rules.file import slips
from kprlint.rules.file.quoting import quoted
from kprlint.rules.file.slips import Slip
from kprlint.source.document import Document
from kprlint.source.text import Span
from kprlint.source.yaml import SyntaxFault

_KEY_ONLY = re.compile(r"\s*(?:- +)*[\w.-]+\s*")


@rule("yaml-syntax", mends=Mends.SAFE)
def yaml_syntax(document: Faulty) -> Iterator[Hit]:
    """The file cannot be read as YAML.

    ### Why it matters

    Nothing else in the file can be checked, compared or published until it can be read. The causes are
    few: a colon or a quotation mark inside a value, a tab, a line that is indented too far or not far
    enough.

    ### Bad

    ```yaml
    title: Local Plan: adoption and delivery
    ```

    ### Good

    ```yaml
    title: "Local Plan: adoption and delivery"
    ```
    """
    fault = document.tree.syntax
    if fault is None or _told_already(document, fault):
        return
    slip = _slip(fault, document.text.content)
    offset, length, message, help = slip or _explained(fault, document.text.content)
    # A fault at the end of the file is shown at the last line that holds something.
    while offset > 0 and not document.text.content[offset : offset + 1].strip("\r\n"):
        offset -= 1
    places = (fault.offset, fault.opened)
    mended = next(
        (q for at in places if at is not None and (q := quoted(document, at, fault))), None
    )
    if mended:
        help = f"put the whole text in quotation marks: {mended.line}"
    yield Hit(
        Span(offset, offset + max(1, length)), message, help, fix=mended.fix if mended else None
    )


def _told_already(document: Document, fault: SyntaxFault) -> bool:
    """Whether yaml-feature speaks of the same line: what follows “*Eleven volunteers” makes no sense then."""
    line, _ = document.text.place(fault.offset)
    return any(document.text.place(f.span.start)[0] == line for f in document.tree.features)


def _slip(fault: SyntaxFault, content: str) -> Slip | None:
    """The usual slip, told from the lines around; its place from the text's start."""
    for at in (fault.offset, fault.opened):
        if at is None:
            continue
        begin = max(content.rfind("\n", 0, at), content.rfind("\r", 0, at)) + 1
        line = _LINE.match(content, begin)[0]  # type: ignore[index]
        above_begin, above = _above(content, begin)
        # Items may follow the empty list at any distance, each wrong for the same reason.
        while above and _ITEM.match(above):
            above_begin, above = _above(content, above_begin)
        if slip := slips.empty_above(above, line):
            return slip._replace(start=above_begin + slip.start)
        if slip := slips.indent(line) or slips.item(line):
            return slip._replace(start=begin + slip.start)
        item_begin, item = _item(content, begin)
        if slip := slips.field_below_text(item, line):
            return slip._replace(start=item_begin + slip.start)
    return None


def _above(content: str, begin: int) -> tuple[int, str]:
    """The line above offset `begin` that holds something, and where it begins."""
    while begin > 0:
        end = begin - 1
        begin = max(content.rfind("\n", 0, end), content.rfind("\r", 0, end)) + 1
        line = content[begin:end].rstrip("\r\n")
        if line.strip() and not line.lstrip().startswith("#"):
            return begin, line
    return 0, ""


def _item(content: str, begin: int) -> tuple[int, str]:
    """The item whose text the line at offset `begin` would go on with: its first line, and where it begins."""
    line_begin, line = _above(content, begin)
    while line.strip() and not _ITEM.match(line) and not _KEY.match(line):
        line_begin, line = _above(content, line_begin)
    return line_begin, line


_KEY = re.compile(r"[ \t]*[\w.-]+:(?:[ \t]|$)")
_LINE = re.compile(r"[^\r\n]*")
_ITEM = re.compile(r"[ \t]*-(?:[ \t]|$)")


def _explained(fault: SyntaxFault, content: str) -> Slip:
    offset, message, help = _explain(fault, content)
    return Slip(offset, 1, message, help)


def _explain(fault: SyntaxFault, content: str) -> tuple[int, str, str]:
    """Offset, message and help: the parser's words put plainly, with the usual cause."""
    problem, offset = fault.problem, fault.offset
    opened = offset if fault.opened is None else fault.opened
    character = content[offset : offset + 1]
    before = content[content.rfind("\n", 0, offset) + 1 : offset]
    if marker := re.search(r"^(?:<{7}|={7}|>{7})(?=[ \r\n]|$)", content, re.M):
        return (
            marker.start(),
            "This line is left over from a merge: two versions of the text stand below each other",
            "keep the lines that are right, and delete the others with the <<<<<<<, ======= and >>>>>>> lines",
        )
    line = before + content[offset:].partition("\n")[0]
    if form := re.match(r"codes:\s*(\{(?:objective|sequence).*?)\s*(?:#.*)?$", line):
        return (
            offset - len(before) + form.start(1),
            "A form that begins with a brace is no text to YAML",
            f'put it in double quotes: codes: "{form[1]}"',
        )
    if problem.startswith("mapping values are not allowed"):
        if _KEY_ONLY.fullmatch(before):
            return (
                offset - len(before.lstrip()),
                "This line does not fit under the line above: it is indented too far, "
                "or the line above lacks its colon",
                "line it up with the other fields, or indent the rest of a long text further than its key",
            )
        return (
            offset,
            "This text has a colon and a space in it, which YAML takes for a new field",
            'put the whole text in double quotes: "…: …"',
        )
    if "cannot start any token" in problem or "tab character" in problem:
        if character == "\t" or "tab character" in problem:
            return (
                offset,
                "There is a tab here; YAML allows only spaces",
                "replace the tab with spaces",
            )
        return (offset, *slips.sign(character))
    if "quoted scalar" in fault.context or "quoted scalar" in problem:
        if "escape" in problem:
            return (
                offset,
                "A backslash in double quotes begins a special character, and this is none",
                "use single quotes, or write the backslash twice",
            )
        line = content[opened:].splitlines()[0]
        if curly := re.search(r"[“”„‘’][ \t]*$", line):
            return (
                opened,
                f"A quotation mark is opened here and never closed: {curly[0].strip()} is another one",
                f"write {content[opened]} for it",
            )
        return (
            opened,
            "A quotation mark is opened here and never closed",
            "close it at the end of the text, or remove it",
        )
    if "flow" in fault.context:
        return (
            opened,
            "A bracket is opened here and not closed, or a comma is missing in it",
            "close it, put commas between the items, or put each item on its own line after “- ”",
        )
    if "alias" in fault.context or "anchor" in fault.context or "block scalar" in fault.context:
        return (opened, *slips.sign(content[opened : opened + 1]))
    if "block" in fault.context and before.rstrip().endswith(("]", "}")):
        return (
            offset,
            "The bracket ends before the text does",
            "put the whole text in double quotes",
        )
    if "block" in fault.context and before.rstrip().endswith(('"', "'")):
        return (
            offset,
            "The quotation marks end before the text does",
            "put other quotation marks around the whole text, such as '…' around “…”, or leave them out",
        )
    if "block" in fault.context:
        return (
            offset,
            "This line is not indented like its neighbours",
            "line it up with the lines of the same kind",
        )
    if "simple key" in fault.context:
        line = content[opened:].splitlines()[0] if content[opened:] else ""
        if re.match(r"[\w.-]+:[^\s:/]", line):
            return (
                opened,
                "There is no space after the colon, so this is no field",
                "put a space after the colon: “field: text”",
            )
        if slip := slips.field(line):
            return opened + slip.start, slip.message, slip.help
        return (
            opened,
            "This line is neither “field: text” nor the rest of the text above",
            "write the field's name and a colon before it, or indent it further than the field "
            "that it belongs to",
        )
    return (
        offset,
        "This line cannot be read as YAML",
        'put the whole text in double quotes ("…"); if that does not help, compare the line with those of a file that is right',
    )
