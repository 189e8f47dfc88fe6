"""A run for errors alone finds each error that a whole run finds."""

from pathlib import Path

import pytest

from kprlint.demo import build
from kprlint.lint import engine
from kprlint.lint.settings import Settings
from kprlint.rules import load
from kprlint.rules.base import Severity
from tests.test_real_plans import ROOT


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    build(folder := tmp_path_factory.mktemp("errors") / "council")
    return folder


def errors(folder: Path, *, alone: bool) -> list[tuple[str, ...]]:
    result = engine.check(Settings(paths=(folder,), errors_alone=alone), load()).result
    found = [f for f in result.findings if f.severity is Severity.ERROR]
    assert len(found) == result.summary.error
    if alone:
        assert result.summary.info == 0
    return [(f.rule, f.file, f.fingerprint) for f in found]


def test_the_same_errors(council: Path) -> None:
    for folder in (council / "activities", ROOT / "activities"):
        assert errors(folder, alone=True) == errors(folder, alone=False)
    assert errors(council / "activities", alone=True)


def test_what_a_council_takes_for_an_error_is_one(council: Path) -> None:
    settings = council / "kprlint.toml"
    before = settings.read_text("utf-8")
    try:
        settings.write_text(f'{before}\n[rules.silent-step]\nseverity = "error"\n', "utf-8")
        found = errors(council / "activities", alone=True)
        assert found == errors(council / "activities", alone=False)
        assert "silent-step" in {rule for rule, *_ in found}
    finally:
        settings.write_text(before, "utf-8")
