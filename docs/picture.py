"""Draws the README's pictures: what kprlint really says.

`python docs/picture.py check > docs/check.svg` shows findings of one real activity, `python docs/picture.py changes >
docs/changes.svg` the beginning of the demonstration's report. CI checks that both are current.
"""

import re
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
COLOURS = {
    "1;31": "#ff7b72",
    "1;33": "#e3b341",
    "1;36": "#79c0ff",
    "1": "#f0f6fc",
    "2": "#8b949e",
    "31": "#ff7b72",
    "32": "#7ee787",
}
FONT, WIDTH, HEIGHT, PAD = 14, 8.43, 20, 18


def main(picture: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        if picture == "check":
            command = "kprlint check activities/2023-24/KA.04.04.yaml --show-waived"
            output = said(command, ROOT)
        else:
            said(f"kprlint demo {folder}/council", ROOT)
            command = "kprlint changes --from 2024/25-Q3 --to HEAD"
            output = said(command, Path(folder, "council"))
            # The beginning; the rest is long.
            output = "\n".join(output.split("\n")[:40]) + "\n…"
    draw(command, output)


def said(command: str, folder: Path) -> str:
    colour = ["--color", "always"] if "demo" not in command.split() else []
    done = subprocess.run(
        [sys.executable, "-m", *command.split(), *colour],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.rstrip()


def draw(command: str, output: str) -> None:
    """Prints the picture of a command and its output."""
    lines = [f"\x1b[2m$\x1b[0m {command}", *output.split("\n")]
    widest = max(len(re.sub(r"\x1b\[[\d;]*m", "", line)) for line in lines)
    width, height = round(widest * WIDTH + 2 * PAD), len(lines) * HEIGHT + 2 * PAD
    print(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-label="Output of {escape(command)}">'
    )
    print(f'<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>')
    print(
        f'<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" '
        f'font-size="{FONT}" fill="#c9d1d9">'
    )
    for number, line in enumerate(lines):
        print(
            f'<text xml:space="preserve" x="{PAD}" y="{PAD + HEIGHT * number + 14}">{spans(line)}</text>'
        )
    print("</g>\n</svg>")


def spans(line: str) -> str:
    """The line's colours as tspans."""
    parts = re.split(r"\x1b\[([\d;]*)m", line)
    drawn, colour = [escape(parts[0], quote=False)], ""
    for code, text in zip(parts[1::2], parts[2::2], strict=True):
        colour = COLOURS.get(code, "")
        words = escape(text, quote=False)
        drawn.append(f'<tspan fill="{colour}">{words}</tspan>' if colour else words)
    return "".join(drawn)


if __name__ == "__main__":
    main(sys.argv[1])
