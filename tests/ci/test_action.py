"""The action's scripts, run by bash over a real repository with the real command."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.ci import council as councils
from tests.ci.council import PLAN, Council, stolen
from tests.ci.runner import ACTION, KPRLINT, Act, needed
from tests.ci.steps import ROOT, Outcome, clean
from tests.plans import activity

COMMENT = "marocchino/sticky-pull-request-comment"

pytestmark = needed


def _answers(outcome: Outcome) -> dict[str, str]:
    """The action's outputs."""
    return {name: outcome.output(told["value"]) for name, told in ACTION["outputs"].items()}


def test_a_clean_pull_request(act: Act, council: Council) -> None:
    stolen(council)
    outcome = act()
    assert not outcome.failed, outcome.log
    answers = _answers(outcome)
    assert (answers["check-exit"], answers["changes-exit"]) == ("0", "0")
    assert "kprlint checked" in outcome.summary
    report = Path(answers["report"]).read_text("utf-8")
    assert report in outcome.summary
    assert "KA.03.04" in report
    assert "KA.03.05" not in report
    assert json.loads(Path(answers["data"]).read_text("utf-8"))["version"] == 2
    posted = outcome.used[COMMENT]
    assert (posted["header"], posted["path"]) == ("kprlint ", answers["report"])
    assert str(posted["only_update"]).lower() == "false"


def test_where_nothing_needs_a_reader_a_comment_is_only_brought_up_to_date(
    act: Act, council: Council
) -> None:
    council.write(f"{PLAN}/KA.03.04.yaml", activity(progress="\n  - Two masts were tested."))
    council.commit("The second quarter")
    assert str(act().used[COMMENT]["only_update"]).lower() == "true"


def test_all_of_the_plan_on_demand(act: Act, council: Council) -> None:
    stolen(council)
    report = Path(_answers(act(touched_only="false"))["report"]).read_text("utf-8")
    assert "KA.03.04" in report
    assert "KA.03.05" in report


def test_after_the_merge_the_whole_plan_is_in_the_summary(act: Act, council: Council) -> None:
    stolen(council)
    outcome = act(event="push")
    assert not outcome.failed, outcome.log
    assert "KA.03.04" in outcome.summary
    assert "KA.03.05" in outcome.summary
    assert COMMENT not in outcome.used


def test_an_error_fails_the_last_step_and_nothing_is_left_out(act: Act, council: Council) -> None:
    council.write(f"{PLAN}/KA.03.04.yaml", activity(status="Purple"))
    council.commit("A status that is none")
    outcome = act()
    assert outcome.codes["Check the activities"] == 0
    assert outcome.codes["Fail where something was found"] == 1
    assert f"::error file={PLAN}/KA.03.04.yaml,line=" in outcome.log
    assert "Purple" in outcome.summary
    answers = _answers(outcome)
    assert answers["check-exit"] == "1"
    assert Path(answers["report"]).read_text("utf-8") in outcome.summary
    assert COMMENT in outcome.used


def test_the_gravity_from_which_it_fails(act: Act, council: Council) -> None:
    council.write(
        f"{PLAN}/KA.03.04.yaml", activity(next_steps="\n  - Choose the places for the monitors")
    )
    council.commit("A step without a date, which is a warning")
    outcome = act(fail_on="warning")
    assert "::warning file=" in outcome.log
    assert outcome.codes["Fail where something was found"] == 1


@pytest.mark.parametrize(
    ("inputs", "code"), [({}, 0), ({"changes_fail_on": "needs-explanation"}, 1)]
)
def test_a_change_without_an_answer(
    act: Act, council: Council, inputs: dict[str, str], code: int
) -> None:
    stolen(council)
    outcome = act(**inputs)
    assert _answers(outcome)["changes-exit"] == str(code)
    assert outcome.codes["Fail where something was found"] == code
    assert ("::error title=kprlint::" in outcome.log) == bool(code)
    assert COMMENT in outcome.used


def test_a_configuration_that_cannot_be_read(act: Act, council: Council) -> None:
    council.write("kprlint.toml", "exclude = 3\n")
    council.commit("A slip")
    outcome = act()
    assert _answers(outcome)["check-exit"] == "2"
    assert outcome.codes["Fail where something was found"] == 2
    assert "kprlint.toml" in outcome.log
    assert "kprlint could not check the activities" in outcome.summary


@pytest.mark.parametrize(("gate", "code"), [("never", 0), ("needs-explanation", 2)])
def test_a_first_quarter_has_no_report(act: Act, tmp_path: Path, gate: str, code: int) -> None:
    young = councils.founded(tmp_path / "young", clean(tmp_path), quarters=1)
    outcome = act(folder=young.folder, changes_fail_on=gate)
    assert _answers(outcome) == {
        "check-exit": "0",
        "changes-exit": "2",
        "report": "",
        "data": "",
        "site": "",
    }
    assert outcome.codes["Fail where something was found"] == code
    assert (
        "::warning title=kprlint::There is no report of what has changed. kprlint: git knows no commit"
        in outcome.log
    )
    assert "There is no report of what has changed" in outcome.summary
    assert "kprlint checked" in outcome.summary
    assert COMMENT not in outcome.used


