"""The first rule of CONTRIBUTING.md, made word for word in a copy of the package."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.markdown import ROOT, blocks


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("kprlint", "schema", "tests/rules", "activities"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    for name in ("tests/__init__.py", "tests/conftest.py", "tests/plans.py", "kprlint.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "docs").mkdir()
    return tmp_path


def test_the_first_rule(copy: Path) -> None:
    page = ROOT / "CONTRIBUTING.md"
    [rule] = [block for block in blocks(page) if block.language == "python"]
    [commands] = [block for block in blocks(page) if block.language == "sh"]
    file = copy / "kprlint/rules/text/title_with_stop.py"
    assert f"`{file.relative_to(copy).as_posix()}`" in page.read_text("utf-8")
    file.write_text(rule.text, "utf-8")
    said = ""
    for line in commands.text.splitlines():
        command = re.sub(r"\s+#.*", "", line)
        command = re.sub(r"^python ", f"{sys.executable} ", command)
        command = re.sub(r"^(kprlint|pytest) ", rf"{sys.executable} -m \1 ", command)
        done = subprocess.run(
            command,
            shell=True,
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy), "PYTEST_ADDOPTS": ""},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        said += done.stdout
    assert "## title-with-stop" in (copy / "docs/rules.md").read_text("utf-8").replace("###", "##")
    assert re.search(r"^[1-9]\d* passed", said, re.MULTILINE)
    assert said.count("info[title-with-stop]") == 5
