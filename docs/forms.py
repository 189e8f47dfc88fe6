"""Takes the pictures of docs/forms.md: the demonstration's forms, filled in in Chromium, over decap-server.

npm ci --prefix tests/forms/cms --ignore-scripts && python docs/forms.py
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
DEEDS = [
    ["enter"],
    ["list", "2024-25"],
    ["picture", "forms-list"],
    ["open", "2024-25", "KA.01.02"],
    ["choose", "status", "Green"],
    ["show", "status"],
    ["picture", "forms-status"],
    ["fill", "status_reason", "The steel is ordered, and the price is agreed."],
    ["expand", 1],
    ["fill", "done", "Cabinet agreed to it on 11 March.", 2],
    ["show", "done", 2],
    ["picture", "forms-step"],
    ["save"],
    ["top"],
    ["picture", "forms-saved"],
]


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        council, forms = Path(place, "council"), Path(place, "forms")
        run = [sys.executable, "-m", "kprlint"]
        subprocess.run([*run, "demo", council], check=True, capture_output=True)
        options = ["--backend=github", "--repo=larkmere/plans", "--local=8093", "--scripts=/npm"]
        subprocess.run([*run, "forms", "-o", forms, *options], cwd=council, check=True)
        for name, value in (("user.name", "An Officer"), ("user.email", "officer@council.example")):
            subprocess.run(["git", "-C", council, "config", name, value], check=True)
        chromium = shutil.which("chromium") or "chromium"
        drive = ROOT / "tests/forms/cms/drive.mjs"
        subprocess.run(
            ["node", drive, chromium, council, forms, "8093", ROOT / "docs"],
            input=json.dumps(DEEDS),
            text=True,
            check=True,
        )


if __name__ == "__main__":
    main()
