"""What became of last quarter's promises, asked of real repositories."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kprlint.lint.engine import check
from kprlint.lint.finding import Finding
from kprlint.lint.settings import Settings
from kprlint.rules import load
from tests.plans import REGISTER

Step = dict[str, Any] | str
PUMP = {"action": "Replace the pump of the lido", "due": "2023-12"}
SIGN: dict[str, Any] = {
    "action": "Put up the new signs",
    "due": "2024-03",
    "update": "Half are up.",
}
RULES = (
    "unaccounted-step slipped-without-reason silent-step reopened-step unknown-earlier-step ambiguous-was "
    "idle-reason stale-status-reason vanished-activity missing-activity"
).split()


class Council:
    """A plan in a repository, quarter by quarter."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "-q")
        self.period = "2023/24 Q1"

    def git(self, *arguments: str) -> str:
        identity = ("-c", "user.name=Officer", "-c", "user.email=officer@council.example")
        done = subprocess.run(
            ["git", *identity, *arguments], cwd=self.folder, capture_output=True, check=True
        )
        return done.stdout.decode()

    def quarter(
        self, period: str, plan: str = "2023-24", more: str = "", **codes: list[Step]
    ) -> None:
        """Writes the register and the activities of a quarter: KA_03_04=[steps]."""
        self.period = period
        listed = ", ".join(code.replace("_", ".") for code in codes)
        register = REGISTER.replace("2023/24 Q2", period).replace("KA.03.04, KA.03.05", listed)
        if plan != "2023-24":
            register = register.replace("plan: 2023-24", f"plan: {plan}").replace("2023-04", "2022-04").replace("2024-03", "2023-03")  # fmt: skip
        self.write(f"{plan}/plan.yaml", register + more)
        for code, steps in codes.items():
            self.activity(code, steps, plan)

    def activity(self, code: str, steps: list[Step], plan: str = "2023-24", **fields: Any) -> None:
        data = {
            "code": code.replace("_", "."),
            "title": "Look after the lido",
            "lead": "Housing",
            "portfolio": "Wellbeing",
            "period": self.period,
            "status": "Green",
            "progress": ["The lido was swept."],
            "next_steps": steps,
        } | fields
        lines = "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in data.items() if v is not None)  # fmt: skip
        self.write(f"{plan}/{data['code']}.yaml", lines)

    def write(self, name: str, text: str) -> None:
        path = self.folder / "activities" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", "Update", "--allow-empty")

    def findings(self, *, closing: bool = False) -> list[Finding]:
        self.git("add", "-A")
        result = check(Settings(closing=closing), load()).result
        return [f for f in result.findings if f.rule in RULES]

    def told(self, *, closing: bool = False) -> list[tuple[str, str]]:
        return [(f.rule, str(f.severity)) for f in self.findings(closing=closing)]


