"""The language server on a plan of 300 activities: its start, and how much processor time an edit takes.

``python benchmarks/editor.py`` prints a Markdown table; ``--activities N`` for another size. The server is a process of its own, spoken
to over its standard input and output. An edit is answered when the findings of the file that was typed in are there; all other
files of the plan are checked once nobody types.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))
from run import make_quarters

from kprlint.lsp.checking import Findings
from kprlint.lsp.keeping import Buffer, Kept
from kprlint.rules import load

ROUNDS = 15


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--activities", type=int, default=300)
    count = parser.parse_args().activities
    with tempfile.TemporaryDirectory() as name:
        folder = make_quarters(Path(name, "council"), count, 2)
        os.chdir(folder)
        print("| measure | CPU, ms | aim |\n|---|---:|---:|")
        print(f"| start until it answers | {_start() * 1000:.0f} | 1000 |")
        for measure, seconds, aim in _edits(folder):
            print(f"| {measure} | {seconds * 1000:.0f} | {aim} |")


def _start() -> float:
    """The processor time until `initialize` is answered: the best of three, since other programs only add to it."""
    ask = b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{},"processId":null,"rootUri":null}}'
    message = b"Content-Length: %d\r\n\r\n%s" % (len(ask), ask)
    taken = []
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-m", "kprlint", "lsp"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as server:
            assert server.stdin and server.stdout
            server.stdin.write(message)
            server.stdin.flush()
            server.stdout.readline()
            server.kill()
            _, _, usage = os.wait4(server.pid, 0)
            taken.append(usage.ru_utime + usage.ru_stime)
            server.returncode = 0
    return min(taken)


def _edits(folder: Path) -> list[tuple[str, float, str]]:
    kept = Kept()
    findings = Findings(kept, load())
    findings.folders = [folder]
    path = sorted(folder.glob("activities/*/K*.yaml"))[7]
    text = path.read_text(encoding="utf-8")
    buffer = kept.buffers[path] = Buffer(path, text, 1)
    begun = time.process_time()
    for _ in findings.whole():
        pass
    first = time.process_time() - begun
    quick, whole = [], []
    for number in range(ROUNDS):
        buffer.text = text.replace("status: ", f"status: x{number} ")
        begun = time.process_time()
        findings.quick(path)
        quick.append(time.process_time() - begun)
    for number in range(3):
        buffer.text = text.replace("status: ", f"status: y{number} ")
        begun = time.process_time()
        for _ in findings.whole():
            pass
        whole.append(time.process_time() - begun)
    return [
        ("all files, the first time", first, "–"),
        ("an edit: the file that is typed in (median)", median(quick), "50"),
        ("the same, the worst", max(quick), "–"),
        ("after it, once nobody types: all files, in slices of a file", median(whole), "–"),
    ]


if __name__ == "__main__":
    main()
