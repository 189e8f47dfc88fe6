"""The council of `kprlint demo`, made once."""

from pathlib import Path

import pytest

from kprlint.demo import build


@pytest.fixture(scope="session")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "council"
    build(folder)
    return folder
