"""The site of the demonstration, of both real plans and of a small one: complete, linked, safe, and the same again."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from lxml import html  # type: ignore[import-untyped]

from kprlint.cli import main
from kprlint.demo import build
from kprlint.site.writing import MANIFEST
from tests.browser import HOSTILE
from tests.publish.test_paper import kprlint
from tests.publish.test_truth import PLAN, activity, commit, git, register
from tests.test_real_plans import ROOT

ATOM = "{http://www.w3.org/2005/Atom}"


def site(repository: Path, output: Path, *options: str) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(repository)
        return CliRunner().invoke(main, ["site", "--output", str(output), *options])


def made(repository: Path, output: Path) -> Path:
    done = site(repository, output)
    assert done.exit_code == 0, done.stderr
    return output


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def text(path: Path) -> str:
    return said(html.parse(str(path)).getroot().find("body"))


def said(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The repository of the fictional council, and its site."""
    top = tmp_path_factory.mktemp("site")
    build(top / "council")
    return top / "council", made(top / "council", top / "out")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Both real plans in a commit, and their site."""
    top = tmp_path_factory.mktemp("site")
    repository = top / "council"
    shutil.copytree(ROOT / "activities", repository / "activities")
    shutil.copy(ROOT / "kprlint.toml", repository)
    git(repository, "init", "--quiet", "--initial-branch=main", "--template=")
    commit(repository)
    return repository, made(repository, top / "out")


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """Three activities over two quarters."""
    folder = tmp_path / "council"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main", "--template=")
    codes = ("KA.01.01", "KA.01.02", "KA.01.03")
    register(folder, *codes)
    for code in codes:
        activity(folder, code)
    commit(folder)
    register(folder, *codes, quarter="2023/24 Q3")
    for code in codes:
        steps = "  - {action: Count the herons, due: 2024-06, moved: The hide has burnt down.}"
        activity(folder, code, quarter="2023/24 Q3", steps=steps)
    commit(folder)
    return folder


def links(page: Path) -> Iterator[str]:
    yield from html.parse(str(page)).getroot().xpath("//*/@href")


def dead_links(folder: Path) -> list[str]:
    """The links of all pages that lead to no file, or to no place in one."""
    ids = {
        page: set(html.parse(str(page)).getroot().xpath("//@id")) for page in folder.rglob("*.html")
    }
    dead = []
    for page in ids:
        for link in links(page):
            address, place = urldefrag(link)
            there = (page.parent / unquote(address)).resolve() if address else page
            if not there.is_file() or (place and unquote(place) not in ids[there]):
                dead.append(f"{page.relative_to(folder)}: {link}")
    return dead


@pytest.mark.parametrize("name", ["demo", "real"])
def test_no_link_is_dead_and_every_page_is_led_to(
    name: str, request: pytest.FixtureRequest
) -> None:
    _, folder = request.getfixturevalue(name)
    assert not dead_links(folder)
    reached: set[Path] = set()
    waiting = [folder / "index.html"]
    while waiting:
        page = waiting.pop()
        if page not in reached:
            reached.add(page)
            if page.suffix == ".html":
                found = (urldefrag(link)[0] for link in links(page))
                waiting += [(page.parent / unquote(there)).resolve() for there in found if there]
    unreached = {folder / name for name in files(folder)} - reached
    assert {path.name for path in unreached} == {MANIFEST, ".nojekyll", "search.json"}


@pytest.mark.parametrize("name", ["demo", "real"])
def test_every_registered_activity_of_every_quarter_has_a_page(
    name: str, request: pytest.FixtureRequest
) -> None:
    _, folder = request.getfixturevalue(name)
    papers = [json.loads(path.read_bytes()) for path in folder.glob("*/data/*.json")]
    assert len(papers) == {"demo": 5, "real": 2}[name]
    for paper in papers:
        plan = folder / paper["plan"]
        codes = [a["code"] for o in paper["objectives"] for a in o["activities"]]
        codes += [a["code"] for a in paper["absent"] if a["code"]]
        quarter = paper["quarter"].replace("/", "-").replace(" ", "-")
        listed = text(plan / "index.html")
        for code in codes:
            page = text(plan / "activity" / f"{code}.html")
            assert paper["quarter"] in page
            assert code in listed
            assert code in text(plan / "quarter" / f"{quarter}.html")


def test_an_activity_tells_what_moved_and_why(demo: tuple[Path, Path]) -> None:
    page = text(demo[1] / "2024-25/activity/KA.01.02.html")
    for said in (
        "Award the contract for the new pool roof In 2024/25 Q1, for September 2024",
        "2024/25 Q2: from September 2024 to December 2024. Nobody has said why.",
        "2024/25 Q3: from December 2024 to February 2025. Cabinet must agree the higher price first.",
        "Open, due June 2025",
    ):
        assert said in page


def test_what_continues_and_what_went_is_told(demo: tuple[Path, Path]) -> None:
    _, folder = demo
    after = text(folder / "2024-25/activity/KA.01.01.html")
    assert "Continues 2023-24/" in after
    before = re.search(r"Continues (2023-24)/(\S+)", after)
    assert before
    assert "Continued by 2024-25/KA.01.01" in text(
        folder / f"{before[1]}/activity/{before[2]}.html"
    )
    gone = text(folder / "2024-25/activity/KA.02.03.html")
    assert "2024/25 Q4: no longer in the plan: given to the county" in gone
    renamed = text(folder / "2024-25/activity/KA.04.01.html")
    assert "Continued by 2024-25/KA.01.05" in renamed
    assert "2024/25 Q4 Goes on as KA.01.05" in renamed


def test_every_step_of_every_paper_is_among_the_promises(demo: tuple[Path, Path]) -> None:
    _, folder = demo
    for path in folder.glob("*/data/*.json"):
        paper = json.loads(path.read_bytes())
        for one in (a for o in paper["objectives"] for a in o["activities"]):
            page = html.parse(str(folder / paper["plan"] / f"activity/{one['code']}.html"))
            told = said(page.xpath("//section[@aria-labelledby='promises']")[0])
            for step in one["next_steps"]:
                assert step["action"] in told, (paper["quarter"], one["code"])


def test_the_same_commit_gives_the_same_bytes(demo: tuple[Path, Path], tmp_path: Path) -> None:
    repository, folder = demo
    done = kprlint(repository, "site", "--output", str(tmp_path / "again"), seed="7")
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "again") == files(folder)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert "0 written" in site(repository, folder).stderr
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_only_pages_that_say_what_changed_are_written(council: Path, tmp_path: Path) -> None:
    out = made(council, tmp_path / "out")
    before = files(out)
    activity(council, "KA.01.02", quarter="2023/24 Q3", progress="  - The weir was mended in December 2023.")  # fmt: skip
    assert "0 written" in site(council, out).stderr  # it is not committed
    commit(council)
    made(council, out)
    after = files(out)
    assert before.keys() == after.keys()
    assert {name for name in after if after[name] != before[name]} <= {
        MANIFEST, "search.json", "feed.atom", "index.html", "accessibility.html", "2023-24/index.html", "2023-24/due.ics",
        "2023-24/activity/KA.01.02.html", "2023-24/objective/1.html", "2023-24/quarter/2023-24-Q3.html",
        "2023-24/data/2023-24-Q3.json", "2023-24/data/2023-24-Q3.csv.zip",
    }  # fmt: skip
    assert after["2023-24/activity/KA.01.02.html"] != before["2023-24/activity/KA.01.02.html"]
    fresh = files(made(council, tmp_path / "fresh"))
    assert fresh == after


def test_an_earlier_quarter_that_changed_is_made_again(council: Path, tmp_path: Path) -> None:
    out = made(council, tmp_path / "out")
    (out / "2023-24/quarter/2023-24-Q2.html").write_text("somebody's")
    (council / "kprlint.toml").write_text('[publish]\ncolour = "#a01c58"\n')
    commit(council)
    made(council, out)
    assert files(out) == files(made(council, tmp_path / "fresh"))


def test_what_is_no_longer_made_goes(council: Path, tmp_path: Path) -> None:
    out = made(council, tmp_path / "out")
    activity(council, "KA.01.02", quarter="2023/24 Q3")
    path = council / PLAN / "KA.01.02.yaml"
    path.write_text(path.read_text().replace("lead: Parks", "lead: Ponds"))
    commit(council)
    made(council, out)
    assert len(list((out / "2023-24/lead").iterdir())) == 2
    git(council, "reset", "--quiet", "--hard", "HEAD~1")
    made(council, out)
    assert len(list((out / "2023-24/lead").iterdir())) == 1
    assert files(out) == files(made(council, tmp_path / "fresh"))


def test_what_cannot_be_read_is_named(council: Path, tmp_path: Path) -> None:
    (council / PLAN / "KA.01.01.yaml").write_text("code: KA.01.01\ntitle: [not closed\n")
    (council / PLAN / "KA.01.03.yaml").unlink()
    other = council / "activities/2030-31"
    other.mkdir()
    (other / "plan.yaml").write_text("plan: [")
    commit(council)
    out = tmp_path / "out"
    done = site(council, out)
    assert done.exit_code == 0, done.stderr
    plan = text(out / "2023-24/index.html")
    assert "2023/24 Q3: KA.01.01" in plan
    assert "was not read" in plan
    assert "KA.01.03: Look after pond 3 – not reported, since its file is missing" in plan
    assert "2030-31 : this plan could not be read" in text(out / "index.html")
    assert "2030-31" in done.stderr
    assert "was not read" in text(out / "2023-24/activity/KA.01.01.html")
    assert "its file is missing" in text(out / "2023-24/activity/KA.01.03.html")
    assert not dead_links(out)


def test_the_pages_of_a_plan_that_cannot_be_read_now_stay(council: Path, tmp_path: Path) -> None:
    earlier = council / "activities/2019-20"
    earlier.mkdir()
    register_text = (council / PLAN / "plan.yaml").read_text()
    (earlier / "plan.yaml").write_text(register_text.replace("2023-24", "2019-20"))
    commit(council)
    out = made(council, tmp_path / "out")
    before = {name: data for name, data in files(out).items() if name.startswith("2019-20/")}
    assert before
    (earlier / "plan.yaml").write_text("plan: [")
    commit(council)
    made(council, out)
    assert {n: data for n, data in files(out).items() if n.startswith("2019-20/")} == before
    assert "2019-20 : this plan could not be read" in text(out / "index.html")
    assert not dead_links(out)


def test_a_quarter_that_git_does_not_have_is_named(council: Path, tmp_path: Path) -> None:
    register(council, "KA.01.01", "KA.01.02", "KA.01.03", quarter="2024/25 Q2")
    commit(council)
    page = text(made(council, tmp_path / "out") / "2023-24/index.html")
    assert "Git has no text of 2023/24 Q4 and 2024/25 Q1." in page
    assert "Git has no text of the plan before 2023/24 Q2, though it began earlier." in page


def quoted(text: str) -> str:
    """A text in YAML's quotation marks, with every character that is not plain as an escape."""
    plain = (c if " " <= c <= "~" and c not in '"\\' else f"\\U{ord(c):08x}" for c in text)
    return f'"{"".join(plain)}"'


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_has_no_effect(name: str, council: Path, tmp_path: Path) -> None:
    before = made(council, tmp_path / "before")
    said = quoted(f"x{HOSTILE[name]}")
    fields = {"title": said, "lead": said, "portfolio": said, "status": said, "status_reason": said}
    lines = [f"{field}: {value}" for field, value in fields.items()]
    step = f"  - {{action: {said}, due: 2024-06, owner: {said}, moved: {said}}}"
    (council / PLAN / "KA.01.01.yaml").write_text(
        "\n".join(["code: KA.01.01", "period: 2023/24 Q3", *lines, f"progress:\n  - {said}\nnext_steps:\n{step}\n"])
    )  # fmt: skip
    path = council / PLAN / "plan.yaml"
    if name != "surrogates":  # which no register can be read with
        path.write_text(
            path.read_text()
            .replace("Fen Council", said)
            .replace("Plan of the Marsh", said)
            .replace("Water", said)
        )
    commit(council)
    after = tmp_path / "after"
    done = site(council, after)
    assert done.exit_code == 0, done.stderr
    assert all(re.fullmatch(r"[A-Za-z0-9._/-]+", address) for address in files(after))
    pages = [html.parse(str(page)) for page in after.rglob("*.html")]
    known = [html.parse(str(page)) for page in before.rglob("*.html")]
    tags = {e.tag for p in known for e in p.iter()} | {"path", "circle"}  # the pattern of a status
    assert {e.tag for p in pages for e in p.iter()} <= tags
    attributes = {k for p in known for e in p.iter() for k in e.attrib} | {"cx", "cy", "d", "r"}
    assert {k for p in pages for e in p.iter() for k in e.attrib} <= attributes
    assert not dead_links(after)
    ElementTree.parse(after / "feed.atom")


