"""What is due, and how they stand, of the two real plans: word for word, and each of their steps once."""

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kprlint.agenda.dues import dues
from kprlint.model.due import parse_day
from kprlint.source.document import Document
from kprlint.source.reading import read_activity
from tests.change.conftest import invoke

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
UPDATE = os.environ.get("KPRLINT_UPDATE_GOLDEN") == "1"
DAYS = {"2019-20": "2020-03-31", "2023-24": "2023-10-31"}
CASES = {
    "due.txt": ("due", "--within", "all"),
    "due-by-lead.txt": ("due", "--by", "lead"),
    "due.ics": ("due", "--format", "ical", "--within", "all"),
    "due.csv": ("due", "--format", "csv"),
    "status.txt": ("status", "--fail-on", "never"),
}


@pytest.fixture(scope="module", autouse=True)
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The two plans in a repository of their own, without any earlier quarter."""
    folder = tmp_path_factory.mktemp("council")
    shutil.copytree(ROOT / "activities", folder / "activities")
    shutil.copy(ROOT / "kprlint.toml", folder)
    who = ("-c", "user.name=A", "-c", "user.email=a@council.example")
    commit = (*who, "commit", "--quiet", "--no-gpg-sign", "--message", "As published")
    for arguments in (("init", "--quiet"), ("add", "--all"), commit):
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
    before = Path.cwd()
    os.chdir(folder)
    yield folder
    os.chdir(before)


@pytest.mark.parametrize("plan", DAYS)
@pytest.mark.parametrize("name", CASES)
def test_word_for_word(name: str, plan: str) -> None:
    result = invoke(*CASES[name], "--plan", plan, "--as-of", DAYS[plan])
    assert result.exit_code == 0, result.output
    golden = HERE / "golden" / f"{plan}-{name}"
    made = result.stdout_bytes
    if name.endswith(".txt"):
        assert max(map(len, result.stdout.splitlines())) <= 80
    if UPDATE:
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(made)
    assert made == golden.read_bytes(), f"{golden.name}: KPRLINT_UPDATE_GOLDEN=1 writes it anew"


@pytest.mark.parametrize("plan", DAYS)
def test_each_step_of_the_files_is_told_once(council: Path, plan: str) -> None:
    as_of = parse_day(DAYS[plan])
    assert as_of
    found = dues(plan, as_of, None, lead=None, forge=None)
    wanted: Counter[tuple[str, str]] = Counter()
    files = [p for p in (council / "activities" / plan).glob("*.yaml") if p.name != "plan.yaml"]
    for path in files:
        activity = read_activity(Document(path.name, path.read_bytes(), "activity"))
        wanted.update((path.stem, step.action) for step in activity.open_steps)
    assert Counter((str(i.entry.code), i.action) for i in found.items) == wanted
    assert {str(entry.code) for entry in found.entries} == {path.stem for path in files}
    assert not found.unread
