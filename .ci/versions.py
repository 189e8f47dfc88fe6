#!/usr/bin/env python3
"""Tests the wheel as somebody has it who installed it: with the lowest or the newest versions of its dependencies.

    .ci/versions.py build                    builds dist/, the wheel and the source archive, once for everything below
    .ci/versions.py lowest|newest [TESTS]    installs that wheel into a new environment and runs the tests against it

`--python` names an interpreter. The tests are those of the source archive, in a folder that has no kprlint of its own.
Needs uv, which knows how to resolve to the lowest versions; without it on the path, `python -m uv` is tried.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
# At least one for each dependency: what it reads or writes, end to end.
SHORT = """
    tests/agenda/test_golden.py
    tests/cycle/test_terminal.py::test_the_arrow_brings_back_what_is_there
    tests/importing/test_excel.py
    tests/importing/test_html.py
    tests/importing/test_pdf.py
    tests/lsp/test_findings.py
    tests/output/test_formats.py
    tests/promises/test_words.py
    tests/publish/test_documents.py::test_the_same_bytes_from_another_process
    tests/publish/test_tables.py::test_parquet_has_the_same_rows_as_csv_with_types
    tests/sheet/test_round_trip.py
    tests/source/test_yaml_spans.py
    tests/test_help.py
""".split()
# They see the source, not the wheel, and one of them needs a newer ruamel.yaml than kprlint does.
LINTERS = ("build", "check-jsonschema", "kprlint", "mypy", "ruff", "types-", "zizmor")


def uv(*arguments: str | Path) -> None:
    found = shutil.which("uv")
    command = [found] if found else [sys.executable, "-m", "uv"]
    subprocess.run([*command, "--quiet", *map(str, arguments)], check=True, cwd=ROOT)


def build() -> None:
    shutil.rmtree(DIST, ignore_errors=True)
    uv("build", "--out-dir", DIST)


def test(resolution: str, python: str, tests: list[str]) -> int:
    wheel, archive = _one("*.whl"), _one("*.tar.gz")
    with tempfile.TemporaryDirectory(prefix="kprlint-") as name:
        folder = Path(name)
        environment, versions, source = folder / "venv", folder / "versions.txt", folder / "source"
        project = ROOT / "pyproject.toml"
        uv("venv", "--python", python, environment)
        # Only what stands in pyproject.toml is taken at its lowest: a wheel's own requirements would not count as named.
        how = "lowest-direct" if resolution == "lowest" else "highest"
        extras = ["--extra", "all", "--extra", "parquet"]
        uv("pip", "compile", project, *extras, "--python", environment, "--resolution", how,
           "--no-annotate", "--no-header", "--output-file", versions)  # fmt: skip
        print(versions.read_text("utf-8"), flush=True)
        named = tomllib.loads(project.read_text("utf-8"))["project"]["optional-dependencies"]["dev"]
        tools = [tool for tool in named if not tool.startswith(LINTERS)]
        install = ["pip", "install", "--python", environment]
        uv(*install, "-r", versions, "-c", versions, "pip", "hatchling", *tools)
        uv(*install, "--no-deps", wheel)
        uv("pip", "check", "--python", environment)
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
        archive_folder = folder / archive.name.removesuffix(".tar.gz")
        archive_folder.rename(source)
        shutil.rmtree(source / "kprlint")
        programs = environment / ("Scripts" if os.name == "nt" else "bin")
        python_there = programs / ("python.exe" if os.name == "nt" else "python")
        path = os.pathsep.join((str(programs), os.environ["PATH"]))
        command = [python_there, "-m", "pytest", "--quiet", "-p", "no:cacheprovider", "-n", "auto"]
        return subprocess.run(
            [*command, "--dist", "loadfile", *tests], cwd=source, env={**os.environ, "PATH": path}
        ).returncode


def _one(pattern: str) -> Path:
    [found] = DIST.glob(f"kprlint-{pattern}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("what", choices=("build", "lowest", "newest"))
    parser.add_argument("tests", nargs="*", default=SHORT)
    parser.add_argument("--python", default=sys.executable)
    given = parser.parse_args()
    if given.what == "build":
        build()
        return 0
    return test(given.what, given.python, given.tests)


if __name__ == "__main__":
    sys.exit(main())