def test_codes_that_look_like_paths_stay_in_the_folder(council: Path, tmp_path: Path) -> None:
    codes = ["../../../x", "CON", "Ünit 1/2", "a:b"]
    path = council / PLAN / "plan.yaml"
    listed = ", ".join(json.dumps(code) for code in codes)
    path.write_text(
        path.read_text()
        .replace("starts:", "codes: listed\nstarts:")
        .replace("KA.01.01, KA.01.02, KA.01.03", listed)
    )
    for number, code in enumerate(codes):
        activity(council, "KA.01.01", quarter="2023/24 Q3")
        there = council / PLAN / "KA.01.01.yaml"
        there.rename(council / PLAN / f"file{number}.yaml").write_text(
            (council / PLAN / f"file{number}.yaml")
            .read_text()
            .replace("KA.01.01", json.dumps(code))
        )
    commit(council)
    out = made(council, tmp_path / "deep/down/out")
    assert {p.name for p in tmp_path.iterdir()} == {"council", "deep"}
    assert all(re.fullmatch(r"[A-Za-z0-9._/-]+", address) for address in files(out))
    assert len([p for p in (out / "2023-24/activity").iterdir() if "KA" not in p.name]) == 4
    assert not dead_links(out)


def test_the_feed_can_be_read_and_its_ids_stay(demo: tuple[Path, Path], tmp_path: Path) -> None:
    repository, folder = demo
    feed = ElementTree.parse(folder / "feed.atom").getroot()
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 5
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == 5
    said = entries[0].findtext(f"{ATOM}content") or ""
    assert "Nobody" not in ids
    assert "KA.02.02" in said
    there = tmp_path / "there"
    assert site(repository, there, "--url", "https://plans.example.org/x").exit_code == 0
    other = ElementTree.parse(there / "feed.atom").getroot()
    assert [entry.findtext(f"{ATOM}id") for entry in other.findall(f"{ATOM}entry")] == ids
    addresses = [link.get("href") or "" for link in other.iter(f"{ATOM}link")]
    assert all(address.startswith("https://plans.example.org/x/") for address in addresses)


