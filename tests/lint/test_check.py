"""`kprlint check` as a user runs it: which files, which findings, which exit code."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kprlint.model import Activity
from kprlint.source.document import MAX_BYTES, Document
from kprlint.source.reading import read_activity
from tests.conftest import Run, write
from tests.plans import REGISTER, activity

FILE = "activities/2023-24/KA.03.04.yaml"
OTHER = "activities/2023-24/KA.03.05.yaml"
PLAN = "activities/2023-24/plan.yaml"


def found(run: Run, *arguments: str, input: bytes | None = None) -> list[tuple[str, str, int]]:
    """Rule, file and line of each finding."""
    return [
        (f["rule"], f["file"], f["line"]) for f in report(run, *arguments, input=input)["findings"]
    ]


def report(run: Run, *arguments: str, input: bytes | None = None) -> dict[str, Any]:
    result = run("check", "--format", "json", *arguments, input=input)
    assert result.exit_code in (0, 1), result.output
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_valid_repository_is_clean(run: Run) -> None:
    result = run("check")
    assert (result.exit_code, result.output) == (
        0,
        "3 activities in 5 files: nothing to report\n",
    )


def test_findings_come_in_one_order(run: Run, plan: Path) -> None:
    write(plan / FILE, activity(status="Grey", lead="Nobody"))
    write(plan / OTHER, activity("KA.03.05", portfolio=""))
    assert found(run) == [
        ("unknown-lead", FILE, 3),
        ("unknown-status", FILE, 6),
        ("missing-portfolio", OTHER, 1),
    ]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 1),
        (["--fail-on", "warning"], 1),
        (["--ignore", "unknown-status"], 0),
        (["--ignore", "unknown-status", "--fail-on", "warning"], 1),
        (["--select", "undated-next-step"], 0),
        (["--select", "undated-next-step", "--fail-on", "info"], 1),
        (["--select", "no-such-rule"], 2),
        (["nowhere"], 2),
        (["README.md"], 2),
        (["--as-of", "yesterday"], 2),
        (["--config", "nowhere.toml"], 2),
        (["--output-file", "no/such/folder/x"], 2),
        (["--frobnicate"], 2),
    ],
)
def test_exit_codes(run: Run, plan: Path, arguments: list[str], code: int) -> None:
    write(plan / "README.md", "text")
    write(plan / FILE, activity(status="Grey", next_steps="\n  - Choose the places"))
    result = run("check", *arguments)
    assert result.exit_code == code
    if code == 2:
        assert result.stderr
        assert "Traceback" not in result.output


def test_nothing_to_check_says_what_a_plan_is(run: Run, plan: Path) -> None:
    (plan / "empty").mkdir()
    result = run("check", "empty")
    assert result.exit_code == 2
    assert "plan.yaml" in result.stderr


class TestWhichFiles:
    def test_a_named_file_is_checked_alone(self, run: Run, plan: Path) -> None:
        write(plan / OTHER, "broken: [")
        assert report(run, FILE)["summary"]["files"] == 1

    def test_with_whole_plan_its_plan_is_too(self, run: Run, plan: Path) -> None:
        write(plan / OTHER, activity("KA.03.05", status="Grey"))
        assert found(run, FILE, "--whole-plan") == [("unknown-status", OTHER, 6)]

    def test_a_named_register_concerns_every_activity(self, run: Run, plan: Path) -> None:
        write(plan / PLAN, REGISTER.replace("Regulatory Services, ", ""))
        assert found(run, PLAN) == [("unknown-lead", FILE, 3), ("unknown-lead", OTHER, 3)]

    def test_a_copy_is_told_of_the_file_that_it_copies(self, run: Run, plan: Path) -> None:
        copy = write(plan / "activities/2023-24/KA.03.04 copy.yaml", activity())
        name = f"activities/2023-24/{copy.name}"
        assert found(run, name) == [("duplicate-code", name, 1), ("file-name", name, 1)]
        assert found(run, FILE) == [("duplicate-code", FILE, 1)]

    def test_git_knows_which_files_count(self, run: Run, plan: Path) -> None:
        git(plan, "init")
        git(plan, "add", ".")
        stray = write(plan / "activities/2023-24/KA.03.06.yaml", "broken: [")
        result = run("check")
        assert result.exit_code == 0
        assert "1 file that git does not track was not checked" in result.stderr
        assert found(run, "activities/2023-24/KA.03.06.yaml")[0][0] == "yaml-syntax"
        stray.unlink()
        (plan / OTHER).unlink()
        assert found(run) == [("missing-activity", PLAN, 28)]

    def test_excluded_files_are_left_out_even_when_named_and_it_says_so(
        self, run: Run, plan: Path
    ) -> None:
        write(plan / "kprlint.toml", 'exclude = ["activities/2023-24/KA.03.04.yaml"]')
        write(plan / FILE, "broken: [")
        result = run("check", FILE)
        assert result.exit_code == 0
        assert "excluded by kprlint.toml" in result.stderr
        assert [f for f in found(run) if f[0] != "missing-activity"] == []

    def test_a_file_outside_of_a_plan(self, run: Run, plan: Path) -> None:
        write(plan / "activities/KA.03.04.yaml", activity())
        assert found(run) == [("wrong-folder", "activities/KA.03.04.yaml", 1)]

    def test_from_another_folder(self, run: Run, plan: Path) -> None:
        write(plan / FILE, activity(status="Grey"))
        os.chdir(plan / "activities/2023-24")
        assert found(run, "KA.03.04.yaml") == [("unknown-status", "KA.03.04.yaml", 6)]
        assert found(run) == [("unknown-status", "KA.03.04.yaml", 6)]

    def test_a_broken_register_is_said_once_and_stops_no_one(self, run: Run, plan: Path) -> None:
        write(plan / PLAN, "plan: [")
        assert found(run, "activities/2023-24") == [("yaml-syntax", PLAN, 1)]
        result = run("check", FILE)
        assert result.exit_code == 0
        assert "nothing was compared with it" in result.stderr

    @pytest.mark.parametrize("selection", ["--select past-due-date", "--config select.toml"])
    def test_what_cannot_be_read_is_said_whichever_rules_were_asked_for(
        self, run: Run, plan: Path, selection: str
    ) -> None:
        write(plan / "select.toml", 'select = ["past-due-date"]')
        write(plan / FILE, "broken: [")
        assert found(run, FILE, *selection.split()) == [("yaml-syntax", FILE, 1)]
        assert found(run, FILE, "--scope", "plan") == []
        write(plan / PLAN, "plan: [")
        for scope in ("file", "plan"):
            assert ("yaml-syntax", PLAN, 1) in found(run, PLAN, "--scope", scope)

    def test_scopes_part_the_rules(self, run: Run, plan: Path) -> None:
        write(plan / FILE, activity(status="Grey"))
        (plan / OTHER).unlink()
        assert found(run, "--scope", "file") == [("unknown-status", FILE, 6)]
        assert found(run, "--scope", "plan") == [("missing-activity", PLAN, 28)]

    def test_a_deleted_register_is_seen_by_the_hook_for_plans(self, run: Run, plan: Path) -> None:
        (plan / PLAN).unlink()
        rules = {rule for rule, _, _ in found(run, "--scope", "plan")}
        assert rules == {"wrong-folder"}

    @pytest.mark.parametrize("target", ["activities", "activities/2023-24"])
    @pytest.mark.parametrize("with_git", [False, True])
    def test_a_link_to_a_folder_is_that_folder(
        self, run: Run, plan: Path, target: str, with_git: bool
    ) -> None:
        write(plan / FILE, activity(status="Grey"))
        (plan / "elsewhere").mkdir()
        (plan / "elsewhere/link").symlink_to(plan / target)
        if with_git:
            git(plan, "init")
            git(plan, "add", ".")
        assert found(run, "elsewhere/link") == [("unknown-status", FILE, 6)]
        inside = "elsewhere/link/2023-24" if target == "activities" else "elsewhere/link/."
        assert found(run, inside) == [("unknown-status", FILE, 6)]

    def test_standard_input(self, run: Run, plan: Path) -> None:
        content = activity(status="Grey").encode()
        assert found(run, "--stdin-filename", FILE, input=content) == [("unknown-status", FILE, 6)]
        new = "activities/2023-24/KA.03.09.yaml"
        content = activity("KA.03.09").encode()
        assert found(run, "--stdin-filename", new, input=content) == [("unregistered-code", new, 1)]

    def test_what_is_no_file_is_refused(self, run: Run, plan: Path) -> None:
        os.mkfifo(plan / "activities/2023-24/KA.03.06.yaml")
        result = run("check", "activities/2023-24/KA.03.06.yaml")
        assert result.exit_code == 2
        assert "cannot be read: it is a pipe" in result.stderr


class TestDates:
    STEP = "\n  - action: Choose the places\n    due: 2023-12"

    def test_are_compared_with_the_report(self, run: Run, plan: Path) -> None:
        write(plan / FILE, activity(next_steps=self.STEP))
        assert found(run, FILE) == []
        write(plan / FILE, activity(next_steps=self.STEP, as_at="2023-12-31"))
        assert found(run, FILE) == [("past-due-date", FILE, 11)]
        write(plan / FILE, activity(next_steps=self.STEP, as_at="2023-12-30"))
        assert found(run, FILE) == []

    def test_or_with_the_day_that_is_asked_for(self, run: Run, plan: Path) -> None:
        write(plan / FILE, activity(next_steps=self.STEP))
        data = report(run, FILE, "--as-of", "2024-01-01")
        assert data["as_of"] == "2024-01-01"
        assert [f["rule"] for f in data["findings"]] == ["past-due-date"]

    def test_closing_makes_what_is_missing_an_error(self, run: Run, plan: Path) -> None:
        write(plan / FILE, activity(period="2023/24 Q1", progress="[]"))
        severities = [f["severity"] for f in report(run, FILE)["findings"]]
        assert severities == ["warning", "warning"]
        severities = [f["severity"] for f in report(run, FILE, "--closing")["findings"]]
        assert severities == ["error", "error"]


class TestSuppression:
    STEPS = "\n  - Choose the places\n  - Order the monitors"

    def test_a_comment_covers_the_value_that_it_stands_on(self, run: Run, plan: Path) -> None:
        reason = "# kprlint: ignore[undated-next-step] the county decides in May"
        write(
            plan / FILE, activity(next_steps=f"\n  - Choose the places  {reason}\n  - Order them")
        )
        assert found(run, FILE) == [("undated-next-step", FILE, 11)]
        assert report(run, FILE)["summary"]["waived"] == 1

    def test_or_above(self, run: Run, plan: Path) -> None:
        reason = "  # kprlint: ignore[undated-next-step] the county decides in May"
        write(
            plan / FILE, activity(next_steps=f"\n{reason}\n  - Choose the places\n  - Order them")
        )
        assert found(run, FILE) == [("undated-next-step", FILE, 12)]
        whole = activity(next_steps=self.STEPS).replace("next_steps", f"{reason}\nnext_steps")
        write(plan / FILE, whole)
        assert found(run, FILE) == []

    def test_what_looks_like_a_comment_in_a_text_is_text(self, run: Run, plan: Path) -> None:
        write(plan / FILE, activity(title='"x # kprlint: ignore[unknown-status] y"', status="Grey"))
        assert found(run, FILE) == [("unknown-status", FILE, 6)]
        block = "|\n  x\n  # kprlint: ignore[unknown-status] y"
        write(plan / FILE, activity(title=block, status="Grey"))
        assert found(run, FILE) == [("unknown-status", FILE, 8)]

    @pytest.mark.parametrize(
        ("comment", "rule"),
        [
            ("# kprlint: ignore[undated-next-step] not needed", "unused-ignore"),
            ("# kprlint: ignore[undated-next-step]", "ignore-without-reason"),
            ("# kprlint: ignore[undated-step] typo", "unknown-rule"),
            ("# kprlint: ignore because", "unknown-rule"),
            ("# kprlint: ingore[unknown-lead] because", "unknown-rule"),
        ],
    )
    def test_bad_comments_are_findings(self, run: Run, plan: Path, comment: str, rule: str) -> None:
        write(plan / FILE, f"{comment}\n" + activity())
        assert found(run, FILE) == [(rule, FILE, 1)]

    def test_a_run_without_the_rule_cannot_call_a_comment_unused(
        self, run: Run, plan: Path
    ) -> None:
        write(
            plan / FILE, activity(next_steps="\n  - Act  # kprlint: ignore[undated-next-step] May")
        )
        assert found(run, FILE, "--ignore", "undated-next-step") == []
        assert found(run, FILE, "--scope", "plan") == []

    WAIVER = """
