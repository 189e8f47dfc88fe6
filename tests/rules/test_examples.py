"""Every rule's page is true: its bad example is found, at a line of the example; its good one is not."""

import inspect
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from kprlint.lint.engine import check
from kprlint.lint.finding import Finding
from kprlint.lint.settings import Settings
from kprlint.rules import load
from kprlint.rules.base import Profile, Subject
from tests.plans import REGISTER, activity

RULES = load()
EXAMPLE = re.compile(r"```(yaml|toml)(?: (\S+))?\n(.*?)```", re.DOTALL)
TOP_KEY = re.compile(r"^(\w+):", re.MULTILINE)


class Example(NamedTuple):
    file: str
    text: str


def examples(rule: str, heading: str) -> list[Example]:
    """The files under a heading of the rule's docstring."""
    doc = inspect.cleandoc(RULES[rule].doc)
    part = doc.split(f"### {heading}\n", 1)[1].split("\n### ", 1)[0]
    return [Example(m[2] or "KA.03.04.yaml", m[3]) for m in EXAMPLE.finditer(part)]


def overlay(base: str, text: str) -> str:
    """`base` with the top-level fields that `text` has replaced by `text`, which stands first."""
    given = set(TOP_KEY.findall(text))
    if "satus" in text:
        given.add("status")
    blocks = re.split(r"^(?=\w)", base, flags=re.MULTILINE)
    return text + "".join(b for b in blocks if b and b.split(":")[0] not in given)


def commit_last_quarter(folder: Path, files: list[Example]) -> None:
    """Commits the plan of the tests in the quarter before, with `files` in it; then the quarter is turned."""
    plan = folder / "activities/2023-24"
    (plan / "plan.yaml").write_text(REGISTER.replace("2023/24 Q2", "2023/24 Q1"))
    others = {path: path.read_text() for path in plan.glob("KA.*.yaml")}
    for path in others:
        path.unlink()
    for example in files:
        name = Path(example.file).name
        before = REGISTER.replace("2023/24 Q2", "2023/24 Q1")
        base = before if name == "plan.yaml" else activity(name.removesuffix(".yaml"))
        (plan / name).write_text(overlay(base, example.text))
    identity = ("-c", "user.name=Officer", "-c", "user.email=officer@council.example")
    for command in (("init", "-q"), ("add", "-A"), (*identity, "commit", "-qm", "Q1")):
        subprocess.run(["git", *command], cwd=folder, check=True)
    (plan / "plan.yaml").write_text(REGISTER)
    for path in plan.glob("KA.*.yaml"):
        path.unlink()
    for path, content in others.items():
        path.write_text(content)


def findings(folder: Path, files: list[Example]) -> list[Finding]:
    for name, base in (
        ("plan.yaml", REGISTER),
        ("KA.03.04.yaml", activity("KA.03.04")),
        ("KA.03.05.yaml", activity("KA.03.05")),
    ):
        (folder / "activities/2023-24").mkdir(parents=True, exist_ok=True)
        (folder / "activities/2023-24" / name).write_text(base)
    earlier = folder / "activities/2019-20/plan.yaml"
    earlier.parent.mkdir()
    earlier.write_text(
        REGISTER.replace("2023-24", "2019-20").replace("KA.03.04, KA.03.05", "KA.01.04")
    )
    committed = [e for e in files if e.file.startswith("last-quarter/")]
    if committed:
        commit_last_quarter(folder, committed)
        files = [e for e in files if e not in committed]
    for name, text in files:
        if name.endswith(".toml"):
            (folder / name).write_text(text)
            continue
        base = REGISTER if name == "plan.yaml" else activity(name.removesuffix(".yaml"))
        content = overlay(base, text).replace("\\u2028", "\u2028")
        (folder / "activities/2023-24" / name).write_text(content)
    path = folder / "activities/2023-24"
    toml = [e for e in files if e.file.endswith(".toml")]
    paths = () if toml else (path,)
    import os

    before = Path.cwd()
    os.chdir(folder)
    try:
        return list(
            check(Settings(paths=paths, profile=Profile.PUBLICATION), load()).result.findings
        )
    finally:
        os.chdir(before)


WITH_EXAMPLES = [name for name in RULES if RULES[name].subject is not Subject.CRASH]


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_bad_example_is_found(name: str, tmp_path: Path) -> None:
    files = examples(name, "Bad")
    found = [f for f in findings(tmp_path, files) if f.rule == name]
    assert found
    lines = {Path(e.file).name: len(e.text.splitlines()) for e in files}
    for finding in found:
        shown = Path(finding.file).name
        assert finding.place.line <= lines[shown], "found outside of the example"
        assert finding.message
        assert finding.help
        assert not finding.message.endswith("."), "help follows the message after a semicolon"


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_good_example_is_not(name: str, tmp_path: Path) -> None:
    assert [f for f in findings(tmp_path, examples(name, "Good")) if f.rule == name] == []


@pytest.mark.parametrize("name", RULES)
def test_the_page_is_whole(name: str) -> None:
    rule = RULES[name]
    assert rule.name == name
    doc = inspect.cleandoc(rule.doc)
    assert re.match(r"[A-Z`].*\.(\n|$)", doc), "the first line is one sentence"
    assert "### Why it matters" in doc
    for option in rule.options:
        assert rule.default(option) is not None
