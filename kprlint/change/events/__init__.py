"""The events: an explicit list of small rules, by what they look at. A new one goes into one of these files."""

from collections.abc import Iterator

from kprlint.change.event import Context, Event, EventRule, Told, fingerprint
from kprlint.change.events import activities, people, promises, reporting, status
from kprlint.change.pairing import Identity
from kprlint.model import ActivityId

RULES: tuple[EventRule, ...] = (
    *status.RULES,
    *promises.RULES,
    *activities.RULES,
    *people.RULES,
    *reporting.RULES,
)


def find(context: Context) -> list[Event]:
    """All events of a comparison: by level, then activity, then as RULES lists them."""
    found = [e for rule in RULES for e in _events(rule, context)]
    levels = list(type(RULES[0].level))
    names = [rule.name for rule in RULES]
    found.sort(
        key=lambda e: (levels.index(e.level), e.activity or _NONE, names.index(e.name), e.arguments)
    )
    return found


_NONE = ActivityId("", (0, 0))  # type: ignore[arg-type]


def _events(rule: EventRule, context: Context) -> Iterator[Event]:
    comparison = context.comparison
    if rule.of_plan:
        for told in rule.of_plan(context):
            yield _event(rule, told, None, "", guess=bool(told.paste))
    if rule.of_change:
        for change in comparison.changes:
            if rule.mirror is None and not context.is_news(change):
                continue
            of = comparison.identity(change.pair)
            title = (change.after or change.before).title if change.after or change.before else ""  # type: ignore[union-attr]
            for told in rule.of_change(change, context):
                guess = change.pair.identity is Identity.SUSPECTED
                yield _event(rule, told, of, title, guess=guess)


def _event(rule: EventRule, told: Told, of: ActivityId | None, title: str, *, guess: bool) -> Event:
    return Event(
        name=rule.name,
        level=told.level or rule.level,
        activity=of,
        title=title,
        message=told.message,
        arguments=told.arguments,
        fingerprint=fingerprint(rule.name, of, told.arguments),
        answer=told.answer,
        guess=guess,
        paste=told.paste,
    )
