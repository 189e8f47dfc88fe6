"""The other commands, and what is generated from the code."""

import importlib.metadata
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from kprlint import __version__
from kprlint.prose.dates.conventions import table
from kprlint.rules import load
from tests.conftest import Run, write

ROOT = Path(__file__).parents[1]


def test_both_ways_to_run_it() -> None:
    for command in (
        [sys.executable, "-m", "kprlint"],
        [str(Path(sys.executable).with_name("kprlint"))],
    ):
        done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
        assert done.stdout == f"kprlint {__version__}\n"
        assert re.match(r"\d+\.\d", __version__)
    assert __version__ == importlib.metadata.version("kprlint")


def test_an_unknown_command_is_guessed(run: Run) -> None:
    result = run("chekc")
    assert result.exit_code == 2
    assert "Did you mean “check”?" in result.output


@pytest.mark.parametrize("name", load())
def test_explain_knows_every_rule(run: Run, name: str) -> None:
    result = run("explain", name)
    assert result.exit_code == 0
    assert result.output.startswith(f"# {name}\n")
    assert "## Why it matters" in result.output


def test_explain_dates_tells_each_convention(run: Run) -> None:
    result = run("explain", "dates")
    assert result.exit_code == 0
    assert result.output == run("dates", "--conventions").output
    for name, value, meaning in table():
        line = next(line for line in result.output.splitlines() if line.split(" ", 1)[0] == name)
        assert value in line
        assert meaning in line


def test_explain_guesses(run: Run) -> None:
    result = run("explain", "past-due")
    assert result.exit_code == 2
    assert "Did you mean “past-due-date”?" in result.output


def test_rules_as_json_keep_their_schema(run: Run) -> None:
    data = json.loads(run("rules", "--format", "json").output)
    schema = json.loads(run("schema", "rules").output)
    Draft202012Validator(schema).validate(data)
    assert [rule["name"] for rule in data] == list(load())


def test_the_page_of_rules_is_current(run: Run) -> None:
    page = run("rules", "--format", "markdown").output
    assert (ROOT / "docs/rules.md").read_text("utf-8") == page, (
        "run: kprlint rules --format markdown > docs/rules.md"
    )


def test_the_schema_of_a_plan_knows_its_words(run: Run, plan: Path) -> None:
    schema = json.loads(run("schema", "activity", "--plan", "2023-24").output)
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["code"]["enum"] == ["KA.03.04", "KA.03.05"]
    valid = {
        "code": "KA.03.04",
        "title": "Keep the air clean",
        "lead": ["Housing", "Regulatory Services"],
        "portfolio": "Wellbeing",
        "period": "2023/24 Q2",
        "status": "Green",
        "progress": [],
        "next_steps": [],
    }
    validator = Draft202012Validator(schema)
    assert validator.is_valid(valid)
    for field, value in (("lead", "Nobody"), ("status", "Grey"), ("code", "KA.03.09")):
        assert not validator.is_valid(valid | {field: value})


def test_the_schema_of_a_plan_that_is_not_there(run: Run) -> None:
    result = run("schema", "activity", "--plan", "2023-25")
    assert result.exit_code == 2
    assert "Did you mean “2023-24”?" in result.output


PLUGIN = '''
from collections.abc import Iterator
from kprlint.rules.base import ActivityFile, At, Hit, Severity, rule


@rule("title-mentions-cake", severity=Severity.WARNING)
def title_mentions_cake(file: ActivityFile) -> Iterator[Hit]:
    """The title has cake in it.

    ### Why it matters

    It makes hungry.
    """
    if "crash" in file.activity.title:
        raise RuntimeError("no crumbs\\nleft")
    if "cake" in file.activity.title:
        yield Hit(At(("title",)), "There is cake here", "share it")
'''


def test_an_installed_package_adds_a_rule(
    plan: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Through a real package, installed by pip into a folder of its own."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("target")
    write(source / "kprlint_cake/__init__.py", PLUGIN)
    write(
        source / "pyproject.toml",
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "kprlint-cake"\nversion = "1"\n'
        '[project.entry-points."kprlint.rules"]\ncake = "kprlint_cake:title_mentions_cake"\n',
    )
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(target)]
    subprocess.run([*pip, str(source)], check=True, capture_output=True)
    file = plan / "activities/2023-24/KA.03.04.yaml"
    text = file.read_text()

    def check(title: str) -> tuple[int, str]:
        file.write_text(text.replace("Keep the air clean", title))
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "kprlint",
                "check",
                "--format",
                "concise",
                "--fail-on",
                "warning",
            ],
            cwd=plan,
            env={"PYTHONPATH": f"{target}:{ROOT}", "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr
        return done.returncode, done.stdout

    assert check("Keep the air clean") == (0, "")
    code, output = check("Bake a cake")
    assert (
        code,
        "KA.03.04.yaml:2:8: warning[title-mentions-cake] There is cake here" in output,
    ) == (1, True)
    code, output = check("crash")
    assert (
        "error[rule-crashed] The rule title-mentions-cake broke down here: RuntimeError: no crumbs"
        in output
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["rules"], 0),
        (["explain", "no-rule"], 2),
        (["nothing"], 2),
        (["changes", "--from", "x"], 2),
    ],
)
def test_a_full_standard_error_changes_no_exit_code(
    plan: Path, arguments: list[str], code: int
) -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "kprlint", *arguments]
        done = subprocess.run(command, cwd=plan, stdout=subprocess.PIPE, stderr=full, check=False)
    assert done.returncode == code
