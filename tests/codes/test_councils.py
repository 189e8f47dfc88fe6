"""Councils with codes of their own, from the register to the paper: real git, real pre-commit, every command."""

import csv
import html
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

from kprlint.model import Code
from kprlint.source.document import Document
from kprlint.source.reading import read_activity

ROOT = Path(__file__).parents[2]
HOOKS = YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


class Form(NamedTuple):
    """A form of codes, codes by objective in the register's order, and one that is none of the plan."""

    codes: str
    objectives: dict[int, list[str]]
    wrong: str
    told: str


FORMS = {
    "default": Form("", {1: ["KA.01.02", "KA.01.01"], 3: ["KA.03.01"]}, "KA.1.2", "invalid-code"),
    "two-numbers": Form(
        "CP{objective}.{sequence}", {1: ["CP1.1", "CP1.12", "CP1.2"], 3: ["CP3.2"]}, "CP 1.2", "invalid-code",
    ),
    "one-number": Form("{sequence:03}", {1: ["001", "010"], 2: ["002"]}, "2", "invalid-code"),
    "listed": Form(
        "listed", {1: ["SR (25/26) 01", "A1a", "1.10"], 2: ["E&C 5", "1.9.2"]}, "a1A", "unregistered-code",
    ),
}  # fmt: skip


class Council:
    def __init__(self, folder: Path, form: Form, root: str) -> None:
        self.folder, self.form, self.plan = folder, form, folder / root / "2024-28"
        self.plan.mkdir(parents=True)
        if root != "activities":
            (folder / "kprlint.toml").write_text(f'root = "{root}"\n')
        self.codes = [code for codes in form.objectives.values() for code in codes]
        self.env = {
            **{k: v for k, v in os.environ.items() if not k.startswith("GIT_")},
            **{f"GIT_{who}_{what}": "Officer" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "NO_COLOR": "1",
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }  # fmt: skip

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.folder, env=self.env, capture_output=True, text=True, check=False
        )

    def must(self, *command: str) -> str:
        done = self.run(*command)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout

    def json(self, *command: str) -> Any:
        done = self.run("kprlint", *command, "--format", "json")
        assert done.returncode < 2, f"{command}: {done.stderr}"
        return json.loads(done.stdout)

    def register(self) -> None:
        form = f"codes: {json.dumps(self.form.codes)}\n" if self.form.codes else ""
        objectives = "".join(
            f"  - number: {number}\n    title: Aim {number}\n    activities: {json.dumps(codes)}\n"
            for number, codes in self.form.objectives.items()
        )
        (self.plan / "plan.yaml").write_text(
            "plan: 2024-28\ntitle: Our Plan\ncouncil: Fernley District Council\nstarts: 2024-04-01\n"
            f"ends: 2028-03-31\nperiod: 2024/25 Q1\n{form}"
            "statuses:\n  Green: {kind: on-track}\n  Done: {kind: complete}\n"
            f"objectives:\n{objectives}"
        )

    def report(self, code: str, quarter: str, progress: str, step: str) -> None:
        """Fills in what `new` or `open` has left to be written; the line with the code is theirs."""
        path = self.plan / Code(code).file_name
        (line,) = re.findall(r"^code: .*$", path.read_text("utf-8"), re.MULTILINE)
        path.write_text(
            f"{line}\ntitle: Do what was promised under {json.dumps(code)[1:-1]}\nperiod: {quarter}\nstatus: Green\n"
            f"due: 2027-03\npercent_complete: 20\nprogress:\n  - {progress}\n"
            f"next_steps:\n  - action: {step}\n    due: 2026-03\n",
            "utf-8",
        )  # fmt: skip

    def commit(self, message: str) -> subprocess.CompletedProcess[str]:
        self.must("git", "add", "--all")
        return self.run("git", "commit", "--message", message)

    def install(self) -> None:
        """pre-commit with the hooks that we offer, in the environment of the tests."""
        hooks = [{**hook, "language": "system"} for hook in HOOKS if hook["id"] != "kprlint-fix"]
        config = {"repos": [{"repo": "local", "hooks": hooks}]}
        (self.folder / ".pre-commit-config.yaml").write_text(json.dumps(config))
        self.must("git", "init", "--quiet", "--template=")
        self.must(sys.executable, "-m", "pre_commit", "install")


