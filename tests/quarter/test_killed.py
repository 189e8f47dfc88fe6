"""`rename` killed at any moment: each file is the old one or the new one, whole, and the next run finishes it.

KPRLINT_KILLS says how many times.
"""

import os
import random
import signal
import sys
import time
from contextlib import suppress
from typing import Any

import pytest

from kprlint.cli import main, rename
from kprlint.source.writing import replace_all
from tests.conftest import Run
from tests.copies import fork
from tests.quarter.conftest import Repository

TRIES = int(os.environ.get("KPRLINT_KILLS", "100"))
NAMES = ("Regulatory Services", "Public Protection")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is forked for each try")
def test_no_file_is_torn(repository: Repository, run: Run) -> None:
    states = [repository.tree()]
    assert run("rename", "lead", *NAMES).exit_code == 0
    states.append(repository.tree())
    now, chance = 1, random.Random(20)
    for _ in range(TRIES):
        _killed(chance.uniform(0, 0.02), "rename", "lead", NAMES[now], NAMES[1 - now])
        seen = repository.git("status", "--porcelain", "--untracked-files=all").split()
        # Only what hides the rest, if the run was killed just before that was written.
        assert all(name.endswith("/.gitignore") for name in seen if ".kprlint-" in name)
        if sys.platform == "linux":  # which exchanges folders in one step
            assert repository.tree() in states
        for name, content in repository.tree().items():
            assert content in (states[0][name], states[1][name])
        # The register comes last, so that the same command goes on where it was stopped.
        result = run("rename", "lead", NAMES[now], NAMES[1 - now])
        assert result.exit_code == 0, result.output
        now = 1 - now
        assert repository.tree() == states[now]
    # What the last run has left the next one that writes takes away.
    assert run("rename", "lead", NAMES[now], NAMES[1 - now]).exit_code == 0
    assert not list(repository.folder.rglob(".kprlint-*"))


def _killed(after: float, *arguments: str) -> None:
    """Runs the command, and kills it so many seconds after it has begun to write."""
    told, tell = os.pipe()
    child = fork()
    if child == 0:
        with suppress(BaseException):
            sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115

            def writing(*given: Any, **named: Any) -> None:
                os.write(tell, b"!")
                replace_all(*given, **named)

            vars(rename)["replace_all"] = writing
            main(list(arguments), standalone_mode=False)
        os._exit(0)
    os.close(tell)
    os.read(told, 1)
    os.close(told)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
