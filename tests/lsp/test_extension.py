"""The extension for VS Code: its types are right, its own tests pass with this kprlint, and it can be packed.

VS Code itself is not started: it cannot be had from npm.
"""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "editors/vscode"
NODE = 20  # the packer needs it


@pytest.fixture(scope="module")
def npm() -> str:
    """npm; without what it installs the tests are skipped, but on a CI server with a node that is new enough they fail."""
    found, node = shutil.which("npm"), shutil.which("node")
    if found is None or node is None:
        pytest.skip("needs node and npm")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.strip().lstrip("v").partition(".")[0]) < NODE:
        pytest.skip(f"needs node {NODE}, and this is {version.strip()}")
    if not (FOLDER / "node_modules/esbuild").is_dir():
        missing = "needs npm ci --prefix editors/vscode"
        if os.environ.get("CI", "").lower() in ("true", "1"):
            pytest.fail(missing)
        pytest.skip(missing)
    return found


def run(npm: str, script: str) -> None:
    kprlint = Path(sys.executable).with_name("kprlint")
    done = subprocess.run(
        [npm, "run", "--silent", script],
        cwd=FOLDER,
        env={**os.environ, "KPRLINT": str(kprlint), "PYTHONPATH": str(FOLDER.parents[1])},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_its_own_tests_pass(npm: str) -> None:
    run(npm, "test")


def test_it_is_checked_and_packed(npm: str) -> None:
    run(npm, "package")
    with zipfile.ZipFile(FOLDER / "dist/kprlint.vsix") as packed:
        names = packed.namelist()
    assert "extension/dist/extension.js" in names
    assert not [name for name in names if "node_modules" in name or "/src/" in name]
