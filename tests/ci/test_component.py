"""The GitLab component: what its jobs do that the recipe's do not, and that they are otherwise the same."""

import json
import shutil
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.ci import council as councils
from tests.ci import test_gitlab as recipe
from tests.ci import test_recipes as files
from tests.ci.council import PLAN, Council
from tests.ci.steps import clean, load, program
from tests.ci.templates import COMPONENT, component, jobs
from tests.plans import activity

SOURCE = "git+https://gitlab.example.org/group/kprlint@" + "0" * 40

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """With the tests' own command, and a pip that notes what it is asked for."""
    stubs = tmp_path / "stubs"
    program(stubs / "pip", f'#!/bin/sh\necho "$@" >> "{tmp_path}/asked"\n')
    (stubs / "kprlint").symlink_to(Path(sys.executable).with_name("kprlint"))
    return clean(tmp_path, stubs, CI_PAGES_URL="https://group.pages.example.org/plans")


@pytest.fixture
def council(tmp_path: Path, environment: dict[str, str]) -> Council:
    return councils.founded(tmp_path / "council", environment)


@pytest.mark.parametrize(("touched_only", "others"), [(True, False), (False, True)])
def test_it_checks_and_reports(
    council: Council,
    environment: dict[str, str],
    tmp_path: Path,
    touched_only: bool,
    others: bool,
) -> None:
    base = council.git("rev-parse", "HEAD")
    council.write(f"{PLAN}/KA.03.04.yaml", activity(status="Purple"))
    council.commit("A status that is none")
    job = jobs(source=SOURCE, touched_only=touched_only)["kprlint"]
    done = recipe.run_job(
        job, council.folder, {**environment, "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    )
    assert done.returncode == 1, done.stderr
    assert (tmp_path / "asked").read_text() == f"install --quiet kprlint @ {SOURCE}\n"
    found = json.loads((council.folder / "gl-code-quality-report.json").read_text("utf-8"))
    assert "unknown-status" in {one["check_name"] for one in found}
    assert ("KA.03.05" in (council.folder / "changes.md").read_text("utf-8")) == others


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1)])
def test_the_gravity_from_which_it_fails(
    council: Council, environment: dict[str, str], fail_on: str, code: int
) -> None:
    # Its files say the same in two quarters, which is a warning.
    job = jobs(source=SOURCE, fail_on=fail_on)["kprlint"]
    assert recipe.run_job(job, council.folder, environment).returncode == code


def test_it_publishes_the_site(
    council: Council, environment: dict[str, str], tmp_path: Path
) -> None:
    job = jobs(source=SOURCE, site=True)["pages"]
    done = recipe.run_job(job, council.folder, environment)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "asked").read_text() == f"install --quiet kprlint[html,ical] @ {SOURCE}\n"
    [published] = job["artifacts"]["paths"]
    assert (council.folder / published / "index.html").is_file()
    assert environment["CI_PAGES_URL"] in (council.folder / published / "feed.atom").read_text()


def test_what_is_not_wanted_has_no_job() -> None:
    asked = {True: '"true" == "true"', False: '"false" == "true"'}
    for wanted, says in asked.items():
        made = jobs(source=SOURCE, comment=wanted, site=wanted)
        for name in ("kprlint-note", "pages"):
            [rule] = made[name]["rules"]
            assert rule["if"].endswith(f" && {says}")


def test_its_jobs_are_the_recipes() -> None:
    """The note's script has its own tests, for both."""
    made = jobs(source=SOURCE)
    note, known = made["kprlint-note"], recipe.JOBS["kprlint-note"]
    assert {**note, "rules": []} == {**known, "rules": []}
    assert note["rules"][0]["if"] == f'{known["rules"][0]["if"]} && "true" == "true"'
    for key in ("stage", "image", "rules", "artifacts"):
        assert made["kprlint"][key] == recipe.JOBS["kprlint"][key]


def test_no_text_of_an_input_is_written_into_a_script() -> None:
    header, body = component()
    booleans = {
        name for name, told in header["spec"]["inputs"].items() if told.get("type") == "boolean"
    }
    for job in body.values():
        script = "\n".join(job["script"])
        for name in header["spec"]["inputs"].keys() - booleans:
            assert f"inputs.{name} " not in script
    for job in jobs(source=SOURCE).values():
        assert all(isinstance(value, str) for value in job.get("variables", {}).values())


@pytest.mark.parametrize("text", ["$(touch owned)", '"; touch owned; "', "`touch owned`"])
def test_what_an_input_says_is_not_run(
    council: Council, environment: dict[str, str], text: str
) -> None:
    recipe.run_job(jobs(source=text, fail_on=text)["kprlint"], council.folder, environment)
    assert not (council.folder / "owned").exists()


def test_both_of_its_documents_fit_the_published_schema(tmp_path: Path) -> None:
    header, _ = component()
    for name, document in (("header", header), ("jobs", jobs(source=SOURCE, site=True))):
        YAML(typ="safe").dump(document, tmp_path / f"{name}.yml")
    files.test_files_fit_the_published_schemas(
        "gitlab-ci",
        [tmp_path / "header.yml", tmp_path / "jobs.yml"],
        ["--data-transform", "gitlab-ci"],
    )


def test_the_page_tells_of_every_input_with_its_default() -> None:
    header, _ = component()
    rows = files.told(files.CI / "gitlab.md")
    inputs = header["spec"]["inputs"]
    assert list(rows) == list(inputs)
    for name, told in inputs.items():
        default = told.get("default", "")
        assert rows[name] == (str(default).lower() if isinstance(default, bool) else default)


def test_the_include_names_inputs_that_there_are() -> None:
    [include] = load(files.GITLAB_INCLUDE)["include"]
    assert include["component"].partition("@")[0].rpartition("/")[2] == COMPONENT.stem
    jobs(**include["inputs"])