@pytest.mark.parametrize("name", FORMS)
def test_a_council_with_codes_of_its_own(name: str, tmp_path: Path) -> None:
    form = FORMS[name]
    council = Council(tmp_path, form, "activities" if name == "default" else "plans")
    council.register()
    council.install()
    council.must("git", "add", "--all")

    # The files: named after the codes, which stand in them as they are written.
    for code in council.codes:
        council.must("kprlint", "new", code)
        path = council.plan / Code(code).file_name
        assert read_activity(Document("", path.read_bytes(), "activity")).code == code
        assert YAML(typ="safe").load(path.read_text("utf-8"))["code"] == code
        council.report(
            code,
            "2024/25 Q1",
            f"The first half of {code} was built in May 2024.",
            "Build the second half",
        )
    refused = council.run("kprlint", "new", form.wrong)
    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr

    # What is right is committed, and a misprint is not.
    done = council.commit("First quarter")
    assert done.returncode == 0, done.stdout + done.stderr
    first = council.plan / Code(council.codes[0]).file_name
    right = first.read_text("utf-8")
    first.write_text(re.sub(r"^code: .*", f"code: {form.wrong}", right), "utf-8")
    done = council.commit("A misprint")
    assert done.returncode == 1
    assert form.told in done.stdout + done.stderr
    first.write_text(right, "utf-8")

    # The next quarter.
    council.must("kprlint", "open", "2024/25-Q2")
    for code in council.codes:
        council.report(
            code,
            "2024/25 Q2",
            f"The walls of {code} were painted in July 2024.",
            "Build the second half",
        )
    last = council.codes[-1]
    council.report(
        last,
        "2024/25 Q2",
        "The roof was tiled in August 2024.",
        "Build the whole second half by hand",
    )
    done = council.commit("Second quarter")
    assert done.returncode in (0, 1), done.stderr
    if done.returncode:  # the words of a promise have changed, which the plan's hook asks about
        council.must("git", "commit", "--no-verify", "--quiet", "--message", "Second quarter")

    # What became of the promises, in the order of the register.
    report = council.json("changes")
    told = list(dict.fromkeys(line["activity"].partition("/")[2] for line in report["ledger"]))
    assert told == council.codes
    assert [pair["to"]["activity"] for pair in report["pairs"]] == [
        f"2024-28/{c}" for c in council.codes
    ]
    quarters = council.json("history", last)["quarters"]
    assert [q["quarter"] for q in quarters] == ["2024/25 Q1", "2024/25 Q2"]
    assert council.json("history", f"2024-28/{last}")["quarters"] == quarters

    # The paper, as it is read.
    written = council.must("kprlint", "publish", "--format", "md", "--output", "-")
    page = council.must("kprlint", "publish", "--format", "html", "--output", "-")
    written = html.unescape(written.replace("\\", "").replace("&#8203;", ""))
    page = html.unescape(page)
    for text in (written, page):
        places = [text.rindex(f"Do what was promised under {code}") for code in council.codes]
        assert places == sorted(places)
        assert all(code in text for code in council.codes)
        assert "Due March 2027" in text
        assert "20% complete" in text
    council.must("kprlint", "publish", "--format", "csv", "--output", "paper.zip")
    with zipfile.ZipFile(tmp_path / "paper.zip") as made:
        rows = list(csv.DictReader(io.StringIO(made.read("activities.csv").decode())))
    assert [row["code"] for row in rows] == council.codes
    assert {(row["due"], row["percent_complete"]) for row in rows} == {("2027-03", "20")}


def test_a_hundred_and_twenty_activities_under_one_objective(tmp_path: Path) -> None:
    codes = [f"CP1.{n}" for n in range(1, 121)]
    council = Council(tmp_path, Form("CP{objective}.{sequence}", {1: codes}, "", ""), "activities")
    council.register()
    for code in codes:
        (council.plan / f"{code}.yaml").write_text(f"code: {code}\n")
        council.report(
            code, "2024/25 Q1", "The first half was built in May 2024.", f"Build wall {code[4:]}"
        )
    assert [f for f in council.json("check")["findings"] if f["severity"] == "error"] == []
    refused = council.run("kprlint", "new", "CP1.121")
    assert "it is the next free one" in refused.stderr
