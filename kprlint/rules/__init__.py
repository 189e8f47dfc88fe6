"""The rules: one file each, listed here, imported when a run first needs them.

A new rule is a file `<group>/<name_with_underscores>.py` and a line in BUILT_IN, which says again what the
rule's decorator says (a test holds the two together): so a rule that does not run need not be imported.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from importlib import import_module
from typing import NamedTuple

from kprlint.errors import KprlintError
from kprlint.rules.base import Profile, Rule, Scope, Subject

ENTRY_POINT = "kprlint.rules"


class Known(NamedTuple):
    """What is known of a rule before it is imported: what it looks at, and whether a run needs it at all.

    One that `reads_all` looks into every file of the plan, or into git, and is not run for some named files: an editor
    asks for those at every key.
    """

    subject: Subject
    profile: Profile = Profile.MINIMUM
    scope: Scope = Scope.FILE
    reads_all: bool = False


# group → rule → what is known of it.
BUILT_IN: dict[str, dict[str, Known]] = {
    "file": {
        "yaml-syntax": Known(Subject.FAULTS),
        "duplicate-key": Known(Subject.FAULTS),
        "yaml-feature": Known(Subject.FAULTS),
        "encoding": Known(Subject.FAULTS),
        "missing-field": Known(Subject.FAULTS),
        "unknown-field": Known(Subject.FAULTS),
        "wrong-type": Known(Subject.FAULTS),
        "empty-value": Known(Subject.FAULTS),
        "ambiguous-scalar": Known(Subject.DOCUMENT),
        "text-cut-off": Known(Subject.DOCUMENT),
        "list-in-text": Known(Subject.DOCUMENT),
        "file-name": Known(Subject.ACTIVITY),
        "wrong-folder": Known(Subject.ACTIVITY, scope=Scope.PLAN),
        "plan-name": Known(Subject.REGISTER),
    },
    "code": {
        "invalid-code": Known(Subject.EITHER),
        "invalid-code-form": Known(Subject.REGISTER),
        "missing-code-form": Known(Subject.REGISTER),
        "code-without-name": Known(Subject.REGISTER),
        "unregistered-code": Known(Subject.ACTIVITY),
        "retired-code": Known(Subject.ACTIVITY),
        "duplicate-code": Known(Subject.ACTIVITY, scope=Scope.PLAN),
        "missing-activity": Known(Subject.REGISTER, scope=Scope.PLAN),
        "objective-mismatch": Known(Subject.REGISTER),
        "register-conflict": Known(Subject.REGISTER),
        "vanished-activity": Known(Subject.REGISTER, scope=Scope.PLAN),
        "unknown-predecessor": Known(Subject.ACTIVITY, scope=Scope.PLAN),
    },
    "status": {
        "unknown-status": Known(Subject.ACTIVITY),
        "status-not-stated": Known(Subject.ACTIVITY),
        "unexplained-status": Known(Subject.ACTIVITY),
        "red-without-action": Known(Subject.ACTIVITY),
        "deferred-without-resumption": Known(Subject.ACTIVITY),
        "complete-with-open-steps": Known(Subject.ACTIVITY),
        "complete-without-evidence": Known(Subject.ACTIVITY),
        "stale-status-reason": Known(Subject.ACTIVITY, scope=Scope.PLAN),
        "nearly-complete": Known(Subject.ACTIVITY, Profile.STANDARD),
        "red-without-plan": Known(Subject.ACTIVITY, Profile.STANDARD),
        "status-contradicts-text": Known(Subject.ACTIVITY, Profile.STANDARD),
    },
    "progress": {
        "empty-progress": Known(Subject.ACTIVITY),
        "copied-from-last-quarter": Known(
            Subject.ACTIVITY, Profile.STANDARD, scope=Scope.PLAN, reads_all=True
        ),
    },
    "next_steps": {
        "closed-twice": Known(Subject.FAULTS),
        "unaccounted-step": Known(Subject.ACTIVITY, scope=Scope.PLAN),
        "slipped-without-reason": Known(Subject.ACTIVITY, scope=Scope.PLAN),
        "silent-step": Known(Subject.ACTIVITY, scope=Scope.PLAN),
        "reopened-step": Known(Subject.ACTIVITY, scope=Scope.PLAN),
        "unknown-earlier-step": Known(Subject.ACTIVITY, scope=Scope.PLAN),
        "ambiguous-was": Known(Subject.ACTIVITY, scope=Scope.PLAN),
        "idle-reason": Known(Subject.ACTIVITY, scope=Scope.PLAN),
        "done-in-doubt": Known(Subject.ACTIVITY),
        "unknown-successor": Known(Subject.ACTIVITY),
        "empty-next-steps": Known(Subject.ACTIVITY),
        "placeholder-next-step": Known(Subject.ACTIVITY),
        "duplicate-next-step": Known(Subject.ACTIVITY),
        "undated-next-step": Known(Subject.ACTIVITY),
        "compound-step": Known(Subject.ACTIVITY),
        "past-tense-next-step": Known(Subject.ACTIVITY, Profile.STANDARD),
        "state-not-action": Known(Subject.ACTIVITY, Profile.STANDARD),
        "continue-only": Known(Subject.ACTIVITY, Profile.STANDARD),
        "vague-next-step": Known(Subject.ACTIVITY, Profile.STANDARD),
        "no-verb": Known(Subject.ACTIVITY, Profile.PUBLICATION),
        "first-person": Known(Subject.ACTIVITY, Profile.PUBLICATION),
    },
    "figures": {
        "percentage-mismatch": Known(Subject.ACTIVITY),
        "invalid-percentage": Known(Subject.ACTIVITY),
        "percentage-against-status": Known(Subject.ACTIVITY),
        "falling-percentage": Known(Subject.ACTIVITY, scope=Scope.PLAN, reads_all=True),
        "figures-disagree": Known(Subject.ACTIVITY, Profile.STANDARD),
        "claim-without-figure": Known(Subject.ACTIVITY, Profile.PUBLICATION),
    },
    "text": {
        "duplicate-text": Known(
            Subject.ACTIVITY, Profile.STANDARD, scope=Scope.PLAN, reads_all=True
        ),
        "progress-restates-title": Known(Subject.ACTIVITY, Profile.PUBLICATION),
        "unexplained-acronym": Known(
            Subject.ACTIVITY, Profile.PUBLICATION, scope=Scope.PLAN, reads_all=True
        ),
        "personal-data": Known(Subject.ACTIVITY, Profile.STANDARD),
        "list-damage": Known(Subject.ACTIVITY, Profile.STANDARD),
        "spelling": Known(Subject.ACTIVITY, Profile.PUBLICATION),
        "inconsistent-term": Known(
            Subject.ACTIVITY, Profile.PUBLICATION, scope=Scope.PLAN, reads_all=True
        ),
        "text-in-quotes": Known(Subject.DOCUMENT, Profile.STANDARD),
        "sentence-too-long": Known(Subject.ACTIVITY, Profile.PUBLICATION),
        "title-too-long": Known(Subject.ACTIVITY, Profile.PUBLICATION),
        "all-capitals": Known(Subject.ACTIVITY, Profile.PUBLICATION),
    },
    "dates": {
        "invalid-date": Known(Subject.DOCUMENT),
        "past-due-date": Known(Subject.ACTIVITY),
        "past-due-activity": Known(Subject.ACTIVITY),
        "past-date-in-next-step": Known(Subject.ACTIVITY, Profile.STANDARD),
        "date-disagrees-with-due": Known(Subject.ACTIVITY, Profile.STANDARD),
        "ambiguous-date": Known(Subject.ACTIVITY, Profile.STANDARD),
        "yearless-date": Known(Subject.ACTIVITY, Profile.PUBLICATION),
        "event-after-as-at": Known(Subject.ACTIVITY, Profile.STANDARD),
        "future-date-in-progress": Known(Subject.ACTIVITY, Profile.STANDARD),
        "stale-progress": Known(Subject.ACTIVITY, Profile.STANDARD),
        "due-in-words": Known(Subject.ACTIVITY, Profile.STANDARD),
        "due-after-plan": Known(Subject.ACTIVITY),
        "outdated-period": Known(Subject.ACTIVITY),
        "implausible-as-at": Known(Subject.ACTIVITY),
    },
    "people": {
        "missing-lead": Known(Subject.ACTIVITY),
        "unknown-lead": Known(Subject.ACTIVITY),
        "missing-portfolio": Known(Subject.ACTIVITY),
        "unknown-portfolio": Known(Subject.ACTIVITY),
    },
    "suppression": {
        "unused-ignore": Known(Subject.SUPPRESSION),
        "unknown-rule": Known(Subject.SUPPRESSION),
        "ignore-without-reason": Known(Subject.SUPPRESSION),
        "expired-waiver": Known(Subject.SUPPRESSION),
    },
    "engine": {
        "rule-crashed": Known(Subject.CRASH),
    },
}


class PluginError(KprlintError):
    """An installed package offers something that is no rule, or a name that is taken."""


class Rules(Mapping[str, Rule]):
    """All rules by name, the built-in ones first, then those of installed packages, sorted.

    A built-in rule is imported when it is first asked for; `known` tells of it before.
    """

    def __init__(self) -> None:
        self._modules = {
            name: f"kprlint.rules.{group}.{name.replace('-', '_')}"
            for group, rules in BUILT_IN.items()
            for name in rules
        }
        self.known = {name: known for rules in BUILT_IN.values() for name, known in rules.items()}
        self._rules: dict[str, Rule] = {}
        for rule in _installed(frozenset(self._modules)):
            self._rules[rule.name] = rule
            self.known[rule.name] = _known(rule)

    def __getitem__(self, name: str) -> Rule:
        if name not in self._rules:
            module = import_module(self._modules[name])
            rule: Rule = getattr(module, name.replace("-", "_"))
            self._rules[name] = rule
        return self._rules[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)

    def __contains__(self, name: object) -> bool:
        return name in self.known

    def with_own(self, rules: Iterable[Rule]) -> "Rules":
        """These, and rules that a project brings along."""
        more = copy(self)
        more._rules, more.known = dict(self._rules), dict(self.known)
        for rule in rules:
            more._rules[rule.name] = rule
            more.known[rule.name] = _known(rule)
        return more

    def about(self, subject: Subject) -> list[Rule]:
        """The rules that look at `subject`."""
        return [self[name] for name, known in self.known.items() if known.subject is subject]


def _known(rule: Rule) -> Known:
    return Known(rule.subject, rule.profile, rule.scope)


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
