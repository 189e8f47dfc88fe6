"""Takes the pictures of paper, report and website from the council of `kprlint demo`: `python docs/website/pictures.py`."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PICTURES = Path(__file__).parents[1] / "pictures"
RUN = [sys.executable, "-m", "kprlint"]
# What is written, the page of it that is shown, and how much of it.
SHOWN = {
    "paper": (["publish", "-o", "paper.html"], "paper.html", "1000,900"),
    "report": (["changes", "--format", "html", "-o", "report.html"], "report.html", "1000,1100"),
    "website": (["site"], "site/2024-25/activity/KA.01.02.html", "1000,900"),
}


def main() -> None:
    chromium = shutil.which("chromium") or "chromium"
    with tempfile.TemporaryDirectory() as place:
        council = Path(place, "council")
        subprocess.run([*RUN, "demo", council], check=True, capture_output=True)
        for name, (command, page, size) in SHOWN.items():
            subprocess.run([*RUN, *command], cwd=council, check=False, capture_output=True)
            options = ["--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu"]
            to = [f"--window-size={size}", f"--screenshot={PICTURES / name}.png"]
            address = (council / page).as_uri()
            subprocess.run([chromium, *options, *to, address], check=True, capture_output=True)


if __name__ == "__main__":
    main()
