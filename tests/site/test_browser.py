"""Every kind of page in a real browser, and by the rules of HTML."""

import json
from pathlib import Path

import pytest

from tests.browser import audited, browser, validated
from tests.site.test_site import demo

__all__ = ["demo"]

KINDS = (
    ("index.html", "2024-25/index.html", "2024-25/activity/KA.01.02.html"),
    ("2024-25/quarter/2024-25-Q4.html", "2024-25/objective/2.html"),
    ("search.html", "accessibility.html"),
)


@pytest.mark.parametrize("pages", KINDS, ids=lambda pages: str(pages[0]))
def test_axe_finds_nothing_light_or_dark_narrow_or_wide(
    pages: tuple[str, ...], demo: tuple[Path, Path]
) -> None:
    views = audited(browser(), *(demo[1] / page for page in pages))
    assert len(views) == len(pages) * 2 * 3
    for view in views:
        where = f"{view['page']}, {view['scheme']}, {view['width']} px"
        assert not view["violations"], f"{where}: {json.dumps(view['violations'], indent=1)[:2000]}"
        assert view["scroll"] <= view["width"], where
        assert view["requests"] == 1, where
        assert not view["messages"], where


def test_every_page_is_valid(demo: tuple[Path, Path]) -> None:
    browser()
    assert validated(*sorted(demo[1].rglob("*.html"))) == []
