"""The conversation with an officer about one activity: what it last said, then question by question, to the answers."""

from collections.abc import Sequence

from kprlint.cycle.asking import Asker, Choice, choose, text, when
from kprlint.cycle.steps import ask_step
from kprlint.cycle.subject import Subject
from kprlint.cycle.update import Answers
from kprlint.model import Activity, Due, Kind, Status
from kprlint.model.due import say_due
from kprlint.promises.dates import moved, of_due
from kprlint.prose.steps.deadline import stated
from kprlint.rules.status.unexplained_status import ASKS

_BULLETS = "•·▪●*–—-"
# What else the kinds of status ask for, or mean, beside a reason.
_DUTIES = {
    Kind.OFF_TRACK: "It also asks for a next step that brings it back, with a date.",
    Kind.DEFERRED: "It also asks for a next step with the date on which it goes on.",
    Kind.PAUSED: "It also asks for a next step with the date on which it goes on.",
    Kind.WITHDRAWN: "Its open steps are given up with it, and told with that reason.",
    Kind.COMPLETE: "It asks for progress that shows it, and for no step that is still open.",
}


_WITHDRAWN = "say who has given it up, and why"


def converse(asker: Asker, subject: Subject, placeholders: tuple[str, ...] = ()) -> Answers:
    """Asks for everything; what is not answered stays as it is."""
    activity, as_at = subject.activity, subject.activity.judged_at or subject.period.last_day
    _show(asker, subject)
    fields = _status(asker, subject) | _percent(asker, activity) | _due(asker, subject)
    progress = _progress(asker, subject)
    status = subject.plan.find_status(fields.get("status", activity.status))
    if status and status.kind is Kind.WITHDRAWN:
        return Answers(fields, progress)
    steps = []
    for number, one in enumerate(subject.asked, 1):
        asker.say()
        asker.say(f"Step {number} of {len(subject.asked)}")
        if answer := ask_step(asker, one, subject.plan, as_at, placeholders):
            steps.append(answer)
    return Answers(fields, progress, steps, _new_steps(asker, subject))


def _show(asker: Asker, subject: Subject) -> None:
    """The last report, or that there is none."""
    last = subject.last
    if last is None:
        asker.say("There is no earlier report of it in git.")
        return
    report = last.activity
    reason = f": {report.status_reason}" if report.status_reason else ""
    asker.say(f"{last.quarter}: {report.status}{reason}", indent="  ")
    for fact in report.progress:
        asker.say(f"  - {fact}", indent="    ")
    if not last.is_reported:
        asker.say("  Nothing was reported.")


def _status(asker: Asker, subject: Subject) -> dict[str, str]:
    activity, plan = subject.activity, subject.plan
    asker.say()
    now = plan.find_status(activity.status)
    known = now if now and now.kind is not Kind.UNKNOWN else None
    choices = [
        Choice(s.word, f"{s.word}: {s.meaning}" if s.meaning else s.word)
        for s in map(plan.statuses.__getitem__, plan.stated)
    ]
    word = choose(asker, "Status", choices, keep=known.word if known else "")
    status = plan.statuses[word] if word else known
    assert status
    # An alias that is there stays, where nothing else is chosen.
    fields = {"status": word} if word and (known is None or word != known.word) else {}
    return fields | _reason(asker, subject, status)


def _reason(asker: Asker, subject: Subject, status: Status) -> dict[str, str]:
    now, last = subject.activity.status_reason, subject.last
    if now:
        asker.say(f"The reason that is given: {now}", indent="  ")
    if now and last and now == last.activity.status_reason:
        asker.say("  That is last quarter's, word for word.")
    why = _WITHDRAWN if status.kind is Kind.WITHDRAWN else ASKS.get(str(status.kind))
    if status.kind in _DUTIES:
        asker.say(_DUTIES[status.kind])
    if why:
        question, needed = f"Why is it {status.word}?", f"{status.word} needs a reason: {why}."
        said = text(asker, question, now=now, needed=needed)
    elif now:
        said = text(asker, f"A reason for {status.word}?", now=now)
    else:
        said = None
    return {} if said is None else {"status_reason": said}


