"""What the templates of the site are given: rows and lists, each with its link from the top of the site."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kprlint.change.reported import Absent, State
from kprlint.change.snapshot import Snapshot
from kprlint.model import ActivityId, Code, Kind
from kprlint.publish.text import printed
from kprlint.site import names
from kprlint.site.plans import OnePlan, OneQuarter, Whole
from kprlint.words import Words

MOST_QUARTERS = 8
"""So many quarters stand side by side in a table of activities; an activity's own page has all."""


class Cell(NamedTuple):
    """How an activity stood in a quarter: a word of the plan and its kind; without a kind why there is none."""

    word: str
    kind: Kind | None = None


class Row(NamedTuple):
    """An activity in a table of quarters, newest first."""

    code: Code
    title: str
    link: str
    cells: tuple[Cell, ...]


class Group(NamedTuple):
    """What belongs together: an objective, a lead or a portfolio, with its activities. `note` says what is not so now."""

    kind: str
    name: str
    link: str
    codes: tuple[Code, ...]
    address: str
    earlier: tuple[Code, ...] = ()


class Other(NamedTuple):
    """An activity that another continues, or is continued by; without a link where the site has no page of it."""

    name: str
    title: str
    link: str


def cell(one: OneQuarter, code: Code) -> Cell:
    """How an activity stands in a quarter, in a word or two."""
    activity = one.activities.get(code)
    if activity:
        if activity.state is State.REPORTED:
            return Cell(activity.status.word, activity.status.kind)
        return Cell(
            "Not updated" if activity.state is State.NOT_UPDATED else "Text of another quarter"
        )
    absent = one.absent_codes.get(code)
    if absent is None:
        here = ActivityId(one.snapshot.name, code)
        now = next((c for c, other in one.activities.items() if here in other.continues), None)
        return Cell(f"Goes on as {now}" if now else "–")
    if absent.has_gone:
        return Cell("No longer in the plan")
    return Cell("File not readable" if absent.file else "No file")


def rows(plan: OnePlan, codes: Iterable[Code]) -> list[Row]:
    """A row for each activity, of the last quarters."""
    quarters = plan.quarters[:MOST_QUARTERS]
    return [
        Row(
            code,
            plan.title_of(code),
            activity_link(plan, code),
            tuple(cell(one, code) for one in quarters),
        )
        for code in codes
    ]


def activity_link(plan: OnePlan, code: Code) -> str:
    return names.link(names.activity_page(plan.name, code))


def quarter_link(plan: OnePlan, one: OneQuarter) -> str:
    return names.link(names.quarter_page(plan.name, one.quarter))


def others(whole: Whole, found: Iterable[ActivityId]) -> list[Other]:
    """Activities by their plan and code, with a link where they have a page."""
    plans = {plan.name: plan for plan in whole.plans}
    told = []
    for identity in found:
        is_there = identity in whole.pages
        link = names.link(names.activity_page(*identity)) if is_there else ""
        title = plans[identity.plan].title_of(identity.code) if is_there else ""
        told.append(Other(str(identity), title, link))
    return told


def objectives(plan: OnePlan) -> list[Group]:
    """The objectives of the newest register, then those that only earlier ones have."""
    found: dict[str, Group] = {}
    for one in plan.quarters:
        for objective in one.snapshot.plan.objectives:
            title = printed(objective.title)
            address = names.objective_page(plan.name, objective.number, title)
            number = "" if objective.number is None else f"{objective.number} "
            codes = tuple(code for code in objective.codes if code)
            if address in found:
                known = found[address]
                gone = tuple(c for c in codes if c not in known.codes and c not in known.earlier)
                found[address] = known._replace(earlier=(*known.earlier, *gone))
            else:
                own = one is plan.now
                found[address] = Group(
                    "Objective",
                    f"{number}{title}".strip(),
                    names.link(address),
                    codes if own else (),
                    address,
                    () if own else codes,
                )
    return list(found.values())


def people(plan: OnePlan, kind: str) -> list[Group]:
    """The leads or the portfolios, by name, with the activities that are theirs now, and that were theirs."""
    now: dict[str, dict[Code, None]] = {}
    before: dict[str, dict[Code, None]] = {}
    for one in plan.quarters:
        for code, activity in one.activities.items():
            given = activity.leads if kind == "lead" else (activity.portfolio,)
            for name in filter(None, given):
                (now if one is plan.now else before).setdefault(name, {})[code] = None
    found = []
    for name in sorted(now.keys() | before.keys(), key=lambda name: (name.casefold(), name)):
        address = names.person_page(plan.name, kind, name)
        codes = tuple(now.get(name, ()))
        earlier = tuple(code for code in before.get(name, ()) if code not in codes)
        found.append(
            Group(
                "Lead" if kind == "lead" else "Portfolio",
                name,
                names.link(address),
                codes,
                address,
                earlier,
            )
        )
    return found


def gaps(plan: OnePlan) -> Iterator[str]:
    """What the site cannot tell of a plan, in sentences."""
    from kprlint.wording import all_of

    if plan.missing:
        yield f"Git has no text of {all_of(str(quarter) for quarter in reversed(plan.missing))}."
    if plan.begins_late:
        first = plan.quarters[-1].quarter
        yield f"Git has no text of the plan before {first}, though it began earlier."
    if plan.is_shallow:
        yield "The history was fetched in part, so that earlier quarters may be missing."
    for one in plan.quarters:
        for absent in one.absent:
            if not absent.has_gone:
                yield f"{one.quarter}: {_absent(absent, plan.words)}."
        for late in one.snapshot.late:
            told = (
                "and that text is shown"
                if late.counted
                else "and the text that was closed is shown"
            )
            yield f"{one.quarter}: {printed(late.file)} was changed after the quarter, {told}."


def _absent(absent: Absent, words: Words) -> str:
    named = ": ".join(filter(None, (str(absent.code or ""), absent.told(words))))
    return named[:1].upper() + named[1:]


def words(snapshots: Iterable[Snapshot], code: Code) -> str:
    """Every word that an activity's texts have had, once, for the search."""
    found: set[str] = set()
    for snapshot in snapshots:
        activity = snapshot.activities.get(code)
        if activity:
            texts = [activity.title, activity.status, activity.status_reason, activity.portfolio]
            texts += [*activity.progress, *activity.leads]
            for step in activity.next_steps:
                texts += [step.action, step.owner, *(text for _, text in step.said)]
            found |= set(printed(" ".join(texts)).casefold().split())
    return " ".join(sorted({word.strip(".,;:()“”‘’\"'!?") for word in found} - {""}))
