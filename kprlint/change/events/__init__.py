"""The events: an explicit list of small rules, by what they look at. A new one goes into one of these files."""

from collections.abc import Iterator, Mapping

from kprlint.change.event import Context, Event, EventRule, Level, Told
from kprlint.change.events import activities, people, promises, reporting, status
from kprlint.change.ledger import Line
from kprlint.change.pairing import Identity
from kprlint.model import ActivityId

# In the order of their gravity: what comes first is told first, of its level.
RULES: tuple[EventRule, ...] = (
    *activities.GRAVE,
    *promises.GRAVE,
    *status.RULES,
    *activities.RULES,
    *reporting.RULES,
    *promises.RULES,
    *people.RULES,
)


_EXPLAINED = {
    Level.NEEDS_EXPLANATION: "It needs an explanation",
    Level.WORTH_NOTING: "It is worth noting",
    Level.FOR_THE_RECORD: "It is for the record",
}
_WHERE = {
    "status": "It is explained by a `status_reason` that is not last quarter's.",
    "due": "It is explained by `moved`, below the activity's `due`.",
}


def rules() -> dict[str, EventRule]:
    """The kinds of event, by name."""
    return {rule.name: rule for rule in RULES}


def page(rule: EventRule) -> str:
    """What `kprlint explain` prints of an event."""
    told = [rule.summary, f"{_EXPLAINED[rule.level]} in the change report."]
    if rule.of_line:
        told.append(
            "It is explained, or declared, in the step's own lines: `done`, `dropped`, `to`, `void`, `moved`, `was`, `update`."
        )
    elif rule.field in _WHERE:
        told.append(_WHERE[rule.field])
    return f"# {rule.name}\n\n" + "\n\n".join(told) + "\n"


def find(context: Context) -> list[Event]:
    """All events of a comparison: by level, what nobody explained first; then by gravity, then as the plan lists them."""
    order = {
        context.comparison.identity(change.pair): place
        for place, change in enumerate(context.comparison.changes)
    }
    levels = list(Level)
    titles = _titles(context)
    found: list[tuple[tuple[int, bool, bool, int, int], Event]] = []
    for gravity, rule in enumerate(RULES):
        for event, grave in _events(rule, context, titles):
            place = order.get(event.activity, len(order)) if event.activity else -1
            key = (levels.index(event.level), not event.is_open, not grave, gravity, place)
            found.append((key, event))
    found.sort(key=lambda item: item[0])
    return [event for _, event in found]


def _events(
    rule: EventRule, context: Context, titles: Mapping[ActivityId, str]
) -> Iterator[tuple[Event, bool]]:
    """The events of one rule, each with whether it is one of the gravest."""
    comparison = context.comparison
    if rule.of_plan:
        for told in rule.of_plan(context):
            yield _event(rule, told, None, "", guess=bool(told.paste)), told.grave
    if rule.of_line:
        for line in comparison.ledger.lines:
            for told in rule.of_line(line, context):
                title = titles.get(line.activity, "")
                yield _event(rule, told, line.activity, title, line=line), told.grave
    if rule.of_change:
        for change in comparison.changes:
            if rule.judges and not context.is_news(change):
                continue
            for told in rule.of_change(change, context):
                of = comparison.identity(change.pair)
                activity = change.after or change.before
                guess = change.pair.identity is Identity.SUSPECTED
                title = activity.title if activity else ""
                yield _event(rule, told, of, title, guess=guess), told.grave


def _titles(context: Context) -> dict[ActivityId, str]:
    titles: dict[ActivityId, str] = {}
    for snapshot in context.comparison.ledger.threads.snapshots:
        for code, activity in snapshot.activities.items():
            titles[snapshot.identity(code)] = activity.title
    return titles


def _event(
    rule: EventRule,
    told: Told,
    of: ActivityId | None,
    title: str,
    *,
    guess: bool = False,
    line: Line | None = None,
) -> Event:
    return Event(
        name=rule.name,
        level=told.level or rule.level,
        activity=of,
        title=title,
        message=told.message,
        arguments=told.arguments,
        said=told.said,
        guess=guess,
        paste=told.paste,
        field=rule.field,
        line=line,
    )
