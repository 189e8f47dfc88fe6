"""Draws docs/check.svg, the README's picture: what kprlint really says of one real activity.

Run as `python docs/picture.py > docs/check.svg`; CI checks that it is current.
"""

import re
import subprocess
import sys
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = "kprlint check activities/2023-24/KA.04.04.yaml --show-waived"
COLOURS = {"1;31": "#ff7b72", "1;33": "#e3b341", "1;36": "#79c0ff", "1": "#f0f6fc", "2": "#8b949e"}
FONT, WIDTH, HEIGHT, PAD = 14, 8.43, 20, 18


def main() -> None:
    done = subprocess.run(
        [sys.executable, "-m", *COMMAND.split(), "--color", "always"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [f"\x1b[2m$\x1b[0m {COMMAND}", *done.stdout.rstrip().split("\n")]
    widest = max(len(re.sub(r"\x1b\[[\d;]*m", "", line)) for line in lines)
    width, height = round(widest * WIDTH + 2 * PAD), len(lines) * HEIGHT + 2 * PAD
    print(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-label="Output of {escape(COMMAND)}">'
    )
    print(f'<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>')
    print(
        f'<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" '
        f'font-size="{FONT}" fill="#c9d1d9" xml:space="preserve">'
    )
    for number, line in enumerate(lines):
        print(f'<text x="{PAD}" y="{PAD + HEIGHT * number + 14}">{spans(line)}</text>')
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
    main()
