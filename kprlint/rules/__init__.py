"""The rules: one file each, imported when a run first needs them.

A new rule is a file `<group>/<name_with_underscores>.py`. What has to be known of it before it is imported stands in
`index.py`, which `python -m kprlint.rules.discover` writes: a rule that does not run is never imported.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from importlib import import_module

from kprlint.errors import KprlintError
from kprlint.rules.base import Known, Rule, Subject

ENTRY_POINT = "kprlint.rules"


class PluginError(KprlintError):
    """An installed package offers something that is no rule, or a name that is taken."""


class Rules(Mapping[str, Rule]):
    """All rules by name, the built-in ones first, then those of installed packages, sorted.

    A built-in rule is imported when it is first asked for; `known` tells of it before.
    """

    def __init__(self) -> None:
        from kprlint.rules.index import BUILT_IN

        self._modules = {
            name: f"kprlint.rules.{group}.{name.replace('-', '_')}"
            for group, rules in BUILT_IN.items()
            for name in rules
        }
        self.known = {name: known for rules in BUILT_IN.values() for name, known in rules.items()}
        self._rules: dict[str, Rule] = {}
        installed = _installed(frozenset(self._modules))
        self.has_plug_ins = bool(
            installed
        )  # of other packages, of which nobody knows what they look at
        for rule in installed:
            self._rules[rule.name] = rule
            self.known[rule.name] = Known.of(rule)

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

    def is_ours(self, name: str) -> bool:
        """Whether it is a rule of this package, and neither of another nor of a project."""
        return name in self._modules

    def with_own(self, rules: Iterable[Rule]) -> "Rules":
        """These, and rules that a project brings along."""
        more = copy(self)
        more._rules, more.known = dict(self._rules), dict(self.known)
        for rule in rules:
            more._rules[rule.name] = rule
            more.known[rule.name] = Known.of(rule)
        return more

    def about(self, subject: Subject) -> list[Rule]:
        """The rules that look at `subject`."""
        return [self[name] for name, known in self.known.items() if known.subject is subject]


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
