"""Events of who answers for an activity."""

from collections.abc import Iterator

from kprlint.change.compare import Change
from kprlint.change.event import Context, EventRule, Level, Told, event
from kprlint.change.wording import period_of, quoted
from kprlint.wording import all_of


@event("lead-changed", Level.WORTH_NOTING, field="lead")
def _lead(change: Change, context: Context) -> Iterator[Told]:
    """Others lead the activity."""
    if change.before and change.after:
        one, other = (
            sorted(filter(None, change.before.leads)),
            sorted(filter(None, change.after.leads)),
        )
        if one != other:
            yield Told(
                f"The lead was {_said(one)}, and is {_said(other)}.",
                (*one, "→", *other, period_of(context.comparison.after)),
            )


@event("portfolio-changed", Level.WORTH_NOTING, field="portfolio")
def _portfolio(change: Change, context: Context) -> Iterator[Told]:
    """Another portfolio answers for it."""
    if change.before and change.after and change.before.portfolio != change.after.portfolio:
        one, other = change.before.portfolio, change.after.portfolio
        yield Told(
            f"The portfolio was {_said([one])}, and is {_said([other])}.",
            (one, other, period_of(context.comparison.after)),
        )


def _said(names: list[str]) -> str:
    there = [quoted(name) for name in names if name]
    return all_of(there) if there else "not stated"


RULES: tuple[EventRule, ...] = (_lead, _portfolio)
