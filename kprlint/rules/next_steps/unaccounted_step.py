"""unaccounted-step"""

from collections.abc import Iterator, Sequence

from kprlint.model import Kind
from kprlint.project.accounts import Account, Accounts
from kprlint.promises import Promise
from kprlint.promises.alike import alike
from kprlint.promises.words import key
from kprlint.prose.similarity import stems
from kprlint.prose.steps.suggestion import suggest
from kprlint.prose.text import sentences
from kprlint.rules import offers
from kprlint.rules.base import ActivityFile, At, Hit, Offer, Related, Scope, Severity, rule
from kprlint.rules.next_steps.accounting import accounts, has_to_answer, say_quarter
from kprlint.rules.next_steps.writing import fields_of, indent, is_text, written
from kprlint.source import emit
from kprlint.wording import quote

_OUTCOMES = (
    "done:      # the day, or a sentence that says so",
    "dropped:   # why it is given up",
    "to:        # the code of the activity that goes on with it, or who does",
    "void:      # why it was no promise: entered twice, a misprint",
)
_ANSWERS = {
    "done": "It was done: write it back with “done:”, and say when",
    "dropped": "It is given up: write it back with “dropped:”, and say why",
    "to": "It goes on elsewhere: write it back with “to:”, and say where",
    "void": "It was no promise: write it back with “void:”, and say why",
}
# The share of a step's words from which a sentence is shown beside it.
_CLEARLY = 0.5


@rule("unaccounted-step", scope=Scope.PLAN, suppressible=False)
def unaccounted_step(file: ActivityFile) -> Iterator[Hit]:
    """A step that was promised last quarter is gone, and nobody says what became of it.

    A step is not deleted: a line beside it says what became of it, until the next quarter is opened. `done`,
    `dropped`, `to` or `void` close it; `was` in another step says that this one is it in other words; where it simply
    goes on it stays as it is. Another spelling, other capitals, marks, list numbers and dates are no other words;
    another number, name, phase or a “not” are.

    What git holds of the last quarter is compared; for a file that stays in a quarter which its plan has left, what it held
    when the plan went on. Where an activity continues one of the plan before, and that plan's
    last quarter is the one before, it answers for its steps, too. Before the quarter `answers_from` in the register
    it is for information only. No comment and no waiver hides it: the line that is missing is the answer.

    ### Why it matters

    Each promise counts once in the report to councillors: kept, given up, handed over, or still to come. One that
    vanishes is told there as one of which nobody has said what became of it.

    ### Bad

    ```yaml last-quarter/KA.03.04.yaml
    period: 2023/24 Q1
    next_steps:
      - action: Order the new monitors
        due: 2023-09
    ```

    ```yaml
    period: 2023/24 Q2
    next_steps:
      - action: Choose the places for the new monitors
        due: 2023/24 Q4
    ```

    ### Good

    ```yaml last-quarter/KA.03.04.yaml
    period: 2023/24 Q1
    next_steps:
      - action: Order the new monitors
        due: 2023-09
    ```

    ```yaml
    period: 2023/24 Q2
    next_steps:
      - action: Order the new monitors
        due: 2023-09
        done: 2023-09-18
      - action: Choose the places for the new monitors
        due: 2023/24 Q4
    ```
    """
    found = accounts(file)
    if found is None or (file.status and file.status.kind is Kind.WITHDRAWN):
        return  # its status gives up all of it
    lost = [pair for account in found.of for pair in _lost(account)]
    told = {key(promise.action) for _, promise in lost}
    lost += [pair for pair in _lost(found.own) if key(pair[1].action) not in told]
    if not lost:
        return
    severity = None if has_to_answer(file, found.quarter) else Severity.INFO
    hits = [
        Hit(
            At(("next_steps",), key=True),
            f"{quote(promise.action)} was promised {say_quarter(account.report.quarter, found.quarter)}: "
            "write what became of it",
            "",
            (promise.action,),
            severity=severity,
        )
        for account, promise in lost
    ]
    yield from hits if file.counted else _answered(file, found, hits, [p for _, p in lost])


