"""Times `kprlint site`: the demonstration, and a plan of 70 activities over 20 quarters, new and after one change.

``python benchmarks/site.py`` prints seconds of processor time, which a busy machine changes little, and of the clock.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import generate, turn

ACTIVITIES, QUARTERS = 70, 20
FIRST = (2023, 2)


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Update")


def periods(count: int) -> list[str]:
    """The quarters from the generated plan's second on."""
    year, number = FIRST
    found = []
    for _ in range(count):
        found.append(f"{year}/{(year + 1) % 100:02} Q{number}")
        year, number = (year + 1, 1) if number == 4 else (year, number + 1)
    return found


def large(folder: Path) -> Path:
    """A plan of many quarters, none of them closed by a tag: what takes longest."""
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main", "--template=")
    generate(folder, ACTIVITIES)
    commit(folder)
    for period in periods(QUARTERS)[1:]:
        turn(folder, period)
        commit(folder)
    return folder


def timed(what: str, repository: Path, output: Path) -> None:
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "kprlint", "site", "--output", output],
        cwd=repository,
        check=True,
        capture_output=True,
        text=True,
        env=os.environ,
    )
    after, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - begun
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"| {what} | {processor:.1f} s | {clock:.1f} s | {done.stderr.splitlines()[-1]} |")


def main() -> None:
    with tempfile.TemporaryDirectory() as top:
        demo, output = Path(top) / "demo", Path(top) / "out"
        subprocess.run(
            [sys.executable, "-m", "kprlint", "demo", demo], check=True, capture_output=True
        )
        print("| site | processor | clock | |\n|---|---:|---:|---|")
        timed("the demonstration", demo, output / "demo")
        repository = large(Path(top) / "large")
        timed(f"{ACTIVITIES} activities, {QUARTERS} quarters", repository, output / "large")
        timed("the same again", repository, output / "large")
        changed = repository / "activities/2023-24/KA.01.01.yaml"
        said = changed.read_text().replace(
            "\nprogress:\n", "\nprogress:\n  - The gate was painted.\n", 1
        )
        changed.write_text(said)
        commit(repository)
        timed("after one change", repository, output / "large")


if __name__ == "__main__":
    main()
