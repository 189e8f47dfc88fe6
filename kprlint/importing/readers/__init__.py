"""Which reader a file needs: by its suffix, else by how its content begins.

A reader is a module with ``read(content: bytes, name: str) -> Source`` that raises `ReadError`. It is imported
when a file needs it, since some stand on libraries of an extra.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from kprlint.importing.cells import SourceDocument
from kprlint.importing.readers.errors import ReadError
from kprlint.source import files
from kprlint.wording import install

MOST = 64 * 1024 * 1024

_SUFFIXES = {
    ".txt": "text", ".tsv": "text", ".md": "text", ".text": "text",
    ".docx": "docx",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".csv": "csv",
    ".xlsx": "xlsx", ".xlsm": "xlsx",
    ".pdf": "pdf",
}  # fmt: skip
FORMATS = tuple(dict.fromkeys(_SUFFIXES.values()))


def read(
    path: Path, kind: str | None = None, progress: Callable[[int, int], None] | None = None
) -> SourceDocument:
    """The document at `path`, read as `kind` (one of `FORMATS`) or as what it is.

    `progress` hears how many pages of how many are read, where pages take their time. Raises `ReadError`.
    """
    try:
        content = files.read(path, at_most=MOST)
    except files.Unreadable as error:
        help = "import it in parts" if error.size else ""
        raise ReadError(f"{path} cannot be read: {error.why}", help) from None
    kind = kind or _SUFFIXES.get(path.suffix.lower()) or _sniffed(content)
    try:
        module = import_module(f"kprlint.importing.readers.{kind}")
    except ModuleNotFoundError:
        raise ReadError(
            f"to read {kind}, kprlint needs a library that is not installed",
            install(kind),
        ) from None
    told = {"progress": progress} if kind == "pdf" else {}
    return cast("SourceDocument", module.read(content, path.name, **told))


def _sniffed(content: bytes) -> str:
    start = content[:2048].lstrip().lower()
    if start.startswith(b"%pdf-"):
        return "pdf"
    if start.startswith(b"pk\x03\x04"):
        # A zip names each file that it holds, uncompressed.
        return "xlsx" if b"xl/workbook" in content else "docx"
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    return "text"
