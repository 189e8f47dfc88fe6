"""The paper of real plans and of awkward ones: sound in every format, and the same activities when imported."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from lxml import html  # type: ignore[import-untyped]

from kprlint.change.snapshot import Origin, Snapshot, Taken, read
from kprlint.importing.interpreter import interpret
from kprlint.model import Due, Quarter
from kprlint.printing import visible
from kprlint.prose.steps.deadline import deadline
from kprlint.publish.build import paper_of
from kprlint.publish.formats import csv_format, html_format, json_format, md_format
from kprlint.publish.look import LEAST, TINTS, Look, contrast
from kprlint.publish.paper import Paper, Reported
from tests.browser import HOSTILE, audited, browser, validated
from tests.change.strategies import Draft, Edition, Step, files
from tests.test_real_plans import ROOT

PLANS = {"2019-20": "2019/20 Q4", "2023-24": "2023/24 Q2"}
LOOK = Look()


def kprlint(folder: Path, *arguments: str, seed: str = "0") -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "kprlint", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=False,
    )


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of the fictional council: five quarters in git."""
    folder = tmp_path_factory.mktemp("publish") / "council"
    assert kprlint(folder.parent, "demo", str(folder)).returncode == 0
    return folder


def snapshot(edition: Edition) -> Snapshot:
    return read(Origin(Taken.FOLDER, "here"), f"activities/{edition.plan}", files(edition))


def paper(edition: Edition, *before: Edition) -> Paper:
    return paper_of(snapshot(edition), [snapshot(one) for one in before])


def real(plan: str) -> Paper:
    contents = {p.name: p.read_bytes() for p in sorted((ROOT / "activities" / plan).glob("*.yaml"))}
    return paper_of(read(Origin(Taken.FOLDER, plan), plan, contents), [])


def told(action: str, due: Due | None, period: Quarter) -> Due | None:
    """When a step is due: a date that its words give for certain need not be given again."""
    said = deadline(action, period.last_day)
    return due or (said.due if said and said.certain and not said.relative else None)


def facts(one: Reported, period: str) -> dict[str, Any]:
    """What must come back from a paper."""
    quarter = Quarter.parse(period)
    assert quarter
    return {
        "code": one.code,
        "title": one.title,
        "status": one.status.word,
        "reason": one.reason,
        "leads": one.leads,
        "portfolio": one.portfolio,
        "progress": one.progress,
        "steps": tuple((s.action, told(s.action, s.due, quarter), s.owner) for s in one.steps),
        "as_at": one.as_at,
        "continues": one.continues,
        "due": one.due,
        "percent_complete": one.percent_complete,
    }


def seen(value: Any) -> Any:
    """A value as a paper shows it: with signs in place of control characters."""
    if isinstance(value, dict):
        return {key: seen(one) for key, one in value.items()}
    if type(value) is tuple:
        return tuple(seen(one) for one in value)
    return visible(value) if type(value) is str else value


def again(content: bytes, name: str, period: str) -> dict[Any, tuple[dict[str, Any], bool]]:
    """The activities that the importer makes of a paper, and whether each is flagged."""
    quarter = Quarter.parse(period)
    assert quarter
    kind = name.rpartition(".")[2]
    reader = import_module(f"kprlint.importing.readers.{kind}")
    found = interpret(reader.read(content, name), quarter)
    return {
        one.code: (
            {
                "code": one.code,
                "title": one.title,
                "status": one.status,
                "reason": one.status_reason,
                "leads": one.leads,
                "portfolio": "; ".join(one.portfolios),
                "progress": one.progress,
                "steps": tuple((s.action, told(s.action, Due.parse(str(s.due)) if s.due else None, quarter), s.owner) for s in one.next_steps),
                "as_at": one.as_at,
                "continues": one.continues,
                "due": one.due,
                "percent_complete": one.percent_complete,
            },
            bool(one.doubts),
        )
        for one in found.activities
    }  # fmt: skip


def written(of: Paper, kind: str) -> bytes:
    if kind == "html":
        return html_format.write(of, LOOK)
    with zipfile.ZipFile(io.BytesIO(csv_format.write(of, LOOK))) as archive:
        return archive.read("report.csv")


# Real plans


@pytest.mark.parametrize("kind", ["html", "csv"])
@pytest.mark.parametrize("plan", PLANS)
def test_a_real_plan_is_the_same_when_it_is_imported_again(plan: str, kind: str) -> None:
    of = real(plan)
    found = again(written(of, kind), f"paper.{kind}", PLANS[plan])
    assert found.keys() == {one.code for one in of.activities}
    for one in of.activities:
        assert found[one.code][0] == facts(one, PLANS[plan])


