"""What decides what is found in the files of a plan, beside the files themselves, as one key.

The program with all that it stands on, the configuration, what was asked for on the command line, the register, the names
under which files are shown.
"""

import os
import sys
from functools import cache
from pathlib import Path

import kprlint
from kprlint.lint.active import ActiveRules
from kprlint.lint.settings import Settings
from kprlint.project.across import digest
from kprlint.project.workspace import REGISTER, PlanFolder, Project
from kprlint.source.files import PHRASES, Unreadable, read, shown

# These make findings into output, or belong to other commands.
_NOT_OURS = frozenset({"cli", "output", "report", "publish", "site", "agenda", "sheet", "forms", "starting", "cycle", "change", "importing", "demo", "lsp", "api.py"})  # fmt: skip


# The files themselves, and what the other parts of the key tell.
_ELSEWHERE = frozenset({"paths", "config", "sources", "keep", "jobs"})


def key_of(
    project: Project,
    plan: PlanFolder,
    settings: Settings,
    rules: ActiveRules,
    above: str | None,
    today: str,
) -> str | None:
    """The key of a plan's files; None where it cannot be told.

    `above` stands in front of their names from the repository's top, and `today` is the day that waivers run out by.
    """
    register, program = plan.digest(REGISTER), _program()
    if not register or not program or rules.all.has_plug_ins:
        return None
    config = project.config
    # Every setting, also one that is still to come, but for those that do not decide what is found in a file.
    asked = [
        (name, sorted(value) if isinstance(value, frozenset) else value)
        for name, value in settings._asdict().items()
        if name not in _ELSEWHERE
    ]
    asked += [("scope", rules.scope), ("only", rules.only_files), ("listed", project.has_listed)]
    return digest(
        program,
        repr(asked),
        config.text.encode() if config.text else b"",
        *(_phrases(config.folder / config.phrases, config.folder) if config.phrases else ()),
        project.relative(plan.path),
        shown(plan.path),
        repr(above),
        today,
        register,
    )


@cache
def _program() -> str:
    """The program, the schemas, and the versions of what is installed beside it; empty where it is not in files."""
    package = Path(kprlint.__file__).parent
    roots = [p for p in sorted(package.iterdir()) if p.name not in _NOT_OURS]
    if not (package / "schema").is_dir():
        roots.append(package.parent / "schema")
    parts: list[str | bytes] = [sys.version]
    try:
        for root in roots:
            for path in sorted(_files(root)):
                parts += [path[len(str(package.parent)) :], read(Path(path), at_most=1 << 24)]
    except (OSError, Unreadable):
        return ""
    for folder in dict.fromkeys(sys.path):
        try:
            parts += sorted(n for n in os.listdir(folder or ".") if n.endswith("-info"))
        except OSError:
            continue
    return digest(*parts) if len(parts) > 1 else ""


def _files(root: Path) -> list[str]:
    if root.is_file():
        return [str(root)] if root.suffix == ".py" else []
    return [
        os.path.join(folder, name)
        for folder, _, names in os.walk(root)
        for name in names
        if name.endswith((".py", ".txt", ".json", ".toml"))
    ]


def _phrases(folder: Path, within: Path) -> list[str | bytes]:
    """The council's own rules, as they are written."""
    found: list[str | bytes] = []
    for path in sorted(folder.iterdir()):
        if path.suffix in (".yaml", ".yml"):
            found += [path.name, read(path, at_most=PHRASES, within=within)]
    return found
