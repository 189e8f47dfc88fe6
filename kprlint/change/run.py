"""`changes` and `history`: from what a user names to what there is to tell."""

from pathlib import Path
from typing import NamedTuple

from kprlint.change import answers, events
from kprlint.change.compare import compare
from kprlint.change.data import Data, report
from kprlint.change.duties import Waived, unmet
from kprlint.change.event import Context
from kprlint.change.memory import Entry, Memory, chain, entries, remember
from kprlint.change.places import WORKTREE, Places
from kprlint.change.snapshot import Place, Snapshot, Unread
from kprlint.errors import InputError
from kprlint.lint.waivers import Waivers
from kprlint.model import ActivityId, Code
from kprlint.output.visible import visible
from kprlint.project.find import has_plan, here
from kprlint.project.workspace import Project
from kprlint.rules import load
from kprlint.wording import did_you_mean


def changes(
    *,
    earlier: str | None = None,
    later: str = WORKTREE,
    plan: str | None = None,
    touched_since: str | None = None,
) -> Data:
    """The data of the change report; raises InputError, ConfigError or GitError where it cannot be made."""
    rules = load()
    with Places(plan) as places:
        after = places.take(later)
        before = places.take(earlier) if earlier is not None else places.previous(after)
        past = _past(places, before)
        touched = None
        if touched_since is not None:
            touched = places.touched(after, touched_since)
    project = here()
    older = list(chain([*past, before]))
    comparison = compare(before, after)
    memory = remember([*older, comparison])
    of = len(comparison.changes)
    if touched is not None:
        told = tuple(c for c in comparison.changes if {c.pair.before, c.pair.after} & touched)
        comparison = comparison._replace(changes=told)
    context = Context(comparison, memory, unmet(after, rules, _waived(project, after)))
    period = after.period
    given = answers.load(project.base / answers.FILE_NAME)
    answered = answers.apply(events.find(context), given, period.last_day if period else None)
    return report(comparison, memory, answered, since=touched_since, of=of)


class History(NamedTuple):
    """An activity over the quarters, oldest first, and what the last of them remembers of its promises.

    `unread`: the quarters in which its file could not be read, or may not have been, newest first.
    """

    entries: list[Entry]
    memory: Memory
    unread: list[tuple[Snapshot, Unread]]


def history(code: Code, *, plan: str | None = None) -> History:
    """The quarters of an activity, up to the work tree; of one that is gone, up to the last that had it.

    `code` may have its plan's name and a slash in front.
    """
    identity = ActivityId.parse(code)
    if identity and not plan and has_plan(identity.plan):
        plan, code = identity
    with Places(plan) as places:
        last = places.take(WORKTREE)
        snapshots = [last, *places.before(last)]
    known = [s for s in snapshots if s.name == last.name and code in s.activities]
    if not known:
        codes = [str(c) for s in snapshots if s.name == last.name for c in s.activities]
        raise InputError(
            f"no quarter of the plan {visible(last.name)} has {code}{did_you_mean(str(code), codes)}"
        )
    last = known[0]
    snapshots = snapshots[snapshots.index(last) :]
    comparisons = list(chain(snapshots[::-1]))
    found = entries(comparisons, last, last.identity(code))
    own = {None, *(entry.identity.code for entry in found)}
    unread = [(s, u) for s in snapshots for u in s.unread if u.code in own]
    return History(found, remember(comparisons), unread)


def _past(places: Places, before: Snapshot) -> list[Snapshot]:
    """The quarters before the earlier snapshot, oldest first; none for a plain folder."""
    if before.origin.place is Place.FOLDER:
        return []
    return list(places.before(before))[::-1]


def _waived(project: Project, snapshot: Snapshot) -> Waived:
    waivers = Waivers(project, None)
    root = project.base / project.config.root / snapshot.name
    return lambda file, rule: waivers.hide(Path(root, file), rule)
