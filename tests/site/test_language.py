"""A site is in the language of its plan; the words of its own are English, and marked as such."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import html  # type: ignore[import-untyped]

from tests.publish.test_paper import kprlint
from tests.publish.test_words import GIVEN, council

__all__ = ["council"]  # a plan in a language that is none, whose words have no Latin letter
_SAID = ("alt", "aria-label", "placeholder")


def latin(page: Path) -> Iterator[str]:
    """The words in Latin letters that are not declared to be English."""
    for element in html.document_fromstring(page.read_bytes()).iter():
        if element.tag in ("head", "title", "style", "script", "link", "meta"):
            continue
        own = [element.text or "", *(element.get(name, "") for name in _SAID)]
        for of, texts in ((element, own), (element.getparent(), [element.tail or ""])):
            if (
                of is not None
                and next(iter(of.xpath("ancestor-or-self::*[@lang][1]/@lang"))) != "en-GB"
            ):
                for text in texts:
                    yield from re.findall(r"[A-Za-z]+", GIVEN.sub("", text))  # fmt: skip


def test_words_of_our_own_are_marked_as_english(council: Path, tmp_path: Path) -> None:
    done = kprlint(council, "site", "--output", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr.decode()
    pages = sorted((tmp_path / "site").rglob("*.html"))
    assert all(b'<html lang="qps">' in page.read_bytes() for page in pages)
    found = {page.relative_to(tmp_path).as_posix(): set(latin(page)) - {"Q"} for page in pages}
    assert not {page: words for page, words in found.items() if words}
