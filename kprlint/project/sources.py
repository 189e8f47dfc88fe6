"""Where a project's files come from: the work tree as it is, with some texts in place of files.

Whoever checks again and again, as an editor's server does, keeps what was read by a class below this one.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from kprlint import git
from kprlint.model import Activity, Plan, Quarter
from kprlint.source.document import Document
from kprlint.source.files import ACTIVITY, Unreadable, read
from kprlint.source.reading import read_activity, read_plan

if TYPE_CHECKING:  # read when a rule asks: the hook for one file asks for none of it
    from kprlint.project.past import Past

NONE: Mapping[Path, bytes] = MappingProxyType({})


class Sources:
    """The work tree; `overrides` stand in for files, whether they are there or not."""

    def __init__(self, overrides: Mapping[Path, bytes] = NONE) -> None:
        self.overrides = overrides

    def __reduce__(self) -> tuple[type["Sources"], tuple[dict[Path, bytes]]]:
        """For another process."""
        return type(self), (dict(self.overrides),)

    def content(self, path: Path, within: Path) -> bytes | int:
        """What the file `path` holds; of one that is too long, how many bytes it has. Raises Unreadable."""
        if path in self.overrides:
            return self.overrides[path]
        return self.on_disk(path, within)

    def on_disk(self, path: Path, within: Path) -> bytes | int:
        """As `content`, whatever stands in for the file."""
        try:
            return read(path, at_most=ACTIVITY, within=within)
        except Unreadable as error:
            if error.size is None:
                raise
            return error.size

    def files(self, base: Path) -> git.Files | None:
        """What git knows of the folder `base`; None where there is no git."""
        return git.list_files(base) if git.top_level(base) else None

    def document(
        self, name: str, data: bytes | int, schema: str, quarter: Quarter | None = None
    ) -> Document:
        """A file that holds `data`; as `Document`."""
        return Document(name, data, schema, quarter)

    def activity(self, document: Document) -> Activity:
        return read_activity(document)

    def plan(self, document: Document) -> Plan:
        return read_plan(document)

    def past(self, folder: Path) -> "Past":
        """What the plan in `folder` reported in the quarters before."""
        from kprlint.project.past import Past

        return Past(folder)