def test_a_shallow_clone_is_told_the_line_to_write(
    act: Act, council: Council, tmp_path: Path
) -> None:
    stolen(council)
    outcome = act(folder=council.clone(tmp_path / "shallow", "--depth=1"))
    assert _answers(outcome)["changes-exit"] == "2"
    assert "fetch-depth: 0" in outcome.log


@pytest.mark.parametrize(
    "circumstance",
    [{"event": "push"}, {"head": "stranger/plans"}, {"head": ""}, {"comment": "never"}],
    ids=["push", "fork", "deleted fork", "not wanted"],
)
def test_where_no_comment_is_posted(
    act: Act, council: Council, tmp_path: Path, circumstance: dict[str, str]
) -> None:
    stolen(council)
    outcome = act(**circumstance)
    assert not outcome.failed, outcome.log
    assert COMMENT not in outcome.used
    assert not (tmp_path / "asked").exists()
    assert "KA.03.04" in outcome.summary


def test_an_older_run_leaves_the_comment_to_the_newer(
    act: Act, council: Council, tmp_path: Path
) -> None:
    stolen(council)
    outcome = act(sha="2" * 40)
    assert not outcome.failed
    assert COMMENT not in outcome.used
    asked = (tmp_path / "asked").read_text().split()
    assert asked == ["api", "repos/council/plans/pulls/7", "--jq", ".head.sha"]


def test_without_the_right_to_read_the_pull_request_it_warns(act: Act, council: Council) -> None:
    stolen(council)
    outcome = act(server="echo HTTP 403 >&2; exit 1")
    assert not outcome.failed
    assert COMMENT not in outcome.used
    assert "::warning title=kprlint::The pull request could not be read" in outcome.log


def test_each_plan_has_a_comment_of_its_own(act: Act, council: Council) -> None:
    stolen(council)
    assert act(plan="2023-24").used[COMMENT]["header"] == "kprlint 2023-24"


def test_paths_one_a_line(act: Act, council: Council) -> None:
    council.write("activities/an old plan/plan.yaml", "plan: 3\n")
    council.commit("A folder with blanks, and a register that is wrong")
    folder = f"\n{PLAN}/KA.03.04.yaml\n\nactivities/an old plan\n"
    outcome = act(paths=folder, comment="never")
    assert "file=activities/an old plan/plan.yaml" in outcome.log
    assert _answers(outcome)["check-exit"] == "1"
    only = act(folder=council.folder, paths=f"{PLAN}/KA.03.04.yaml")
    assert _answers(only)["check-exit"] == "0"


HOSTILE = ["$(touch owned)", "`touch owned`", '"; touch owned; "', "--output-file=owned", "a\nb"]


# Each step that is not told of an input is left out, and its outputs given.
FOUND = {"check": {"exit": "0"}, "changes": {"exit": "0", "report": ""}}
READ_BY = {
    "paths": {"check"},
    "fail_on": {"check"},
    "plan": {"changes"},
    "from": {"changes"},
    "changes_fail_on": {"changes"},
    "touched_only": {"changes"},
    "comment": {"changes"},
    "base": {"changes"},
}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", READ_BY)
def test_inputs_are_data(act: Act, tmp_path: Path, name: str, text: str) -> None:
    given = {step: told for step, told in FOUND.items() if step not in READ_BY[name]}
    outcome = act(
        given={"install": {"kprlint": str(KPRLINT), "folder": str(tmp_path / "runner")}, **given},
        **{name: text},
    )
    assert "owned" not in {path.name for path in (tmp_path / "clone").iterdir()}
    assert "command not found" not in outcome.log
    if name in ("paths", "fail_on"):
        assert outcome.codes["Fail where something was found"] == 2


def test_a_step_that_is_left_out_there_is_not_told_of_the_input() -> None:
    for name, readers in READ_BY.items():
        asks = f"inputs.{name.replace('_', '-')} "
        for step in ACTION["runs"]["steps"]:
            if step.get("id") in FOUND.keys() - readers:
                assert asks not in str(step.get("env", {}))


def test_the_report_of_a_real_plan_fits(act: Act, tmp_path: Path) -> None:
    council = councils.founded(tmp_path / "real", clean(tmp_path), quarters=1)
    shutil.rmtree(council.folder / "activities")
    shutil.copytree(ROOT / "activities", council.folder / "activities")
    council.commit("68 activities")
    outcome = act(folder=council.folder, touched_only="false")
    report = Path(_answers(outcome)["report"]).read_text("utf-8")
    assert 1_000 < len(report) < 60_000


def test_it_installs_itself(act: Act, council: Council) -> None:
    """With pip, which needs the package registry; and without a look at the modules of the pull request."""
    stolen(council)
    for module in ("venv", "pip", "click", "json"):
        council.write(f"{module}.py", "raise SystemExit('owned')\n")
    council.commit("Modules")
    outcome = act(given={"python": {"python-path": sys.executable}})
    assert not outcome.failed, outcome.log
    assert outcome.outputs["install"]["kprlint"] != str(KPRLINT)
    assert outcome.used["actions/setup-python"]["update-environment"] == "false"
    assert COMMENT in outcome.used
