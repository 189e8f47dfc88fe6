"""What is asked of a step that was promised: what became of it, and what goes with that."""

from datetime import date

from kprlint.cycle.asking import Asker, choose_word, day_or_text, text, when
from kprlint.cycle.subject import Asked
from kprlint.cycle.update import StepAnswer
from kprlint.model import Code, Due, NextStep, Outcome, Plan
from kprlint.model.activity import ONGOING
from kprlint.model.due import say_day, say_due
from kprlint.promises.dates import moved as has_moved
from kprlint.promises.dates import of_due
from kprlint.promises.dates import when as due_of
from kprlint.prose.facts.doubtful import doubt, says_nothing
from kprlint.prose.steps.deadline import deadline
from kprlint.wording import quote

DONE, GOES_ON, MOVED = "done", "goes on", "moved"
DROPPED, HANDED_OVER, REWORDED = "dropped", "handed over", "reworded"
VOID = "no promise"  # entered twice, or by mistake
_WORDS = (DONE, GOES_ON, MOVED, DROPPED, HANDED_OVER, REWORDED, VOID)
_CLOSING: dict[str, str] = {outcome.value: "" for outcome in Outcome}


def ask_step(
    asker: Asker, one: Asked, plan: Plan, as_at: date, placeholders: tuple[str, ...] = ()
) -> StepAnswer | None:
    """What became of a step; None where it stays in the file as it is."""
    promised, now = one.earlier.step, one.now or one.earlier.step
    asker.say(f"  {now.action}", indent="  ")
    for line in (_promised(one), *_said(now)):
        asker.say(f"  ({line})", indent="   ")
    if one.place is None:
        asker.say("  It is not in the file any more, and has to be answered for.")
    words = [word for word in _WORDS if not (now.ongoing and word in (DONE, MOVED))]
    keep = (
        ""
        if one.place is None
        else "it stays as it is"
        if _said(now)
        else "it goes on, nothing to say"
    )
    word = choose_word(asker, "What became of it?", words, keep=keep)
    if not word:
        return None
    fields = _FIELDS[word](asker, one, plan, as_at, placeholders)
    if word in (DONE, DROPPED, HANDED_OVER, VOID):
        fields = _CLOSING | {"update": ""} | fields
    else:
        fields = _CLOSING | fields
    there = {name: value for name, value in fields.items() if value or _has(one.now, name)}
    return StepAnswer(promised, one.place, there)


def _has(step: NextStep | None, name: str) -> bool:
    return bool(step and getattr(step, name, ""))


def _promised(one: Asked) -> str:
    """``promised in 2023/24 Q2 for December 2023, by the county``."""
    due = due_of(one.earlier)
    by = f" for {say_due(due.due) if due.due else say_day(due.end)}" if due else ""
    by = ", a standing duty" if one.earlier.step.ongoing else by or ", without a date"
    owner = f"; {one.earlier.step.owner}" if one.earlier.step.owner else ""
    return f"promised in {one.quarter}{by}{owner}"


def _said(step: NextStep) -> list[str]:
    """What the file says of it by now."""
    names = ("done", "dropped", "to", "void", "moved", "update")
    return [f"{name}: {value}" for name in names if (value := getattr(step, name))]


def _done(
    asker: Asker, one: Asked, plan: Plan, as_at: date, placeholders: tuple[str, ...]
) -> dict[str, str]:
    action = (one.now or one.earlier.step).action
    needed = "Write the day, the month or the quarter, or a sentence that says so."
    while True:
        found = day_or_text(asker, "When? Or a sentence that says so", as_at, needed=needed)
        if isinstance(found, Due):
            if found.start > as_at:
                asker.say(f"That was still to come on {say_day(as_at)}, the day of this report.")
            elif found.end > one.earlier.as_at or _sure(
                asker, f"That is before {one.quarter} ended, whose report still promised it."
            ):
                return {"done": str(found)}
        elif says_nothing(found, placeholders):
            asker.say(needed)
        elif doubtful := doubt(found, action):
            words = found[doubtful.start : doubtful.end]
            if _sure(asker, f"{quote(words)} leaves a doubt; if it is done in part, it goes on."):
                return {"done": found}
        else:
            return {"done": found}


