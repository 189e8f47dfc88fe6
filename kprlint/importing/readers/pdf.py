"""PDFs with a layer of text, read in a process of its own.

A page of a few bytes may ask for gigabytes and hours (streams packed in streams, forms that draw forms), and no library
counts them. A second process can be given an end to both.
"""

import pickle
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from kprlint.importing.cells import Source
from kprlint.importing.readers.errors import ReadError
from kprlint.importing.readers.limits import MOST_PDF_MEMORY, MOST_PDF_SECONDS
from kprlint.importing.readers.signature import refuse

if find_spec("pdfplumber") is None:
    raise ModuleNotFoundError("No module named 'pdfplumber'", name="pdfplumber")

# The header may follow some bytes of a mail or of a server, as readers of PDF allow.
_HEADER_WITHIN = 1024
_PRINT = "open it, print the pages of the activities to a new PDF, and import that"


def read(data: bytes, name: str) -> Source:
    """Headings by the size of their letters, paragraphs, and tables by their ruling lines, else by their columns.

    A table that goes on over a page is one table, without the repeated row; running heads and feet are left out. What
    covers a cell is its fill; a picture in a cell is the icon “picture”, since its words are not in the page. Places
    have the page; `line` counts as in `docx.read`. Raises `ReadError`.
    """
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise refuse(data, name, "a PDF")
    try:
        # -P: what lies in the current folder is no module.
        child = subprocess.run(
            [
                sys.executable,
                "-P",
                "-m",
                "kprlint.importing.readers.pdf",
                name,
                str(MOST_PDF_MEMORY),
                str(MOST_PDF_SECONDS),
            ],
            input=data,
            capture_output=True,
            timeout=MOST_PDF_SECONDS,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ReadError(f"{name} takes longer than {MOST_PDF_SECONDS} s to read", _PRINT) from None
    except OSError as error:
        raise ReadError(f"{name} cannot be read: {error.strerror}") from None
    if child.returncode:
        raise ReadError(
            f"{name} needs more memory or time to read than a report does, or is damaged", _PRINT
        )
    result = pickle.loads(child.stdout)
    if isinstance(result, tuple):
        raise ReadError(*result)
    return cast("Source", result)


def _environment() -> dict[str, str]:
    import os

    # Where this package was imported from, should it not be installed.
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3]), "PYTHONIOENCODING": "utf-8"}


def _main() -> None:
    """In the other process: the document from stdin, a `Source` or the parts of a `ReadError` to stdout."""
    try:
        import resource

        for limit, most in ((resource.RLIMIT_AS, sys.argv[2]), (resource.RLIMIT_CPU, sys.argv[3])):
            _, ceiling = resource.getrlimit(limit)
            resource.setrlimit(limit, (int(most), ceiling))
    except (ImportError, ValueError, OSError):
        pass  # Windows has no such limits, and macOS not all of them
    from kprlint.importing.readers.pdf_pages import read_pages

    result: object
    try:
        result = read_pages(sys.stdin.buffer.read(), sys.argv[1])
    except ReadError as error:
        result = (error.message, error.help)
    sys.stdout.buffer.write(pickle.dumps(result))


if __name__ == "__main__":
    _main()
