"""What a change report is about, and the one sentence at its head."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kprlint.change.compare import Comparison
from kprlint.change.event import Event, Level
from kprlint.change.ledger import Outcome
from kprlint.change.pairing import Identity
from kprlint.change.schema import LedgerTotals
from kprlint.change.snapshot import Snapshot
from kprlint.change.wording import number
from kprlint.promises import Promise


class Extent(NamedTuple):
    """What part is told, of how many activities; of a branch what it withdraws, and which other plans it touches."""

    of: int
    since: str | None = None
    lead: str | None = None
    portfolio: str | None = None
    withdrawn: tuple[Promise, ...] = ()
    other_plans: tuple[str, ...] = ()


_WORSE = ("status-plunged", "status-worsened", "reopened", "put-off", "withdrawn", "unstarted")
_BETTER = ("status-leapt", "status-improved", "completed", "resumed", "reinstated", "started")


def headline(
    comparison: Comparison,
    events: Sequence[Event],
    activities: Mapping[str, int],
    totals: LedgerTotals,
    scope: Extent | None,
) -> str:
    """One sentence that says what moved, facts alone; good as the preview of a message.

    `activities` and `totals` are the report's counts, by identity and by outcome.
    """
    before, after = comparison.before, comparison.after
    names = Counter(event.name for event in events)
    worse, better = (sum(names[n] for n in group) for group in (_WORSE, _BETTER))
    outcomes = totals["outcomes"]
    done, gone = outcomes[Outcome.DONE]["declared"], outcomes[Outcome.DROPPED]["declared"]
    later = outcomes[Outcome.LATER]["declared"] + outcomes[Outcome.LATER]["undeclared"]
    lost = outcomes[Outcome.UNACCOUNTED]["undeclared"] - totals["unasked"]
    removed, added = activities[Identity.REMOVED], activities[Identity.ADDED]
    carried = activities[Identity.DECLARED] + activities[Identity.SUSPECTED]
    parts = [
        _count(worse, "activity is worse off", "activities are worse off"),
        _count(better, "activity is better off", "activities are better off"),
    ]
    if comparison.same_plan:
        parts += [
            _count(removed, "activity is gone", "activities are gone"),
            _count(added, "activity is new", "activities are new"),
        ]
    else:
        ended = _count(removed, "activity ended", "activities ended")
        parts += [
            _count(carried, "activity carries on", "activities carry on"),
            f"{ended} with the plan {before.name}" if ended else "",
            _count(added, "activity is new", "activities are new"),
        ]
    parts += [
        _count(done, "promise is declared done", "promises are declared done"),
        _count(later, "promise is now due later", "promises are now due later"),
        _count(gone, "promise is given up", "promises are given up"),
        _count(
            names["status-redefined"],
            "status word has another meaning",
            "status words have another meaning",
        ),
    ]
    said = ", ".join(part for part in parts if part)
    ask = _count(lost, "promise is unaccounted for", "promises are unaccounted for")
    unasked = _count(
        totals["unasked"],
        "promise was lost before answers were asked for",
        "promises were lost before answers were asked for",
    )
    ask = ", ".join(filter(None, (ask, unasked)))
    if scope and scope.withdrawn:
        withdrawn = len(scope.withdrawn)
        more = _count(
            withdrawn, "step is taken out on this branch", "steps are taken out on this branch"
        )
        ask = ", ".join(filter(None, (ask, more)))
    what = "; ".join(part for part in (said, ask) if part)
    title = after.plan.title or after.name
    return f"{title}, {_from_to(before, after)}: {what or _nothing(comparison, events, scope)}."


def _nothing(comparison: Comparison, events: Sequence[Event], scope: Extent | None) -> str:
    """What is said where no fact is worth the headline."""
    if scope and not comparison.changes:
        return "none of its activities is touched"
    changed = any(line.outcome is not Outcome.UNCHANGED for line in comparison.ledger.lines) or any(
        event.level is not Level.FOR_THE_RECORD for event in events
    )
    return "no status and no date has moved" if changed else "nothing has changed"


def _from_to(before: Snapshot, after: Snapshot) -> str:
    one, other = str(before.period or "?"), str(after.period or "?")
    return f"within {other}" if one == other else f"{one} to {other}"


def _count(count: int, singular: str, plural: str) -> str:
    return f"{number(count)} {singular if count == 1 else plural}" if count else ""
