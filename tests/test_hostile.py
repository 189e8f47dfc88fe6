"""A stranger's repository, through the installed command: nothing reaches out of it, no line commands a runner."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import write
from tests.hostile.running import assert_inert
from tests.plans import activity

PLAN = "activities/2023-24"
FILE = f"{PLAN}/KA.03.04.yaml"
KPRLINT = (sys.executable, "-P", "-m", "kprlint")


def kprlint(folder: Path, *arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
    done: subprocess.CompletedProcess[str] = subprocess.run(
        [*KPRLINT, *arguments], cwd=folder, capture_output=True, text=True, timeout=60, check=False,
        errors="surrogateescape", **options,  # type: ignore[call-overload]
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    assert "fault of kprlint" not in done.stderr, done.stderr
    assert_inert(done.stdout + "\n" + done.stderr)
    return done


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(plan: Path) -> Path:
    """The plan in git, in a folder that has a secret beside it."""
    git(plan, "init", "-q", "-b", "main")
    git(plan, "add", "-A")
    git(plan, "commit", "-q", "-m", "First")
    write(plan.parent / "secret", "code: KA.03.04\nstatus:  green\ntoken: hunter2\n")
    return plan


@pytest.mark.parametrize(
    ("name", "commands"),
    [
        (FILE, [("check",), ("check", "--fix"), ("check", "--diff"), ("check", FILE), ("open", "2023/24-Q3", "--force"),
                ("open", "2023/24-Q3", "--force", "--dry-run")]),
        (f"{PLAN}/plan.yaml", [("check",), ("check", "--fix"), ("open", "2023/24-Q3", "--force"), ("new", "KA.03.06"),
                               ("schema", "activity", "--plan", "2023-24"), ("close",), ("publish", "-o", "-")]),
        ("kprlint.toml", [("check",), ("rules",), ("changes",), ("publish", "-o", "-"), ("new", "KA.03.06")]),
        ("phrases/no-jargon.yaml", [("check",), ("rules",), ("explain", "no-jargon")]),
        ("logo.png", [("publish", "-o", "-")]),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.symlink_to(os.path.relpath(path.parents[-1], path.parent) + "/etc/passwd"),
        lambda path: path.symlink_to("/dev/zero"),
        lambda path: path.symlink_to(Path(os.path.abspath(path)).parent / "pipe"),
        os.mkfifo,
    ],
    ids=["out", "device", "to-pipe", "pipe"],
)  # fmt: skip
def test_no_file_reaches_out(
    repository: Path, name: str, commands: list[tuple[str, ...]], make: Callable[[Path], None]
) -> None:
    if name.startswith("phrases"):
        write(repository / "kprlint.toml", 'phrases = "phrases"\n')
    elif name == "logo.png":
        write(repository / "kprlint.toml", '[publish]\nlogo = "logo.png"\n')
    path = repository / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path.parent / "pipe")
    make(path)
    for command in commands:
        done = kprlint(repository, *command)
        assert done.returncode == 2, (command, done)
        assert (
            "cannot be read: it is a" in done.stderr or "is not in this repository" in done.stderr
        )
        assert "root:" not in done.stdout + done.stderr


def test_what_lies_outside_is_neither_printed_nor_written(repository: Path) -> None:
    secret = repository.parent / "secret"
    before = secret.read_bytes()
    path = repository / FILE
    path.unlink()
    path.symlink_to(secret)
    for command in (
        ("check",),
        ("check", "--fix"),
        ("check", FILE),
        ("open", "2023/24-Q3", "--force"),
    ):
        done = kprlint(repository, *command)
        assert done.returncode == 2
        assert "hunter2" not in done.stdout + done.stderr
    assert secret.read_bytes() == before
    path.unlink()
    path.symlink_to("../../.git/config")
    done = kprlint(repository, "check")
    assert (done.returncode, "git's own folder" in done.stderr) == (2, True)


EVIL = (
    "::error::x",
    "x\n::stop-commands::x",
    "x\r::add-mask::x",
    "##vso[task.setvariable variable=PATH]x",
    "##[error]x",
    "x\x1b]0;x\x07",
    "\u202ex",
)


def test_no_name_in_a_repository_commands_a_runner(repository: Path) -> None:
    for evil in EVIL:
        name = evil.replace("/", "-")
        said = evil.encode("unicode_escape").decode()
        write(repository / PLAN / f"{name}.yaml", activity(status=f'"{said}"'))
        write(repository / name / "x.yaml", "a: [")
        git(repository, "add", "-A")
        git(repository, "commit", "-q", "-m", evil)
    formats = "text concise json github gitlab sarif azure junit markdown".split()
    for command in (
        *(("check", "--format", f) for f in formats),
        ("check", *(f"{PLAN}/{evil}.yaml" for evil in EVIL)), ("open", "2023/24-Q3"), ("close",),
        *(("changes", "--from", "HEAD", "--format", f) for f in ("text", "markdown", "html", "json", "csv")),
        *(("publish", "-o", "-", "--format", f) for f in ("md", "html", "json")),
    ):  # fmt: skip
        kprlint(repository, *command)


@pytest.mark.parametrize("evil", ["x\n::stop-commands::x", "##vso[task.complete]\x1b[2J"])
def test_no_argument_commands_a_runner(repository: Path, evil: str) -> None:
    for command in (
        ("check", evil), ("check", "--config", evil), ("check", "--plan", evil), ("open", evil), ("new", evil),
        ("close", "--plan", evil), ("changes", "--from", evil), ("history", evil), ("explain", evil), (evil,),
        ("publish", "--plan", evil), ("dates", evil, "--as-of", "2024-01-01"), ("render", evil),
        ("import", evil, "--plan", "x", "--period", "2023/24 Q2", "--to", "y"), ("schema", "activity", "--plan", evil),
    ):  # fmt: skip
        assert kprlint(repository, *command).returncode == 2, command


def test_an_over_long_file_is_not_read(repository: Path) -> None:
    os.truncate(repository / FILE, 1 << 40)
    done = kprlint(repository, "check")
    assert done.returncode == 1
    assert "1,099,511,627,776" in done.stdout
    done = kprlint(repository, "check", "--stdin-filename", FILE, input="a" * (1 << 20 | 1))
    assert done.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", [("--help",), ("check", "--help"), ("--version",), ("check",), ("rules",),
                                     ("check", "--format", "json"), ("schema", "plan"), ("publish", "-o", "-")])  # fmt: skip
def test_a_full_disk_is_said_and_no_traceback(repository: Path, command: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*KPRLINT, *command], cwd=repository, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.casefold().count("no space left on device") == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_quietly(repository: Path, number: signal.Signals) -> None:
    process = subprocess.Popen(
        [*KPRLINT, "dates", "--as-of", "2024-01-01"], cwd=repository, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    while b"SigCgt" not in (status := Path(f"/proc/{process.pid}/status").read_bytes()) or not int(
        re.search(rb"SigCgt:\s*(\w+)", status)[1], 16  # type: ignore[index]
    ) & (1 << (signal.SIGTERM - 1)):  # fmt: skip
        time.sleep(0.01)
    process.send_signal(number)
    out, err = process.communicate()
    assert (process.returncode, out, err) == (-number, b"", b"")


def test_debug_shows_where(repository: Path) -> None:
    code = "import kprlint.cli.rules as r; from kprlint.cli import main; r.load = None; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "rules"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "this is a fault of kprlint, not of your files: TypeError" in done.stderr
    done = subprocess.run(
        [sys.executable, "-c", code, "--debug", "rules"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" in done.stderr
