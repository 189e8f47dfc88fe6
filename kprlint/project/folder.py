"""A plan as those who look at one of its files may ask it."""

from abc import ABC, abstractmethod
from collections.abc import Mapping

from kprlint.model import Activity, Code, Plan, Quarter


class Folder(ABC):
    """The plan that a file belongs to, as far as rules may ask. `name` is the folder's, and the plan's."""

    name: str

    @property
    @abstractmethod
    def plan(self) -> Plan | None:
        """The register as far as it can be read; None where it is no YAML at all."""

    @abstractmethod
    def files_with(self, code: Code) -> list[str]:
        """The names of the plan's files that claim `code`, sorted."""

    @abstractmethod
    def other_plan(self, name: str) -> Plan | None:
        """The register of another plan beside this one; None where there is none to read."""

    @abstractmethod
    def missing(self) -> list[Code]:
        """The registered codes that no file reports on, sorted."""

    def last_report(self, code: Code) -> tuple[Quarter, Activity] | None:
        """What was reported on `code` in the quarter before the plan's, and which that was; None where git has none."""
        return None

    @property
    def activities(self) -> Mapping[str, Activity]:
        """All activities of the plan as far as they can be read, by file name, sorted."""
        return {}
