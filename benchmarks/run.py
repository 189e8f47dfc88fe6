"""Measures kprlint against its peers, and prints a Markdown table of ratios.

``python benchmarks/run.py`` measures the kprlint that belongs to the Python that runs it. README.md,
beside this file, says what is measured and why.
"""

import argparse
import hashlib
import json
import math
import os
import platform
import runpy
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent
PEERS = HERE / "peers.txt"
ONE_FILE = "activities/2023-24/KA.03.04.yaml"
SMALL_PLAN = 70
QUARTER = 300
QUARTERS = 40
MIB = 1024 * 1024

# Run by the peers' Python: what is installed there, and which parser check-jsonschema gets.
_ASK = """
import json
from importlib.metadata import distributions
from ruamel.yaml import YAML
print(json.dumps({
    "versions": {d.metadata["Name"]: d.version for d in distributions()},
    "c_parser": YAML(typ="safe").Parser.__name__ == "CParser",
}))
"""

# Runs one command and prints seconds, exit code, peak memory and seconds of CPU. A process's peak begins with the memory
# of the process that starts it, so this one imports next to nothing; it is smaller than any peer.
_LAUNCH = """
import os, sys, time
began = time.perf_counter()
output = [(os.POSIX_SPAWN_DUP2, 2, 1)]
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=output)
_, status, usage = os.wait4(process, 0)
print(time.perf_counter() - began, os.waitstatus_to_exitcode(status), usage.ru_maxrss,
    usage.ru_utime + usage.ru_stime)
"""


@dataclass(frozen=True, slots=True)
class Command:
    """A whole process: what it runs, where, and in which environment."""

    arguments: Sequence[str]
    folder: Path
    environment: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sample:
    """What one process took: seconds from start to end, bytes at its peak, seconds of CPU in user and system."""

    seconds: float
    memory: int
    cpu: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Pairs of samples of two commands that ran alternately."""

    pairs: list[tuple[Sample, Sample]]

    def row(self, measure: str, peer: str, target: float, *, judged: bool = True) -> list[str]:
        """Time: the median of each, and the median of the pairs' ratios."""
        ratio = median(a.seconds / b.seconds for a, b in self.pairs)
        first, second = (median(p[i].seconds for p in self.pairs) for i in (0, 1))
        met = "–" if not judged else "yes" if ratio <= target else "**no**"
        times = [_seconds(first), f"{peer}: {_seconds(second)}"]
        if math.isinf(target):
            return [measure, *times, f"{ratio:.2f}", "–", "–"]
        return [measure, *times, f"{ratio:.2f}", f"≤ {target:g}", met]

    def memory_row(self, measure: str, peer: str) -> list[str]:
        """Peak memory in the same form; it has no target."""
        ratio = median(a.memory / b.memory for a, b in self.pairs)
        first, second = (median(p[i].memory / MIB for p in self.pairs) for i in (0, 1))
        return [measure, f"{first:.1f} MiB", f"{peer}: {second:.1f} MiB", f"{ratio:.2f}", "–", "–"]


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{1000 * seconds:.0f} ms"


def run(command: Command, *, ends: tuple[int, ...] = (0,)) -> Sample:
    """Runs `command` once; ends the benchmark where its exit code is none of `ends`."""
    with tempfile.TemporaryFile() as output:
        launched = subprocess.run(
            [sys.executable, "-I", "-S", "-c", _LAUNCH, *command.arguments],
            cwd=command.folder,
            env=command.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=output,
            check=False,
        )
        seconds, code, memory, cpu = launched.stdout.split() or (b"0", b"-1", b"0", b"0")
        if int(code) not in ends:
            output.seek(0)
            said = output.read().decode("utf-8", "replace")
            words = (
                [*command.arguments[:6], "…"] if len(command.arguments) > 7 else command.arguments
            )
            sys.exit(
                f"{' '.join(words)}\nin {command.folder} exited with {int(code)}:\n{said[-4000:]}"
            )
    # Linux counts in KiB, macOS in bytes.
    scale = 1 if sys.platform == "darwin" else 1024
    return Sample(float(seconds), int(memory) * scale, float(cpu))


def compare(
    first: Command, second: Command, pairs: int, *, ends: tuple[int, ...] = (0,)
) -> Comparison:
    """Warms both up, then runs them in turn: A B A B …"""
    for command in (first, second):
        run(command, ends=ends)
    return Comparison([(run(first, ends=ends), run(second, ends=ends)) for _ in range(pairs)])


