"""The plans that benchmarks/ measures with: the same every time, and nothing wrong with them."""

import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

_MODULE = runpy.run_path(
    str(Path(__file__).resolve().parent.parent / "benchmarks" / "generate.py"), run_name="generate"
)
generate, spread = _MODULE["generate"], _MODULE["spread"]


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        generate(tmp_path / name, 40, seed=seed)
    first, again, other = (_contents(tmp_path / name) for name in "abc")
    assert len(first) == 41
    assert first == again
    assert first.keys() == other.keys()
    assert first != other


@pytest.mark.parametrize(
    ("activities", "expected"),
    [
        (1, [(2023, 1)]),
        (5_000, [(2023, 5_000)]),
        (10_000, [(2023, 5_000), (2024, 5_000)]),
        (10_001, [(2023, 3_334), (2024, 3_334), (2025, 3_333)]),
    ],
)
def test_many_activities_spread_over_plans(
    activities: int, expected: list[tuple[int, int]]
) -> None:
    assert spread(activities) == expected


def test_files_are_as_large_as_real_ones(tmp_path: Path) -> None:
    generate(tmp_path, 200)
    sizes = [len(data) for name, data in _contents(tmp_path).items() if "KA." in name]
    assert 800 <= sum(sizes) / len(sizes) <= 1_500
    assert max(sizes) < 2_000


def test_a_generated_plan_has_no_error_and_only_repeats_itself(tmp_path: Path) -> None:
    generate(tmp_path, 40)
    command = [sys.executable, "-m", "kprlint", "check", "--format", "json", "activities"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert report["summary"]["activities"] == 40
    told = {found["rule"] for found in report["findings"] if found["severity"] != "info"}
    assert told <= {"duplicate-text"}, done.stdout
