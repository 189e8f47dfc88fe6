"""Counts the instructions of five small runs, and fails where one has become dearer: ``python benchmarks/instructions.py``.

An instruction count is the same on a busy machine, so it is held against one that was written down: more than three per cent
above it fails. Where it is meant to cost more, ``--update`` writes down what is counted now, and the commit says why. The counts
are those of one Python: of another one they are only shown. What git does is not counted.
"""

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from run import HERE, ONE_FILE, REPOSITORY, SMALL_PLAN, make_plans, make_quarters

TABLE = HERE / "instructions.json"
MOST_ABOVE = 1.03
_COUNTED = re.compile(rb"I\s+refs:\s+([\d,]+)")

# What each is called, in which folder it runs, and its command.
RUNS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "hook, one file of 70": ("plan", ("check", "--scope", "file", ONE_FILE)),
    "check, the real activities": ("real", ("check", "--no-cache", "--jobs", "1")),
    "changes, 30 activities, two quarters": (
        "quarters",
        ("changes", "--from", "HEAD~1", "--to", "HEAD"),
    ),
    "publish, 30 activities, as HTML": ("quarters", ("publish", "-o", "-")),
    "dates, a hundred lines": ("quarters", ("dates", "--as-of", "2024-01-15", "dates.txt")),
}


def prepare(folder: Path) -> None:
    """The folders in which the commands run."""
    make_plans(folder / "plan", SMALL_PLAN)
    quarters = make_quarters(folder / "quarters", 30, 2)
    lines = "The bids are due by the end of March; on 3 May 2024 Cabinet decides, in Q2 2024/25 it opens.\n"
    (quarters / "dates.txt").write_text(lines * 100, encoding="utf-8")
    real = folder / "real"
    shutil.copytree(REPOSITORY / "activities", real / "activities")
    shutil.copy(REPOSITORY / "kprlint.toml", real)
    identity = ("-c", "user.name=B", "-c", "user.email=b@example.org")
    for arguments in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "-m", "x")):
        subprocess.run(["git", *identity, *arguments], cwd=real, check=True)


def count(arguments: tuple[str, ...], folder: Path, environment: Mapping[str, str]) -> int:
    """The instructions of a run of kprlint, whose bytecode is compiled."""
    command = [sys.executable, "-m", "kprlint", *arguments]
    first = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    if first.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} exited with {first.returncode}:\n{first.stderr.decode()}")
    valgrind = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--vgdb=no"]
    counted = subprocess.run(
        [*valgrind, f"--cachegrind-out-file={os.devnull}", *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
    )
    found = _COUNTED.search(counted.stderr)
    if not found:
        sys.exit(f"valgrind counted nothing:\n{counted.stderr.decode('utf-8', 'replace')[-2000:]}")
    return int(found[1].replace(b",", b""))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--update", action="store_true", help="write down what is counted now")
    update = parser.parse_args().update
    python = f"{platform.python_version()}, {platform.python_compiler()}, {platform.machine()}"
    table = json.loads(TABLE.read_text("utf-8")) if TABLE.exists() else {}
    known, counts, dearer = table.get(python, {}), dict[str, int](), list[str]()
    with tempfile.TemporaryDirectory(prefix="kprlint-instructions-") as name:
        folder = Path(name)
        prepare(folder)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": name,
            "LC_ALL": "C.UTF-8",
            "PYTHONHASHSEED": "0",
        }
        for run, (where, arguments) in RUNS.items():
            counts[run] = count(arguments, folder / where, environment)
            before = known.get(run)
            ratio = counts[run] / before if before else None
            print(f"{run:38} {counts[run]:15,}  {f'{ratio:.3f}' if ratio else '–'}", flush=True)
            if ratio and ratio > MOST_ABOVE:
                dearer.append(run)
    if update:
        table[python] = counts
        TABLE.write_text(json.dumps(table, indent=2) + "\n", "utf-8")
    elif not known:
        print(f"no counts are written down for Python {python}")
    elif dearer:
        sys.exit(
            f"dearer than {TABLE.name} says by more than {MOST_ABOVE - 1:.0%}: {', '.join(dearer)}; "
            "where that is meant, python benchmarks/instructions.py --update, and say why in the commit"
        )


if __name__ == "__main__":
    main()
