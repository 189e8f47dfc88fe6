"""The table of what is aimed at, measured: ``python benchmarks/table.py``.

Processes run in pairs, one after the other, so that a ratio says little of the machine; each line has the median of its pairs, and
the least and the greatest. Instructions are counted by valgrind, where there is one, and are the same on a busy machine.
`--quick` takes small sizes, to see that everything runs; `--large` adds what takes long: 100,000 files.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from run import (
    MIB,
    ONE_FILE,
    QUARTER,
    REPOSITORY,
    SMALL_PLAN,
    Command,
    Peers,
    Sample,
    compare,
    environment,
    kprlint,
    make_plans,
    make_quarters,
    run,
)
from tabulate import tabulate

GIT = shutil.which("git") or "git"
# Real plans have findings, and lack values that the schema asks for.
_ENDS = (0, 1)
_COUNTED = re.compile(rb"Collected : (\d+)")


class Size(NamedTuple):
    """How much is measured."""

    pairs: int
    large: int
    small: int
    many: int
    few: int


FULL = Size(pairs=5, large=10_000, small=1_000, many=3_000, few=1_000)
QUICK = Size(pairs=1, large=200, small=100, many=60, few=30)


class Line(NamedTuple):
    """A line of the table: what was measured, and the most that it may be. `unit`: nothing for a ratio."""

    measure: str
    found: list[float]
    most: float
    unit: str = ""

    @property
    def columns(self) -> list[str]:
        middle = median(self.found)
        spread = f"{min(self.found):.2f}–{max(self.found):.2f}" if len(self.found) > 1 else "–"
        met = "yes" if middle <= self.most else "**no**"
        return [self.measure, f"{middle:.2f}{self.unit}", spread, f"{self.most:g}{self.unit}", met]


class Bench:
    """The folders that are measured in, made when they are first needed."""

    def __init__(self, folder: Path, size: Size) -> None:
        self.size = size
        self.peers = Peers()
        self._folder = folder
        self._own, self._other = environment(own=True), environment(own=False)
        self._own["KPRLINT_CACHE"] = str(folder / "kept")

    def lines(self, *, large: bool) -> Iterator[Line]:
        """The lines, in the order of the table."""
        size = self.size
        big, small = self._plans(size.large), self._plans(size.small)
        cold = compare(self._check(big), self._schema(big), min(3, size.pairs))
        yield self._ratio(
            f"{size.large:,} generated, cold, wall ÷ check-jsonschema", cold.pairs, 0.7
        )
        took = median(sample.cpu for sample, _ in cold.pairs)
        for changes in (False, True):
            yield self._warm(big, took, changes=changes)
        real = self._real(size.large)
        prose = compare(self._check(real), self._schema(real), min(3, size.pairs), ends=_ENDS)
        yield self._ratio("the same on real prose, default profile", prose.pairs, 1.0)
        plan = self._plans(SMALL_PLAN)
        if shutil.which("valgrind"):
            hook = self._counted([sys.executable, "-m", "kprlint", *self._hook], plan, self._own)
            lint = [self.peers.tool("python"), "-m", "yamllint", "-d", "relaxed", ONE_FILE]
            ratio = hook / self._counted(lint, plan, self._other)
            yield Line("one file in the hook ÷ yamllint, instructions", [ratio], 0.9)
        past = make_quarters(self._folder / "past", SMALL_PLAN, 4)
        for what, arguments in (
            ("the hook", self._hook),
            ("a cold check", ["check", "--no-cache"]),
        ):
            with_past, without = (
                Command([*kprlint(), *arguments], at, self._own) for at in (past, plan)
            )
            found = compare(with_past, without, size.pairs, ends=_ENDS)
            yield self._ratio(f"{what} with four quarters of history ÷ without", found.pairs, 1.3)
        own = Command([*kprlint(), "check", "--no-cache", "activities"], REPOSITORY, self._own)
        yield Line(
            "the 68 real activities, cold, CPU",
            [run(own).cpu for _ in range(size.pairs)],
            0.28,
            " s",
        )
        growth = compare(self._check(big), self._check(small), min(3, size.pairs))
        yield self._ratio(f"{size.large:,} ÷ {size.small:,}", growth.pairs, 10.5)
        if large:
            peak = run(self._check(self._plans(100_000))).memory / MIB
            yield Line("100,000 files, peak memory", [peak], 300, " MiB")
        two = make_quarters(self._folder / "two", QUARTER, 2)
        diff = Command(
            [GIT, "--no-pager", "diff", "--word-diff", "HEAD~1", "HEAD"], two, self._other
        )
        changed = compare(self._changes(two), diff, size.pairs)
        yield self._ratio(
            f"changes {QUARTER} × 2 ÷ git diff --word-diff, CPU", changed.pairs, 12, _cpu
        )
        many, few = (make_quarters(self._folder / f"two{n}", n, 2) for n in (size.many, size.few))
        grown = compare(self._changes(many), self._changes(few), min(3, size.pairs))
        yield self._ratio(f"changes {size.many:,} × 2 ÷ {size.few:,} × 2", grown.pairs, 3.1)

    @property
    def _hook(self) -> list[str]:
        return ["check", "--scope", "file", ONE_FILE]

    def _plans(self, activities: int) -> Path:
        folder = self._folder / str(activities)
        if not folder.exists():
            make_plans(folder, activities)
        return folder

    def _real(self, activities: int) -> Path:
        """The real plans again and again, each time under other names, with nothing waived."""
        folder = self._folder / "real"
        shutil.copytree(REPOSITORY / "schema", folder / "schema")
        made = 0
        while made < activities:
            for plan in sorted((REPOSITORY / "activities").iterdir()):
                if not plan.is_dir():
                    continue
                name = f"{plan.name}-{made}"
                copied = shutil.copytree(plan, folder / "activities" / name)
                register = copied / "plan.yaml"
                text = register.read_text("utf-8")
                register.write_text(text.replace(f"plan: {plan.name}", f"plan: {name}"), "utf-8")
                made += len(list(copied.iterdir())) - 1
        for arguments in (["init", "--quiet"], ["add", "activities"]):
            subprocess.run([GIT, "-C", str(folder), *arguments], check=True)
        return folder

    def _check(self, folder: Path, cache: tuple[str, ...] = ("--no-cache",)) -> Command:
        return Command(
            [*kprlint(), "check", *cache, "--fail-on", "error", "--format", "json", "activities"],
            folder,
            self._own,
        )

    def _warm(self, folder: Path, cold: float, *, changes: bool) -> Line:
        """What is known of every file, or of all but one, ÷ nothing known; CPU."""
        command, file = self._check(folder, cache=()), folder / ONE_FILE
        run(command, ends=_ENDS)
        found = []
        for number in range(min(3, self.size.pairs)):
            if changes:
                text = file.read_text("utf-8")
                said = f"progress:\n  - The director has read draft {number} of the plan for this."
                file.write_text(text.replace("progress:", said, 1), "utf-8")
            found.append(run(command, ends=_ENDS).cpu / cold)
        what = "one file" if changes else "nothing"
        return Line(f"warm, {what} changed ÷ cold, CPU", found, 0.05)

    def _schema(self, folder: Path) -> Command:
        names = sorted(str(p.relative_to(folder)) for p in folder.glob("activities/*/KA.*.yaml"))
        tool = self.peers.tool("check-jsonschema")
        return Command(
            [tool, "--schemafile", "schema/activity.schema.json", *names], folder, self._other
        )

    def _changes(self, folder: Path) -> Command:
        return Command(
            [*kprlint(), "changes", "--from", "HEAD~1", "--to", "HEAD"], folder, self._own
        )

    def _ratio(
        self,
        measure: str,
        pairs: list[tuple[Sample, Sample]],
        most: float,
        of: Callable[[Sample], float] = lambda sample: sample.seconds,
    ) -> Line:
        return Line(measure, [of(one) / of(other) for one, other in pairs], most)

    def _counted(self, command: list[str], folder: Path, environment: dict[str, str]) -> int:
        """The instructions of a command, its bytecode compiled."""
        subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True)
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={os.devnull}", *command],
            cwd=folder,
            env={**environment, "PYTHONHASHSEED": "0"},
            capture_output=True,
            check=True,
        )
        found = _COUNTED.search(done.stderr)
        assert found
        return int(found[1])


def _cpu(sample: Sample) -> float:
    return sample.cpu


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="small sizes: whether it runs at all")
    parser.add_argument("--large", action="store_true", help="with 100,000 files")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kprlint-benchmarks-") as folder:
        bench = Bench(Path(folder), QUICK if arguments.quick else FULL)
        rows = [line.columns for line in bench.lines(large=arguments.large)]
    print(f"{os.cpu_count()} CPUs; {bench.peers.describe()}.\n")
    heads = ["measure", "median", "spread", "at most", "met"]
    print(
        tabulate(rows, headers=heads, tablefmt="github", colalign=["left", *["right"] * 3, "left"])
    )


if __name__ == "__main__":
    main()
