"""`changes` and `history`: from what a user names to what there is to tell."""

from collections.abc import Sequence
from itertools import pairwise, takewhile
from pathlib import Path
from typing import NamedTuple

from kprlint.change import events
from kprlint.change.compare import Change, Comparison, compare
from kprlint.change.data import report
from kprlint.change.event import Context
from kprlint.change.headline import Extent
from kprlint.change.ledger import Line, ledger
from kprlint.change.memory import ActivityPast, remember
from kprlint.change.pairing import Pair
from kprlint.change.places import WORKTREE, Places, Touched
from kprlint.change.schema import Report
from kprlint.change.snapshot import Snapshot, Taken, Unread
from kprlint.change.threads import Past, Threads
from kprlint.errors import InputError
from kprlint.model import ActivityId, Code, Quarter
from kprlint.printing import visible
from kprlint.project.find import has_plan, here
from kprlint.promises import Promise, answers, promises
from kprlint.wording import did_you_mean


def changes(
    *,
    earlier: str | None = None,
    later: str = WORKTREE,
    plan: str | None = None,
    touched_since: str | None = None,
    lead: str | None = None,
    portfolio: str | None = None,
    forge: str | None = None,
    start: Path | None = None,
) -> Report:
    """The data of the change report; raises InputError, ConfigError or GitError where it cannot be made.

    `lead` and `portfolio` are names of the register: only their activities are told. `forge` is the address of a file at a revision, with {revision}, {file} and {line} in it. `start` is the folder to look
    from, else the current one.
    """
    others: list[str] = []
    if touched_since is not None and plan is None:
        plan, others = _plan_that_is_touched(touched_since, later, start)
    with Places(plan, start) as places:
        after = places.take(later)
        touched = None if touched_since is None else places.touched(after, touched_since)
        before = places.take(earlier) if earlier is not None else _previous(places, after, touched)
        chain, at = _chain(places, before, after)
        head = places.head(after)
    _refuse_strangers(chain[at:])
    comparison = compare(chain, at)
    scope = None
    if touched_since or lead or portfolio:
        withdrawn = tuple(_withdrawn(touched, after)) if touched is not None else ()
        of = len(comparison.changes)
        scope = Extent(of, touched_since, lead, portfolio, withdrawn, tuple(others))
        if touched is not None:
            comparison = _only(comparison, touched.codes)
        if lead or portfolio:
            comparison = _only(comparison, _of_whom(comparison, lead, portfolio))
    memory = remember(comparison.ledger.threads)
    found = events.find(Context(comparison, memory))
    return report(comparison, memory, found, scope=scope, forge=forge, head=head)


class Quarterly(NamedTuple):
    """One quarter of an activity: what it was, and what became of the promises of the quarter before."""

    snapshot: Snapshot
    identity: ActivityId
    pair: Pair | None
    lines: tuple[Line, ...]


class History(NamedTuple):
    """An activity over the quarters, oldest first, and what the last of them remembers of it and its promises.

    `unread`: the quarters in which its file could not be read, or may not have been, newest first.
    """

    quarters: list[Quarterly]
    past: ActivityPast
    promises: list[tuple[Promise, Past]]
    unread: list[tuple[Snapshot, Unread]]


def history(code: Code, *, plan: str | None = None) -> History:
    """The quarters of an activity, up to the work tree; of one that is gone, up to the last that had it.

    `code` may have its plan's name and a slash in front.
    """
    named = ActivityId.parse(code)
    if named and not plan and has_plan(named.plan):
        plan, code = named
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
    chain = snapshots[snapshots.index(last) :][::-1]
    threads = Threads(chain)
    identity = last.identity(code)
    quarters = _quarters(threads, chain, identity)
    steps = [k for k in threads.steps(threads.last) if k.promise.activity == identity]
    told = [(k.promise, threads.past(k)) for k in steps if k.promise.step.is_open]
    own = {None, *(quarter.identity.code for quarter in quarters)}
    unread = [(s, u) for s in chain[::-1] for u in s.unread if u.code in own]
    return History(quarters, remember(threads)[identity], told, unread)


def _quarters(threads: Threads, chain: Sequence[Snapshot], identity: ActivityId) -> list[Quarterly]:
    """The quarters of an activity, oldest first; each with the lines of what the one before promised."""
    found: list[Quarterly] = []
    wanted: Code | None = identity.code
    for at in range(threads.last, -1, -1):
        snapshot = chain[at]
        assert wanted
        own = snapshot.identity(wanted)
        of = next((p for p in threads.pairs[at - 1] if p.after == wanted), None) if at else None
        lines = ledger(chain[at - 1 : at + 1], 0).lines if of else ()
        found.append(Quarterly(snapshot, own, of, tuple(x for x in lines if x.activity == own)))
        wanted = of.before if of else None
        if wanted is None:
            break
    return found[::-1]


