"""LibreOffice opens a workbook and saves it again, in either format; applying that changes nothing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.plans import activity
from tests.sheet.conftest import Council
from tests.sheet.test_round_trip import AWKWARD

ROOT = Path(__file__).resolve().parents[2]
OFFICE = shutil.which("soffice")

pytestmark = pytest.mark.skipif(
    not OFFICE and not os.environ.get("CI"), reason="LibreOffice is not installed"
)


def saved_again(paths: list[Path], format_name: str, folder: Path) -> list[Path]:
    """What LibreOffice makes of workbooks, under a profile of its own."""
    assert OFFICE, "apt-get install --no-install-recommends libreoffice-calc"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / f"to-{format_name}"
    done = subprocess.run(
        [OFFICE, "--headless", "--norestore", profile, "--convert-to", format_name, "--outdir", str(out), *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [out / f"{path.stem}.{format_name}" for path in paths]


def test_the_real_plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "activities", tmp_path / "activities")
    monkeypatch.chdir(tmp_path)
    council = Council(tmp_path)
    paths = []
    for plan in ("2019-20", "2023-24"):
        for made in ("xlsx", "ods"):
            path = tmp_path / f"{plan}-{made}.{made}"
            assert council.run("export", made, "--plan", plan, "-o", str(path)).exit_code == 0
            paths.append(path)
    before = council.tree()
    for format_name in ("xlsx", "ods"):
        for again in saved_again(paths, format_name, tmp_path):
            assert council.apply(again).endswith(": nothing to change\n"), again.name
    assert council.tree() == before


def test_awkward_texts_and_a_change(council: Council, tmp_path: Path) -> None:
    council.write("KA.03.05.yaml", activity("KA.03.05", progress="") + AWKWARD.lstrip())
    before = council.tree()
    first = council.export("ods").rename(tmp_path / "one.ods")
    second = council.export("xlsx").rename(tmp_path / "two.xlsx")
    for format_name in ("xlsx", "ods"):
        for again in saved_again([first, second], format_name, tmp_path):
            assert "nothing to change" in council.apply(again), again.name
    assert council.tree() == before
    council.fill(tmp_path / "to-xlsx/one.xlsx", {"Activities!B2": "Clean air", "Steps!G2": "x"})
    assert "Steps!F2: the outcome is missing" in council.refuse(tmp_path / "to-xlsx/one.xlsx")
    council.fill(tmp_path / "to-xlsx/one.xlsx", {"Steps!F2": "dropped"})
    council.apply(tmp_path / "to-xlsx/one.xlsx")
    assert "    dropped: x\n" in council.file("KA.03.04.yaml").read_text("utf-8")
