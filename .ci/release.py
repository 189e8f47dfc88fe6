#!/usr/bin/env python3
"""What a release needs besides the wheel.

.ci/release.py notes v1.2.3    prints what CHANGELOG.md says of it, and refuses where tag, dist/ and changelog disagree
.ci/release.py sbom            prints, as CycloneDX, everything that the wheel in dist/ is installed with, all extras
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def notes(tag: str) -> str:
    version = tag.removeprefix("v")
    built = sorted(path.name for path in (ROOT / "dist").glob("kprlint-*"))
    if built != [f"kprlint-{version}-py3-none-any.whl", f"kprlint-{version}.tar.gz"]:
        sys.exit(f"The tag is {tag}, and dist/ has {', '.join(built)}")
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    section = re.search(
        rf"^## {re.escape(version)}, [\d-]+\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL
    )
    if section is None:
        sys.exit(f"CHANGELOG.md says nothing of {version}: towncrier build --version {version}")
    return section[1].strip() + "\n"


def sbom() -> str:
    [wheel] = (ROOT / "dist").glob("*.whl")
    with tempfile.TemporaryDirectory() as folder:
        everything = f"kprlint[all,parquet] @ {wheel.as_uri()}"
        for command in (["venv", folder], ["pip", "install", "--python", folder, everything]):
            subprocess.run(["uv", *command, "--quiet"], check=True)
        tool = ["uv", "tool", "run", "--quiet", "--from", "cyclonedx-bom>=7", "cyclonedx-py"]
        options = ["--output-reproducible", "--pyproject", str(ROOT / "pyproject.toml")]
        return subprocess.run(
            [*tool, "environment", *options, folder], check=True, stdout=subprocess.PIPE, text=True
        ).stdout


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["notes", tag]:
            sys.stdout.write(notes(tag))
        case ["sbom"]:
            sys.stdout.write(sbom())
        case _:
            sys.exit(__doc__)
