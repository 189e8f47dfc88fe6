"""The files of the page: what Decap CMS is told of the plan, and what the browser loads."""

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kprlint import git
from kprlint.errors import Refused
from kprlint.forms import fields
from kprlint.forms.backends import Backend
from kprlint.model import Code
from kprlint.printing import as_json
from kprlint.project.find import CurrentPlan
from kprlint.project.plan_schema import for_plan
from kprlint.rules.status.unexplained_status import ASKS
from kprlint.source.files import ACTIVITY, Unreadable, read, shown
from kprlint.source.schema import load
from kprlint.source.writing import replace_all

MARK = '<meta name="generator" content="kprlint forms">'
CDN = "https://cdn.jsdelivr.net/npm"
PAGE = "index.html"

_HERE = Path(__file__).parent


class Forms(NamedTuple):
    """The files by name; how many activities they offer, and which files of the plan's folder they do not."""

    files: Mapping[str, str]
    offered: int
    left_out: tuple[str, ...]


def made(turning: CurrentPlan, backend: Backend, scripts: str, local: int | None) -> Forms:
    """The forms of a plan's activities. `scripts` is where the page loads Decap CMS from, `local` a port of decap-server."""
    plan = turning.plan
    top = git.top_level(turning.path) or turning.project.base
    folder = turning.path.relative_to(top).as_posix()
    schema = for_plan(load("activity"), plan)
    activities = [_activity(turning, code, folder) for code in plan.codes]
    named = {code.file_name for code in plan.codes}
    told: dict[str, Any] = {
        "order": fields.order(schema),
        "reasons": [word.word for word in plan.statuses.values() if word.kind in ASKS],
        "fields": fields.of_activity(schema),
        "config": {
            "load_config_file": False,
            "backend": {
                "name": backend.name,
                "repo": backend.repo,
                "branch": backend.branch,
                **dict(backend.more),
                "commit_messages": {
                    "create": "Report on {{slug}}",
                    "update": "Report on {{slug}}",
                },
            },
            "publish_mode": "editorial_workflow",
            "locale": "en",
            "media_folder": f"{folder}/media",
            "collections": [
                {
                    "name": turning.folder.name,
                    "label": plan.title or turning.folder.name,
                    "description": f"{turning.period}. What you do not change stays as it is in the file, comments too. "
                    "A comment goes with the line that you take out.",
                    "format": "kprlint",
                    "editor": {"preview": False},
                    # A pull request is merged where it is reviewed, and no activity ends by a button.
                    "publish": False,
                    "delete": False,
                    "files": activities,
                }
            ],
        },
    }
    if local:
        told["config"]["local_backend"] = {"url": f"http://localhost:{local}/api/v1"}
    files = {PAGE: _page(plan.title or turning.folder.name, scripts), "forms.json": as_json(told)}
    for name in ("format.js", "start.js"):
        files[name] = (_HERE / "page" / name).read_text("utf-8")
    left_out = tuple(turning.show(name) for name in turning.activities if name not in named)
    return Forms(files, len(activities), left_out)


def written(folder: Path, files: Mapping[str, str]) -> None:
    """Writes the page, all of it or nothing; raises Refused where something else is in the way."""
    before = {name: _there(folder / name) for name in files}
    page = before[PAGE]
    if any(text is not None for text in before.values()) and MARK.encode() not in (page or b""):
        raise Refused(
            f"{shown(folder)} holds something else than the forms of kprlint; name another folder with -o"
        )
    folder.mkdir(parents=True, exist_ok=True)
    replace_all({folder / name: (before[name], text.encode()) for name, text in files.items()})


def _there(path: Path) -> bytes | None:
    try:
        return read(path, at_most=ACTIVITY * 100)
    except Unreadable as error:
        if error.missing:
            return None
        raise Refused(f"{shown(path)} is in the way: {error.why}") from None


def _activity(turning: CurrentPlan, code: Code, folder: str) -> dict[str, Any]:
    """What tells one activity's form from the others': the file, and what a new file begins with."""
    found = turning.folder.activities.get(code.file_name)
    title = found.title if found else None
    return {
        "name": code.stem,
        "label": f"{code} {title or '(no file yet)'}",
        "file": f"{folder}/{code.file_name}",
        "begins": {"code": str(code), "period": str(turning.period)},
    }


def _page(title: str, scripts: str) -> str:
    """The page. Decap CMS and the modules that read YAML run only if their sums are the ones that are known."""
    packages: dict[str, Any] = json.loads((_HERE / "packages.json").read_text("utf-8"))
    at = scripts.rstrip("/")
    sums = {f"{at}/{path}": found for path, found in packages["modules"].items()}
    modules = {"imports": {"yaml": f"{at}/{packages['yaml']}"}, "integrity": sums}
    text = (_HERE / "page" / PAGE).read_text("utf-8")
    values = {
        "TITLE": html.escape(title),
        "MODULES": json.dumps(modules, indent=1).replace("<", "\\u003c"),
        "CMS": html.escape(f"{at}/{packages['cms']}"),
        "SUM": packages["sum"],
    }
    return re.sub(f"@({'|'.join(values)})@", lambda found: values[found[1]], text)
