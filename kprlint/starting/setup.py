"""Everything that a council's repository needs, put together, and sorted by what is there already."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kprlint import git
from kprlint.git.process import run
from kprlint.model import Activity, Plan
from kprlint.project.config import FILE_NAME as CONFIGURATION
from kprlint.project.find import here
from kprlint.project.plan_schema import FILE_NAME as SCHEMA
from kprlint.project.workspace import REGISTER
from kprlint.source.document import Document
from kprlint.source.files import ACTIVITY, read, shown
from kprlint.source.reading import read_activity, read_plan
from kprlint.starting import ci, editor, hooks, owners
from kprlint.starting.origin import Pin
from kprlint.starting.writing import Sorted, sort
from kprlint.wording import all_of

_CONFIG = """\
# What kprlint does here. Without this file it does the same.
root = {root}  # the folder that holds the plans

# Findings that are known and accepted, such as those of a report as it was published:
# [[waiver]]
# rule = "past-due-date"
# paths = [{folder}]
# reason = "as published"
"""
_COLUMNS = """
# What columns of the council's document hold, for kprlint import.
[import.columns]
"""


class Folders(NamedTuple):
    """Where things go: `base` has kprlint.toml, `top` is git's work tree or, without git, `base`; `root` holds the plans."""

    base: Path
    top: Path
    root: Path
    has_git: bool
    remote: str  # the address of origin, or “”

    def shown(self, path: Path) -> str:
        """`path` from the top, with forward slashes, as configurations of the whole repository name it."""
        return path.relative_to(self.top).as_posix()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be set up. `plan_files` are name → content, with the register; `forge` is one of `ci.FORGES`, or None."""

    plan: str
    plan_files: Mapping[str, str]
    origin: Pin
    forge: str | None = None
    owners: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)


class Setup(NamedTuple):
    """What is to be written, what is there, and what a person should know of it."""

    files: Sorted
    notes: tuple[str, ...]


def find_place() -> Folders:
    """The repository around the current folder, or the folder."""
    project = here()
    top = git.top_level(project.base)
    remote = run(top, "remote", "get-url", "origin") if top else None
    address = remote.output.decode("utf-8", "replace").strip() if remote and not remote.code else ""
    root = project.base / project.config.root
    return Folders(project.base, top or project.base, root, top is not None, address)


def prepare(place: Folders, wanted: Wanted) -> Setup:
    """Puts everything together; raises InputError. A plan that is there otherwise is left as a whole."""
    folder = place.root / wanted.plan
    notes: list[str] = []
    files = {folder / name: text for name, text in wanted.plan_files.items()}
    if folder / REGISTER in sort(files).other:
        text = read(folder / REGISTER, at_most=ACTIVITY, within=place.top)
        texts = {path.name: path for path in sorted(folder.glob("*.yaml"))}
        activities = [
            read(path, at_most=ACTIVITY, within=place.top)
            for name, path in texts.items()
            if name != REGISTER
        ]
        register = {folder / REGISTER: wanted.plan_files[REGISTER]}
        if len(files) > 1:
            notes.append(
                f"{shown(folder)} has a plan already, and stays as it is; kprlint import brings a report into it"
            )
        files = register
    else:
        text = wanted.plan_files[REGISTER].encode()
        activities = [t.encode() for n, t in wanted.plan_files.items() if n != REGISTER]
    plan = read_plan(Document(shown(folder / REGISTER), text, "plan"))
    files[folder / SCHEMA] = editor.schema(plan)
    files[place.base / CONFIGURATION] = _configuration(place, folder, wanted.columns)
    files[place.top / hooks.NAME] = hooks.configuration(wanted.origin)
    files |= _recipe(place, wanted, notes)
    files[place.top / editor.SETTINGS] = editor.settings(plan, place.shown(folder))
    files[place.top / editor.EXTENSIONS] = editor.extensions()
    if wanted.owners:
        files |= _owners(place, wanted, plan, folder, activities, notes)
    notes += _about(wanted.origin)
    return Setup(sort(files), tuple(notes))


def _configuration(place: Folders, folder: Path, columns: Mapping[str, str]) -> str:
    root = place.root.relative_to(place.base).as_posix()
    inside = folder.relative_to(place.base).as_posix()
    text = _CONFIG.format(root=_toml(root), folder=_toml(inside))
    if columns:
        text += _COLUMNS + "".join(f"{_toml(h)} = {_toml(f)}\n" for h, f in columns.items())
    return text


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _recipe(place: Folders, wanted: Wanted, notes: list[str]) -> dict[Path, str]:
    if wanted.forge is None:
        notes.append(f"no recipe for a CI was written: --ci {' or '.join(ci.FORGES)} writes one")
        return {}
    text = ci.recipe(wanted.forge, wanted.origin)
    path = place.top / ci.FORGES[wanted.forge].name
    if not ci.is_pinned(text):
        notes.append(f"{shown(path)} says YOUR-FORK and zeros: write your fork and a commit of it there")  # fmt: skip
    return {path: text}


def _owners(
    place: Folders,
    wanted: Wanted,
    plan: Plan,
    folder: Path,
    contents: Iterable[bytes],
    notes: list[str],
) -> dict[Path, str]:
    read_all = (read_activity(Document("", text, "activity")) for text in contents)
    order: list[Activity] = sorted(
        (a for a in read_all if a.code), key=lambda a: plan.order(a.code) if a.code else (0, None)
    )
    text, missing = owners.code_owners(wanted.owners, order, place.shown(folder), plan.leads)
    if missing:
        notes.append(f"no owner is named for {all_of(missing)}")
    if wanted.forge == "azure":
        notes.append("Azure Repos reads no CODEOWNERS: its branch policies name reviewers by path")
    there = [place.top / name for name in owners.PLACES if (place.top / name).exists()]
    usual = ".github/CODEOWNERS" if wanted.forge == "github" else "CODEOWNERS"
    return {there[0] if there else place.top / usual: text}


def _about(origin: Pin) -> list[str]:
    if not origin.known:
        return [
            f"{hooks.NAME}: where this kprlint came from is not known, and no release of it; write the address of your "
            "fork and a tag or commit of it there before the first commit"
        ]
    if origin.is_folder:
        return [
            f"{hooks.NAME}: the hooks come from a folder of this machine, {origin.url}; for everybody else "
            "write the address of your fork there"
        ]
    return []
