"""A hook repository that holds this package, and a council's repository that uses it.

The hooks' environment is installed by pre-commit itself, once in a run of the tests; for that pip needs
the package registry.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pre_commit.council import CONFIG, FILES, Council, clean_environment

ROOT = Path(__file__).parents[2]

_PACKAGE = (
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "kprlint",
    "schema",
    "docs/ci",
    ".pre-commit-hooks.yaml",
)
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")

# Where the repository of the hooks stands in for the address that a council writes.
_CONFIG = """\
default_install_hook_types: [pre-commit, pre-merge-commit]
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: kprlint
      - id: kprlint-plan
"""


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return clean_environment(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def hooks(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Council:
    """The repository that offers the hooks: this package as it is now, committed."""
    # A test run that a git hook starts is told of that hook's repository, and must not look there.
    here = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *_PACKAGE],
        cwd=ROOT,
        env=here,
        capture_output=True,
        check=True,
    ).stdout
    repository = Council(tmp_path_factory.mktemp("hooks"), environment)
    for name in os.fsdecode(listed).split("\0"):
        if name and (ROOT / name).is_file():
            repository.write(name, (ROOT / name).read_bytes())
    repository.git("init", "--quiet", "--template=")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "A release")
    return repository


@pytest.fixture(scope="session")
def template(
    tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str], hooks: Council
) -> Council:
    """A council's repository with valid plans, whose first commit went through the hooks."""
    council = Council(tmp_path_factory.mktemp("template"), environment)
    council.git("init", "--quiet", "--template=")
    for file, content in FILES.items():
        council.write(file, content)
    council.write(CONFIG, _CONFIG.format(repository=hooks.folder, revision=hooks.head))
    council.pre_commit("install", "--install-hooks")
    council.git("add", "--all")
    council.git("commit", "--message", "Our plans")
    return council


@pytest.fixture
def council(template: Council, tmp_path: Path) -> Iterator[Council]:
    """A council's repository for one test."""
    copy = template.copy(tmp_path / "council")
    yield copy
    shutil.rmtree(copy.folder)
