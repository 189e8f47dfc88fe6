"""What kprlint forms writes: the plan's own words, a form an activity, and nothing of its own over somebody else's."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from kprlint.forms.backends import repo_of
from tests.conftest import Run, write
from tests.forms.conftest import PAGE, Format, needed
from tests.forms.packages import WRITTEN, described
from tests.plans import activity

TO = ("--backend", "github", "--repo", "council/plans")


def told(folder: Path) -> Any:
    return json.loads((folder / "forms/forms.json").read_text("utf-8"))


def test_there_is_a_form_for_each_activity_of_the_register_and_for_nothing_else(
    plan: Path, run: Run
) -> None:
    (plan / "activities/2023-24/KA.03.05.yaml").unlink()
    write(plan / "activities/2023-24/notes.yaml", activity("KA.03.04"))
    done = run("forms", *TO)
    assert done.exit_code == 0
    assert done.stdout == "forms/\n"
    assert "activities/2023-24/notes.yaml has no form" in done.stderr
    (collection,) = told(plan)["config"]["collections"]
    assert [(one["name"], one["label"], one["file"]) for one in collection["files"]] == [
        ("KA.03.04", "KA.03.04 Keep the air clean", "activities/2023-24/KA.03.04.yaml"),
        ("KA.03.05", "KA.03.05 (no file yet)", "activities/2023-24/KA.03.05.yaml"),
    ]
    assert "comments too" in collection["description"]


def test_choices_are_the_plan_s_own_words(plan: Path, run: Run) -> None:
    run("forms", *TO)
    fields = {one["name"]: one for one in told(plan)["fields"]}
    assert fields["status"]["options"] == ["Green", "Amber", "Red", "Complete", "Deferred", "Paused", "Not stated"]  # fmt: skip
    assert fields["lead"]["options"] == ["Housing", "Regulatory Services"]
    assert fields["lead"]["multiple"]
    assert fields["portfolio"]["options"] == ["Environment and Climate Change", "Wellbeing"]
    assert told(plan)["reasons"] == ["Amber", "Red", "Deferred", "Paused"]
    steps = {one["name"]: one for one in fields["next_steps"]["fields"]}
    assert [*steps] == ["action", "due", "owner", "done", "dropped", "to", "void", "moved", "update", "was", "from"]  # fmt: skip
    assert [name for name, one in steps.items() if one["required"]] == ["action"]
    for text, fits in {"ongoing": True, "2024-03": True, "2023/24 Q3": True, "March": False}.items():  # fmt: skip
        assert bool(re.search(steps["due"]["pattern"][0], text)) == fits
    assert not {"code", "period", "continues"} & fields.keys()
    assert {name for name, one in fields.items() if one["required"]} == {"title", "lead", "portfolio", "status"}  # fmt: skip


def test_a_plan_without_leads_asks_for_none(plan: Path, run: Run) -> None:
    register = plan / "activities/2023-24/plan.yaml"
    text = re.sub(r"(leads|portfolios):.*\n", "", register.read_text("utf-8"))
    register.write_text(text, "utf-8")
    run("forms", *TO)
    fields = {one["name"]: one for one in told(plan)["fields"]}
    assert fields["lead"]["widget"] == "list" and not fields["lead"]["required"]
    assert fields["portfolio"]["widget"] == "text" and not fields["portfolio"]["required"]


def test_what_is_saved_goes_where_the_options_say(plan: Path, run: Run) -> None:
    run("forms", *TO, "--branch", "trunk", "--set", "base_url=https://login.council.example", "--local", "8099")  # fmt: skip
    config = told(plan)["config"]
    backend = config["backend"]
    assert (backend["name"], backend["repo"], backend["branch"]) == ("github", "council/plans", "trunk")  # fmt: skip
    assert backend["base_url"] == "https://login.council.example"
    assert config["publish_mode"] == "editorial_workflow"
    assert config["local_backend"] == {"url": "http://localhost:8099/api/v1"}


@pytest.mark.parametrize(
    ("remote", "repo"),
    [
        ("git@github.com:council/plans.git", "council/plans"),
        ("https://gitlab.example/group/sub/plans.git", "group/sub/plans"),
        ("https://council@dev.azure.com/council/project/_git/plans", "council/project/plans"),
        ("ssh://git@codeberg.org/council/plans", "council/plans"),
        ("/srv/plans", None),
        ("", None),
    ],
)
def test_a_remote_says_what_the_repository_is_called(remote: str, repo: str | None) -> None:
    assert repo_of(remote) == repo


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "--backend github"),
        (("--backend", "github"), "--repo council/plans"),
        (("--backend", "github", "--repo", "a b"), "names no repository"),
        ((*TO, "--set", "x"), "app_id=1234"),
        (("--backend", "gitea", "--repo", "a/b"), "forgejo"),
    ],
)
def test_what_is_missing_is_asked_for(
    plan: Path, run: Run, options: tuple[str, ...], words: str
) -> None:
    done = run("forms", *options)
    assert done.exit_code == 2
    assert words in done.stderr
    assert not (plan / "forms").exists()


def test_it_is_written_again_but_never_over_something_else(plan: Path, run: Run) -> None:
    run("forms", *TO)
    first = {path.name: path.read_bytes() for path in (plan / "forms").iterdir()}
    assert run("forms", *TO).exit_code == 0
    assert {path.name: path.read_bytes() for path in (plan / "forms").iterdir()} == first
    write(plan / "site/index.html", "<p>Ours")
    done = run("forms", *TO, "-o", "site")
    assert done.exit_code == 2
    assert "site holds something else" in done.stderr
    assert [path.name for path in (plan / "site").iterdir()] == ["index.html"]


def test_names_have_no_effect_on_the_page(plan: Path, run: Run) -> None:
    register = plan / "activities/2023-24/plan.yaml"
    evil = "</title><script>alert(1)</script>@CMS@"
    text = register.read_text("utf-8").replace("title: Our Plan 2023/24", f"title: '{evil}'")
    register.write_text(text, "utf-8")
    run("forms", *TO, "--scripts", 'x"></script><script>alert(2)</script>')
    page = (plan / "forms/index.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert html.escape(evil) in page


def test_only_what_has_the_known_sum_runs(plan: Path, run: Run) -> None:
    run("forms", *TO)
    page = (plan / "forms/index.html").read_text("utf-8")
    packages = json.loads(WRITTEN.read_text("utf-8"))
    modules = json.loads(page.split('<script type="importmap">')[1].split("</script>")[0])
    assert modules["imports"]["yaml"] in modules["integrity"]
    assert len(modules["integrity"]) == len(packages["modules"])
    assert f'/{packages["cms"]}" integrity="{packages["sum"]}"' in page
    needed("node")
    assert packages == described(), "run python -m tests.forms.packages"


def test_the_page_is_what_the_package_has(plan: Path, run: Run) -> None:
    run("forms", *TO)
    for name in ("format.js", "start.js"):
        assert (plan / "forms" / name).read_bytes() == (PAGE / name).read_bytes()


def test_a_form_says_what_it_waits_for(page: Format) -> None:
    asked: dict[str, Any] = {"status": "Red", "next_steps": [{"action": "Open", "done": "2023-10", "dropped": "No"}]}  # fmt: skip
    assert "why the status is Red" in page.ask(form=asked, reasons=["Red"])["unfit"]
    assert "one of done and dropped" in page.ask(form=asked, reasons=[])["unfit"]
    asked["next_steps"][0]["dropped"] = " "
    assert page.ask(form=asked, reasons=[])["unfit"] == ""


@pytest.mark.parametrize("text", ["a: b: c\n", "code: A\ncode: B\n", "- a\n", "{code: A}\n"])
def test_a_file_that_is_no_activity_is_not_written(page: Format, text: str) -> None:
    question: dict[str, Any] = {"form": {" source": text, "code": "KA.03.04"}, "order": page.order}
    assert page.refused(**question)


def test_a_comment_inside_of_what_is_written_anew_stops_it(page: Format) -> None:
    text = "code: A\nlead: [\n  Housing, # since May\n  Legal]\n"
    form = page.form(text) | {"lead": ["Housing"]}
    assert "A comment stands inside" in page.refused(form=form, order=page.order)
