"""A real browser, axe in it, and texts that try to have an effect."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

_AXE = Path(__file__).parent / "report/axe"
_NU = _AXE / "node_modules/vnu-jar/build/dist/vnu.jar"

HOSTILE = {
    "markup": "<script>alert(1)</script><img src=https://evil.example/a onerror=alert(1)><b>",
    "ends": "</style></title></table></main></body></html><!-- --><![CDATA[ ]]>",
    "attributes": '" onmouseover="alert(1)" \' style=\'display:none',
    "entities": "&lt;b&gt; &amp;amp; &#x3c;i&#x3e; &notanentity;",
    "styles": "<style>*{display:none}</style><link rel=stylesheet href=//evil.example>",
    "controls": "\x00\x07\x1b[31mred\x1b[0m\x85\r\n\x0c",
    "bidi": "\u202egnp.exe\u2066\u200f\ufeff\U000e0041",
    "surrogates": "\ud800 \udfff",
    "long": "W" * 8_000,
    "blank": " ",
    "nothing": "",
}


def browser() -> str:
    """A browser and axe; without them the test is skipped, but on a CI server it fails."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    missing = [
        what
        for what, there in (
            ("chromium (apt install chromium)", found),
            ("node (apt install nodejs npm)", shutil.which("node")),
            ("axe (npm ci --prefix tests/report/axe)", (_AXE / "node_modules/axe-core").is_dir()),
            ("html-validate (the same command)", (_AXE / "node_modules/html-validate").is_dir()),
            ("vnu-jar (the same command)", _NU.is_file()),
            ("java (apt install default-jre-headless)", shutil.which("java")),
        )
        if not there
    ]
    if missing:
        said = f"nothing is judged in a browser: {', '.join(missing)} is missing"
        if os.environ.get("CI", "").lower() in ("true", "1"):
            pytest.fail(said)
        pytest.skip(said)
    assert found
    return found


def audited(chromium: str, *pages: Path) -> list[dict[str, Any]]:
    done = subprocess.run(
        ["node", _AXE / "audit.mjs", chromium, *pages],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    views: list[dict[str, Any]] = json.loads(done.stdout)
    return views


def validated(*pages: Path) -> list[str]:
    """What html-validate and the Nu checker say of pages: the rules of the HTML specification, and more."""
    command: list[str | Path] = ["node", _AXE / "node_modules/html-validate/bin/html-validate.mjs"]
    done = subprocess.run(
        [*command, "--formatter", "json", "--preset", "standard", *pages],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    said = [
        f"{Path(page['filePath']).name}:{said['line']} {said['ruleId']}: {said['message']}"
        for page in json.loads(done.stdout)
        for said in page["messages"]
    ]
    return said + _by_nu(*pages)


def _by_nu(*pages: Path) -> list[str]:
    """The errors of the Nu checker. Its warnings are not ours: it takes the hash of every style for a wrong one."""
    done = subprocess.run(
        ["java", "-Xss4m", "-jar", _NU, "--errors-only", "--format", "json", "--stdout", *pages],
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.stdout.startswith("{"), done.stderr
    return [
        f"{said['url'].rpartition('/')[2]}:{said.get('lastLine', 0)} Nu: {said['message']}"
        for said in json.loads(done.stdout)["messages"]
    ]