class Peers:
    """The peers' virtual environment, made when it is first needed and kept until peers.txt changes."""

    def __init__(self) -> None:
        key = hashlib.sha256(PEERS.read_bytes() + sys.version.encode()).hexdigest()[:16]
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        self.folder = cache / "kprlint-benchmarks" / key
        if not (self.folder / "complete").exists():
            _note(f"installing {PEERS.name} in {self.folder}")
            shutil.rmtree(self.folder, ignore_errors=True)
            _do(sys.executable, "-m", "venv", str(self.folder))
            install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            _do(self.tool("python"), *install, "-r", str(PEERS))
            (self.folder / "complete").touch()
        asked = subprocess.run(
            [self.tool("python"), "-c", _ASK],
            env=environment(own=False),
            capture_output=True,
            check=True,
        )
        about = json.loads(asked.stdout)
        self.versions: dict[str, str] = about["versions"]
        self.c_parser: bool = about["c_parser"]

    def tool(self, name: str) -> str:
        return str(self.folder / "bin" / name)

    def describe(self) -> str:
        def name_of(package: str) -> str:
            return f"{package} {self.versions[package]}"

        clib = "ruamel.yaml.clib"
        parser = f"with {name_of(clib)}" if clib in self.versions else f"without {clib}"
        used = "its C parser is used" if self.c_parser else "the C parser is NOT used"
        return (
            f"{name_of('yamllint')}; {name_of('check-jsonschema')} on {name_of('ruamel.yaml')} "
            f"{parser} ({used})"
        )


def environment(*, own: bool) -> dict[str, str]:
    """This process's environment, without what would slow down a peer or keep bytecode from being cached."""
    dropped = {"PYTHONDONTWRITEBYTECODE"} | (set() if own else {"PYTHONPATH"})
    return {k: v for k, v in os.environ.items() if k not in dropped}


def kprlint() -> list[str]:
    """How to run the kprlint of this Python: its script, or its module where there is none."""
    script = Path(sys.executable).with_name("kprlint")
    return [str(script)] if script.exists() else [sys.executable, "-m", "kprlint"]


def make_plans(folder: Path, activities: int) -> list[str]:
    """Generates plans in a git repository of their own; returns the names of the activity files."""
    folder.mkdir()
    _do(sys.executable, str(HERE / "generate.py"), str(folder), str(activities))
    shutil.copytree(REPOSITORY / "schema", folder / "schema")
    _do("git", "-C", str(folder), "init", "--quiet")
    _do("git", "-C", str(folder), "add", "activities")
    return sorted(str(p.relative_to(folder)) for p in folder.glob("activities/*/KA.*.yaml"))


def make_quarters(folder: Path, activities: int, quarters: int) -> Path:
    """A repository in which each commit is one quarter of a generated plan; returns its folder."""
    generator = runpy.run_path(str(HERE / "generate.py"), run_name="generate")
    folder.mkdir()
    _do("git", "-C", str(folder), "init", "--quiet")
    generator["generate"](folder, activities)
    for index in range(quarters):
        if index:
            year, quarter = divmod(index + 1, 4)
            start = generator["FIRST_YEAR"] + year
            generator["turn"](folder, f"{start}/{(start + 1) % 100:02} Q{quarter + 1}")
        _do("git", "-C", str(folder), "add", "--all")
        identity = ("-c", "user.name=B", "-c", "user.email=b@example.org")
        _do("git", "-C", str(folder), *identity, "commit", "--quiet", "--message", str(index))
    return folder


