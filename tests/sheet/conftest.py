"""A small plan in a real git repository, exported and filled in as people do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from kprlint.cli import main
from tests.plans import REGISTER, activity
from tests.quarter.conftest import Repository, settings

__all__ = ["settings"]

STEPS = """
next_steps:
  # the first of the two
  - action: Choose the places for the new monitors
    due: 2023/24 Q4   # as agreed
  - Write to the ministry
"""


class Council(Repository):
    """The repository, and what people do with its workbook."""

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments))

    def export(self, format_name: str = "xlsx") -> Path:
        path = self.folder.parent / f"sheet.{format_name}"
        done = self.run("export", format_name, "-o", str(path), "--force")
        assert done.exit_code == 0, done.output
        return path

    def fill(self, path: Path, cells: dict[str, Any]) -> None:
        """Writes into cells such as Activities!C2 of an Excel workbook; None empties one."""
        book = load_workbook(path)
        for where, value in cells.items():
            sheet, _, place = where.partition("!")
            cell = book[sheet][place]
            cell.value = value
            if isinstance(value, str) and not value.startswith("=SUM"):
                cell.data_type = "s"
        book.save(path)

    def change(self, path: Path, edit: Callable[[Any], None]) -> None:
        """Does something else to an Excel workbook."""
        book = load_workbook(path)
        edit(book)
        book.save(path)

    def apply(self, path: Path, *options: str) -> str:
        """What apply says, where it works."""
        done = self.run("apply", str(path), *options)
        assert done.exit_code == 0, done.output
        return done.output

    def refuse(self, path: Path, code: int = 1) -> str:
        """What apply says, where it changes nothing."""
        before = self.tree()
        done = self.run("apply", str(path))
        assert done.exit_code == code, done.output
        assert self.tree() == before
        return done.output


@pytest.fixture
def council(tmp_path: Path, settings: Path, monkeypatch: pytest.MonkeyPatch) -> Council:
    repository = Council(tmp_path / "council")
    (repository.folder / "activities/2023-24").mkdir(parents=True)
    monkeypatch.chdir(repository.folder)
    repository.git("init", "--quiet", "--initial-branch=main")
    repository.write("plan.yaml", REGISTER)
    repository.write("KA.03.04.yaml", activity(next_steps="") + STEPS.lstrip())
    repository.write("KA.03.05.yaml", activity("KA.03.05", title="Plant 400 trees"))
    repository.commit()
    return repository
