"""Every kind of page in a real browser, and by the rules of HTML."""

import json
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.browser import audited, browser, validated
from tests.site.test_site import demo
from tests.test_real_plans import ROOT

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
        assert view["read"] == view["rows"], where
        assert view["requests"] == 1, where
        assert not view["messages"], where


def test_every_page_is_valid(demo: tuple[Path, Path]) -> None:
    browser()
    assert validated(*sorted(demo[1].rglob("*.html"))) == []


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass


def test_the_search_finds_words_of_any_report(demo: tuple[Path, Path]) -> None:
    chromium = browser()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(demo[1]))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/search.html"
        script = str(ROOT / "tests/report/axe/search.mjs")
        command = ["node", script, chromium, address, "Roof tendered"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        server.shutdown()
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["found"] == ["2024-25/activity/KA.01.02.html"]
    assert told["said"] == "1 of 20 activities"
    assert not told["messages"]