def test_the_headings_are_those_of_the_council() -> None:
    text = html_format.write(real("2019-20"), LOOK).decode()
    assert ">CMT Lead<" in text
    assert ">CMT Lead / Team<" in html_format.write(real("2023-24"), LOOK).decode()


# Git's quarters


def test_last_quarter_stands_beside(council: Path) -> None:
    done = kprlint(council, "publish", "--format", "json", "--output", "-")
    assert done.returncode == 0, done.stderr.decode()
    data = json.loads(done.stdout)
    schema = json.loads((ROOT / "schema/paper.schema.json").read_text())
    Draft202012Validator(schema).validate(data)
    assert [q["quarter"] for q in data["history"]] == [f"2024/25 Q{n}" for n in (1, 2, 3, 4)]
    assert (data["registered"], data["reported"]) == (12, 11)  # one has not reported yet
    assert sum(c["count"] for c in data["summary"]) == 11
    assert sum(c["last_quarter"] for c in data["summary"]) == 15
    directions = {a["code"]: a["direction"] for o in data["objectives"] for a in o["activities"]}
    assert directions["KA.01.01"] == "better"
    assert directions["KA.01.02"] == "same"
    # It had another code in the quarter before.
    assert directions["KA.01.05"] != "new"


def test_an_earlier_quarter_is_taken_from_git(council: Path) -> None:
    done = kprlint(council, "publish", "--quarter", "2024/25-Q2", "--format", "json", "-o", "-")
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["quarter"] == "2024/25 Q2"


@pytest.mark.parametrize("kind", ["html", "md", "csv", "json"])
def test_the_same_bytes_from_another_process(council: Path, kind: str) -> None:
    one, other = (
        kprlint(council, "publish", "--format", kind, "-o", "-", seed=seed) for seed in ("1", "2")
    )
    assert one.stdout == other.stdout
    assert one.stdout


def test_what_is_missing_is_told(council: Path, tmp_path: Path) -> None:
    done = kprlint(council, "publish", "--plan", "2030-31")
    assert done.returncode == 2
    assert b"no plan is called" in done.stderr
    done = kprlint(council, "publish", "--quarter", "soon")
    assert done.returncode == 2
    assert b"is no quarter" in done.stderr
    done = kprlint(council, "publish", "-o", str(tmp_path / "no/such/folder.html"))
    assert done.returncode == 2
    assert b"cannot be written" in done.stderr


# Looks


def test_a_colour_that_cannot_be_read_is_refused_with_one_that_can(council: Path) -> None:
    settings = council / "kprlint.toml"
    before = settings.read_bytes() if settings.exists() else b""
    try:
        settings.write_bytes(before + b'\n[publish]\ncolour = "#ffcc00"\n')
        done = kprlint(council, "publish", "-o", "-")
        assert done.returncode == 2
        said = done.stderr.decode()
        assert "1.5 : 1" in said
        proposed = re.findall(r'colour = "(#[0-9a-f]{6})"', said)[0]
        assert contrast(proposed, "#ffffff") >= LEAST
        settings.write_bytes(before + f'\n[publish]\ncolour = "{proposed}"\n'.encode())
        assert kprlint(council, "publish", "-o", "-").returncode == 0
    finally:
        settings.write_bytes(before)


@given(st.integers(0, 0xFFFFFF))
def test_the_colour_can_be_read_on_a_dark_screen(colour: int) -> None:
    assert contrast(Look(f"#{colour:06x}").on_dark, "#14181d") >= LEAST


def test_every_status_can_be_read() -> None:
    for tint, ink, dark_tint, dark_ink in TINTS.values():
        assert contrast(tint, ink) >= 7
        assert contrast(dark_tint, dark_ink) >= LEAST


