"""Waivers of kprlint.toml: which findings they hide, and which of them are not needed."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

from kprlint.lint.active import ActiveRules
from kprlint.project.config import Waiver
from kprlint.project.patterns import Patterns
from kprlint.project.workspace import Project
from kprlint.rules.base import Suppression
from kprlint.source.toml import TomlPlaces


class Waivers:
    """The waivers of a project, and what became of them in this run."""

    def __init__(self, project: Project, as_of: date | None) -> None:
        self._project = project
        self._as_of = as_of
        self._used: set[tuple[int, str]] = set()
        self._found: dict[tuple[Path, str], Waiver | None] = {}
        self._by_rule: dict[str, Patterns[Waiver]] = {}

    def hiding(self, path: Path, rule: str) -> Waiver | None:
        """The waiver that hides a finding of `rule` in `path`, of several the one that lasts longest; remembers that they were needed."""
        if not self._project.config.waivers:
            return None
        if (path, rule) not in self._found:
            matching = self._of_rule(rule).of(self._project.relative(path))
            holding = [waiver for waiver in matching if self._holds(waiver)]
            self._used.update((waiver.number, rule) for waiver in holding)
            lasting = max(matching, key=lambda w: w.until or date.max) if holding else None
            self._found[path, rule] = lasting
        return self._found[path, rule]

    def _of_rule(self, rule: str) -> Patterns[Waiver]:
        """The waivers of a rule that have a reason, by their paths."""
        if rule not in self._by_rule:
            self._by_rule[rule] = Patterns(
                (path, waiver)
                for waiver in self._with_reason.get(rule, ())
                for path in waiver.paths
            )
        return self._by_rule[rule]

    @cached_property
    def _with_reason(self) -> dict[str, list[Waiver]]:
        found: dict[str, list[Waiver]] = {}
        for waiver in self._project.config.waivers:
            for rule in dict.fromkeys(waiver.rules) if waiver.reason.strip() else ():
                found.setdefault(rule, []).append(waiver)
        return found

    @property
    def have_until(self) -> bool:
        return any(waiver.until for waiver in self._project.config.waivers)

    @property
    def until(self) -> str:
        """The day that they are judged by; empty where it does not matter."""
        return str(self._today) if self.have_until else ""

    def judge(self, active: ActiveRules, *, everything: bool) -> Iterator[Suppression]:
        """Each waiver and rule, with whether it was used.

        Only a run over every file, with the rule, can tell that a waiver is not needed.
        """
        config = self._project.config
        if config.text is None or not config.waivers:
            return
        places = TomlPlaces(config.text.content)
        for waiver in config.waivers:
            span = places.value(("waiver", waiver.number, "rule"))
            for name in waiver.rules:
                told = (
                    everything and name in active and waiver.reason.strip() and self._holds(waiver)
                )
                yield Suppression(
                    kind="waiver",
                    rule=name,
                    reason=waiver.reason,
                    span=span,
                    known=tuple(active.all),
                    used=(waiver.number, name) in self._used if told else None,
                    until=waiver.until,
                    can_hide=name not in active.all or active.all[name].suppressible,
                    today=self._today if waiver.until else None,
                )

    def _holds(self, waiver: Waiver) -> bool:
        return not (waiver.until and self._today and waiver.until < self._today)

    @cached_property
    def _today(self) -> date | None:
        """The day that waivers run out by: ``--as-of``, else the end of the latest quarter under way."""
        if self._as_of:
            return self._as_of
        plans = [folder.plan for folder in self._project.plan_folders()]
        return max((p.period.last_day for p in plans if p and p.period), default=None)
