"""Where files and places in other files are, each found once for all findings that point there."""

import os
from pathlib import Path

from kprlint import git
from kprlint.lint.collect import Source, span_of
from kprlint.lint.finding import Place, RelatedPlace
from kprlint.project.workspace import PlanFolder, Project
from kprlint.rules.base import At, Related
from kprlint.source.document import Document
from kprlint.source.text import Span


class Places:
    """The places of a project."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._there: dict[tuple[Path, At | Span], RelatedPlace] = {}
        self._above: dict[Path, str | None] = {}

    def related(
        self, one: Related, document: Document, source: Source, folder: PlanFolder | None
    ) -> RelatedPlace:
        """The place `one`, made concrete, in `document` or in another file of its folder."""
        if not (one.file and folder):
            place = Place.of(span_of(document, one.where), document.text)
            return RelatedPlace(document.name, place, one.message, source.from_top)
        path = folder.path / one.file
        key = path, one.where
        self._project.asked.add(("file", one.file))
        if key not in self._there:  # what stands in many files is told of each of them
            there = folder.load(one.file)
            place = Place.of(span_of(there, one.where), there.text)
            self._there[key] = RelatedPlace(there.name, place, "", self.from_top(path))
        return self._there[key]._replace(message=one.message)

    def from_top(self, path: Path) -> str:
        if path.parent not in self._above:
            self._above[path.parent] = self.folder_from_top(path.parent)
        above = self._above[path.parent]
        return "" if above is None else above + path.name

    def folder_from_top(self, folder: Path) -> str | None:
        """What stands in front of the names of a folder's files, seen from the repository's top; None outside of one."""
        top = git.top_level(self._project.base)
        if top is None:
            return None
        found = os.path.relpath(os.path.realpath(folder), os.path.realpath(top)).replace(
            os.sep, "/"
        )
        if found == ".":
            return ""
        return None if found == ".." or found.startswith("../") else f"{found}/"
