"""The rules: one file each, listed here, imported when a run first needs them.

A new rule is a file `<group>/<name_with_underscores>.py` and a line in BUILT_IN.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from importlib import import_module

from kprlint.rules.base import Rule, Subject

ENTRY_POINT = "kprlint.rules"

# group → rule → what it looks at.
BUILT_IN: dict[str, dict[str, Subject]] = {
    "file": {
        "yaml-syntax": Subject.FAULTS,
        "duplicate-key": Subject.FAULTS,
        "yaml-feature": Subject.FAULTS,
        "encoding": Subject.FAULTS,
        "missing-field": Subject.FAULTS,
        "unknown-field": Subject.FAULTS,
        "wrong-type": Subject.FAULTS,
        "empty-value": Subject.FAULTS,
        "ambiguous-scalar": Subject.DOCUMENT,
        "text-cut-off": Subject.DOCUMENT,
        "list-in-text": Subject.DOCUMENT,
        "file-name": Subject.ACTIVITY,
        "wrong-folder": Subject.ACTIVITY,
        "plan-name": Subject.REGISTER,
    },
    "code": {
        "invalid-code": Subject.DOCUMENT,
        "unregistered-code": Subject.ACTIVITY,
        "retired-code": Subject.ACTIVITY,
        "duplicate-code": Subject.ACTIVITY,
        "missing-activity": Subject.REGISTER,
        "objective-mismatch": Subject.REGISTER,
        "register-conflict": Subject.REGISTER,
        "unknown-predecessor": Subject.ACTIVITY,
    },
    "status": {
        "unknown-status": Subject.ACTIVITY,
        "status-not-stated": Subject.ACTIVITY,
        "unexplained-status": Subject.ACTIVITY,
        "red-without-action": Subject.ACTIVITY,
        "deferred-without-resumption": Subject.ACTIVITY,
        "complete-with-open-steps": Subject.ACTIVITY,
        "complete-without-evidence": Subject.ACTIVITY,
        "nearly-complete": Subject.ACTIVITY,
        "red-without-plan": Subject.ACTIVITY,
        "status-contradicts-text": Subject.ACTIVITY,
    },
    "progress": {
        "empty-progress": Subject.ACTIVITY,
        "copied-from-last-quarter": Subject.ACTIVITY,
    },
    "next_steps": {
        "empty-next-steps": Subject.ACTIVITY,
        "placeholder-next-step": Subject.ACTIVITY,
        "duplicate-next-step": Subject.ACTIVITY,
        "undated-next-step": Subject.ACTIVITY,
        "past-tense-next-step": Subject.ACTIVITY,
        "state-not-action": Subject.ACTIVITY,
        "continue-only": Subject.ACTIVITY,
        "vague-next-step": Subject.ACTIVITY,
        "no-verb": Subject.ACTIVITY,
        "first-person": Subject.ACTIVITY,
    },
    "figures": {
        "percentage-mismatch": Subject.ACTIVITY,
        "figures-disagree": Subject.ACTIVITY,
        "claim-without-figure": Subject.ACTIVITY,
    },
    "text": {
        "duplicate-text": Subject.ACTIVITY,
        "progress-restates-title": Subject.ACTIVITY,
        "unexplained-acronym": Subject.ACTIVITY,
        "personal-data": Subject.ACTIVITY,
        "list-damage": Subject.ACTIVITY,
        "spelling": Subject.ACTIVITY,
        "inconsistent-term": Subject.ACTIVITY,
        "sentence-too-long": Subject.ACTIVITY,
        "title-too-long": Subject.ACTIVITY,
        "all-capitals": Subject.ACTIVITY,
    },
    "dates": {
        "invalid-date": Subject.DOCUMENT,
        "past-due-date": Subject.ACTIVITY,
        "past-date-in-next-step": Subject.ACTIVITY,
        "date-disagrees-with-due": Subject.ACTIVITY,
        "ambiguous-date": Subject.ACTIVITY,
        "yearless-date": Subject.ACTIVITY,
        "event-after-as-at": Subject.ACTIVITY,
        "future-date-in-progress": Subject.ACTIVITY,
        "stale-progress": Subject.ACTIVITY,
        "due-in-words": Subject.ACTIVITY,
        "due-after-plan": Subject.ACTIVITY,
        "outdated-period": Subject.ACTIVITY,
        "implausible-as-at": Subject.ACTIVITY,
    },
    "people": {
        "missing-lead": Subject.ACTIVITY,
        "unknown-lead": Subject.ACTIVITY,
        "missing-portfolio": Subject.ACTIVITY,
        "unknown-portfolio": Subject.ACTIVITY,
    },
    "suppression": {
        "unused-ignore": Subject.SUPPRESSION,
        "unknown-rule": Subject.SUPPRESSION,
        "ignore-without-reason": Subject.SUPPRESSION,
        "expired-waiver": Subject.SUPPRESSION,
    },
    "engine": {
        "rule-crashed": Subject.CRASH,
    },
}


class PluginError(Exception):
    """An installed package offers something that is no rule, or a name that is taken."""


class Rules(Mapping[str, Rule]):
    """All rules by name, the built-in ones first, then those of installed packages, sorted.

    A built-in rule is imported when it is first asked for; its name and subject are known before.
    """

    def __init__(self) -> None:
        self._modules = {
            name: f"kprlint.rules.{group}.{name.replace('-', '_')}"
            for group, rules in BUILT_IN.items()
            for name in rules
        }
        self._subjects = {n: s for rules in BUILT_IN.values() for n, s in rules.items()}
        self._rules: dict[str, Rule] = {}
        for rule in _installed(frozenset(self._modules)):
            self._rules[rule.name] = rule
            self._subjects[rule.name] = rule.subject

    def __getitem__(self, name: str) -> Rule:
        if name not in self._rules:
            module = import_module(self._modules[name])
            rule: Rule = getattr(module, name.replace("-", "_"))
            self._rules[name] = rule
        return self._rules[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._subjects)

    def __len__(self) -> int:
        return len(self._subjects)

    def __contains__(self, name: object) -> bool:
        return name in self._subjects

    def with_own(self, rules: Iterable[Rule]) -> "Rules":
        """These, and rules that a project brings along."""
        more = copy(self)
        more._rules, more._subjects = dict(self._rules), dict(self._subjects)
        for rule in rules:
            more._rules[rule.name] = rule
            more._subjects[rule.name] = rule.subject
        return more

    def about(self, subject: Subject) -> list[Rule]:
        """The rules that look at `subject`."""
        return [self[name] for name, looks_at in self._subjects.items() if looks_at is subject]


def load() -> Rules:
    """All rules there are; raises PluginError."""
    return Rules()


def _installed(taken: frozenset[str]) -> list[Rule]:
    """The rules that installed packages offer under the entry point, by name."""
    if not _offered():
        return []
    from importlib.metadata import entry_points

    found: dict[str, Rule] = {}
    for point in entry_points(group=ENTRY_POINT):
        try:
            rule = point.load()
        except Exception as error:
            raise PluginError(f"the rule {point.value} could not be loaded: {error}") from error
        if not isinstance(rule, Rule):
            raise PluginError(f"{point.value} is not a kprlint rule; decorate its check with @rule")
        if rule.name in taken or rule.name in found:
            raise PluginError(f"{point.value} is called {rule.name}, as another rule is already")
        found[rule.name] = rule
    return [found[name] for name in sorted(found)]


def _offered() -> bool:
    """Whether any installed package names our entry point.

    importlib.metadata takes longer to import than a file takes to check, and hardly any package does.
    """
    section = f"[{ENTRY_POINT}]".encode()
    for folder in dict.fromkeys(sys.path):
        try:
            names = [name for name in os.listdir(folder or ".") if name.endswith("-info")]
        except OSError:
            continue
        for name in names:
            try:
                with open(os.path.join(folder, name, "entry_points.txt"), "rb") as file:
                    if section in file.read():
                        return True
            except OSError:
                continue
    return False
