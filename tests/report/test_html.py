"""The HTML report: sound without a browser, and judged by axe in one, where there is one."""

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]

from kprlint.printing import visible
from kprlint.report import renderer
from kprlint.report.loading import load
from kprlint.report.matters import told_above
from kprlint.report.page import page
from tests.browser import HOSTILE, audited, browser
from tests.report.made import changes, mapped

_render = renderer("html")


def made(data: Any) -> Any:
    return html.document_fromstring(_render(data, False).encode())


# Structure


def test_the_data_made_by_hand_is_a_report() -> None:
    assert load(json.dumps(changes()).encode()) == changes()


def test_the_document_has_a_language_a_title_and_one_heading_of_the_first_level() -> None:
    document = made(changes())
    assert _render(changes(), False).startswith("<!DOCTYPE html>\n")
    assert document.get("lang") == "en-GB"
    assert (
        document.findtext("head/title")
        == "Our Plan 2023/24: what changed, 2023/24 Q1 to 2023/24 Q2"
    )
    assert [h.text_content() for h in document.iter("h1")] == [document.findtext("head/title")]
    levels = [int(h.tag[1]) for h in document.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert all(next <= level + 1 for level, next in zip([0, *levels], levels, strict=False))
    assert len(list(document.iter("main"))) == 1


def test_every_section_is_in_the_contents_and_every_link_leads_somewhere() -> None:
    document = made(changes())
    ids = document.xpath("//@id")
    assert len(set(ids)) == len(ids)
    links = document.xpath("//a/@href")
    assert links[0] == "#report"
    here = [link for link in links if link.startswith("#")]
    assert all(link[1:] in ids for link in here)
    elsewhere = set(links) - set(here)
    assert elsewhere
    assert all(link.startswith("https://forge.example/plans/blob/") for link in elsewhere)
    sections = [section.title for section in page(changes()).sections]
    assert [h.text_content() for h in document.iter("h2")] == sections
    assert [a.text_content() for a in document.xpath("//nav//a")] == sections
    assert document.xpath("//section/@aria-labelledby") == document.xpath("//h2/@id")


def test_a_table_has_a_caption_and_headers_that_say_what_they_head() -> None:
    tables = list(made(changes()).iter("table"))
    assert tables
    for table in tables:
        assert table[0].tag == "caption"
        assert table[0].text_content()
        heads = table.xpath("./thead/tr/th")
        assert {th.get("scope") for th in heads} == {"col"}
        for row in table.xpath("./tbody/tr"):
            assert len(row) == len(heads)
            assert row[0].tag == "th"
            assert {th.get("scope") for th in row.iter("th")} == {"row"}
        assert all(th.text_content().strip() for th in table.iter("th"))


def test_a_cell_of_a_card_says_its_column() -> None:
    for table in made(changes()).iter("table"):
        names = [th.text_content() for th in table.xpath("./thead/tr/th")]
        for row in table.xpath("./tbody/tr"):
            for name, cell in zip(names, row, strict=True):
                if cell.tag == "td" and cell.text_content():
                    assert cell.xpath("string(./span[@class='label'])") == f"{name}: "


def test_figures_stand_to_the_right_and_what_has_not_moved_is_marked() -> None:
    table = next(iter(made(changes()).find_class("moves")))
    rows = {row[0].text_content(): row for row in table.xpath("./tbody/tr")}
    names = [th.text_content() for th in table.xpath("./thead/tr/th")]
    assert names[:4] == ["was", "is Not started", "is Green", "is Amber"]
    assert all("number" in td.get("class").split() for td in table.iter("td"))
    green = rows["was: Green"]
    assert [td.xpath("string(./div)") for td in green[1:]] == [*"–92–––1", "12"]
    assert [td.get("class") for td in green[1:4]] == ["number none", "number same", "number"]
    assert green[3].xpath("string(./div/strong)") == "2"
    assert "same" not in " ".join(td.get("class") for td in rows["in all"][1:])


def test_what_is_gone_and_what_was_added_is_said_and_not_only_shown() -> None:
    document = made(changes())
    gone, added = ({e.text_content() for e in document.iter(tag)} for tag in ("del", "ins"))
    assert "removed: 31 October 2023 (end removed)" in gone
    assert "added: 31 January 2024 (end added)" in added
    style = document.findtext("head/style")
    assert re.search(r"^del \{.*text-decoration: line-through;", style, re.MULTILINE)
    assert re.search(r"^ins \{.*text-decoration: underline;", style, re.MULTILINE)


def test_every_line_of_the_ledger_is_there_however_many_there_are() -> None:
    data = changes()
    data["ledger"] = [
        {**line, "activity": f"2023-24/KA.{n % 90 + 10}.01"}
        for n in range(100)
        for line in data["ledger"]
        if not told_above(line) and line["asked"]
    ]
    table = made(data).xpath("//section[@aria-labelledby='what-became-of-the-promises']//table")[0]
    rows = table.xpath("./tbody/tr")
    assert len(rows) == len(data["ledger"])
    unchanged = [row for row in rows if "quieter" in (row.get("class") or "")]
    assert {row[1].text_content() for row in unchanged} == {"unchanged", "reworded", "new"}
    assert len(unchanged) == 500


def test_the_headline_does_not_repeat_the_title() -> None:
    (lead,) = made(changes()).find_class("lead")
    assert lead.text_content().startswith("Four activities are worse off, ")
    data = changes()
    data["summary"]["headline"] = "Something else: all is well."
    (lead,) = made(data).find_class("lead")
    assert lead.text_content() == "Something else: all is well."


def test_without_a_change_there_is_a_report_all_the_same() -> None:
    data = changes()
    data["pairs"] = data["ledger"] = data["events"] = data["summary"]["statuses"] = []
    data["withdrawn"] = []
    assert not list(made(data).iter("table"))
    assert "Nothing: all that happened is explained in the files." in made(data).text_content()


def test_the_generator_is_named_with_its_version() -> None:
    document = made(changes())
    assert document.xpath("string(//meta[@name='generator']/@content)") == "kprlint 1.2.3"
    assert "kprlint 1.2.3" in document.xpath("string(//footer)")


# Alone, and the same again


def test_the_same_data_give_the_same_bytes() -> None:
    assert _render(changes(), False) == _render(changes(), True)


def test_nothing_is_run_and_nothing_loaded() -> None:
    document = made(changes())
    assert not list(document.iter("script", "link", "img", "iframe", "object", "form", "base"))
    assert not document.xpath("//@style | //@src | //@*[starts-with(name(), 'on')]")
    style = document.findtext("head/style")
    assert not re.search(r"url\(|@import|//", style)
    (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_of_a_file_is_shown_and_has_no_effect(name: str) -> None:
    text = HOSTILE[name]
    data = mapped(changes(), lambda said: f"{said}{text}")
    written = _render(data, False)
    written.encode()  # no lone surrogate is left
    assert visible(written.replace("\n", "")) == written.replace("\n", "")
    before, after = made(changes()), html.document_fromstring(written.encode())
    assert f"Fictional District Council{visible(text)}. From" in after.xpath("string(//header)")
    assert {e.tag for e in after.iter()} == {e.tag for e in before.iter()}
    assert {k for e in after.iter() for k in e.attrib} == {
        k for e in before.iter() for k in e.attrib
    }
    assert set(after.xpath("//@class")) <= {
        *before.xpath("//@class"),
        "figures wide",
        "figures moves wide",
    }


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\n"])
def test_a_blank_text_leaves_no_header_empty(text: str) -> None:
    document = made(mapped(changes(), lambda _: text))
    for label in document.find_class("label"):  # seen on a narrow screen alone
        label.drop_tree()
    assert all(th.text_content().strip() for th in document.iter("th"))


# Colours


def _colors(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_told_from_its_ground(scheme: str) -> None:
    blocks = re.findall(r":root \{(.*?)\}", made(changes()).findtext("head/style"), re.DOTALL)
    light, dark = (_colors(block) for block in blocks[:2])
    colors = light if scheme == "light" else dark
    assert light.keys() == dark.keys()
    pairs = [(text, ground) for text in ("ink", "quiet", "accent") for ground in ("paper", "tint")]
    pairs += [(text, ground) for text in ("gone", "added") for ground in ("paper", f"{text}-tint")]
    for text, ground in pairs:
        one, other = sorted(_luminance(colors[name]) for name in (text, ground))
        assert (other + 0.05) / (one + 0.05) >= 4.5, f"{text} on {ground}"


# In a browser


def test_axe_finds_nothing_light_or_dark_narrow_or_wide(tmp_path: Path) -> None:
    chromium = browser()
    hostile = "".join(text[:300] for text in HOSTILE.values())
    pages = {
        "report": _render(changes(), False),
        "hostile": _render(mapped(changes(), lambda said: said + hostile), False),
        "bad": '<!DOCTYPE html><p style="color: #ccc; width: 2000px">pale <img src="a.png">',
    }
    for name, written in pages.items():
        (tmp_path / f"{name}.html").write_text(written, encoding="utf-8")
    views = audited(chromium, *(tmp_path / f"{name}.html" for name in pages))
    assert len(views) == len(pages) * 2 * 3
    for view in views:
        name, width = Path(view["page"]).stem, view["width"]
        where = f"{name}, {view['scheme']}, {width} px"
        found = {violation["id"] for violation in view["violations"]}
        if name == "bad":  # what is wrong would have been found
            assert {"color-contrast", "document-title", "html-has-lang", "image-alt"} <= found
            assert view["scroll"] > width
            assert view["requests"] == 2
            continue
        assert view["violations"] == [], where
        assert view["incomplete"] == [], where
        assert view["passes"] > 30, where
        assert view["scroll"] == width, f"{where}: it scrolls sideways"
        assert view["read"] == view["rows"], where
        assert (view["requests"], view["messages"]) == (1, []), where
    grounds = {(v["scheme"], v["background"]) for v in views if Path(v["page"]).stem == "report"}
    assert grounds == {("light", "rgb(255, 255, 255)"), ("dark", "rgb(20, 24, 29)")}


def test_what_is_quoted_is_declared_to_be_in_the_language_of_the_plan() -> None:
    data = changes()
    plain = _render(data, False)
    data["to"]["language"] = "cy"
    document = made(data)
    quoted = document.xpath("//span[@lang='cy']")
    assert len(quoted) == len(document.xpath("//body//text()[contains(., '“')]")) > 3
    assert document.text_content() == html.document_fromstring(plain.encode()).text_content()
    data["to"]["language"] = '\\1"><b>'
    assert not made(data).xpath("//b")
