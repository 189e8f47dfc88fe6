"""What became of last quarter's promises, as the ledger has it: facts, and where nobody has said, that."""

from collections.abc import Iterator

from kprlint.change.ledger import Line, Outcome, ledger
from kprlint.change.snapshot import Snapshot
from kprlint.change.threads import Knot
from kprlint.change.wording import say_when
from kprlint.model import Outcome as Closing
from kprlint.promises import Promise, When, done_on, when
from kprlint.publish.paper import AccountedStep
from kprlint.publish.text import printed
from kprlint.words import Words


def promises(words: Words, now: Snapshot, before: list[Snapshot]) -> Iterator[AccountedStep]:
    """In the register's order; `before` are the quarters before `now`, newest first.

    What was neither closed nor moved and of which nothing is said stands among the next steps alone. Where no earlier
    quarter is known there is what this quarter's files say themselves.
    """
    chain = [*reversed(before), now] if before else [now._replace(activities={}), now]
    for line in ledger(chain, len(chain) - 2, with_questions=False).lines:
        said = told(line, words)
        first = line.before or line.after
        if said and first:
            due = when(first.promise)
            yield AccountedStep(
                code=line.activity.code,
                action=printed(first.promise.action),
                due=due.due if due and not due.in_words else None,
                outcome=str(line.outcome),
                told=printed(said),
                is_standing=first.promise.step.ongoing and _goes_on(line),
            )


def _goes_on(line: Line) -> bool:
    return line.outcome in (Outcome.UNCHANGED, Outcome.REWORDED, Outcome.NEW)


def told(line: Line, words: Words) -> str:
    """The line in words; empty where there is nothing to tell beside the step itself."""
    match line.outcome:
        case Outcome.DONE:
            return _done(line, words)
        case Outcome.VOID:
            return _with(words["was_no_promise"], line.said)
        case Outcome.DROPPED:
            return _with(words["given_up"], line.said)
        case Outcome.MOVED_TO:
            if line.after is None:
                return _with(words["goes_on_elsewhere"], line.said)
            there = line.after.promise.activity.code
            said = "" if line.said.strip() == str(there) else line.said
            return _with(words.say("goes_on_in", code=there), said)
        case Outcome.PARTLY:
            parts = sorted(
                _parts(line), key=lambda k: (k.at, str(k.promise.activity), k.promise.place)
            )
            return words.say(
                "done_in_part", parts="; ".join(_part(k.promise, words) for k in parts)
            )
        case Outcome.REOPENED:
            return _with(words["open_again"], line.said)
        case Outcome.LATER | Outcome.EARLIER:
            return _with(_moved(line, words), _why_and_how(line) or words["nobody_says_why"])
        case Outcome.REWORDED:
            now = "; ".join(words.say("quoted", text=k.promise.action) for k in _parts(line))
            return _with(words.say("now_reads", words=now), line.said)
        case Outcome.UNACCOUNTED:
            return words["unaccounted"]
    return _with(words["goes_on"], line.said) if line.said else ""


def _with(what: str, said: str) -> str:
    return f"{what}: {said}" if said else what


def _parts(line: Line) -> tuple[Knot, ...]:
    return (line.after, *line.parts) if line.after else line.parts


def _part(promise: Promise, words: Words) -> str:
    """What became of a part of a promise: ``“Let unit 5”, done 8 March 2025``."""
    step = promise.step
    said = (step.done or step.dropped or step.to or step.void or step.moved or step.update).rstrip(
        "."
    )
    done = done_on(step, promise.as_at)
    if done:
        return words.say("part_done_on", action=step.action, date=done)
    match step.outcome:
        case None:
            key = "part_open"
        case Closing.DONE:
            key = "part_done"
        case Closing.DROPPED:
            key = "part_given_up"
        case Closing.TO:
            key = "part_goes_on"
        case Closing.VOID:
            key = "part_was_none"
    return _with(words.say(key, action=step.action), said)


def _why_and_how(line: Line) -> str:
    """Why the date moved, and how it stands, where its officer says both."""
    updates = (k.promise.step.update for k in _parts(line))
    update = next((said for said in updates if said and said != line.said), "")
    if not (line.said and update):
        return line.said or update
    return f"{line.said}{'' if line.said.endswith(('.', '!', '?')) else '.'} {update}"


def _done(line: Line, words: Words) -> str:
    if not line.done:
        return _with(words["done"], line.said)
    if line.days and line.days > 0:
        return words.say("done_late", line.days, date=line.done)
    return words.say("done_on", date=line.done)


def _moved(line: Line, words: Words) -> str:
    """``Moved from March 2024 to June 2024, the second time; first promised for 2023``."""
    was = when(line.before.promise) if line.before else None
    now = when(line.after.promise) if line.after else None
    if was and not now:
        return words.say("undated_now", date=_date(was, words))
    if not (was and now):
        return words["moved"]
    key = "moved_from_to" if line.outcome is Outcome.LATER else "brought_forward"
    values = {"earlier": _date(was, words), "later": _date(now, words)}
    if line.past and line.past.moves > 1:
        key = "moved_again" if line.outcome is Outcome.LATER else "brought_forward_again"
        values["again"] = words.say("again", line.past.moves)
        if line.past.first_due and line.past.first_due.end != was.end:
            key += "_since"
            values["first"] = _date(line.past.first_due, words)
    return words.say(key, **values)


def _date(when: When, words: Words) -> str:
    """A date as a paper prints it; one that the files have in words of English, in an English paper by these."""
    if when.due:
        return words.due(when.due)
    if words.language.partition("-")[0].lower() == "en":
        return say_when(when)
    return words.say("from_to", first=when.start, last=when.end)
