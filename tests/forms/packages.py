"""Writes kprlint/forms/packages.json: what the page loads, with sums, out of what npm has installed by its lock file.

npm ci --prefix tests/forms/cms --ignore-scripts && python -m tests.forms.packages
"""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

INSTALLED = Path(__file__).parent / "cms/node_modules"
WRITTEN = Path(__file__).parents[2] / "kprlint/forms/packages.json"


def described() -> dict[str, Any]:
    """The packages with their versions, as a CDN for npm and a folder beside the page name them."""
    cms, yaml = _named("decap-cms"), _named("yaml")
    modules = sorted((INSTALLED / "yaml/browser/dist").rglob("*.js"))
    return {
        "cms": f"{cms}/dist/decap-cms.js",
        "sum": _sum(INSTALLED / "decap-cms/dist/decap-cms.js"),
        "yaml": f"{yaml}/browser/dist/index.js",
        "modules": {
            f"{yaml}/{path.relative_to(INSTALLED / 'yaml').as_posix()}": _sum(path)
            for path in modules
        },
    }


def _named(package: str) -> str:
    version = json.loads((INSTALLED / package / "package.json").read_text("utf-8"))["version"]
    return f"{package}@{version}"


def _sum(path: Path) -> str:
    digest = hashlib.sha384(path.read_bytes()).digest()
    return f"sha384-{base64.b64encode(digest).decode()}"


if __name__ == "__main__":
    WRITTEN.write_text(json.dumps(described(), indent=1) + "\n", "utf-8")
