"""Other places that belong to a finding, and files named from the top of the repository."""

import json
import os
from pathlib import Path

import pytest

from tests.conftest import Run, write
from tests.lint.test_check import git
from tests.plans import activity

FOLDER = "activities/2023-24"
ONE, OTHER = f"{FOLDER}/KA.03.04.yaml", f"{FOLDER}/KA.03.05.yaml"
LONG = "The council has written to every household beside the two roads that are watched for nitrogen dioxide."


def related(run: Run, rule: str) -> list[tuple[str, int, str]]:
    """The related places of all findings of a rule: file, line and message."""
    found = json.loads(run("check", "--format", "json").stdout)["findings"]
    return [
        (r["file"], r["line"], r["message"])
        for f in found
        if f["rule"] == rule
        for r in f["related"]
    ]


def test_the_same_text_in_two_activities(run: Run, plan: Path) -> None:
    for file in (ONE, OTHER):
        write(plan / file, activity(Path(file).stem, progress=f"\n  - {LONG}"))
    assert related(run, "duplicate-text") == [
        (OTHER, 8, "it stands in KA.03.05, too"),
        (ONE, 8, "it stands in KA.03.04, too"),
    ]
    shown = run("check").stdout
    assert f"= see: {OTHER}:8:5: it stands in KA.03.05, too" in shown


def test_the_same_code_in_two_files(run: Run, plan: Path) -> None:
    write(plan / OTHER, activity("KA.03.04"))
    assert related(run, "duplicate-code") == [
        (OTHER, 1, "KA.03.04 here, too"),
        (ONE, 1, "KA.03.04 here, too"),
    ]


def test_a_date_in_words_and_its_field(run: Run, plan: Path) -> None:
    step = "\n  - action: Take the fees to Cabinet on 13 November 2023\n    due: 2023-12-13"
    write(plan / ONE, activity(next_steps=step))
    assert related(run, "date-disagrees-with-due") == [(ONE, 11, "due 2023-12-13")]


def test_a_field_twice(run: Run, plan: Path) -> None:
    write(plan / ONE, activity() + "status: Amber\n")
    assert [line for _, line, _ in related(run, "duplicate-key")] == [6]


@pytest.mark.parametrize("name", ["github", "gitlab", "sarif", "azure", "rdjson"])
def test_files_are_named_from_the_top_of_the_repository(run: Run, plan: Path, name: str) -> None:
    write(plan / ONE, activity(status="Grey"))
    (plan / "services").mkdir()
    (plan / "activities").rename(plan / "services/activities")
    write(plan / "services/kprlint.toml", "")
    git(plan, "init")
    git(plan, "add", ".")
    os.chdir(plan / "services")
    made = run("check", "--format", name).stdout
    assert f"services/{ONE}" in made
    assert made.count(ONE) == made.count(f"services/{ONE}")
    os.chdir(plan / "services" / FOLDER)
    assert run("check", "--format", name).stdout == made


def test_rdjson_counts_bytes_and_suggests(run: Run, plan: Path) -> None:
    write(plan / ONE, activity(status="Ämber # green"))
    (found,) = json.loads(run("check", "--format", "rdjson").stdout)["diagnostics"]
    at = found["location"]["range"]
    assert at["start"] == {"line": 6, "column": 9}
    assert at["end"] == {"line": 6, "column": 9 + len("Ämber".encode())}
    write(plan / ONE, activity(status="green"))
    (found,) = json.loads(run("check", "--format", "rdjson").stdout)["diagnostics"]
    assert found["suggestions"] == [{"range": found["location"]["range"], "text": "Green"}]
