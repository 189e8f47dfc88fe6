"""What is said where the server cannot start, and where something goes wrong in it."""

import subprocess
import sys
from types import SimpleNamespace
from typing import Any, cast

from lsprotocol import types

from kprlint.lsp.session import Session, guarded

_WITHOUT = """
import sys
sys.modules["lsprotocol"] = None
sys.argv = ["kprlint", "lsp"]
from kprlint.__main__ import run
run()
"""


def test_what_is_missing_is_named() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "needs the extra “lsp”" in done.stderr
    assert "pip install" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_crash_is_told_in_words_and_answered_with_nothing() -> None:
    told: list[types.LogMessageParams] = []
    session = cast("Any", SimpleNamespace(window_log_message=told.append))
    session.log = Session.log.__get__(session)
    session.crashed = Session.crashed.__get__(session)

    @guarded
    def handler(ls: Session, params: str) -> str:
        raise ValueError(f"{params}\nTraceback: nobody should see this")

    assert handler(session, "no such thing") is None
    (one,) = told
    assert one.type is types.MessageType.Error
    assert "fault of kprlint" in one.message
    assert "no such thing" in one.message
    assert "\n" not in one.message and "Traceback" not in one.message