def make_long(folder: Path) -> None:
    """A small plan in which one next step is 10,000 characters of dates."""
    make_plans(folder, SMALL_PLAN)
    file = folder / ONE_FILE
    lines = file.read_text(encoding="utf-8").splitlines()
    steps = lines.index("next_steps:")
    text = ("Visit the depot in May 2024 and report by the end of Q3 2024/25; " * 200)[:10_000]
    lines[steps + 1 :] = [f"  - action: {text.strip()}", "    due: 2024-12"]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def measure(folder: Path, peers: Peers, pairs: int, *, quick: bool) -> list[list[str]]:
    """All rows of the table, in the order of README.md."""
    own, other = environment(own=True), environment(own=False)
    check = [*kprlint(), "check", "--no-cache"]

    def lint(place: Path, path: str) -> Command:
        return Command([*check, path], place, own)

    def yamllint(place: Path) -> Command:
        return Command([peers.tool("yamllint"), "-d", "relaxed", ONE_FILE], place, other)

    _note(f"a passage of 10,000 characters, {pairs} pairs")
    make_long(folder / "long")
    passage = compare(lint(folder / "long", ONE_FILE), yamllint(folder / "long"), pairs)

    large, small = (1_000, 100) if quick else (10_000, 1_000)
    few = min(3, pairs)
    sizes = {size: folder / str(size) for size in (SMALL_PLAN, small, large)}
    names: dict[int, list[str]] = {}
    for size, place in sizes.items():
        _note(f"generating {size:,} activities")
        names[size] = make_plans(place, size)

    _note(f"one file, {pairs} pairs")
    plan = sizes[SMALL_PLAN]
    one = compare(lint(plan, ONE_FILE), yamllint(plan), pairs)
    real = compare(lint(REPOSITORY, ONE_FILE), yamllint(REPOSITORY), pairs)

    _note(f"{large:,} activities against check-jsonschema, {few} pairs")
    schema = ["--schemafile", "schema/activity.schema.json"]
    validate = [peers.tool("check-jsonschema"), *schema, *names[large]]
    everything = lint(sizes[large], "activities")
    many = compare(everything, Command(validate, sizes[large], other), few)
    _note(f"{large:,} activities against {small:,}, {few} pairs")
    growth = compare(everything, lint(sizes[small], "activities"), few)

    _note(f"two quarters of {QUARTER} activities, {pairs} pairs")
    quarters = make_quarters(folder / "two", QUARTER, 2)
    revisions = ["HEAD~1", "HEAD"]
    report = Command(
        [*kprlint(), "changes", "--from", revisions[0], "--to", revisions[1]], quarters, own
    )
    diff = Command(
        [shutil.which("git") or "git", "--no-pager", "diff", "--word-diff", *revisions],
        quarters,
        other,
    )
    changed = compare(report, diff, pairs)
    turns = 8 if quick else QUARTERS
    _note(f"{turns} quarters of {SMALL_PLAN} activities, {few} pairs")
    past = make_quarters(folder / "past", SMALL_PLAN, turns)
    log = Command(
        [shutil.which("git") or "git", "--no-pager", "log", "-p", "--word-diff"], past, other
    )
    history = compare(Command([*kprlint(), "history", "KA.01.01"], past, own), log, few)
    whole = compare(Command([*kprlint(), "changes"], past, own), log, few)

    itself = f"kprlint on {small:,}"
    return [
        one.row(f"one file in a plan of {SMALL_PLAN}", "yamllint", 1.2),
        real.row("one file of this repository", "yamllint", 1.2),
        passage.row("one file with 10,000 characters of dates", "yamllint", 2.2),
        many.row(f"{large:,} activities, cold", "check-jsonschema", 0.7, judged=not quick),
        growth.row(f"{large:,} against {small:,} activities", itself, 11, judged=not quick),
        changed.row(f"changes, {QUARTER} activities × 2 quarters", "git diff --word-diff", 1.5),
        history.row(
            f"history, {SMALL_PLAN} activities × {turns} quarters",
            "git log -p --word-diff",
            math.inf,
        ),
        whole.row(f"changes with {turns} quarters of memory", "git log -p --word-diff", math.inf),
        one.memory_row("peak memory, one file", "yamllint"),
        many.memory_row(f"peak memory, {large:,} activities", "check-jsonschema"),
        growth.memory_row(f"peak memory, {large:,} against {small:,}", itself),
    ]


def render(rows: list[list[str]]) -> str:
    """A Markdown table."""
    head = [
        "measure",
        "kprlint (median)",
        "peer (median)",
        "ratio (median of pairs)",
        "target",
        "met",
    ]
    rule = ["---", "---:", "---:", "---:", "---:", "---"]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def _do(*arguments: str) -> None:
    done = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        said = done.stdout.decode("utf-8", "replace")
        sys.exit(f"{' '.join(arguments)} exited with {done.returncode}:\n{said}")


def _note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--pairs", type=int, default=7, help="pairs of runs of one file (default: 7)"
    )
    parser.add_argument("--quick", action="store_true", help="small sizes: whether it runs at all")
    arguments = parser.parse_args()
    if arguments.pairs < 1:
        parser.error("--pairs must be 1 or more")
    if not hasattr(os, "wait4"):
        sys.exit(
            "this system has no wait4, so peak memory cannot be measured; run it on Linux or macOS"
        )
    peers = Peers()
    version = subprocess.run([*kprlint(), "--version"], capture_output=True, text=True, check=True)
    with tempfile.TemporaryDirectory(prefix="kprlint-benchmarks-") as folder:
        rows = measure(Path(folder), peers, arguments.pairs, quick=arguments.quick)
    print(f"{version.stdout.strip()}; {peers.describe()}.")
    print(
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} CPUs."
    )
    if arguments.quick:
        print("Quick: the sizes are too small to judge the targets for many activities.")
    print(f"\n{render(rows)}")


if __name__ == "__main__":
    main()
