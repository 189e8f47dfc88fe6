"""What the forms are tested with: node, the packages of npm, a browser, and a repository."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kprlint.forms.fields import order
from kprlint.source.schema import load
from tests.forms.packages import INSTALLED

PAGE = Path(__file__).parents[2] / "kprlint/forms/page"


def needed(*what: str) -> list[str]:
    """The programs that are asked for; without one, or without npm's packages, the test is skipped, but on a CI server it fails."""
    found = {one: shutil.which(one) for one in what}
    missing = [f"{one} (apt install {one})" for one, path in found.items() if path is None]
    if not (INSTALLED / "decap-cms/dist").is_dir():
        missing.append("Decap CMS (npm ci --prefix tests/forms/cms --ignore-scripts)")
    if missing:
        said = f"no form is filled in: {', '.join(missing)} is missing"
        if os.environ.get("CI", "").lower() in ("true", "1"):
            pytest.fail(said)
        pytest.skip(said)
    return [str(path) for path in found.values()]


class Format:
    """The page's own way from a file to a form and back, in node."""

    def __init__(self, node: str, folder: Path) -> None:
        module = folder / "format.mjs"
        library = (INSTALLED / "yaml/browser/dist/index.js").as_uri()
        text = (PAGE / "format.js").read_text("utf-8")
        assert text.count('from "yaml"') == 1
        module.write_text(text.replace('from "yaml"', f'from "{library}"'), "utf-8")
        self.order = order(load("activity"))
        self.process = subprocess.Popen(
            [node, Path(__file__).parent / "cms/convert.mjs", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def ask(self, **question: Any) -> Any:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def form(self, text: str) -> dict[str, Any]:
        form: dict[str, Any] = self.ask(text=text)["form"]
        return form

    def text(self, form: dict[str, Any]) -> str:
        answer = self.ask(form=form, order=self.order)
        assert "text" in answer, answer
        return str(answer["text"])

    def refused(self, **question: Any) -> str:
        return str(self.ask(**question).get("refused", ""))


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Format]:
    (node,) = needed("node")
    made = Format(node, tmp_path_factory.mktemp("format"))
    yield made
    made.process.kill()
    made.process.wait()