def _answered(
    file: ActivityFile, found: Accounts, hits: Sequence[Hit], gone: Sequence[Promise]
) -> Iterator[Hit]:
    """The same, each with what may be written, and where it may be answered already."""
    sentence = _sentences(gone, file)
    new = _new(file, found)
    other = alike([promise.action for promise in gone], [step.action for step in new])
    for place, (hit, promise) in enumerate(zip(hits, gone, strict=True)):
        replaced = new[other[place]] if place in other else None
        yield hit._replace(
            help=_help(file, promise, sentence[place], replaced),
            related=_related(file, sentence[place], replaced),
            offers=tuple(_offers(file, promise, sentence[place], replaced)),
        )


def _lost(account: Account | None) -> list[tuple[Account, Promise]]:
    """The promises of an account that are this activity's to answer for, and of which nothing is said."""
    if account is None or not account.is_told_here:
        return []
    lines = account.answers.lines
    return [(account, x.earlier) for x in lines if x.earlier.step.is_open and not x.parts]


def _help(file: ActivityFile, promise: Promise, said: str, replaced: Promise | None) -> str:
    lines = [
        "paste these lines below “next_steps:”, fill in the one that is true and delete the other three, or all "
        "four if it goes on:",
        *written(promise.step, indent(file), _OUTCOMES),
    ]
    if replaced:
        was = f"was: {emit.scalar(' '.join(promise.action.split()))}"
        other = f"or, if {quote(replaced.action)} is this step in other words"
        if is_text(file, ("next_steps", replaced.place)):
            lines += [f"{other}, write it so:", *written(replaced.step, indent(file), (was,))]
        else:
            lines += [f"{other}, add to it:", f"{indent(file)}  {was}"]
    if said:
        lines.append(f"progress says “{said}”; does that answer it?")
    return "\n".join(lines)


def _offers(
    file: ActivityFile, promise: Promise, said: str, replaced: Promise | None
) -> Iterator[Offer]:
    """The lines of the help, each answer for itself."""
    document, path = file.document, ("next_steps",)
    fields = fields_of(promise.step)
    if said:
        yield from offers.item(
            document, path, {**fields, "done": said}, f"It is done: {quote(said)}"
        )
    if replaced:
        was = " ".join(promise.action.split())
        at, title = (*path, replaced.place), f"{quote(replaced.action)} is this step in other words"
        yield from offers.field(document, at, "was", title, said=was)
    yield from offers.item(document, path, fields, "It goes on: write it back as it was")
    for name, title in _ANSWERS.items():
        yield from offers.item(document, path, {**fields, name: ""}, title)


def _related(file: ActivityFile, said: str, replaced: Promise | None) -> tuple[Related, ...]:
    """Where the sentence stands that may answer it, and the step that may be it."""
    found = [
        Related(
            At(("progress", place), part=(text.index(said), text.index(said) + len(said))),
            "may answer it",
        )
        for place, text in enumerate(file.activity.progress)
        if said and said in text
    ][:1]
    if replaced:
        found.append(Related(At(("next_steps", replaced.place)), "may be this step in other words"))
    return tuple(found)


def _new(file: ActivityFile, found: Accounts) -> list[Promise]:
    """The file's steps that stand for no earlier one."""
    used = {
        part.later.place
        for account in found.all
        for line in account.answers.lines
        for part in line.parts
        if part.later.activity.code == file.activity.code
    }
    mine = {
        later.place: later
        for account in found.all
        for later in account.answers.new
        if later.activity.code == file.activity.code and later.place not in used
    }
    return list(mine.values())


def _sentences(lost: Sequence[Promise], file: ActivityFile) -> list[str]:
    """For each lost step the sentence of progress that clearly speaks of it; empty where none does."""
    actions = [promise.action for promise in lost]
    others = [step.action for step in file.activity.next_steps if step.action]
    found = suggest(actions, file.activity.progress, others)
    return [
        one if one and _covers(one, action) else ""
        for action, one in zip(actions, found, strict=True)
    ]


def _covers(sentence: str, action: str) -> bool:
    said, promised = _stems(sentence), _stems(action)
    return bool(promised) and len(said & promised) / len(promised) >= _CLEARLY


def _stems(text: str) -> frozenset[str]:
    return frozenset(s for sentence in sentences(text) for s in stems(sentence.tokens))
