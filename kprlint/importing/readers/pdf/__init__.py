"""PDFs with a layer of text, read in a process of its own.

A page of a few bytes may ask for gigabytes and hours (streams packed in streams, forms that draw forms), and no library
counts them. A second process can be given an end to both.
"""

import os
import pickle
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from typing import cast

from kprlint.importing.cells import SourceDocument
from kprlint.importing.readers.errors import ReadError
from kprlint.importing.readers.limits import MOST_PDF_MEMORY, MOST_PDF_SECONDS
from kprlint.importing.readers.signature import refuse

if find_spec("pdfplumber") is None:
    raise ModuleNotFoundError("No module named 'pdfplumber'", name="pdfplumber")

Progress = Callable[[int, int], None]  # pages read, and pages in all

# The header may follow some bytes of a mail or of a server, as readers of PDF allow.
_HEADER_WITHIN = 1024
# How far it has come, on its standard error.
_PAGES = re.compile(rb"page (\d{1,6}) of (\d{1,6})")
_PRINT = "open it, print the pages of the activities to a new PDF, and import that"


def read(data: bytes, name: str, progress: Progress | None = None) -> SourceDocument:
    """Headings by the size of their letters, paragraphs, and tables by their ruling lines, else by their columns.

    A table that goes on over a page is one table, without the repeated row. What covers a cell is its fill; a picture in a
    cell is an icon without words. Words that stand upright are read in their direction; what is struck through, slanted
    over the page, or a running head or foot is a remark. Places have the page; `line` counts as in `docx.read`. Raises
    `ReadError`.
    """
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise refuse(data, name, "a PDF")
    try:
        ended, answer = _in_a_process(data, name, progress)
    except OSError as error:
        raise ReadError(f"{name} cannot be read: {error.strerror}", _PRINT) from None
    if not ended:
        raise ReadError(f"{name} takes longer than {MOST_PDF_SECONDS} s to read", _PRINT)
    if not answer:
        raise ReadError(
            f"{name} needs more memory or time to read than a report does, or is damaged", _PRINT
        )
    result = pickle.loads(answer)
    if isinstance(result, tuple):
        raise ReadError(*result)
    return cast("SourceDocument", result)


def _in_a_process(data: bytes, name: str, progress: Progress | None) -> tuple[bool, bytes]:
    """Whether it came to an end in time, and what it answered: nothing where it failed."""
    # -P: what lies in the current folder is no module.
    command = [
        sys.executable,
        "-P",
        "-m",
        __name__,
        name,
        str(MOST_PDF_MEMORY),
        str(MOST_PDF_SECONDS),
    ]
    late = threading.Event()
    with (
        TemporaryFile() as given,
        TemporaryFile() as answer,
    ):
        given.write(data)
        given.seek(0)
        with subprocess.Popen(
            command, stdin=given, stdout=answer, stderr=subprocess.PIPE, env=_environment()
        ) as child:

            def end() -> None:
                late.set()
                child.kill()

            timer = threading.Timer(MOST_PDF_SECONDS, end)
            timer.start()
            try:
                assert child.stderr is not None
                for line in child.stderr:
                    if progress is not None and (pages := _PAGES.fullmatch(line.strip())):
                        progress(int(pages[1]), int(pages[2]))
                failed = child.wait() != 0
            finally:
                timer.cancel()
                child.kill()
        answer.seek(0)
        return not late.is_set(), b"" if failed else answer.read()


def _environment() -> dict[str, str]:
    # Where this package was imported from, should it not be installed.
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[4]), "PYTHONIOENCODING": "utf-8"}
