"""Settings of VS Code: which schema the files of a plan have, and the extension that reads it."""

import re

from kprlint.model import Plan
from kprlint.printing import as_json
from kprlint.project.plan_schema import FILE_NAME, for_plan
from kprlint.source.schema import load

SETTINGS = ".vscode/settings.json"
EXTENSIONS = ".vscode/extensions.json"


def schema(plan: Plan) -> str:
    """The plan's own schema of an activity, as `kprlint schema activity --plan` prints it."""
    return as_json(for_plan(load("activity"), plan))


def settings(plan: Plan, folder: str) -> str:
    """`folder` is the plan's, from the top, with forward slashes."""
    patterns = [f"{folder}/{name}" for name in _names(plan)]
    found = {f"{folder}/{FILE_NAME}": patterns[0] if len(patterns) == 1 else patterns}
    return as_json({"yaml.schemas": found})


def extensions() -> str:
    return as_json({"recommendations": ["redhat.vscode-yaml"]})


def _names(plan: Plan) -> list[str]:
    """A pattern for the plan's files where its codes begin alike, else their names: “*” would take the register, too."""
    form = plan.code_form
    begins = "" if form is None or form.is_listed else form.text.partition("{")[0]
    if begins and re.fullmatch(r"[\w.-]+", begins) and not "plan".startswith(begins.casefold()):
        return [f"{begins}*.yaml"]
    return [code.file_name for code in plan.codes] or ["[!p]*.yaml"]
