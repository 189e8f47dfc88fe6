"""A folder with a plan.yaml: the register, the files beside it, what git has of them, and what they hold together."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kprlint.model import Activity, ActivityId, Code, Plan, Quarter
from kprlint.project.across import (
    CONTINUED,
    ORIGINS,
    Facts,
    Group,
    Index,
    Question,
    digest,
    digest_of_group,
)
from kprlint.project.folder import Folder
from kprlint.source.document import Document
from kprlint.source.files import shown

if TYPE_CHECKING:  # read when a rule asks: the hook for one file asks for none of it
    from kprlint.project.accounts import Accounts
    from kprlint.project.past import Past, Report
    from kprlint.project.workspace import Project

T = TypeVar("T")

REGISTER = "plan.yaml"

# A file whose code can be told without parsing it: one such line, in the first column, that does not go on.
_CODE_LINE = (
    rb"(?m)^code:[ \t]+([A-Za-z0-9](?:[A-Za-z0-9 ._/()-]*[A-Za-z0-9.)])?"
    rb'|"[A-Za-z0-9](?:[A-Za-z0-9 ._/()-]*[A-Za-z0-9.)])?")[ \t]*\r?$(?!\n[ \t])'
)


def is_yaml(name: str) -> bool:
    """Whether a file is meant to be YAML: also in capitals, or with the .txt that Notepad adds."""
    return name.lower().removesuffix(".txt").endswith((".yaml", ".yml"))


class PlanFolder(Folder):
    """A folder with a plan.yaml: the register, and the files beside it."""

    def __init__(self, path: Path, project: "Project") -> None:
        self.path = path
        self.name = path.name
        self._project = project
        self._read_ahead: dict[str, bytes | int] = {}
        self._activities: dict[str, Activity] = {}
        self._digests: dict[str, str] = {}
        # By file name and the name of an index; a cache may bring them, or another process.
        self.facts: dict[str, dict[str, Facts]] = {}
        self._groups: dict[str, dict[str, list[tuple[str, Any]]]] = {}
        self._told: dict[tuple[str, str], Any] = {}
        self._answers: dict[Question, str] = {}
        # Several rules ask of one file.
        self._accounts: tuple[Activity, Accounts] | None = None

    @cached_property
    def register(self) -> Document:
        path = self.path / REGISTER
        return self._project.sources.document(shown(path), self._project.content(path), "plan")

    @cached_property
    def plan(self) -> Plan | None:
        """The register as far as it can be read; None where it is no YAML at all."""
        register = self.register
        return self._project.sources.plan(register) if register.readable else None

    @cached_property
    def activities(self) -> Mapping[str, Activity]:
        return {name: self._activity(name) for name in self._present}

    @cached_property
    def _present(self) -> list[str]:
        """The files that say their code and belong to the plan, sorted."""
        listed = self._project.listed
        named = {name for names in self._codes.values() for name in names}
        return sorted(name for name in named if self.path / name in listed)

    def _activity(self, name: str) -> Activity:
        """The activity of the file `name`, as far as it can be read."""
        if name not in self._activities:
            sources = self._project.sources
            document = sources.document(name, self._content(name), "activity")
            self._activities[name] = sources.activity(document)
        return self._activities[name]

    def _content(self, name: str) -> bytes | int:
        """What the file `name` holds; it stays read ahead."""
        if name not in self._read_ahead:
            self._read_ahead[name] = self._project.content(self.path / name)
        return self._read_ahead[name]

    def load(self, name: str) -> Document:
        """The activity file `name` of this folder."""
        path = self.path / name
        data = self._read_ahead.pop(name, None)
        data = self._project.content(path) if data is None else data
        quarter = self.plan.period if self.plan else None
        return self._project.sources.document(shown(path), data, "activity", quarter)

    @cached_property
    def _codes(self) -> dict[Code, list[str]]:
        """Which files claim which code, told from the bytes where one plain line says it."""
        codes: dict[Code, list[str]] = {}
        with os.scandir(self.path) as entries:
            names = sorted(e.name for e in entries if is_yaml(e.name) and e.name != REGISTER)
        for name in names:
            if self._project.excluded(self.path / name) or not (self.path / name).is_file():
                continue
            data = self._content(name)
            found = re.findall(_CODE_LINE, data) if isinstance(data, bytes) else []
            if len(found) == 1:
                code = Code.parse(found[0].strip(b'"').decode("ascii"))
            else:
                code = self._activity(name).code
            if code:
                codes.setdefault(code, []).append(name)
        return codes

    def files_with(self, code: Code) -> list[str]:
        self._project.asked.add(("code", str(code)))
        names = self._codes.get(code, [])
        if len(names) < 2:
            return names
        listed = self._project.listed
        return [n for n in names if self.path / n in listed or n == code.file_name]

    @cached_property
    def past(self) -> "Past":
        past = self._project.sources.past(self.path)
        past.asked = self._project.asked
        return past

    @property
    def gap(self) -> str:
        """Why git could not say what was reported last quarter, where that was asked; empty where it could."""
        past: Past | None = self.__dict__.get("past")
        return past.gap if past else ""

    def past_of(self, plan: str) -> "Past | None":
        folder = self._beside(plan)
        return folder.past if folder else None

    def reports(self, identity: ActivityId, before: Quarter) -> "Iterator[Report]":
        past = self.past if identity.plan == self.name else self.past_of(identity.plan)
        return past.reports(identity.code, before) if past else iter(())

    def left(self) -> "list[Report]":
        plan = self.plan
        if plan is None or plan.period is None:
            return []
        there = plan.codes | plan.retired.keys() | self._codes.keys()
        gone = plan.sorted(self.past.codes(plan.period) - there)
        found = (self.past.report(code, plan.period) for code in gone)
        return [r for r in found if r and not self.across(CONTINUED, str(r.identity))]

    def carrying_on(self, identity: ActivityId) -> list[Activity]:
        files = self.across(CONTINUED, str(identity))
        return self._named(files)

    def with_steps_of(self, *names: str) -> list[Activity]:
        return self._named({file for name in names for file in self.across(ORIGINS, name)})

    def _named(self, files: Iterable[str]) -> list[Activity]:
        """The activities in those files that say their code, in the order of the plan's files."""
        found = []
        for name in sorted(files):
            self._project.asked.add(("file", name))
            found.append(self._activity(name))
        return [activity for activity in found if activity.code]

    def accounts(self, activity: Activity, placeholders: tuple[str, ...] = ()) -> "Accounts":
        if self._accounts is None or self._accounts[0] is not activity:
            from kprlint.project.accounts import accounts_of

            self._accounts = activity, accounts_of(self, activity, placeholders)
        return self._accounts[1]

    def missing(self) -> list[Code]:
        plan, listed = self.plan, self._project.listed
        there = listed | self._project.away
        return [
            code
            for code in (plan.codes if plan else ())
            if self.path / code.file_name not in there
            and not any(self.path / name in listed for name in self._codes.get(code, ()))
        ]

    def other_plan(self, name: str) -> Plan | None:
        folder = self._beside(name)
        return folder.plan if folder else None

    def _beside(self, name: str) -> "PlanFolder | None":
        """The plan `name` beside this one."""
        self._project.asked.add(("plan", name))
        path = self.path.parent / name
        return self._project.folder(path) if self._project.has(path / REGISTER) else None

    # What the files hold together

    def across(self, index: Index[T], key: str) -> T:
        self._project.asked.add(("across", index.name, key))
        if (index.name, key) not in self._told:
            self._told[index.name, key] = index.told(self._group(index, key))
        told: T = self._told[index.name, key]
        return told

    def _group(self, index: Index[Any], key: str) -> Group:
        if index.name not in self._groups:
            groups: dict[str, list[tuple[str, Any]]] = {}
            for name in self._present:
                for found, value in self._facts(index, name):
                    groups.setdefault(found, []).append((name, value))
            self._groups[index.name] = groups
        return self._groups[index.name].get(key, ())

    def _facts(self, index: Index[Any], name: str) -> Facts:
        known = self.facts.setdefault(name, {})
        if index.name not in known:
            known[index.name] = list(index.facts(self._activity(name)))
        return known[index.name]

    # For whoever keeps what was found

    def is_present(self, name: str) -> bool:
        """Whether a file is one of the plan's that say their code."""
        return name in self._present_names

    @cached_property
    def _present_names(self) -> frozenset[str]:
        return frozenset(self._present)

    def digest(self, name: str) -> str:
        """Of the content of a file; empty where it is not to be read."""
        if name not in self._digests:
            content = self._content(name)
            self._digests[name] = "" if isinstance(content, int) else digest(content)
        return self._digests[name]

    def forget(self, name: str) -> None:
        """Lets go of the content of a file that need not be looked at."""
        self._read_ahead.pop(name, None)

    def answer(self, question: Question, indexes: Mapping[str, Index[Any]]) -> str:
        """A digest of what this folder says now to a question that a rule has asked of it; empty where that cannot be told.

        While it is the same the rule was told the same. The questions: which files claim a code; what is in a file, or in the
        register of another plan; what all files tell of a key; what git has of a file, of this plan or another one, before a quarter.
        """
        if question not in self._answers:
            self._answers[question] = self._answered(question, indexes)
        return self._answers[question]

    def _answered(self, question: Question, indexes: Mapping[str, Index[Any]]) -> str:
        match question:
            case ("code", text):
                code = Code.parse(text)
                return digest(*self.files_with(code)) if code else ""
            case ("file", name):
                return self.digest(name) if self.is_present(name) else ""
            case ("plan", name):
                folder = self._beside(name)
                return folder.digest(REGISTER) if folder else "none"
            case ("across", name, key) if name in indexes:
                return digest_of_group(self._group(indexes[name], key))
            case ("past", plan, before, file):
                quarter = Quarter.parse(before)
                past = self.past if plan == self.name else self.past_of(plan)
                if past is None:
                    return "none"
                return past.answer(quarter, file) if quarter else ""
        return ""
