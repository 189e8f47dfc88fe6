#!/usr/bin/env python3
"""Makes one file of the wheel in dist/, with a Python in it, for machines that have none: `.ci/single_file.py`, then dist/kprlint.

It has the core alone: check, changes and all that needs no extra. It is made for the system that it is made on, and by uv and PyInstaller;
docs/decisions/single-file.md says why. At its end it checks the plans of this repository and makes the demonstration.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# kprlint starts itself in a process of its own here and there, as Python is started: python -P -m MODULE.
ENTRY = """\
import runpy, sys
if sys.argv[1:3] == ["-P", "-m"]:
    del sys.argv[1:3]
    runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
else:
    from kprlint.__main__ import run
    run()
"""
# What is imported by its name at run time, or read as data, no analysis of imports finds.
HIDDEN = [
    *("--collect-all", "kprlint", "--copy-metadata", "kprlint"),
    *("--collect-all", "jsonschema", "--collect-all", "jsonschema_specifications"),
    *("--collect-all", "ruamel.yaml", "--hidden-import", "_ruamel_yaml"),
    *("--collect-all", "snowballstemmer", "--hidden-import", "tabulate"),
]


def main() -> None:
    wheels = list((ROOT / "dist").glob("kprlint-*.whl"))
    if len(wheels) != 1:
        sys.exit(
            f"dist/ holds {len(wheels)} wheels, not one; empty it, and run .ci/versions.py build"
        )
    [wheel] = wheels
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        entry, environment = folder / "entry.py", folder / "venv"
        entry.write_text(ENTRY, "utf-8")
        run("uv", "venv", "--quiet", "--python", sys.executable, environment)
        run("uv", "pip", "install", "--quiet", "--python", environment, wheel, "pyinstaller>=6.16")
        python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        run(
            *(python, "-P", "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"),
            *("--onefile", "--name", "kprlint", "--distpath", ROOT / "dist"),
            *("--workpath", folder / "work", "--specpath", folder, *HIDDEN, entry),
        )
        made = ROOT / "dist" / ("kprlint.exe" if os.name == "nt" else "kprlint")
        run(made, "check", "activities")
        run(made, "demo", folder / "council")
        run(made, "status", "--as-of", "2025-03-31", cwd=folder / "council", codes=(0, 1))
        print(f"{made}: {made.stat().st_size / 1e6:.0f} MB")


def run(*command: str | Path, cwd: Path = ROOT, codes: tuple[int, ...] = (0,)) -> None:
    done = subprocess.run([*map(str, command)], cwd=cwd, check=False)
    if done.returncode not in codes:
        sys.exit(f"{command[0]} ended with {done.returncode}")


if __name__ == "__main__":
    main()