def _percent(asker: Asker, activity: Activity) -> dict[str, str]:
    """Asked of an activity that gives it."""
    if activity.percent_complete is None:
        return {}
    while True:
        answer = asker.ask(f"How many per cent are complete? [Enter: {activity.percent_complete}]")
        answer = answer.removesuffix("%").strip()
        if not answer:
            return {}
        if answer.isascii() and answer.isdecimal() and int(answer) <= 100:
            return {"percent_complete": str(int(answer))}
        asker.say("Write a whole number from 0 to 100.")


def _due(asker: Asker, subject: Subject) -> dict[str, str]:
    """By when the whole activity is promised, where it says so."""
    activity = subject.activity
    as_at = activity.judged_at or subject.period.last_day
    if activity.due is None:
        return {}
    said = say_due(activity.due)
    found = when(asker, "By when is all of it done?", as_at, keep=said)
    if found is None or Due.parse(found) is None:
        return {}
    fields = {"due": found}
    before = subject.last.activity.due if subject.last else activity.due
    slip = moved(of_due(before), of_due(Due.parse(found)))
    if slip and slip.is_later:
        needed = "A date that is later than promised needs a reason: write what has held it up."
        why = text(asker, "Why is it later?", now=activity.moved, needed=needed)
        fields |= {} if why is None else {"moved": why}
    return fields


def _progress(asker: Asker, subject: Subject) -> list[str] | None:
    """All facts of the quarter; None where they stay as they are."""
    there = [fact for fact in subject.activity.progress if fact]
    period = subject.period
    asker.say()
    asker.say(f"What happened in {period}? One fact a line; an empty line ends.")
    facts = list(there)
    for number, fact in enumerate(there, 1):
        asker.say(f"  {number:>2}  {fact}", indent="      ")
    if there:
        asker.say("To change one of these write its number.")
    while True:
        answer = asker.ask(f"{len(facts) + 1}>", before=there)
        if not answer:
            break
        if answer.isdecimal() and 0 < int(answer) <= len(there):
            place = int(answer) - 1
            said = text(asker, "In which words?", now=there[place])
            facts[place] = there[place] if said is None else said
        else:
            facts += _facts(answer)
    kept = [fact for fact in facts if fact]
    return None if kept == list(subject.activity.progress) else kept


def _facts(answer: str) -> list[str]:
    """What was typed or pasted: a line each, without the signs of a list before it."""
    lines = (" ".join(line.split()).lstrip(_BULLETS).strip() for line in answer.splitlines())
    return [line for line in lines if line]


def _new_steps(asker: Asker, subject: Subject) -> Sequence[dict[str, str]]:
    activity = subject.activity
    as_at = activity.judged_at or subject.period.last_day
    asker.say()
    for step in subject.new:
        due = f" (for {say_due(step.due)})" if step.due else ""
        asker.say(f"  promised newly: {step.action}{due}", indent="    ")
    asker.say("What is promised next, that is new? One step a line; an empty line ends.")
    asks_owner = any(step.owner for step in activity.next_steps)
    made: list[dict[str, str]] = []
    while True:
        lines = _facts(asker.ask("New step>"))
        if not lines:
            return made
        for action in lines:
            if len(lines) > 1:
                asker.say(f"  {action}", indent="    ")
            fields = {"action": action}
            words = stated(action, as_at)
            if words and words.due and words.end > as_at:
                asker.say(f"  → its words say {say_due(words.due)}, written as {words.due}")
                fields["due"] = str(words.due)
            elif by := when(asker, "By when?", as_at, none="without a date"):
                fields["due"] = by
            if asks_owner and (owner := text(asker, "By whom? (Enter: the lead)")):
                fields["owner"] = owner
            made.append(fields)
