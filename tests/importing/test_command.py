"""kprlint import, run as a user would."""

import json
import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from click.testing import CliRunner, Result

from kprlint.cli import main
from kprlint.importing.interpreter.doubts import NAMES
from tests.importing.documents import report_pdf

TEXT = """\
# CO 1: A green town

Key Activities\tStatus\tProgress\tNext Steps\tCMT Lead\tPortfolio
KA.01.01 Plant trees\tGreen\t<ul><li>Planted ten.</li><li>Watered them: all.</li></ul>\t- Plant ten more.\tParks\tPlaces
KA.01.02 Mend paths\tAmber\t2019.\t#1 path\tParks\tPlaces

Page 3
"""


DOCUMENTATION = Path(__file__).parents[2] / "docs" / "import.md"


def test_every_doubt_is_documented() -> None:
    documented = re.findall(r"^\| `(import-[a-z-]+)` \|", DOCUMENTATION.read_text(), re.MULTILINE)
    assert documented == sorted(NAMES)


def run(folder: Path, *more: str) -> Result:
    (folder / "report.txt").write_text(TEXT)
    arguments = [
        "import",
        str(folder / "report.txt"),
        "--plan",
        "2024-25",
        "--period",
        "2024/25 Q2",
    ]
    return CliRunner().invoke(main, [*arguments, "--to", str(folder / "2024-25"), *more])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "2024-25").iterdir())}


def test_files_are_written_once(tmp_path: Path) -> None:
    assert run(tmp_path).exit_code == 0
    first = contents(tmp_path)
    assert list(first) == ["KA.01.01.yaml", "KA.01.02.yaml", "plan.yaml"]
    again = run(tmp_path)
    assert again.exit_code == 0
    assert "nothing to change" in again.output
    assert contents(tmp_path) == first


def test_a_file_that_differs_is_kept(tmp_path: Path) -> None:
    run(tmp_path)
    path = tmp_path / "2024-25" / "KA.01.01.yaml"
    path.write_text("code: KA.01.01\n")
    (tmp_path / "2024-25" / "plan.yaml").unlink()
    refused = run(tmp_path)
    assert refused.exit_code == 2
    assert "--force" in refused.output
    assert path.read_text() == "code: KA.01.01\n"
    assert not (tmp_path / "2024-25" / "plan.yaml").exists()
    assert run(tmp_path, "--force").exit_code == 0
    assert "Plant trees" in path.read_text()


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    done = run(tmp_path, "--dry-run")
    assert done.exit_code == 0
    assert "found" in done.output
    assert "Page 3" in done.output
    assert not (tmp_path / "2024-25").exists()


def test_the_report_says_where(tmp_path: Path) -> None:
    run(tmp_path, "--report", str(tmp_path / "doubts.json"))
    data = json.loads((tmp_path / "doubts.json").read_text())
    assert data["counts"] == {"found": 2, "complete": 2, "doubtful": 0, "left over": 1}
    assert data["left_over"][0]["place"] == {"line": 7}
    run(tmp_path, "--report", str(tmp_path / "doubts.md"))
    assert "line 7" in (tmp_path / "doubts.md").read_text()


def test_the_files_can_be_checked(tmp_path: Path) -> None:
    run(tmp_path, "--council", "Fictional Council")
    done = CliRunner().invoke(main, ["check", "--format", "json", str(tmp_path / "2024-25")])
    rules = {finding["rule"] for finding in json.loads(done.stdout)["findings"]}
    assert rules == {"stale-progress", "undated-next-step", "unexplained-status"}


def test_what_is_no_report_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"nothing\n")
    for kind in ("txt", "docx", "xlsx", "html", "csv", "pdf"):
        (tmp_path / f"y.{kind}").write_bytes(bytes(2000))
    for name in ("x.txt", "none.txt", *(path.name for path in tmp_path.glob("y.*"))):
        done = CliRunner().invoke(
            main,
            [
                "import",
                str(tmp_path / name),
                "--plan",
                "p",
                "--period",
                "2024/25 Q1",
                "--to",
                str(tmp_path),
            ],
        )
        assert done.exit_code == 2
        assert done.output.startswith("kprlint: ")


def test_a_long_wait_shows_a_bar_on_a_terminal_alone(tmp_path: Path) -> None:
    (tmp_path / "r.pdf").write_bytes(report_pdf(80))
    command = [sys.executable, "-m", "kprlint", "import", "r.pdf", "--dry-run", "--plan", "p"]
    command += ["--period", "2024/25 Q2", "--to", "p"]
    ours, terminal = pty.openpty()
    shown = b""
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=terminal
    ) as child:
        os.close(terminal)
        with suppress(OSError):  # Linux says so at the end
            while part := os.read(ours, 4096):
                shown += part
    os.close(ours)
    assert child.returncode == 0
    assert b"reading r.pdf  [#" in shown
    piped = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert b"reading" not in piped.stderr
