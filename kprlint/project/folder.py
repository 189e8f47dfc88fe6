"""A plan as those who look at one of its files may ask it."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from kprlint.model import Activity, ActivityId, Code, Plan, Quarter

if TYPE_CHECKING:  # read when a rule asks: the hook for one file asks for none of it
    from kprlint.project.accounts import Accounts
    from kprlint.project.across import Index
    from kprlint.project.past import Report

T = TypeVar("T")


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

    def reports(self, identity: ActivityId, before: Quarter) -> "Iterator[Report]":
        """What git holds of an activity, of this plan or of another one beside it, the newest report first."""
        return iter(())

    def accounts(self, activity: Activity, placeholders: tuple[str, ...] = ()) -> "Accounts":
        """What became of the earlier promises that an activity answers for; `placeholders` were none."""
        from kprlint.project.accounts import NOTHING

        return NOTHING

    def across(self, index: "Index[T]", key: str) -> T:
        """What all activities of the plan tell of a key."""
        facts = (
            (name, found, value)
            for name, activity in self.activities.items()
            for found, value in index.facts(activity)
        )
        return index.told([(name, value) for name, found, value in facts if found == key])

    def left(self) -> "list[Report]":
        """The last reports of the activities that the plan had last quarter, and that it does not have any more."""
        return []

    @property
    def activities(self) -> Mapping[str, Activity]:
        """All activities of the plan as far as they can be read, by file name, sorted."""
        return {}
