"""Many files looked at by several processes: the same is told as by one, and nothing is left behind."""

import multiprocessing
import os
import runpy
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from kprlint.lint import run as engine
from kprlint.lint import workers
from tests.conftest import Run, write

_GENERATOR = Path(__file__).resolve().parents[2] / "benchmarks" / "generate.py"
generate = runpy.run_path(str(_GENERATOR), run_name="generate")["generate"]
PLAN = "activities/2023-24"


@pytest.fixture
def many(plan: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan of sixty activities, some of them with faults, and few enough to be many."""
    monkeypatch.setattr(engine, "MANY", 10)
    monkeypatch.setattr(engine, "LEAST", 1)
    for path in kept.glob("*.jsonl"):
        path.unlink()
    for path in (plan / PLAN).iterdir():
        path.unlink()
    generate(plan, 60)
    files = sorted((plan / PLAN).glob("KA.*"))
    write(files[3], files[3].read_bytes() + b"code: [\n")
    write(files[30], files[30].read_text().replace("status: Green", "status: Grean", 1))
    write(files[40].with_name("copy.yaml"), files[40].read_bytes())
    waiver = '[[waiver]]\nrule = "duplicate-text"\npaths = ["**/KA.01.*"]\nreason = "agreed"\n'
    write(plan / "kprlint.toml", waiver)
    return plan


@pytest.mark.parametrize("start", multiprocessing.get_all_start_methods())
def test_several_processes_say_the_same_as_one(
    run: Run, many: Path, monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    context = multiprocessing.get_context(start)
    monkeypatch.setattr(workers, "get_context", lambda: context)
    ways = [("2", "--format", "json"), ("3", "--profile", "publication", "--show-waived")]
    for jobs, *options in ways if start == "fork" else ways[:1]:
        one = run("check", "--no-cache", "--jobs", "1", *options)
        several = run("check", "--no-cache", "--jobs", jobs, *options)
        assert "duplicate-text" in one.stdout
        assert several.stdout == one.stdout
        assert several.stderr == one.stderr
        assert several.exit_code == one.exit_code


def test_what_several_have_found_is_kept(
    run: Run, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = run("check", "--no-cache", "--jobs", "1")
    assert run("check", "--jobs", "2").output == one.output

    def look(*_: object, **__: object) -> None:
        raise AssertionError("a file is looked at again")

    monkeypatch.setattr(engine.ProjectRun, "look", look)
    assert run("check").output == one.output


def test_a_file_that_cannot_be_read_is_told_of_as_by_one(
    run: Run, many: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = write(tmp_path_factory.mktemp("outside") / "x.yaml", "code: KA.01.09\n")
    (many / PLAN / "KA.99.01.yaml").symlink_to(outside)
    one = run("check", "--no-cache", "--jobs", "1", "--scope", "file")
    several = run("check", "--no-cache", "--jobs", "2", "--scope", "file")
    assert (several.exit_code, several.output) == (one.exit_code, one.output)
    assert one.exit_code == 2


@pytest.mark.parametrize("fails", ["look", "__init__"])
def test_a_fault_in_a_process_is_told_as_by_one(
    run: Run, many: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    whole = getattr(engine.ProjectRun, fails)
    here = os.getpid()

    def fail(*given: Any, **more: Any) -> Any:
        if os.getpid() != here:
            raise LookupError("this and that")
        return whole(*given, **more)

    monkeypatch.setattr(workers, "get_context", lambda: multiprocessing.get_context("fork"))
    one = run("check", "--no-cache", "--jobs", "1")
    monkeypatch.setattr(engine.ProjectRun, fails, fail)
    several = run("check", "--no-cache", "--jobs", "2")
    assert (several.exit_code, several.output) == (one.exit_code, one.output)
    here = 0
    with pytest.raises(AssertionError, match="LookupError: this and that"):
        run("check", "--no-cache", "--jobs", "2")


def test_a_process_that_is_killed_is_told_of(
    run: Run, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = multiprocessing.get_context("fork")
    monkeypatch.setattr(workers, "get_context", lambda: context)
    monkeypatch.setattr(workers, "_work", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    done = run("check", "--no-cache", "--jobs", "2")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "has ended before it was done" in done.stderr
    assert "--jobs 1" in done.stderr
    assert not multiprocessing.active_children()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc for the processes")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_all_of_them_quietly(plan: Path, number: signal.Signals) -> None:
    for path in (plan / PLAN).iterdir():
        path.unlink()
    generate(plan, 450)
    process = subprocess.Popen(
        [sys.executable, "-m", "kprlint", "check", "--no-cache", "--jobs", "2"],
        cwd=plan,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    tasks = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None and len(tasks.read_text().split()) < 2:
        time.sleep(0.01)
    children = [int(child) for child in tasks.read_text().split()]
    assert len(children) >= 2
    os.killpg(process.pid, number)
    out, err = process.communicate()
    assert process.returncode == -number
    assert (out, err) == (b"", b"")
    for child in children:
        while _runs(child):  # it was told to end; when it does, the system says
            time.sleep(0.01)


def _runs(process: int) -> bool:
    try:
        facts = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return facts.rpartition(")")[2].split()[0] not in {"Z", "X"}