def _sure(asker: Asker, why: str) -> bool:
    asker.say(why)
    return choose_word(asker, "Is it done?", ("yes", "no")) == "yes"


def _goes_on(
    asker: Asker, one: Asked, plan: Plan, as_at: date, placeholders: tuple[str, ...]
) -> dict[str, str]:
    now = one.now.update if one.now else ""
    said = text(asker, "What is there to say of it?", now=now)
    return {} if said is None else {"update": said}


def _moved(
    asker: Asker, one: Asked, plan: Plan, as_at: date, placeholders: tuple[str, ...]
) -> dict[str, str]:
    fields = _new_date(asker, one, as_at, keep="")
    said = deadline((one.now or one.earlier.step).action, one.earlier.as_at)
    if said and said.certain:
        asker.say(f"  The step itself says {say_day(said.end)}: put it in other words.")
        fields |= _other_words(asker, one)
    return fields


def _new_date(asker: Asker, one: Asked, as_at: date, *, keep: str) -> dict[str, str]:
    question = "By when?" if keep else "To when?"
    found = when(asker, question, as_at, keep=keep, none="" if keep else "no date")
    if found is None:
        return {}
    fields = {"due": found}
    before = due_of(one.earlier)
    slip = has_moved(before, of_due(Due.parse(found)) if found != ONGOING else None)
    if slip and slip.is_later:
        why = text(
            asker,
            "Why?",
            now=one.now.moved if one.now else "",
            needed="A date that is later than promised needs a reason: write what has held it up.",
        )
        fields |= {} if why is None else {"moved": why}
    else:
        fields["moved"] = ""
    return fields


def _dropped(
    asker: Asker, one: Asked, plan: Plan, as_at: date, placeholders: tuple[str, ...]
) -> dict[str, str]:
    why = text(asker, "Why is it given up?", needed="Write why: councillors will ask.")
    return {"dropped": why or "", "moved": ""}


def _handed_over(
    asker: Asker, one: Asked, plan: Plan, as_at: date, placeholders: tuple[str, ...]
) -> dict[str, str]:
    needed = "Write the code of the activity that goes on with it, or who does: “the county”."
    while True:
        to = text(asker, "To which activity, or to whom?", needed=needed) or ""
        code = Code.parse(to)
        if code is None or not plan.numbers(to) or plan.knows(code):
            return {"to": to, "moved": ""}
        asker.say(f"{quote(to)} is no activity of the plan.")


def _reworded(
    asker: Asker, one: Asked, plan: Plan, as_at: date, placeholders: tuple[str, ...]
) -> dict[str, str]:
    fields = _other_words(asker, one)
    has_date = due_of(one.earlier) or one.earlier.step.ongoing
    return fields | _new_date(asker, one, as_at, keep="it stays" if has_date else "without a date")


def _other_words(asker: Asker, one: Asked) -> dict[str, str]:
    was = " ".join(one.earlier.action.split())
    now = one.now.action if one.now else was
    needed = "Write the step in its new words; the arrow up brings the old ones."
    action = text(asker, "In which words?", needed=needed, before=[now]) or ""
    fields = {"action": action}
    if not (one.now and one.now.was):
        fields["was"] = was
    return fields


def _void(
    asker: Asker, one: Asked, plan: Plan, as_at: date, placeholders: tuple[str, ...]
) -> dict[str, str]:
    why = text(asker, "Why was it no promise?", needed="Write why: “entered twice”, “a misprint”.")
    return {"void": why or "", "moved": ""}


_FIELDS = {
    DONE: _done,
    GOES_ON: _goes_on,
    MOVED: _moved,
    DROPPED: _dropped,
    HANDED_OVER: _handed_over,
    REWORDED: _reworded,
    VOID: _void,
}
