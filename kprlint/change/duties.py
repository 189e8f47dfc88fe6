"""The duties of an activity's status, by the rules that `check` has for them."""

from collections.abc import Callable, Iterator

from kprlint.change.compare import Change
from kprlint.change.snapshot import Snapshot
from kprlint.lint.collect import span_of
from kprlint.lint.suppress import ignores
from kprlint.model import Code, Kind, Plan
from kprlint.rules import Rules
from kprlint.rules.base import ActivityFile, Folder
from kprlint.source.document import Document
from kprlint.source.reading import read_activity

_RULES = (
    "red-without-action",
    "unexplained-status",
    "deferred-without-resumption",
    "complete-without-evidence",
)
_BOUND = frozenset({Kind.OFF_TRACK, Kind.AT_RISK, Kind.DEFERRED, Kind.PAUSED, Kind.COMPLETE})

Waived = Callable[[str, str], bool]
"""Whether a waiver hides what a rule finds in the file of this name: (file, rule)."""


def unmet(
    snapshot: Snapshot, rules: Rules, waived: Waived
) -> Callable[[Change], Iterator[tuple[str, str, str]]]:
    """Finds what the later side of a change owes: rule, message, what to do. Comments and waivers hold."""
    folder = _SnapshotFolder(snapshot)

    def find(change: Change) -> Iterator[tuple[str, str, str]]:
        code = change.pair.after
        if code is None or change.after_kind not in _BOUND:
            return
        name = snapshot.names[code]
        document = Document(name, snapshot.files[name], "activity")
        activity = read_activity(document)
        file = ActivityFile(document, activity, folder, activity.judged_at)
        comments = ignores(document)
        for rule_name in _RULES:
            rule = rules[rule_name]
            for hit in rule.check(file):
                hidden = comments.hiding(rule_name, span_of(document, hit.where))
                if not hidden and not waived(name, rule_name):
                    yield rule_name, hit.message, hit.help

    return find


class _SnapshotFolder(Folder):
    """A snapshot, as rules may ask it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.name = snapshot.name
        self._snapshot = snapshot

    @property
    def plan(self) -> Plan:
        return self._snapshot.plan

    def files_with(self, code: Code) -> list[str]:
        name = self._snapshot.names.get(code)
        return [name] if name else []

    def other_plan(self, name: str) -> Plan | None:
        return None

    def missing(self) -> list[Code]:
        return [c for c in self._snapshot.plan.codes if c not in self._snapshot.activities]
