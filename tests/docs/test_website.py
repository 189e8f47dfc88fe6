"""The documentation site: built as CI builds it, without a dead end, and judged in a real browser."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html  # type: ignore[import-untyped]

import kprlint
from kprlint.change.events import RULES
from kprlint.rules import load
from tests.browser import audited, browser
from tests.docs.markdown import ROOT

pytestmark = pytest.mark.skipif(find_spec("zensical") is None, reason="the extra docs is not there")
_LOADED = "//script/@src | //link[@rel='stylesheet']/@href | //link[@rel='icon']/@href | //img/@src"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("website") / "site"
    command = [sys.executable, "docs/website/build.py", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def _pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_each_rule_and_each_event_has_a_page_with_an_example(site: Path) -> None:
    for name in load():
        page = (site / f"rules/{name}/index.html").read_text("utf-8")
        assert "Why it matters" in page
        assert ("<pre" in page) is ("```" in kprlint.explain(name)), name
    for rule in RULES:
        page = (site / f"events/{rule.name}/index.html").read_text("utf-8")
        assert "<blockquote>" in page, rule.name


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for page in _pages(site):
        loaded = html.parse(page).xpath(_LOADED)
        assert loaded
        assert [one for one in loaded if urlsplit(one).netloc] == [], page


def test_no_link_leads_nowhere(site: Path) -> None:
    """As Zensical has checked it in the sources, now in what it made: menu, pictures and downloads too."""
    trees = {page.relative_to(site).as_posix(): html.parse(page) for page in _pages(site)}
    ids = {name: {*tree.xpath("//@id"), *tree.xpath("//a/@name")} for name, tree in trees.items()}
    dead = []
    for name, tree in trees.items():
        if name == "404.html":  # its links are from the root of the address
            continue
        for link in {*tree.xpath("//a/@href"), *tree.xpath("//img/@src")}:
            parts = urlsplit(urljoin(name, link))
            target = unquote(parts.path)
            if parts.scheme or parts.netloc:
                continue
            if (site / target).is_dir():
                target = (Path(target) / "index.html").as_posix().removeprefix("/")
            there = (site / target).is_file()
            if not there or (parts.fragment and unquote(parts.fragment) not in ids[target]):
                dead.append(f"{name}: {link}")
    assert not dead


@pytest.mark.parametrize("page", ["officers", "performance-teams", "engineers"])
def test_a_page_to_begin_with_is_short_and_says_what_to_do_next(page: str) -> None:
    text = (ROOT / f"docs/start/{page}.md").read_text("utf-8")
    assert text.rstrip().rpartition("\n\n")[2].startswith("**Next:**")
    assert len(text.split()) < 500


@pytest.mark.parametrize("page", ["", "start/officers/", "rules/past-due-date/", "compared/"])
def test_axe_finds_nothing(site: Path, page: str) -> None:
    for view in audited(browser(), site / page / "index.html"):
        where = f"{page}, {view['scheme']}, {view['width']} px"
        found = {one["id"]: one["at"] for one in view["violations"]}
        # The theme gives two lists of the menu the same name; WCAG does not mind, axe's best practice does.
        found.pop("landmark-unique", None)
        assert found == {}, where
        assert view["passes"] > 20, where
        assert view["scroll"] <= view["width"], f"{where}: it scrolls sideways"
        assert view["elsewhere"] == [], where
