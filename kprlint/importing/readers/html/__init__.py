"""Pages of HTML, by lxml: libxml2 reads what browsers read, in time that grows with the page alone."""

import codecs
import re

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HTMLParser  # type: ignore[import-untyped]

from kprlint.importing.cells import SourceDocument
from kprlint.importing.readers.errors import ReadError
from kprlint.importing.readers.html.blocks import Blocks
from kprlint.importing.readers.html.cards import as_tables
from kprlint.importing.readers.html.flow import Page
from kprlint.importing.readers.html.notes import Notes
from kprlint.importing.readers.html.style import Styles
from kprlint.importing.readers.limits import MEBIBYTE, MOST_HTML
from kprlint.importing.readers.signature import is_binary, refuse

_CHARSET = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{1,40})""", re.I)
_TOO_DEEP = "copy the table of activities into a new document, and import that"


def read(data: bytes, name: str) -> SourceDocument:
    """The page's headings, paragraphs, items and tables, in the order of its source.

    Sections, articles and divisions are seen through, a list of terms (`dl`) is a table of two columns, a table with one
    cell a row around others is a frame and is seen through too. Of forms what is written, ticked or chosen is read.
    Navigation and scripts are left out; what is struck out, hidden or asked for is a remark. Of style sheets the simple
    rules in the page are applied, and nothing is fetched. Places are as in `docx.read`. Raises `ReadError`.
    """
    if len(data) > MOST_HTML:
        raise ReadError(
            f"{name} has more than {MOST_HTML // MEBIBYTE} MiB of HTML",
            "save the page without its pictures, or import it in parts",
        )
    if is_binary(data) or not data.strip():
        raise refuse(data, name, "a page of HTML")
    # libxml2 follows no reference of a page, and defines no entity that a page declares.
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    text = _decoded(data).replace("\0", "\ufffd")
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise ReadError(f"{name} has more than 256 elements inside one another", _TOO_DEEP)
    if root is None:
        raise refuse(data, name, "a page of HTML")
    as_tables(root)
    page = Blocks(name, Page(Styles(root), Notes(root)))
    page.inner(root)
    page.flush()
    return SourceDocument(name, "html", tuple(page.blocks), tuple(page.told))


def _decoded(data: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    declared = _CHARSET.search(data[:4096])
    if declared:
        try:
            codec = codecs.lookup(declared[1].decode("ascii", "replace"))
            # As browsers do: Latin-1 means Windows, and who declares UTF-16 in ASCII is mistaken.
            encoding = "cp1252" if codec.name in ("iso8859-1", "ascii") else codec.name
            if not encoding.startswith(("utf-16", "utf-32")):
                return str(codecs.decode(data, encoding, "replace"))
        except (LookupError, ValueError, TypeError, AssertionError):
            pass  # a name that is no encoding of text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
