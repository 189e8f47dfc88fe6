"""A file that something is asked about: its text as the editor has it, what can be read of it, and its plan."""

from pathlib import Path
from typing import NamedTuple

from kprlint.errors import KprlintError
from kprlint.lsp.checking import Findings
from kprlint.model import Activity, ActivityId, Code, Plan, Quarter
from kprlint.project.workspace import REGISTER, PlanFolder, Project
from kprlint.source.document import Document
from kprlint.source.text import Text


class View(NamedTuple):
    """`document` cannot be read while it is no YAML; its text can."""

    path: Path
    document: Document
    folder: PlanFolder
    project: Project

    @property
    def text(self) -> Text:
        return self.document.text

    @property
    def is_register(self) -> bool:
        return self.path.name == REGISTER

    @property
    def plan(self) -> Plan | None:
        return self.folder.plan

    @property
    def quarter(self) -> Quarter | None:
        return self.plan.period if self.plan else None

    def activity(self) -> Activity | None:
        """What the file says, where it can be read."""
        if self.is_register or not self.document.readable:
            return None
        return self.project.sources.activity(self.document)

    def plans(self) -> dict[str, PlanFolder]:
        """The plans beside this one, and itself, by name."""
        found = self.project.plan_folders()
        return {one.name: one for one in found if one.path.parent == self.folder.path.parent}

    def named(self, text: str) -> tuple[PlanFolder, Code] | None:
        """The plan and the code that a text means, with the plan before it or not; None where it means none."""
        identity = ActivityId.parse(text)
        folder = self.plans().get(identity.plan) if identity else self.folder
        code = identity.code if identity else Code.parse(text)
        return (folder, code) if folder and code else None


def view(findings: Findings, path: Path) -> View | None:
    """None for a file that is none of a plan, or cannot be read at all."""
    findings.kept.refresh()
    project = findings.owner(path)
    if project is None:
        return None
    folder = project.folder(path.parent)
    try:
        document = folder.register if path.name == REGISTER else folder.load(path.name)
        _ = folder.plan
    except KprlintError:
        return None
    return View(path, document, folder, project)
