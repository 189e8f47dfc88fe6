"""kprlint import, run as a user would."""

import json
import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
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


def csv(folder: Path, *rows: str) -> Path:
    (folder / "r.csv").write_text("\n".join(rows) + "\n")
    return folder / "r.csv"


def imported(folder: Path, file: Path, *more: str) -> Result:
    arguments = ["import", str(file), "--plan", "2024-25", "--period", "2024/25 Q2"]
    return CliRunner().invoke(main, [*arguments, "--to", str(folder / "2024-25"), *more])


WIDGETS = ("Widget,Sort,Doings", "Grow moss,Green,It grew.")


def test_headings_that_nobody_knows_are_named_and_a_user_says_what_they_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = imported(tmp_path, csv(tmp_path, *WIDGETS))
    assert refused.exit_code == 2
    assert "“Widget”, “Sort”, “Doings”" in refused.output
    assert '--column "Widget=title"' in refused.output
    named = [f"--column={c}" for c in ("Widget=title", "sort=Status", "DOINGS = progress")]
    assert imported(tmp_path, tmp_path / "r.csv", *named).exit_code == 0
    by_line = contents(tmp_path)
    (tmp_path / "kprlint.toml").write_text(
        '[import.columns]\nWidget = "title"\nSort = "status"\nDoings = "progress"\n'
    )
    again = imported(tmp_path, tmp_path / "r.csv")
    assert "nothing to change" in again.output
    assert contents(tmp_path) == by_line
    wrong = imported(tmp_path, tmp_path / "r.csv", "--column", "Widget=titel")
    assert wrong.exit_code == 2
    assert "percent_complete" in wrong.output


def test_wrong_columns_in_the_configuration_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kprlint.toml").write_text('[import.columns]\nWidget = "titel"\n')
    done = imported(tmp_path, csv(tmp_path, *WIDGETS))
    assert done.exit_code == 2
    assert "kprlint.toml:2" in done.output


def test_what_the_folder_says_is_kept_by_the_next_import(tmp_path: Path) -> None:
    file = csv(tmp_path, "Action,RAG,Progress", "Grow moss,Nimble,It grew.", "Cut grass,Green,Cut.")
    assert imported(tmp_path, file, "--council", "Fernley").exit_code == 0
    register = tmp_path / "2024-25" / "plan.yaml"
    register.write_text(register.read_text().replace("kind: unknown", "kind: at-risk"))
    file = csv(tmp_path, "Action,RAG,Progress", "Fit lamps,Red,None.", "Cut grass,Nimble,Cut.", "Grow moss,Green,It grew.")  # fmt: skip
    arguments = ["import", str(file), "--plan", "2024-25", "--period", "2024/25 Q3", "--force", "--to", str(tmp_path / "2024-25")]  # fmt: skip
    assert CliRunner().invoke(main, arguments).exit_code == 0
    files = {name: data.decode() for name, data in contents(tmp_path).items()}
    assert "title: Grow moss" in files["KA.01.01.yaml"]
    assert "title: Cut grass" in files["KA.01.02.yaml"]
    assert "title: Fit lamps" in files["KA.01.03.yaml"]
    assert "council: Fernley" in files["plan.yaml"]
    assert "answers_from: 2024/25 Q4" in files["plan.yaml"]
    assert re.search(r"Nimble:\n +kind: at-risk", files["plan.yaml"])


def test_the_review_page_shows_the_document_beside_the_files(tmp_path: Path) -> None:
    file = csv(tmp_path, "Ref,Action,RAG,Progress,Blurb", "A1,Grow <moss>,Slippage,It grew.,More.", "Total,1,,,")  # fmt: skip
    page = tmp_path / "review.html"
    assert imported(tmp_path, file, "--review", str(page), "--dry-run").exit_code == 0
    text = page.read_text()
    assert "Grow &lt;moss&gt;" in text
    assert "<moss>" not in text
    assert "title: Grow" in text
    assert text.count("Look here:") >= 3
    assert "a row of sums is no activity" in text
    assert "<script" not in text


def test_a_part_of_a_document(tmp_path: Path) -> None:
    file = tmp_path / "r.html"
    head = "<tr><th>Ref<th>Action<th>RAG<th>Progress"
    file.write_text(f"<table>{head}<tr><td>A1<td>Grow<td>Green<td>It grew.</table><table>{head}<tr><td>A2<td>Cut<td>Red<td>No.</table>")  # fmt: skip
    assert imported(tmp_path, file, "--table", "2").exit_code == 0
    assert list(contents(tmp_path)) == ["A2.yaml", "plan.yaml"]
    assert "its tables are 1 to 2" in imported(tmp_path, file, "--table", "3").output
    assert "no sheets" in imported(tmp_path, file, "--sheet", "Plan").output
    assert "names no pages" in imported(tmp_path, file, "--pages", "x-2").output


def test_what_an_import_writes_has_no_faults_but_those_of_the_report(tmp_path: Path) -> None:
    file = csv(
        tmp_path, "Ref,Action,RAG,Progress,Next steps,Due date,% complete",
        "1.10,Grow the moss on the wall,Green/Amber,It grew by half in July.,Water it by 3 May 2025,31/03/2025,40%",
        "E&C 5,Fit the lamps in the lane,Some slippage,None came in August.,Ask the maker by 3 May 2025,,",
    )  # fmt: skip
    assert imported(tmp_path, file, "--council", "Fernley").exit_code == 0
    done = CliRunner().invoke(main, ["check", "--format", "json", str(tmp_path / "2024-25")])
    rules = {f["rule"] for f in json.loads(done.stdout)["findings"] if f["severity"] == "error"}
    assert rules == {"unexplained-status"}