def test_templates_of_a_council_stand_before_ours(council: Path, tmp_path: Path) -> None:
    (tmp_path / "paper.html.jinja").write_text("<h1>{{ paper.title }} of {{ paper.council }}</h1>")
    done = kprlint(council, "publish", "--templates", str(tmp_path), "-o", "-")
    assert done.stdout.startswith(b"<h1>Larkmere")
    for bad, why in (
        ("{% if %}", "1"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{{ paper.x.y }}", ""),
    ):
        (tmp_path / "paper.html.jinja").write_text(bad)
        done = kprlint(council, "publish", "--templates", str(tmp_path), "-o", "-")
        assert done.returncode == 2, bad
        assert b"cannot be used" in done.stderr
        assert why.encode() in done.stderr


# Awkward plans

WORDS = st.lists(
    st.sampled_from(
        "Site the £1.5m 50% <b> &amp; A&B “so-called” O’Neill e.g. 24/25 naïve Ŵ co-op (see below) =1+1 🙂 Green "
        "Lead by 2023 {{x}} due owner".split()
    ),
    min_size=1,
    max_size=9,
).map(lambda said: f"The {' '.join(said)} ends.")
DUES = st.sampled_from(["", "2023-12-15", "2023-12", "2023/24 Q3", "2024/25"])
DRAFTS = st.builds(
    Draft,
    code=st.just(""),
    title=WORDS,
    status=st.sampled_from(["Green", "Amber", "Red", "Complete"]),
    reason=st.one_of(st.just(""), WORDS),
    progress=st.lists(WORDS, min_size=1, max_size=3).map(tuple),
    steps=st.lists(
        st.builds(Step, action=WORDS, due=DUES, owner=st.sampled_from(["", "Housing"])), max_size=3
    ).map(tuple),
)
EDITIONS = st.lists(DRAFTS, min_size=1, max_size=4).map(
    lambda drafts: Edition(tuple(d._replace(code=f"KA.02.{n:02}") for n, d in enumerate(drafts, 1)))
)


@settings(max_examples=60, deadline=None)
@given(EDITIONS, st.sampled_from(["html", "csv"]))
def test_awkward_text_comes_back_or_is_flagged(edition: Edition, kind: str) -> None:
    of = paper(edition)
    found = again(written(of, kind), f"paper.{kind}", "2023/24 Q2")
    assert found.keys() == {one.code for one in of.activities}
    for one in of.activities:
        got, flagged = found[one.code]
        assert flagged or got in (facts(one, "2023/24 Q2"), seen(facts(one, "2023/24 Q2")))


@settings(max_examples=30, deadline=None)
@given(EDITIONS)
def test_the_data_fit_their_schema_and_the_package_its_own(edition: Edition) -> None:
    of = paper(edition)
    schema = json.loads((ROOT / "schema/paper.schema.json").read_text())
    Draft202012Validator(schema).validate(json_format.data(of))
    with zipfile.ZipFile(io.BytesIO(csv_format.write(of, LOOK))) as archive:
        package = json.loads(archive.read("datapackage.json"))
        for resource in package["resources"]:
            rows = list(
                csv.reader(io.StringIO(archive.read(resource["path"]).decode(), newline=""))
            )
            fields = resource["schema"]["fields"]
            assert rows[0] == [field["name"] for field in fields]
            for row in rows[1:]:
                assert len(row) == len(fields)
                for value, field in zip(row, fields, strict=True):
                    if field["type"] == "integer" and value:
                        int(value)
                    assert not value.startswith(("=", "+", "@"))


def document(of: Paper) -> Any:
    return html.document_fromstring(html_format.write(of, LOOK))


ONE = Edition(
    (
        Draft(
            "KA.02.01",
            "Keep the air clean",
            "Amber",
            "It rained.",
            steps=(Step("Count it", "2023-12"),),
        ),
    )
)


def test_the_page_has_one_first_heading_and_skips_none() -> None:
    for of in (real("2019-20"), real("2023-24"), paper(ONE)):
        page = document(of)
        assert page.get("lang") == "en-GB"
        assert len(page.xpath("//h1")) == 1
        levels = [int(h.tag[1]) for h in page.iter("h1", "h2", "h3", "h4")]
        assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
        assert len(set(page.xpath("//@id"))) == len(page.xpath("//@id"))
        for table in page.iter("table"):
            assert table[0].tag == "caption"
            assert {th.get("scope") for th in table.xpath("./thead//th")} == {"col"}
            assert {th.get("scope") for th in table.xpath("./tbody//th")} == {"row"}
        links = page.xpath("//a/@href")
        assert all(link.startswith("#") and link[1:] in page.xpath("//@id") for link in links)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_has_no_effect(name: str) -> None:
    text = HOSTILE[name].replace("\ud800", "").replace("\udfff", "")
    said = f"x{text}"
    hostile = Edition((Draft("KA.02.01", said, "Amber", said, (said,), said, progress=(said,), steps=(Step(said, "2023-12", "Housing"),)),), title=said, council=said)  # fmt: skip
    before, after = document(paper(ONE)), document(paper(hostile))
    assert {e.tag for e in after.iter()} <= {e.tag for e in before.iter()}
    assert {k for e in after.iter() for k in e.attrib} <= {
        k for e in before.iter() for k in e.attrib
    }
    md_format.write(paper(hostile), LOOK)
    csv_format.write(paper(hostile), LOOK)


def test_axe_finds_nothing_light_or_dark_narrow_or_wide(council: Path, tmp_path: Path) -> None:
    chromium = browser()
    assert kprlint(council, "publish", "-o", str(tmp_path / "demo.html")).returncode == 0
    (tmp_path / "real.html").write_bytes(html_format.write(real("2019-20"), Look("#a01c58")))
    views = audited(chromium, tmp_path / "demo.html", tmp_path / "real.html")
    assert len(views) == 2 * 2 * 3
    for view in views:
        where = f"{view['page']}, {view['scheme']}, {view['width']} px"
        assert not view["violations"], f"{where}: {json.dumps(view['violations'], indent=1)[:2000]}"
        assert view["scroll"] <= view["width"], where
        assert view["read"] == view["rows"], where


def test_the_pages_are_valid_html(council: Path, tmp_path: Path) -> None:
    browser()
    for name, command in (
        ("paper.html", ("publish", "--output")),
        ("report.html", ("changes", "--format", "html", "--output-file")),
    ):
        done = kprlint(council, *command, str(tmp_path / name))
        assert done.returncode == 0, done.stderr
    for name, asked in (
        ("history.html", ("history", "KA.01.02", "--format", "html")),
        ("due.html", ("due", "--format", "html")),
    ):
        (tmp_path / name).write_bytes(kprlint(council, *asked).stdout)
    around = '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>x</title></head><body><h1>x</h1>\n{}</body></html>\n'
    inner = html_format.write(real("2023-24"), LOOK, fragment=True).decode()
    (tmp_path / "fragment.html").write_text(around.format(inner), "utf-8")
    (tmp_path / "real.html").write_bytes(html_format.write(real("2019-20"), LOOK))
    assert validated(*sorted(tmp_path.glob("*.html"))) == []


def test_a_fragment_stands_in_a_page_of_somebody_else() -> None:
    of = real("2023-24")
    made = html_format.write(of, LOOK, fragment=True).decode()
    [block] = html.fragments_fromstring(made)
    assert block.get("class") == "kprlint-paper"
    assert not block.xpath("//h1 | //style | //script | //form | //head | //main")
    levels = [int(h.tag[1]) for h in block.iter("h2", "h3", "h4")]
    assert levels[0] == 2
    assert len(block.xpath(".//article")) == len(of.activities)
    assert again(made.encode(), "html", "2023/24 Q2").keys() == {a.code for a in of.activities}


def test_without_scripts_all_is_shown() -> None:
    page = document(real("2019-20"))
    assert page.xpath("//form/@hidden") is not None
    assert len(page.xpath("//article")) == 37
    assert not page.xpath("//article[@hidden]")


def test_each_activity_has_a_heading_and_its_code_as_a_lasting_address() -> None:
    of = real("2023-24")
    page = document(of)
    assert [card.get("id") for card in page.iter("article")] == [str(a.code) for a in of.activities]
    for card in page.iter("article"):
        assert card[0].get("id") == card.get("aria-labelledby")
        assert page.xpath(f"//nav//a[@href='#{card.get('id')}']")


def shown(page: Path, address: str) -> Any:
    """The page as a browser shows it, when its scripts have run."""
    done = subprocess.run(
        [browser(), "--headless", "--no-sandbox", "--virtual-time-budget=5000", "--dump-dom", f"{page.as_uri()}{address}"],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    return html.document_fromstring(done.stdout)


def test_a_choice_stands_in_the_address_and_a_link_shows_what_is_hidden(tmp_path: Path) -> None:
    (tmp_path / "paper.html").write_bytes(html_format.write(real("2019-20"), LOOK))
    chosen = shown(tmp_path / "paper.html", "?status=Red")
    seen = chosen.xpath("//article[not(@hidden)]/@data-status")
    assert seen
    assert set(seen) == {"Red"}
    assert chosen.xpath("//form[@data-filtered]")
    assert chosen.get_element_by_id("shown").text.startswith("Filtered: ")
    code = chosen.xpath("//article[@hidden]/@id")[0]
    linked = shown(tmp_path / "paper.html", f"?status=Red#{code}")
    assert not linked.xpath("//article[@hidden]")
    assert linked.get_element_by_id("shown").text == "All 37 activities are shown."
