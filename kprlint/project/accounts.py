"""What an activity has to answer for: the promises of its last report, and of those that it carries on."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from kprlint.model import Activity, ActivityId, Code, Plan, Quarter
from kprlint.project.past import Past, Report
from kprlint.promises import Answers, Fault, Promise, answers, faults, promises


class Plans(Protocol):
    """What is asked of the plan that an activity is in."""

    name: str

    @property
    def plan(self) -> Plan | None: ...

    @property
    def past(self) -> Past: ...

    def files_with(self, code: Code) -> list[str]: ...

    def carrying_on(self, identity: ActivityId) -> Sequence[Activity]:
        """The activities of the plan that continue another one, as they are now."""

    def with_steps_of(self, *names: str) -> Sequence[Activity]:
        """The activities that have steps which say that they come from one of those `names`."""

    def past_of(self, plan: str) -> Past | None:
        """What another plan beside this one reported; None where there is none."""


class Account(NamedTuple):
    """An earlier report, and what became of its promises.

    `is_told_here`: what is lost of it is this activity's to answer, and nobody else's.
    """

    report: Report
    answers: Answers
    is_told_here: bool


class Accounts(NamedTuple):
    """What an activity of `quarter` answers for; `has_past`: there was a quarter before, so that `was` can fit.

    `own`: what it had itself promised for `quarter` when the plan went on to the next one, where it has not.
    """

    quarter: Quarter | None
    has_past: bool
    of: tuple[Account, ...]
    faults: tuple[Fault, ...]
    own: Account | None = None

    @property
    def all(self) -> tuple[Account, ...]:
        return (*self.of, *filter(None, (self.own,)))


NOTHING = Accounts(None, False, (), ())


def accounts_of(plans: Plans, activity: Activity, placeholders: tuple[str, ...] = ()) -> Accounts:
    """The accounts of an activity of the plan; nothing of one whose code or quarter cannot be read."""
    quarter = activity.period or (plans.plan.period if plans.plan else None)
    if activity.code is None or quarter is None:
        return NOTHING
    return _Accounting(plans, activity, activity.code, quarter, placeholders).accounts()


class _Accounting:
    """One activity's accounts in the making."""

    def __init__(
        self,
        plans: Plans,
        activity: Activity,
        code: Code,
        quarter: Quarter,
        placeholders: tuple[str, ...],
    ) -> None:
        self._plans = plans
        self._activity = activity
        self._identity = ActivityId(plans.name, code)
        self._quarter = quarter
        self._placeholders = placeholders
        self._own = tuple(promises(self._identity, activity, placeholders))

    def accounts(self) -> Accounts:
        own = self._plans.past.report(self._identity.code, self._quarter)
        carried = list(self._carried(own))
        made = [self._account(report, told=told) for report, told in carried]
        if own:
            made.insert(0, self._account(own, told=True))
        left = self._left_behind()
        has_past = bool(made or left) or self._plans.past.last_quarter(self._quarter) is not None
        known = [
            line.earlier
            for account in (*made, *filter(None, (left,)))
            for line in account.answers.lines
        ]
        at_home = [one for one in self._own if not one.step.origin]
        wrong = list(faults(at_home, known)) if has_past else []
        for origin in dict.fromkeys(one.step.origin for one in self._own if one.step.origin):
            comers = [one for one in self._own if one.step.origin == origin]
            report = self._report_of(origin)
            there = self._owed(report) if report else []
            if report and report.identity not in [account.report.identity for account in made]:
                made.append(Account(report, answers(there, (), comers), is_told_here=False))
            if has_past:
                wrong += faults(
                    [c if c.step.was else _named_after_itself(c) for c in comers], there
                )
        return Accounts(self._quarter, has_past, tuple(made), tuple(wrong), left)

    def _left_behind(self) -> Account | None:
        """The account of a report that stays in a quarter which the plan has left: its text counts, and was told already."""
        now = self._plans.plan.period if self._plans.plan else None
        if now is None or now - self._quarter <= 0:
            return None
        report = self._plans.past.at_turn(self._identity.code, self._quarter, now)
        return self._account(report, told=True) if report else None

    def _account(self, report: Report, *, told: bool) -> Account:
        owed = self._owed(report)
        there = [one for one in self._own if not one.step.origin]
        comers = [one for one in self._own if self._is(one.step.origin, report.identity)]
        found = answers(owed, there, comers)
        if told and any(line.earlier.step.is_open and not line.parts for line in found.lines):
            heirs, more = self._elsewhere(report)
            # Of several that carry it on the first one tells.
            told = report.identity == self._identity or not any(
                self._comes_before(heir) for heir in heirs
            )
            carried = [one for heir in heirs for one in self._promises(heir)]
            found = answers(owed, [*there, *carried], [*comers, *more])
        return Account(report, found, told)

    def _carried(self, own: Report | None) -> Iterator[tuple[Report, bool]]:
        """The last reports of the activities that this one carries on, and whether nobody else answers for them."""
        for identity in self._activity.continues:
            if identity is None or identity == self._identity:
                continue
            within = identity.plan == self._plans.name
            past = self._plans.past if within else self._plans.past_of(identity.plan)
            report = past.report(identity.code, self._quarter) if past else None
            if report is None or past is None:
                continue
            if within and own and report.quarter - own.quarter < 0:
                continue  # it was answered for when this activity reported last
            if not within and (own or not self._follows(past)):
                continue
            yield report, not (within and self._plans.files_with(identity.code))

    def _follows(self, past: Past) -> bool:
        """Whether the last quarter of a plan is the one before this plan's first, or before this one."""
        last = past.last_quarter(self._quarter)
        plan = self._plans.plan
        first = Quarter.of(plan.starts) if plan and plan.starts else self._quarter
        return last is not None and last + 1 in (first, self._quarter)

    def _owed(self, report: Report) -> list[Promise]:
        """The promises of a report, and those that it lost when its quarter was over.

        Where it was only opened, also those of the one before that it has lost.
        """
        owed = list(promises(report.identity, report.activity, self._placeholders))
        past = self._past_of(report.identity)
        if past and report.quarter != self._quarter:
            code = report.identity.code
            owed += self._lost(past.at_turn(code, report.quarter, self._quarter), report, owed)
        if report.is_reported:
            return owed
        for earlier in past.reports(report.identity.code, report.quarter) if past else ():
            owed += self._lost(earlier, report, owed)
            if earlier.is_reported:
                break
        return owed

    def _lost(
        self, earlier: Report | None, report: Report, owed: Sequence[Promise]
    ) -> list[Promise]:
        """The open promises of an earlier text that are not among those of a report."""
        if earlier is None or earlier.activity is report.activity:
            return []
        before = list(promises(earlier.identity, earlier.activity, self._placeholders))
        lines = answers(before, owed).lines
        return [line.earlier for line in lines if line.earlier.step.is_open and not line.parts]

    def _elsewhere(self, report: Report) -> tuple[list[Activity], list[Promise]]:
        """Other activities that carry this report's on, and steps of others that say they come from it."""
        others = self._plans.carrying_on(report.identity)
        heirs = [a for a in others if a.code != self._identity.code]
        names = [str(report.identity)]
        if report.identity.plan == self._plans.name:
            names.append(str(report.identity.code))
        comers = [
            one
            for activity in self._plans.with_steps_of(*names)
            if activity.code != self._identity.code
            for one in self._promises(activity)
            if self._is(one.step.origin, report.identity)
        ]
        return heirs, comers

    def _comes_before(self, other: Activity) -> bool:
        """Whether another activity stands before this one in the register."""
        plan, code = self._plans.plan, self._identity.code
        assert other.code
        if plan is None:
            return other.code < code
        return plan.order(other.code) < plan.order(code)

    def _promises(self, activity: Activity) -> list[Promise]:
        """The steps of another activity of the plan."""
        assert activity.code
        identity = ActivityId(self._plans.name, activity.code)
        return list(promises(identity, activity, self._placeholders))

    def _is(self, origin: str, identity: ActivityId) -> bool:
        """Whether a text `from` names an activity: by its code, or with its plan before it."""
        if not origin:
            return False
        within = identity.plan == self._plans.name
        return origin == str(identity) or (within and origin == str(identity.code))

    def _report_of(self, origin: str) -> Report | None:
        identity = ActivityId.parse(origin)
        code = Code.parse(origin)
        if identity is None and code:
            identity = ActivityId(self._plans.name, code)
        past = self._past_of(identity) if identity else None
        return past.report(identity.code, self._quarter) if past and identity else None

    def _past_of(self, identity: ActivityId) -> Past | None:
        within = identity.plan == self._plans.name
        return self._plans.past if within else self._plans.past_of(identity.plan)


def _named_after_itself(one: Promise) -> Promise:
    """A step that says where it comes from, and had the same words there."""
    return one._replace(step=one.step._replace(was=(one.action,)))
