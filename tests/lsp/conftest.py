"""One server for a file of tests, which moves from folder to folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lsp.editor import Editor


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    editor = Editor(tmp_path_factory.mktemp("nothing"), cache=tmp_path_factory.mktemp("kept"))
    yield editor
    editor.stop()


@pytest.fixture
def editor(running: Editor, tmp_path: Path) -> Iterator[Editor]:
    """An editor with nothing open; whatever went wrong in the server fails the test."""
    running.log.clear()
    yield running
    running.move_to()
    running.settle()
    assert not [line for line in running.log if "fault of kprlint" in line]
