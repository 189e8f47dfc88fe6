"""Finds the rules in their files and writes `index.py`: ``python -m kprlint.rules.discover``."""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from kprlint.rules.base import Gate, Known, Profile, Rule, Scope, Severity
from kprlint.source.writing import write_output

FOLDER = Path(__file__).parent
INDEX = FOLDER / "index.py"

# In the order of docs/rules.md; a folder that is not named here comes last.
_GROUPS = (
    "file", "code", "status", "progress", "next_steps", "figures", "text", "dates", "people", "suppression", "engine",
)  # fmt: skip


def discover() -> Iterator[Rule]:
    """The built-in rules, by group and name; each stands in a file of its name."""
    groups = [path.name for path in FOLDER.iterdir() if path.is_dir()]
    order = {name: number for number, name in enumerate(_GROUPS)}
    for group in sorted(groups, key=lambda name: (order.get(name, len(order)), name)):
        for path in sorted((FOLDER / group).glob("[!_]*.py")):
            found = getattr(import_module(f"kprlint.rules.{group}.{path.stem}"), path.stem, None)
            if not isinstance(found, Rule):
                continue  # what rules of the group share
            if found.name.replace("-", "_") != path.stem:
                raise SystemExit(f"{path}: its rule is called {found.name}; give both one name")
            yield found


def index() -> str:
    """The text of `index.py`."""
    lines = [
        '"""What is known of the rules before they are imported; written by python -m kprlint.rules.discover."""',
        "",
        "from kprlint.model import Kind",
        "from kprlint.rules.base import Gate, Known, Profile, Scope, Severity, Subject",
        "",
        "# fmt: off",
        "BUILT_IN: dict[str, dict[str, Known]] = {",
    ]
    group = ""
    for rule in discover():
        if rule.group != group:
            lines += ["    },"] if group else []
            lines.append(f'    "{rule.group}": {{')
            group = rule.group
        lines.append(f'        "{rule.name}": {_written(Known.of(rule))},')
    return "\n".join([*lines, "    },", "}", ""])


def _written(known: Known) -> str:
    arguments = [f"Subject.{known.subject.name}"]
    if known.severity is not Severity.ERROR:
        arguments.append(f"severity=Severity.{known.severity.name}")
    if known.profile is not Profile.MINIMUM:
        arguments.append(f"profile=Profile.{known.profile.name}")
    if known.scope is not Scope.FILE:
        arguments.append(f"scope=Scope.{known.scope.name}")
    if known.reads_all:
        arguments.append("reads_all=True")
    if known.gate:
        arguments.append(f"gate={_gate(known.gate)}")
    return f"Known({', '.join(arguments)})"


def _gate(gate: Gate) -> str:
    """What is asked for of an activity, as it is written in Python."""
    asked = []
    if gate.kinds:
        asked.append(f"kinds=({', '.join(f'Kind.{kind.name}' for kind in gate.kinds)},)")
    for name, texts in (("fields", gate.fields), ("signs", gate.signs)):
        if texts:
            asked.append(f"{name}=({', '.join(map(json.dumps, texts))},)")
    return f"Gate({', '.join(asked)})"


if __name__ == "__main__":
    write_output(INDEX, index().encode())
