"""What a site tells: every plan of the repository with its quarters, as the last commit knows them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import pairwise

from kprlint.change.ledger import Ledger, ledger
from kprlint.change.places import Places
from kprlint.change.reported import Absent, State, follows
from kprlint.change.snapshot import Snapshot, Taken
from kprlint.errors import InputError
from kprlint.git import GitError
from kprlint.model import ActivityId, Code, Quarter
from kprlint.publish.build import absent_in, activities_of, counts_of, words_for
from kprlint.publish.paper import QuarterCounts, Reported
from kprlint.publish.text import printed
from kprlint.words import Words


@dataclass(frozen=True)
class OneQuarter:
    """A quarter of a plan. `when` is the time of the commit that its text is of."""

    quarter: Quarter
    snapshot: Snapshot
    activities: Mapping[Code, Reported]
    absent: tuple[Absent, ...]
    when: datetime

    @property
    def is_closed(self) -> bool:
        return self.snapshot.origin.place is Taken.TAG

    @property
    def not_reported(self) -> int:
        """How many activities that the plan promised have no report of the quarter."""
        texts = sum(one.state is not State.REPORTED for one in self.activities.values())
        return texts + sum(one.code is not None and not one.has_gone for one in self.absent)

    @cached_property
    def absent_codes(self) -> Mapping[Code, Absent]:
        return {one.code: one for one in self.absent if one.code}


@dataclass(frozen=True)
class OnePlan:
    """A plan with its quarters, newest first; `earlier` are those of the plans that it continues."""

    name: str
    folder: str
    quarters: tuple[OneQuarter, ...]
    earlier: tuple[Snapshot, ...]
    missing: tuple[Quarter, ...]
    is_shallow: bool

    @property
    def begins_late(self) -> bool:
        """Whether the plan began before the first quarter that git has a text of."""
        first, starts = self.quarters[-1].quarter, self.now.snapshot.plan.starts
        return starts is not None and starts < first.first_day

    @property
    def now(self) -> OneQuarter:
        return self.quarters[0]

    @cached_property
    def words(self) -> Words:
        """The words of its newest register."""
        return words_for(self.now.snapshot.plan)

    @property
    def title(self) -> str:
        return printed(self.now.snapshot.plan.title) or self.words.say("untitled", plan=self.name)

    @property
    def council(self) -> str:
        return printed(self.now.snapshot.plan.council)

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        """Every code that the plan has, or had, in the order of its newest register."""
        found: dict[Code, None] = {}
        for one in self.quarters:
            plan = one.snapshot.plan
            found |= dict.fromkeys(
                (*plan.codes, *one.activities, *(a.code for a in one.absent if a.code))
            )
        return tuple(found)

    def title_of(self, code: Code) -> str:
        """The activity's last title; empty where no quarter has its text."""
        for one in self.quarters:
            if code in one.activities:
                return one.activities[code].title
        return ""

    @cached_property
    def ledger(self) -> Ledger:
        """What became of every promise from the first quarter on, through the plans before."""
        chain = [*(one.snapshot for one in self.quarters), *self.earlier][::-1]
        nothing = chain[0]._replace(activities={}, unread=())
        return ledger([nothing, *chain], 0, with_questions=False)

    @cached_property
    def counts(self) -> list[QuarterCounts]:
        """How many activities had which status, newest first."""
        snapshots = [one.snapshot for one in self.quarters]
        return list(counts_of(snapshots, self.now.snapshot.plan, self.words))


@dataclass(frozen=True)
class Whole:
    """All that there is to tell. `unread` are plans that cannot be, each with the reason."""

    plans: tuple[OnePlan, ...]
    unread: tuple[tuple[str, str], ...]

    @cached_property
    def current(self) -> tuple[OnePlan, ...]:
        """The plans that no other one continues."""
        continued = {one.name for plan in self.plans for one in plan.earlier}
        return tuple(plan for plan in self.plans if plan.name not in continued) or self.plans[:1]

    @cached_property
    def pages(self) -> frozenset[ActivityId]:
        """The activities that have a page."""
        return frozenset(ActivityId(plan.name, code) for plan in self.plans for code in plan.codes)

    @cached_property
    def successors(self) -> Mapping[ActivityId, tuple[ActivityId, ...]]:
        """The activities that say they continue another."""
        found: dict[ActivityId, dict[ActivityId, None]] = {}
        for identity, links in self.predecessors.items():
            for link in links:
                found.setdefault(link, {})[identity] = None
        return {identity: tuple(there) for identity, there in found.items()}

    @cached_property
    def predecessors(self) -> Mapping[ActivityId, tuple[ActivityId, ...]]:
        """What an activity says, or said in some quarter, that it continues."""
        found: dict[ActivityId, dict[ActivityId, None]] = {}
        for plan in self.plans:
            for one in plan.quarters:
                for code, activity in one.activities.items():
                    for link in activity.continues:
                        found.setdefault(ActivityId(plan.name, code), {})[link] = None
        return {identity: tuple(there) for identity, there in found.items()}


def gather(folder: str, places: Places) -> OnePlan:
    """The plan in `folder` as the last commit knows it.

    Raises InputError, ConfigError or GitError where it cannot be told.
    """
    head = places.take("HEAD")
    if head.period is None:
        raise InputError("its register does not say readably which quarter it is in")
    now = places.take(head.period.slug)
    chain = [now, *places.before(now, with_late=True)]
    own = [one for one in chain if one.name == now.name and one.period]
    earlier = [one for one in chain if one.name != now.name]
    return OnePlan(
        now.name,
        folder,
        tuple(_quarters(places, own)),
        tuple(earlier),
        tuple(_missing(own)),
        places.repository.is_shallow,
    )


def _quarters(places: Places, own: list[Snapshot]) -> Iterator[OneQuarter]:
    for place, one in enumerate(own):
        before = own[place + 1] if place + 1 < len(own) else None
        last = before if before and follows(before.period, one.period) else None
        assert one.period
        assert one.origin.revision
        seconds = places.repository.commit(one.origin.revision).time
        yield OneQuarter(
            one.period,
            one,
            activities_of(one, last, words_for(one.plan)),
            tuple(absent_in(one, last)),
            datetime.fromtimestamp(seconds, UTC),
        )


def _missing(own: list[Snapshot]) -> Iterator[Quarter]:
    """The quarters between the plan's first and newest of which git has no text, newest first."""
    for later, earlier in pairwise(one.period for one in own):
        if later and earlier:
            yield from (later + -back for back in range(1, later - earlier))


def gather_all(folders: Iterable[str]) -> Whole:
    """Every plan of the repository, those first that are furthest on."""
    plans: list[OnePlan] = []
    unread: list[tuple[str, str]] = []
    for folder in folders:
        try:
            with Places(folder) as places:
                plans.append(gather(folder, places))
        except (InputError, GitError) as error:
            unread.append((folder, str(error)))
    plans.sort(key=lambda plan: (plan.now.quarter, plan.name), reverse=True)
    return Whole(tuple(plans), tuple(unread))
