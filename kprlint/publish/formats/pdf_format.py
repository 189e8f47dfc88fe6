"""A tagged PDF (PDF/UA-1) of the HTML document; nothing is fetched, and no clock is asked.

The document that it is made of is attached as its source, so that the importer need not guess at pages.
"""

import gc
import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from kprlint.errors import InputError
from kprlint.publish.formats.html_format import page
from kprlint.publish.look import Look
from kprlint.publish.paper import Paper
from kprlint.words.printed import SOURCE

try:
    from weasyprint import HTML, Attachment
    from weasyprint.urls import URLFetcher
except OSError as error:  # Pango is no Python package
    raise InputError(
        f"WeasyPrint finds no Pango here ({str(error).splitlines()[0]}); on Debian and Ubuntu: "
        "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    ) from None


_TIME = datetime(1980, 1, 1, tzinfo=UTC)  # a date that no clock has


class _Pages(logging.Handler):
    """Hears which page WeasyPrint lays out, and tells it with a guess at how many there will be."""

    def __init__(self, told: Callable[[int, int], None], guess: int) -> None:
        super().__init__(logging.INFO)
        self._told = told
        self._guess = guess

    def emit(self, record: logging.LogRecord) -> None:
        if "Page" in str(record.msg) and record.args and isinstance(record.args, tuple):
            page_number = record.args[0]
            if isinstance(page_number, int):
                self._told(page_number, max(self._guess, page_number + 1))


def write(
    paper: Paper,
    look: Look,
    templates: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    *,
    attach: bool = True,
) -> bytes:
    """The document; `progress` hears of pages, done and in all, as far as can be guessed.

    Without `attach` its source is not attached, and `kprlint import` has the pages alone.

    Raises InputError where Pango, or a template, cannot be used.
    """
    made = page(paper, look, templates, for_print=True)
    # The identifier that WeasyPrint would draw at random is the paper's own.
    identifier = hashlib.sha256(made.encode("utf-8", "replace")).digest()[:16]
    html = HTML(string=made, url_fetcher=URLFetcher(allowed_protocols=["data"]))
    logger = logging.getLogger("weasyprint.progress")
    if progress:
        logger.addHandler(_Pages(progress, len(paper.activities) // 3 + 4))
        logger.setLevel(logging.INFO)
        logger.propagate = False
    with _uncollected():
        data: bytes | None = html.write_pdf(
            pdf_variant="pdf/ua-1",
            pdf_identifier=identifier,
            attachments=[_source(paper, look)] if attach else [],
        )
    assert data is not None
    return data


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles, which would go through the millions of boxes of a paper again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _source(paper: Paper, look: Look) -> Attachment:
    return Attachment(
        string=page(paper, look, None, for_print=False),
        name=SOURCE,
        description=paper.words["attachment"],
        created=_TIME,
        modified=_TIME,
        relationship="Source",
    )