@pytest.fixture
def council(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.chdir(tmp_path)
    return Council(tmp_path)


@pytest.fixture
def two(council: Council) -> Callable[[list[Step], list[Step]], list[tuple[str, str]]]:
    """What is told of an activity with the first steps in one quarter and the second ones in the next."""

    def made(was: list[Step], now: list[Step], **fields: Any) -> list[tuple[str, str]]:
        council.quarter("2023/24 Q1", KA_03_04=was)
        council.commit()
        council.quarter("2023/24 Q2", KA_03_04=now)
        return council.told()

    return made


UNACCOUNTED = [("unaccounted-step", "error")]


def test_a_lost_step_is_told_with_the_lines_to_paste(two: Any, council: Council) -> None:
    assert two([PUMP, SIGN], [SIGN]) == UNACCOUNTED
    (found,) = council.findings()
    assert found.field == "/next_steps"
    assert "Replace the pump of the lido" in found.message
    for line in ("  - action: Replace the pump of the lido\n", "    due: 2023-12\n", "    done:", "    dropped:", "    to:", "    void:"):  # fmt: skip
        assert line in found.help


def test_what_is_pasted_is_yaml_and_says_nothing_yet(two: Any, council: Council) -> None:
    awkward: Step = {"action": "Agree: lifts, “A” & #2 – who pays?", "due": "2024-01"}
    two([awkward, SIGN], [SIGN])
    (found,) = council.findings()
    lines = [line for line in found.help.split("\n") if line.startswith("  ")]
    name = "2023-24/KA.03.04.yaml"
    text = (council.folder / "activities" / name).read_text().split("next_steps:")[0]
    council.write(name, text + "next_steps:\n" + "\n".join(lines) + f"\n  - {json.dumps(SIGN)}\n")
    council.git("add", "-A")
    rules = {f.rule for f in check(Settings(), load()).result.findings}
    assert "empty-value" in rules
    assert not rules & {"yaml-syntax", "unaccounted-step", "closed-twice"}


@pytest.mark.parametrize("field", ["done", "dropped", "to", "void"])
def test_each_outcome_answers(two: Any, field: str) -> None:
    assert two([PUMP, SIGN], [{**PUMP, field: "The county has it now."}, SIGN]) == []


def test_a_sentence_of_progress_and_a_step_are_shown_beside(two: Any, council: Council) -> None:
    two([PUMP, SIGN], [{"action": "Replace both pumps of the lido", "due": "2023-12"}, SIGN])
    (found,) = council.findings()
    assert "    was: Replace the pump of the lido" in found.help
    assert [place.message for place in found.related] == ["may be this step in other words"]
    council.activity("KA_03_04", [SIGN], progress=["The lido was swept.", "The pump of the lido was replaced on 3 August 2023."])  # fmt: skip
    (found,) = council.findings()
    assert "“The pump of the lido was replaced on 3 August 2023.”" in found.help


def test_a_step_that_is_a_text_alone_is_told_to_begin_with_its_action(council: Council) -> None:
    council.quarter("2023/24 Q1", KA_03_04=[PUMP, "Sweep the lido by August 2023"])
    council.commit()
    head = "code: KA.03.04\ntitle: The lido\nperiod: 2023/24 Q2\nstatus: Green\nprogress:\n  - It was swept.\nnext_steps:\n"
    council.quarter("2023/24 Q2", KA_03_04=[])
    council.write("2023-24/KA.03.04.yaml", head + "  - Replace both pumps of the lido\n  - Sweep the lido by March 2024\n")  # fmt: skip
    help = {f.rule: f.help for f in council.findings()}
    assert (
        "is this step in other words, write it so:\n"
        "  - action: Replace both pumps of the lido\n"
        "    was: Replace the pump of the lido"
    ) in help["unaccounted-step"]
    assert help["slipped-without-reason"] == (
        "write “- action:” before its text, and below it “moved:” with why"
    )


def test_nothing_is_asked_without_git_or_a_quarter_before(tmp_path: Path, council: Council) -> None:
    council.quarter("2023/24 Q1", KA_03_04=[PUMP])
    council.commit()
    council.activity("KA_03_04", [SIGN])
    assert council.told() == []


def test_no_comment_and_no_waiver_hides_it(two: Any, council: Council) -> None:
    two([PUMP, SIGN], [SIGN])
    (council.folder / "kprlint.toml").write_text(
        '[[waiver]]\nrule = "unaccounted-step"\npaths = ["activities/**"]\nreason = "nobody cares"\n'
    )
    name = "2023-24/KA.03.04.yaml"
    text = (council.folder / "activities" / name).read_text()
    council.write(name, text.replace("next_steps", "# kprlint: ignore[unaccounted-step] never mind\nnext_steps"))  # fmt: skip
    council.git("add", "-A")
    result = check(Settings(), load()).result
    assert [f.rule for f in result.findings if f.severity == "error"] == ["unaccounted-step"]
    assert (
        sorted(f.message for f in result.findings if f.rule == "unused-ignore")
        == ["Nothing hides unaccounted-step: what the file does not say is to be written there"] * 2
    )


def test_an_activity_that_skipped_a_quarter_answers_for_its_last_report(council: Council) -> None:
    council.quarter("2023/24 Q1", KA_03_04=[PUMP, SIGN], KA_03_05=[SIGN])
    council.commit()
    council.quarter("2023/24 Q2", KA_03_05=[SIGN], KA_03_04=[])
    council.git("checkout", "-q", "--", "activities/2023-24/KA.03.04.yaml")
    council.commit()
    council.quarter("2023/24 Q3", KA_03_04=[SIGN], KA_03_05=[SIGN])
    (found,) = [f for f in council.findings() if f.rule == "unaccounted-step"]
    assert "promised in 2023/24 Q1" in found.message


def test_a_quarter_that_was_only_opened_hides_nothing(council: Council) -> None:
    council.quarter("2023/24 Q1", KA_03_04=[PUMP, SIGN])
    council.commit()
    council.quarter("2023/24 Q2")
    council.activity("KA_03_04", [SIGN], progress=[])
    council.commit()
    council.quarter("2023/24 Q3", KA_03_04=[SIGN])
    assert ("unaccounted-step", "error") in council.told()
    council.git("stash", "-q")
    council.period = "2023/24 Q2"
    council.activity(
        "KA_03_04", [{**PUMP, "dropped": "The old one was mended."}, SIGN], progress=[]
    )
    council.commit()
    council.quarter("2023/24 Q3", KA_03_04=[SIGN])
    assert ("unaccounted-step", "error") not in council.told()


def test_the_plan_before(council: Council) -> None:
    council.quarter("2022/23 Q4", "2022-23", KA_03_09=[PUMP, SIGN])
    council.commit()
    council.period = "2023/24 Q1"
    council.quarter("2023/24 Q1", KA_03_04=[SIGN])
    council.activity("KA_03_04", [SIGN], continues="2022-23/KA.03.09")
    assert council.told() == UNACCOUNTED
    council.quarter("2023/24 Q3", KA_03_04=[SIGN])
    council.activity("KA_03_04", [SIGN], continues="2022-23/KA.03.09")
    council.write("2023-24/plan.yaml", REGISTER.replace("2023/24 Q2", "2023/24 Q3").replace("KA.03.04, KA.03.05", "KA.03.04").replace("starts: 2023-04-01", "starts: 2023-07-01"))  # fmt: skip
    assert council.told() == [], "its last quarter is not the one before"


def test_another_activity_of_the_plan_carries_it_on(council: Council) -> None:
    council.quarter("2023/24 Q1", KA_03_04=[PUMP, SIGN], KA_03_05=[SIGN])
    council.commit()
    (council.folder / "activities/2023-24/KA.03.04.yaml").unlink()
    council.quarter("2023/24 Q2", KA_03_05=[SIGN])
    assert council.told() == [("vanished-activity", "error")]
    council.activity("KA_03_05", [SIGN], continues="2023-24/KA.03.04")
    assert council.told() == UNACCOUNTED, "the pump is lost; the signs are there"
    council.activity("KA_03_05", [SIGN, {**PUMP, "done": "2023-08"}], continues="2023-24/KA.03.04")
    assert council.told() == []


def test_a_deleted_file_is_told_as_missing_alone(council: Council) -> None:
    council.quarter("2023/24 Q1", KA_03_04=[PUMP], KA_03_05=[SIGN])
    council.commit()
    council.quarter("2023/24 Q2", KA_03_04=[PUMP], KA_03_05=[SIGN])
    (council.folder / "activities/2023-24/KA.03.04.yaml").unlink()
    assert council.told() == [("missing-activity", "error")]


def test_a_step_that_went_to_another_activity(council: Council) -> None:
    council.quarter("2023/24 Q1", KA_03_04=[PUMP, SIGN], KA_03_05=[SIGN])
    council.commit()
    there: dict[str, Any] = {**PUMP, "from": "KA.03.04"}
    council.quarter("2023/24 Q2", KA_03_04=[SIGN], KA_03_05=[SIGN, there])
    assert council.told() == []
    council.activity("KA_03_05", [SIGN, {**there, "due": "2024-02"}])
    assert council.told() == [("slipped-without-reason", "warning")]
    council.activity("KA_03_05", [SIGN, {"action": "Pump", "due": "2024-02", "was": "Buy a pump", "from": "KA.03.04"}])  # fmt: skip
    assert council.told() == [*UNACCOUNTED, ("unknown-earlier-step", "error")]


def test_what_is_given_up_by_a_status(council: Council) -> None:
    council.quarter("2023/24 Q1", KA_03_04=[PUMP])
    council.commit()
    council.quarter("2023/24 Q2", KA_03_04=[PUMP])
    register = (council.folder / "activities/2023-24/plan.yaml").read_text()
    council.write("2023-24/plan.yaml", register.replace("kind: paused", "kind: withdrawn"))
    council.activity("KA_03_04", [], status="Paused", status_reason="Cabinet sold the lido.")
    assert council.told() == []
    council.activity("KA_03_04", [PUMP], status="Paused", status_reason="Cabinet sold the lido.")
    assert council.told() == []


def test_a_placeholder_was_no_promise(two: Any) -> None:
    assert two(["None required.", "TBC", SIGN], [SIGN]) == []


def test_the_same_quarter_a_minute_after_it_was_opened(council: Council) -> None:
    council.quarter("2023/24 Q1", KA_03_04=[PUMP, {"action": "Sweep the lido in the next quarter"}])
    council.commit()
    council.quarter("2023/24 Q2")
    council.activity(
        "KA_03_04", [PUMP, {"action": "Sweep the lido in the next quarter"}], progress=[]
    )
    assert council.told() == []


def test_a_shallow_clone_is_noted(council: Council, tmp_path: Path) -> None:
    council.quarter("2023/24 Q1", KA_03_04=[PUMP, SIGN])
    council.commit()
    council.quarter("2023/24 Q2", KA_03_04=[PUMP, SIGN])
    council.commit()
    clone = tmp_path / "clone"
    council.git("clone", "-q", "--depth", "1", council.folder.as_uri(), str(clone))
    result = check(Settings(paths=(clone / "activities",)), load()).result
    assert not [f for f in result.findings if f.rule in RULES]
    assert any("git fetch --unshallow" in note for note in result.notes)


def test_a_duty_that_stands_is_silent_for_ever_and_a_step_twice(council: Council) -> None:
    duty: Step = {"action": "Test the water", "due": "ongoing"}
    plain: Step = {"action": "Put up the new signs", "due": "2024-03"}
    for period in ("2023/24 Q1", "2023/24 Q2", "2023/24 Q3"):
        council.quarter(period, KA_03_04=[duty, plain])
        council.commit()
    assert council.told() == [("silent-step", "info"), ("silent-step", "warning")]


def test_closing_makes_slips_and_reopened_steps_errors(council: Council) -> None:
    council.quarter("2023/24 Q1", KA_03_04=[{**PUMP, "done": "2023-06-12"}, SIGN])
    council.commit()
    council.quarter("2023/24 Q2", KA_03_04=[PUMP, {**SIGN, "due": "2024-05"}])
    warned = {("reopened-step", "warning"), ("slipped-without-reason", "warning")}
    assert set(council.told()) == warned
    assert set(council.told(closing=True)) == {(rule, "error") for rule, _ in warned}