[[waiver]]
rule = "undated-next-step"
paths = ["activities/2023-24"]
reason = "dates come with the new plan"
"""

    def test_a_waiver_hides_and_is_counted(self, run: Run, plan: Path) -> None:
        write(plan / FILE, activity(next_steps=self.STEPS))
        write(plan / "kprlint.toml", self.WAIVER)
        summary = report(run)["summary"]
        assert (summary["warning"], summary["waived"]) == (0, 2)

    def test_what_is_waived_is_shown_as_waived(self, run: Run, plan: Path) -> None:
        comment = "  # kprlint: ignore[unknown-status] as printed"
        write(plan / FILE, activity(status=f"Grey{comment}", next_steps=self.STEPS))
        write(plan / "kprlint.toml", self.WAIVER)
        reasons = {
            "unknown-status": "as printed",
            "undated-next-step": "dates come with the new plan",
        }
        data = report(run, "--show-waived")
        assert [f["waived"] for f in data["findings"]] == [
            reasons[f["rule"]] for f in data["findings"]
        ]
        assert data["summary"] == report(run)["summary"]
        assert (data["summary"]["waived"], len(data["findings"])) == (3, 3)
        for name in ("text", "concise", "markdown"):
            output = run("check", "--show-waived", "--format", name).output
            assert output.count("waived error") == 1, name
            assert output.count("waived warning") == 2, name
            assert "aived: as printed" in output, name
            assert "aived: dates come with the new plan" in output, name
        result = json.loads(run("check", "--show-waived", "--format", "sarif").stdout)
        kinds = [r["suppressions"][0]["kind"] for r in result["runs"][0]["results"]]
        assert kinds == ["inSource", "external", "external"]
        assert (
            "2  undated-next-step  waived warning"
            in run("check", "--show-waived", "--statistics").output
        )

    def test_the_reason_is_that_of_the_waiver_that_holds(self, run: Run, plan: Path) -> None:
        write(plan / FILE, activity(next_steps="\n  - Choose the places"))
        waivers = [
            self.WAIVER.replace("dates come with the new plan", reason) + until
            for reason, until in (
                ("over", "until = 2023-06-30\n"),
                (" ", ""),
                ("in force", "until = 2024-03-31\n"),
            )
        ]
        write(plan / "kprlint.toml", "".join(waivers))
        [finding] = report(run, FILE, "--show-waived", "--select", "undated-next-step")["findings"]
        assert finding["waived"] == "in force"

    @pytest.mark.parametrize("arguments", [[], ["--fail-on", "info"], ["--format", "junit"]])
    def test_showing_what_is_waived_changes_no_exit_code(
        self, run: Run, plan: Path, arguments: list[str]
    ) -> None:
        comment = "  # kprlint: ignore[unknown-status] as printed"
        write(plan / FILE, activity(status=f"Grey{comment}"))
        assert run("check", FILE, *arguments).exit_code == 0
        assert run("check", FILE, "--show-waived", *arguments).exit_code == 0

    @pytest.mark.parametrize(
        ("change", "rule", "line"),
        [
            (("[]", "[]"), "unused-ignore", 3),
            (("undated-next-step", "undated-step"), "unknown-rule", 3),
            (("dates come with the new plan", " "), "ignore-without-reason", 3),
            (('plan"\n', 'plan"\nuntil = 2023-06-30\n'), "expired-waiver", 3),
            (('plan"\n', 'plan"\nuntil = "2023-06-30"\n'), "expired-waiver", 3),
        ],
    )
    def test_bad_waivers_are_findings(
        self, run: Run, plan: Path, change: tuple[str, str], rule: str, line: int
    ) -> None:
        write(plan / "kprlint.toml", self.WAIVER.replace(*change))
        assert (rule, "kprlint.toml", line) in found(run)

    def test_a_waiver_runs_out_with_the_quarters_not_with_the_clock(
        self, run: Run, plan: Path
    ) -> None:
        write(plan / FILE, activity(next_steps=self.STEPS))
        write(plan / "kprlint.toml", self.WAIVER + "until = 2023-09-30\n")
        assert found(run) == []
        assert ("expired-waiver", "kprlint.toml", 3) in found(run, "--as-of", "2023-10-01")
        assert ("undated-next-step", FILE, 10) in found(run, FILE, "--as-of", "2023-10-01")

    def test_a_run_over_some_files_cannot_call_a_waiver_unused(self, run: Run, plan: Path) -> None:
        write(plan / "kprlint.toml", self.WAIVER)
        assert found(run, FILE) == []


class TestConfiguration:
    def test_severity_and_options(self, run: Run, plan: Path) -> None:
        write(plan / FILE, activity(next_steps="\n  - As per programme\n  - Order the monitors"))
        write(
            plan / "kprlint.toml",
            '[rules.undated-next-step]\nseverity = "error"\n'
            '[rules.placeholder-next-step]\nalso = ["as per programme"]\n',
        )
        found = [(f["rule"], f["line"], f["severity"]) for f in report(run, FILE)["findings"]]
        assert found == [
            ("placeholder-next-step", 10, "error"),
            ("undated-next-step", 11, "error"),
        ]

    @pytest.mark.parametrize(
        ("fields", "without", "with_them"),
        [
            ({}, ["undated-next-step"], ["placeholder-next-step"]),
            (
                {"status": "Red", "status_reason": "It broke."},
                ["red-without-action", "undated-next-step"],
                ["placeholder-next-step", "red-without-action"],
            ),
            ({"status": "Complete"}, ["complete-with-open-steps"], []),
            (
                {"status": "Complete", "progress": "\n  - As per programme", "next_steps": "[]"},
                [],
                ["complete-without-evidence"],
            ),
        ],
    )
    def test_the_council_s_placeholders_hold_for_every_rule(
        self,
        run: Run,
        plan: Path,
        fields: dict[str, str],
        without: list[str],
        with_them: list[str],
    ) -> None:
        write(plan / FILE, activity(**{"next_steps": "\n  - As per programme"} | fields))
        assert sorted(rule for rule, _, _ in found(run, FILE)) == without
        write(plan / "kprlint.toml", '[rules.placeholder-next-step]\nalso = ["as per programme"]\n')
        assert sorted(rule for rule, _, _ in found(run, FILE)) == with_them

    def test_select_and_ignore(self, run: Run, plan: Path) -> None:
        write(plan / FILE, activity(status="Grey", lead="Nobody"))
        write(plan / "kprlint.toml", 'ignore = ["unknown-lead"]')
        assert found(run, FILE) == [("unknown-status", FILE, 6)]
        write(plan / "kprlint.toml", 'select = ["unknown-lead"]')
        assert found(run, FILE) == [("unknown-lead", FILE, 3)]

    def test_one_that_git_does_not_track_is_noted(self, run: Run, plan: Path) -> None:
        write(plan / "kprlint.toml", 'ignore = ["unknown-lead"]')
        assert run("check").stderr == ""
        git(plan, "init")
        git(plan, "add", "activities")
        assert "kprlint.toml is heeded, but git does not track it" in run("check").stderr
        git(plan, "add", ".")
        assert run("check").stderr == ""

    def test_another_root(self, run: Run, plan: Path) -> None:
        (plan / "activities").rename(plan / "plans")
        write(plan / "kprlint.toml", 'root = "plans"')
        assert report(run)["summary"]["activities"] == 3

    @pytest.mark.parametrize(
        ("content", "place", "words"),
        [
            ("rot = 'x'", "1:1", "Did you mean “root”?"),
            ("root = ''", "1:8", "is empty"),
            ("ignore = ['past-due']", "1:10", "Did you mean “past-due-date”?"),
            ("[rules.past-due]\nseverity = 'info'", "1:1", "Did you mean"),
            ("[rules.past-due-date]\nseverity = 'fatal'", "2:12", "error, warning or info"),
            ("[rules.past-due-date]\ngrace = 3", "2:1", "no option"),
            ("[rules.placeholder-next-step]\nalso = 'x'", "2:8", "a list of texts"),
            ("[[waiver]]\nrule = 'past-due-date'\npaths = ['x']", "1:1", "“reason” is missing"),
            ("[[waiver]]\nrule='x'\npaths=['x']\nreason='x'\nuntil='soon'", "5:7", "not a day"),
            ("exclude = [", None, "not TOML"),
        ],
    )
    def test_a_wrong_configuration_says_where_and_what(
        self, run: Run, plan: Path, content: str, place: str | None, words: str
    ) -> None:
        write(plan / "kprlint.toml", content)
        result = run("check")
        assert result.exit_code == 2
        assert words in result.stderr
        assert f"kprlint.toml:{place}: " in result.stderr or place is None

    def test_a_configuration_around_the_repository_is_another_ones(
        self, run: Run, plan: Path
    ) -> None:
        write(plan / "kprlint.toml", 'ignore = ["unknown-status"]')
        inner = plan / "inner"
        (plan / "activities").rename(plan / "keep")
        inner.mkdir()
        (plan / "keep").rename(inner / "activities")
        git(inner, "init")
        write(inner / FILE, activity(status="Grey"))
        git(inner, "add", ".")
        assert found(run, "inner") == [("unknown-status", f"inner/{FILE}", 6)]


class TestFix:
    BEFORE = (
        b"\xef\xbb\xbf# a note\r\n"
        + activity(status="on track  # a comment", title="2023", lead="regulatory  services")
        .replace("\n", "\r\n")
        .encode()
    )

    def test_every_byte_outside_of_the_edits_stays(self, run: Run, plan: Path) -> None:
        file = write(plan / FILE, self.BEFORE)
        file.chmod(0o640)
        assert run("check", FILE, "--fix").exit_code == 0
        after = (
            self.BEFORE.replace(b"on track", b"Green")
            .replace(b"title: 2023", b'title: "2023"')
            .replace(b"regulatory  services", b"Regulatory Services")
        )
        assert file.read_bytes() == after
        assert file.stat().st_mode & 0o777 == 0o640
        assert [p.name for p in file.parent.iterdir() if p.name.startswith(".")] == []

    def test_a_second_time_changes_nothing(self, run: Run, plan: Path) -> None:
        file = write(plan / FILE, self.BEFORE)
        run("check", FILE, "--fix")
        once = file.read_bytes()
        run("check", FILE, "--fix")
        assert file.read_bytes() == once

    def test_diff_shows_and_changes_nothing(self, run: Run, plan: Path) -> None:
        file = write(plan / FILE, self.BEFORE)
        result = run("check", FILE, "--diff")
        assert result.exit_code == 1
        assert "-status: on track  # a comment" in result.output
        assert "+status: Green  # a comment" in result.output
        assert file.read_bytes() == self.BEFORE
        git(plan, "init")
        patch = result.stdout_bytes
        subprocess.run(["git", "apply", "-p1"], cwd=plan, input=patch, check=True)
        assert b"status: Green" in file.read_bytes()

    def test_a_file_that_needs_no_mending_is_examined_once(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read: list[str] = []

        def count(document: Document) -> Activity:
            read.append(document.name)
            return read_activity(document)

        monkeypatch.setattr("kprlint.project.sources.read_activity", count)
        run("check", FILE, "--fix")
        assert read == [FILE]

    def test_what_is_waived_is_not_mended(self, run: Run, plan: Path) -> None:
        content = activity(status="on track  # kprlint: ignore[unknown-status] as printed")
        file = write(plan / FILE, content)
        assert run("check", FILE, "--fix").exit_code == 0
        assert file.read_text() == content

    @pytest.mark.parametrize("missing", [1, 5, 60, 3000])
    def test_what_would_grow_too_long_is_left_whole(
        self, run: Run, plan: Path, missing: int
    ) -> None:
        body = activity(title="2023")
        content = body + "#" * (MAX_BYTES - len(body) - missing)
        file = write(plan / FILE, content)
        result = run("check", FILE, "--fix")
        after = file.read_text()
        assert content.splitlines()[-1] == after.splitlines()[-1]
        assert len(after) <= MAX_BYTES
        assert ("would be too long" in result.stderr) == (missing == 1)
        assert (after == content) == (missing == 1)

    def test_quotation_marks_are_put_where_they_mend_something(self, run: Run, plan: Path) -> None:
        content = activity().replace("status: Green", "status: Green\n  - Amber")
        file = write(plan / FILE, content)
        assert run("check", FILE, "--fix").exit_code == 1
        assert file.read_text() == content

    def test_a_misspelt_field_is_put_right(self, run: Run, plan: Path) -> None:
        file = write(plan / FILE, activity().replace("portfolio:", "portfolo:"))
        assert run("check", FILE, "--fix").exit_code == 0
        assert file.read_text() == activity()


class TestOutput:
    def test_text_shows_the_line_and_a_caret(self, run: Run, plan: Path) -> None:
        write(plan / FILE, activity(status="Grey"))
        result = run("check", FILE)
        assert result.output == (
            f"{FILE}:6:9: error[unknown-status] “Grey” is not a status of this plan. "
            "Did you mean “Green”?\n"
            "  |\n"
            "6 | status: Grey\n"
            "  |         ^^^^\n"
            "  = help: write Green, Amber, Red, Complete, Deferred or Paused\n"
            "\n"
            "1 activity in 1 file: 1 error\n"
            "“kprlint explain unknown-status” says why; so for each name in brackets\n"
        )

    def test_quiet_says_what_makes_it_fail(self, run: Run, plan: Path) -> None:
        write(plan / FILE, activity(next_steps="\n  - Choose the places"))
        assert run("check", FILE, "--quiet").output == ""
        result = run("check", FILE, "--quiet", "--fail-on", "warning")
        assert result.exit_code == 1
        assert "warning[undated-next-step]" in result.output
        write(plan / FILE, activity(status="Grey", next_steps="\n  - Choose the places"))
        result = run("check", FILE, "--quiet")
        assert "error[unknown-status]" in result.output
        assert "warning[" not in result.output

    def test_junit_fails_where_the_run_does(self, run: Run, plan: Path) -> None:
        write(plan / FILE, activity(next_steps="\n  - Choose the places"))
        for fail_on, code, outcome in (("error", 0, "skipped"), ("warning", 1, "failure")):
            result = run("check", FILE, "--format", "junit", "--fail-on", fail_on)
            assert result.exit_code == code
            assert f"<{outcome} " in result.output
            assert f'failures="{code}"' in result.output

    def test_statistics(self, run: Run, plan: Path) -> None:
        write(plan / FILE, activity(next_steps="\n  - Choose the places\n  - Order them"))
        result = run("check", FILE, "--statistics")
        assert "2  undated-next-step  warning" in result.output

    def test_output_file(self, run: Run, plan: Path) -> None:
        write(plan / FILE, activity(status="Grey"))
        result = run("check", FILE, "--format", "json", "--output-file", "out.json")
        assert (result.exit_code, result.stdout) == (1, "")
        assert json.loads((plan / "out.json").read_text())["summary"]["error"] == 1

    @pytest.mark.parametrize(
        ("environment", "choice", "coloured"),
        [
            ({}, "auto", False),
            ({"FORCE_COLOR": "1"}, "auto", True),
            ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "auto", False),
            ({"NO_COLOR": "1"}, "always", True),
            ({"FORCE_COLOR": "1"}, "never", False),
        ],
    )
    def test_colour(
        self,
        run: Run,
        plan: Path,
        monkeypatch: pytest.MonkeyPatch,
        environment: dict[str, str],
        choice: str,
        coloured: bool,
    ) -> None:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        write(plan / FILE, activity(status="Grey"))
        result = run("check", FILE, "--color", choice)
        assert (b"\x1b[" in result.stdout_bytes) is coloured

    def test_fingerprints_outlive_moved_lines(self, run: Run, plan: Path) -> None:
        write(plan / FILE, activity(status="Grey"))
        before = report(run, FILE)["findings"][0]
        write(plan / FILE, "# a new first line\n" + activity(status="Grey"))
        after = report(run, FILE)["findings"][0]
        assert before["line"] != after["line"]
        assert before["fingerprint"] == after["fingerprint"]
        assert after["activity"] == "2023-24/KA.03.04"
        assert after["field"] == "/status"

    def test_fingerprints_are_unique(self, run: Run, plan: Path) -> None:
        step = "\n  - Choose the places"
        write(plan / FILE, activity(next_steps=step * 3))
        prints = [f["fingerprint"] for f in report(run, FILE)["findings"]]
        assert len(prints) == len(set(prints)) == 5


@pytest.mark.skipif(os.name == "nt", reason="sh and /dev are not there")
@pytest.mark.parametrize("end", ["2>&-", "2>/dev/full", "2>&- >&-", "2>/dev/full >&-"])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 0),
        (["--fail-on", "info"], 1),
        (["nowhere"], 2),
        (["--frobnicate"], 2),
        (["--select", "no-such-rule"], 2),
    ],
)
def test_where_nobody_hears_what_is_said(
    plan: Path, arguments: list[str], code: int, end: str
) -> None:
    write(plan / FILE, activity(next_steps="\n  - Choose the places"))
    git(plan, "init")
    git(plan, "add", ".")
    write(plan / "activities/2023-24/KA.03.06.yaml", "of which a note tells")
    command = shlex.join([sys.executable, "-m", "kprlint", "check", *arguments])
    done = subprocess.run(
        ["sh", "-c", f"{command} {end}"], cwd=plan, capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert done.stderr == ""
    assert "Traceback" not in done.stdout
