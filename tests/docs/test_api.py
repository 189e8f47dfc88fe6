"""What `import kprlint` offers: its examples, its errors, and what it costs who asks for nothing."""

import doctest
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import kprlint
from kprlint import api

ROOT = Path(__file__).parents[2]


def test_the_examples_hold(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(council)
    done = doctest.testmod(api, extraglobs={"kprlint": kprlint, "date": date})
    assert done.attempted >= 20
    assert done.failed == 0


def test_the_page_is_current() -> None:
    done = subprocess.run(
        [sys.executable, "docs/api.py"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    page = (ROOT / "docs/api.md").read_text("utf-8")
    assert page == done.stdout, "run: python docs/api.py > docs/api.md"
    assert [name for name in api.__all__ if f"kprlint.{name}" not in page] == []


def test_the_package_offers_what_its_module_does() -> None:
    assert {*kprlint.__all__} == {*api.__all__, "__version__"}
    for name in api.__all__:
        assert getattr(kprlint, name) is getattr(api, name)
        assert name in dir(kprlint)
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        kprlint.chekc  # noqa: B018


def test_the_command_line_imports_none_of_it() -> None:
    program = "import sys, kprlint, kprlint.cli.check; print('kprlint.api' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == "False\n", done.stderr


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda: kprlint.check("nothing.yaml"), "nothing.yaml does not exist"),
        (lambda: kprlint.check(select=["past-due"]), "Did you mean “past-due-date”?"),
        (lambda: kprlint.check(profile="strict"), "there is no profile 'strict'"),
        (lambda: kprlint.check(config="gone.toml"), "gone.toml"),
        (lambda: kprlint.check("a\0b"), "does not exist"),
        (lambda: kprlint.changes("2019/20-Q1"), "no commit and no tag has the plan"),
        (lambda: kprlint.changes("2024/25-Q1", plan="2024-5"), "Did you mean “2024-25”?"),
        (lambda: kprlint.changes(lead="Houses"), "no activity has the lead"),
        (lambda: kprlint.paper("doc"), "there is no format 'doc'"),
        (lambda: kprlint.paper(folder="gone"), "gone is no folder"),
        (lambda: kprlint.paper(quarter="soon"), "'soon' is no quarter"),
        (lambda: kprlint.read_plan("gone"), "gone cannot be read"),
        (lambda: kprlint.read_plan("README.md"), "“kprlint check README.md” says what"),
        (lambda: kprlint.read_activity("activities"), "it is a folder"),
        (lambda: kprlint.read_activity("a\0b"), "cannot be read"),
        (lambda: kprlint.explain("past-due"), "Did you mean “past-due-date”?"),
    ],
)
def test_what_goes_wrong_is_one_class_of_error(
    ask: Callable[[], object], told: str, council: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(council)
    with pytest.raises(kprlint.KprlintError) as error:
        ask()
    assert told in str(error.value)


def test_a_repository_can_be_asked_from_anywhere(
    council: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(council)
    quarters = ("2024/25-Q2", "2024/25-Q3")
    here = kprlint.changes(*quarters), kprlint.paper("json"), kprlint.check().findings
    monkeypatch.chdir(tmp_path)
    below = council / "activities/2024-25"
    assert kprlint.changes(*quarters, folder=below) == here[0]
    assert kprlint.paper("json", folder=below) == here[1]
    there = kprlint.check(folder=council).findings
    assert [f.joined for f in there] == [f.joined for f in here[2]]
    with pytest.raises(kprlint.KprlintError):
        kprlint.changes()


def test_a_register_that_is_not_all_that_it_should_be_is_not_taken_for_one(
    council: Path, tmp_path: Path
) -> None:
    text = (council / "activities/2024-25/plan.yaml").read_text("utf-8")
    (tmp_path / "plan.yaml").write_text(text, "utf-8")
    assert kprlint.read_plan(tmp_path).codes
    (tmp_path / "plan.yaml").write_text(text.replace("kind: on-track", "kind: fine", 1), "utf-8")
    with pytest.raises(kprlint.KprlintError, match="has something in it that cannot be read"):
        kprlint.read_plan(tmp_path)
