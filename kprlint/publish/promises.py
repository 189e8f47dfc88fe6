"""What became of last quarter's promises, as the ledger has it: facts, and where nobody has said, that."""

from collections.abc import Iterator

from kprlint.change.ledger import Line, Outcome, ledger
from kprlint.change.snapshot import Snapshot
from kprlint.change.threads import Knot
from kprlint.change.wording import say_when
from kprlint.model import NextStep
from kprlint.model.due import say_due
from kprlint.promises import when
from kprlint.publish.paper import AccountedStep
from kprlint.publish.text import printed


def promises(now: Snapshot, before: list[Snapshot]) -> Iterator[AccountedStep]:
    """In the register's order; `before` are the quarters before `now`, newest first.

    What was neither closed nor moved and of which nothing is said stands among the next steps alone. Where no earlier
    quarter is known there is what this quarter's files say themselves.
    """
    chain = [*reversed(before), now] if before else [now._replace(activities={}), now]
    for line in ledger(chain, len(chain) - 2, with_questions=False).lines:
        said = told(line)
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


def told(line: Line) -> str:
    """The line in words; empty where there is nothing to tell beside the step itself."""
    match line.outcome:
        case Outcome.DONE:
            return _with(_done(line), "" if line.done else line.said)
        case Outcome.VOID:
            return _with("Was no promise", line.said)
        case Outcome.DROPPED:
            return _with("Given up", line.said)
        case Outcome.MOVED_TO:
            there = line.after.promise.activity.code if line.after else ""
            said = "" if line.said.strip() == str(there) else line.said
            return _with(f"Goes on in {there}" if there else "Goes on elsewhere", said)
        case Outcome.PARTLY:
            parts = sorted(
                _parts(line), key=lambda k: (k.at, str(k.promise.activity), k.promise.place)
            )
            return f"Done in part: {'; '.join(_part(k.promise.step) for k in parts)}"
        case Outcome.REOPENED:
            return _with("Was closed, and is open again", line.said)
        case Outcome.LATER | Outcome.EARLIER:
            return _with(_moved(line), _why_and_how(line) or "nobody has said why")
        case Outcome.REWORDED:
            now = "; ".join(f"“{k.promise.action}”" for k in _parts(line))
            return _with(f"Now reads {now}", line.said)
        case Outcome.UNACCOUNTED:
            return "Nobody has said what became of it"
    return _with("Goes on", line.said) if line.said else ""


def _with(what: str, said: str) -> str:
    return f"{what}: {said}" if said else what


def _parts(line: Line) -> tuple[Knot, ...]:
    return (line.after, *line.parts) if line.after else line.parts


def _part(step: NextStep) -> str:
    """What became of a part of a promise: ``“Let unit 5”, done 8 March 2025``."""
    said = (step.done or step.dropped or step.to or step.void or step.moved or step.update).rstrip(
        "."
    )
    if step.is_open:
        return _with(f"“{step.action}”, still open", said)
    if step.done:
        done = f"“{step.action}”, done"
        return f"{done} {say_due(step.done_on)}" if step.done_on else _with(done, said)
    how = "given up" if step.dropped else "goes on elsewhere" if step.to else "was no promise"
    return _with(f"“{step.action}”, {how}", said)


def _why_and_how(line: Line) -> str:
    """Why the date moved, and how it stands, where its officer says both."""
    updates = (k.promise.step.update for k in _parts(line))
    update = next((said for said in updates if said and said != line.said), "")
    if not (line.said and update):
        return line.said or update
    return f"{line.said}{'' if line.said.endswith(('.', '!', '?')) else '.'} {update}"


def _done(line: Line) -> str:
    if not line.done:
        return "Done"
    late = f", {_days(line.days)} late" if line.days and line.days > 0 else ""
    return f"Done {say_due(line.done)}{late}"


def _moved(line: Line) -> str:
    """``Moved from March 2024 to June 2024, for the second time, first promised for 2023``."""
    was = when(line.before.promise) if line.before else None
    now = when(line.after.promise) if line.after else None
    if was and not now:
        return f"No longer dated, was due {say_when(was)}"
    if not (was and now):
        return "Moved"
    verb = "Moved" if line.outcome is Outcome.LATER else "Brought forward"
    told = f"{verb} from {say_when(was)} to {say_when(now)}"
    if line.past and line.past.moves > 1:
        told += f", the {_ordinal(line.past.moves)} time"
        if line.past.first_due and line.past.first_due.end != was.end:
            told += f"; first promised for {say_when(line.past.first_due)}"
    return told


def _days(days: int | None) -> str:
    return "1 day" if days == 1 else f"{days} days"


def _ordinal(number: int) -> str:
    words = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}
    return words.get(number, f"{number}th")