def test_a_calendar_has_what_is_due(demo: tuple[Path, Path]) -> None:
    icalendar = pytest.importorskip("icalendar")
    found = icalendar.Calendar.from_ical((demo[1] / "2024-25/due.ics").read_bytes())
    assert any("pool roof" in str(event["summary"]) for event in found.walk("VEVENT"))


def test_the_index_of_the_search_has_every_page(demo: tuple[Path, Path]) -> None:
    _, folder = demo
    index = json.loads((folder / "search.json").read_bytes())
    pages = {p.relative_to(folder).as_posix() for p in folder.glob("*/activity/*.html")}
    assert index.keys() == pages
    assert "tendered" in index["2024-25/activity/KA.01.02.html"]
    assert set(html.parse(str(folder / "search.html")).xpath("//@data-page")) == pages


@pytest.mark.parametrize("name", ["demo", "real"])
def test_pages_are_light(name: str, request: pytest.FixtureRequest) -> None:
    _, folder = request.getfixturevalue(name)
    heavy = {
        page.relative_to(folder).as_posix(): page.stat().st_size
        for page in folder.rglob("*.html")
        if page.stat().st_size > 100_000
    }
    assert not heavy


def test_a_folder_of_somebody_else_is_left_alone(council: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    (there / "letter.txt").write_text("Dear all")
    done = site(council, there)
    assert done.exit_code == 2
    assert "holds other things" in done.stderr
    assert files(there) == {"letter.txt": b"Dear all"}
    assert site(council, there / "letter.txt").exit_code == 2
    (there / "letter.txt").unlink()
    (there / MANIFEST).write_text("{}")
    assert site(council, there).exit_code == 2
    assert files(there).keys() == {MANIFEST}


def test_what_somebody_put_beside_is_kept_and_not_overwritten(
    council: Path, tmp_path: Path
) -> None:
    out = made(council, tmp_path / "out")
    (out / "CNAME").write_text("plans.example.org")
    new = out / "2023-24/lead"
    made(council, out)
    assert (out / "CNAME").read_text() == "plans.example.org"
    path = council / PLAN / "KA.01.02.yaml"
    path.write_text(path.read_text().replace("lead: Parks", "lead: Ponds"))
    commit(council)
    address = next(
        p for p in files(made(council, tmp_path / "other")) if p.startswith("2023-24/lead/ponds")
    )
    (new / Path(address).name).write_text("mine")
    before = files(out)
    done = site(council, out)
    assert done.exit_code == 2
    assert "is not of this site" in done.stderr
    assert files(out) == before


def test_a_link_leads_nowhere_else(council: Path, tmp_path: Path) -> None:
    out = made(council, tmp_path / "out")
    shutil.rmtree(out / "2023-24/activity")
    (tmp_path / "elsewhere").mkdir()
    (out / "2023-24/activity").symlink_to(tmp_path / "elsewhere")
    done = site(council, out)
    assert done.exit_code == 2
    assert not list((tmp_path / "elsewhere").iterdir())


def test_without_a_plan_nothing_is_written(council: Path, tmp_path: Path) -> None:
    (council / PLAN / "plan.yaml").write_text("plan: [")
    commit(council)
    done = site(council, tmp_path / "out")
    assert done.exit_code == 2
    assert "2023-24" in done.stderr
    git(council, "rm", "--quiet", "-r", "activities")
    commit(council)
    assert site(council, tmp_path / "out").exit_code == 2
    assert not (tmp_path / "out").exists()