def _plan_that_is_touched(
    since: str, later: str, start: Path | None
) -> tuple[str | None, list[str]]:
    """The plan to report on, None for the latest; and the further plans that the branch touches."""
    folders = here(start).plan_folders()
    if len(folders) < 2:
        return None, []
    touched: list[tuple[Quarter | None, str]] = []
    for folder in folders:
        with Places(folder.name, start) as places:
            try:
                after = places.take(later)
            except InputError:
                continue
            if places.touched(after, since):
                touched.append((after.period, folder.name))
    touched.sort(key=lambda item: (item[0] is not None, item[0], item[1]), reverse=True)
    names = [name for _, name in touched]
    return (names[0], names[1:]) if names else (None, [])


def _previous(places: Places, after: Snapshot, touched: Touched | None) -> Snapshot:
    """The quarter before; where there is none, and a branch is told of, what the branch began from."""
    try:
        return places.previous(after)
    except InputError:
        if touched is None:
            raise
        try:
            return places.at(touched.base)
        except InputError:
            pass
        raise


def _chain(places: Places, before: Snapshot, after: Snapshot) -> tuple[list[Snapshot], int]:
    """All that is read, oldest first, and the place of `before`: the quarters before it, and those in between."""
    between: list[Snapshot] = []
    past: list[Snapshot] = []
    if before.origin.place is not Taken.FOLDER:
        past = list(places.before(before))[::-1]
        if after.origin.place is not Taken.FOLDER and before.period and after.period:
            start = before.period
            later = takewhile(
                lambda s: bool(s.period) and s.period - start > 0,  # type: ignore[operator]
                places.before(after) if after.period - start > 1 else (),
            )
            between = list(later)[::-1]
    return [*past, before, *between, after], len(past)


def _refuse_strangers(chain: Sequence[Snapshot]) -> None:
    """Raises InputError where one plan of the chain continues nothing of the one before, nor the other way round."""
    for one, other in pairwise(chain):
        if one.name == other.name:
            continue
        if not (_continues(other, one.name) or _continues(one, other.name)):
            raise InputError(
                f"the plan {visible(other.name)} does not continue {visible(one.name)}: none of its activities says so, "
                f"as “continues: {visible(one.name)}/…” would; plans that have nothing to do with each other are not compared"
            )


def _continues(snapshot: Snapshot, plan: str) -> bool:
    return any(
        link and link.plan == plan
        for activity in snapshot.activities.values()
        for link in activity.continues
    )


def _only(comparison: Comparison, codes: frozenset[Code]) -> Comparison:
    """The comparison of some activities alone."""

    def is_told(of: Change) -> bool:
        return bool({of.pair.before, of.pair.after} & codes)

    told = tuple(c for c in comparison.changes if is_told(c))
    lines = tuple(
        line
        for line in comparison.ledger.lines
        if line.activity.code in codes
        or (line.before and line.before.promise.activity.code in codes)
    )
    return comparison._replace(changes=told, ledger=comparison.ledger._replace(lines=lines))


def _of_whom(comparison: Comparison, lead: str | None, portfolio: str | None) -> frozenset[Code]:
    """The activities that a lead, or a portfolio, answers for or answered for; raises InputError for an unknown name."""
    sides = [a for c in comparison.changes for a in (c.before, c.after) if a]
    for wanted, what, known in (
        (lead, "lead", {name for a in sides for name in a.leads}),
        (portfolio, "portfolio", {a.portfolio for a in sides}),
    ):
        if wanted and wanted not in known:
            raise InputError(
                f"no activity has the {what} {wanted!r}{did_you_mean(wanted, sorted(filter(None, known)))}"
            )
    return frozenset(
        a.code
        for a in sides
        if a.code and (not lead or lead in a.leads) and (not portfolio or a.portfolio == portfolio)
    )


def _withdrawn(touched: Touched, after: Snapshot) -> list[Promise]:
    """The open steps that the branch began from and has no longer, whatever quarter they are of."""
    found: list[Promise] = []
    for code in sorted(touched.codes):
        old, new = touched.base.activities.get(code), after.activities.get(code)
        if old is None or (new is None and code in {u.code for u in after.unread}):
            continue
        earlier = list(promises(touched.base.identity(code), old))
        later = list(promises(after.identity(code), new)) if new else []
        lines = answers(earlier, later).lines
        found += [x.earlier for x in lines if x.earlier.step.is_open and not x.parts]
    return found
