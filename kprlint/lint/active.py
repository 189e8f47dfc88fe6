"""Which rules run: chosen by the command line, the configuration and the scope, with their options set."""

from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from typing import Any, Literal, overload

from kprlint.lint.rule_settings import RuleSettings
from kprlint.lint.settings import Settings
from kprlint.project.across import CONTINUED, ORIGINS, Index
from kprlint.rules.base import (
    ActivityFile,
    Check,
    Crash,
    Faulty,
    Gate,
    Hit,
    RegisterFile,
    Rule,
    Scope,
    Severity,
    Subject,
    Suppression,
)
from kprlint.source.document import Document

Said = tuple[Rule, Hit]


class ActiveRules:
    """The rules of one project's run. `scope` None stands for every scope."""

    def __init__(self, chosen: RuleSettings, settings: Settings, scope: Scope | None) -> None:
        self.all = chosen.rules
        self.scope = scope
        self._settings = settings
        self._chosen = chosen
        self.only_files = (
            scope is None and bool(settings.paths) and not any(p.is_dir() for p in settings.paths)
        )
        self._profile = settings.profile or chosen.profile
        self._about: dict[Subject, list[tuple[str, Gate | None]]] = {}
        self._checks: dict[str, tuple[Rule, Check]] = {}

    def __contains__(self, name: object) -> bool:
        """Whether the rule `name` runs; False for a name that is none."""
        return isinstance(name, str) and name in self.all and self._runs(name)

    @overload
    def ask(self, subject: Literal[Subject.FAULTS], about: Faulty) -> Iterator[Said]: ...
    @overload
    def ask(self, subject: Literal[Subject.DOCUMENT], about: Document) -> Iterator[Said]: ...
    @overload
    def ask(self, subject: Literal[Subject.ACTIVITY], about: ActivityFile) -> Iterator[Said]: ...
    @overload
    def ask(self, subject: Literal[Subject.REGISTER], about: RegisterFile) -> Iterator[Said]: ...
    @overload
    def ask(
        self, subject: Literal[Subject.EITHER], about: ActivityFile | RegisterFile
    ) -> Iterator[Said]: ...
    @overload
    def ask(self, subject: Literal[Subject.SUPPRESSION], about: Suppression) -> Iterator[Said]: ...

    def ask(self, subject: Subject, about: object) -> Iterator[Said]:
        """What the rules that look at `subject` say of it."""
        if subject not in self._about:
            about_it = [(n, k.gate) for n, k in self.all.known.items() if k.subject is subject]
            self._about[subject] = [(n, gate) for n, gate in about_it if self._runs(n)]
        for name, gate in self._about[subject]:
            if gate and isinstance(about, ActivityFile) and not gate.admits(about):
                continue
            if name not in self._checks:  # imported now, when the first file needs it
                rule = self.all[name]
                self._checks[name] = rule, self._check(rule)
            yield from self._ask(*self._checks[name], about)

    def ask_regardless(self, rule: Rule, about: object) -> Iterator[Said]:
        """What `rule` says, whether it is of this run's scope or not."""
        if rule.name not in self._chosen.ignore | self._settings.ignore:
            yield from self._ask(rule, self._check(rule), about)

    def _ask(self, rule: Rule, check: Check, about: object) -> Iterator[Said]:
        try:
            for hit in check(about):
                yield rule, hit
        except Exception as error:
            reason = f"{type(error).__name__}: {error}".splitlines()[0]
            crashed = self.all["rule-crashed"]
            for hit in crashed.check(Crash(rule.name, reason)):
                yield crashed, hit

    def _runs(self, name: str) -> bool:
        settings, config, known = self._settings, self._chosen, self.all.known[name]
        if self.scope and known.scope is not self.scope:
            return False
        if known.reads_all and self.only_files and name not in (settings.select or ()):
            return False
        if settings.errors_alone and not self._errs(name):
            return False
        if settings.select:
            return name in settings.select and name not in settings.ignore
        return (
            (config.select is None or name in config.select)
            and name not in config.ignore
            and name not in settings.ignore
            and (config.select is not None or known.profile.rank <= self._profile.rank)
        )

    @cached_property
    def indexes(self) -> Mapping[str, Index[Any]]:
        """By name, what the rules that run ask of all files of a plan, and what the accounts of promises do."""
        names = [n for n, known in self.all.known.items() if known.reads_all and self._runs(n)]
        asked = (CONTINUED, ORIGINS, *(self.all[name].across for name in names))
        return {index.name: index for index in asked if index}

    def _errs(self, name: str) -> bool:
        """Whether a rule may find errors. Ours find graver things than they say of themselves only when a quarter is closed."""
        severity = self._chosen.severities.get(name) or self.all.known[name].severity
        return severity is Severity.ERROR or self._settings.closing or not self.all.is_ours(name)

    def _check(self, rule: Rule) -> Check:
        options: Mapping[str, Any] = self._chosen.options.get(rule.name, {})
        return partial(rule.check, **options) if options else rule.check
