"""What a next step is, if it is none: done already, a state, more of the same, vague, or a thing without a verb.

One step is told of once. A placeholder is another rule's business; then what was done goes before what is, that
before “continue”, that before what is vague, and what has no verb comes last.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from kprlint.model import Kind, NextStep
from kprlint.rules.base import ActivityFile, At
from kprlint.rules.next_steps.placeholders import is_placeholder
from kprlint.rules.words.forms import Form, Told
from kprlint.rules.words.going_on import going_on
from kprlint.rules.words.grammar import DETERMINERS, is_participle
from kprlint.rules.words.past import past
from kprlint.rules.words.states import state
from kprlint.rules.words.things import thing
from kprlint.rules.words.tokens import sentences
from kprlint.rules.words.vague import vague
from kprlint.rules.words.verbs import verbs

_LONGEST_SUGGESTION = 9


class StepHit(NamedTuple):
    """A step of some form: the place of its words, the words, the whole step, and what might be written instead.

    `instead` begins with a verb and goes on in the step's own words; "" where none can be made.
    """

    at: At
    words: str
    text: str
    instead: str
    advice: str


def hits(file: ActivityFile, form: Form) -> Iterator[StepHit]:
    """The steps of the activity that are of this form; none where it is over, since no step is due then."""
    if file.status and file.status.kind in (Kind.COMPLETE, Kind.WITHDRAWN):
        return
    found = [(index, told) for index, told in readings(file) if told.form is form]
    if not found:
        return
    passages = list(file.passages("next_steps"))
    for index, told in found:
        passage = passages[index]
        text = passage.text
        start = told.start
        if form in (Form.PAST, Form.STATE):
            # The verb alone says little: “was held”. The caret stands under it, the message quotes from the subject on.
            start = next(s.start for s in sentences(text) if s.start <= told.start < s.end)
        yield StepHit(
            passage.at(told.start, told.end),
            text[start : told.end],
            text,
            _instead(text, told),
            told.advice,
        )


def readings(file: ActivityFile) -> tuple[tuple[int, Told], ...]:
    """What each step is that says anything, with its place in the list."""
    return _readings(file.activity.next_steps, file.placeholders, file.judged_at)


@lru_cache(maxsize=64)
def _readings(
    steps: tuple[NextStep, ...], placeholders: tuple[str, ...], judged_at: date | None
) -> tuple[tuple[int, Told], ...]:
    """Kept, since several rules ask in turn for the same activity."""
    found: list[tuple[int, Told]] = []
    for index, step in enumerate(steps):
        if step.action and not is_placeholder(step.action, placeholders):
            later = bool(step.due and judged_at and not step.due.is_past(judged_at))
            found.append((index, _read(step.action, bool(step.due), later, judged_at)))
    only_go_on = all(t.form in (Form.CONTINUE, Form.CONTINUE_AT_LENGTH) for _, t in found)
    return tuple(
        (index, _one_of_many(told, steps[index], only_go_on and place == 0))
        for place, (index, told) in enumerate(found)
    )


def _one_of_many(told: Told, step: NextStep, speaks_for_all: bool) -> Told:
    """A step that goes on at length is a fault where no other does more, and told once for all of them."""
    if told.form is not Form.CONTINUE_AT_LENGTH:
        return told
    if speaks_for_all:
        return told._replace(form=Form.CONTINUE)
    return vague(sentences(step.action), dated=bool(step.due)) or told


@lru_cache(maxsize=1024)
def _read(text: str, dated: bool, due_later: bool, judged_at: date | None) -> Told:
    said = sentences(text)
    return (
        past(said, due_later=due_later, judged_at=judged_at)
        or state(said)
        or going_on(said)
        or vague(said, dated=dated)
        or (None if dated else thing(text, said))
        or Told(Form.ACTION, 0, len(text))
    )


def _instead(text: str, told: Told) -> str:
    """The step with its verb first: “Develop a programme”, for “A programme is being developed”."""
    if not told.verb:
        return ""
    tokens = next(s.tokens for s in sentences(text) if s.start <= told.start < s.end)
    if told.form is Form.NO_VERB:
        subject = list(tokens[:-1])
    else:
        subject = [token for token in tokens if token.end <= told.start]
    if subject and subject[-1].word in ("currently", "now", "also"):
        subject.pop()
    if not subject or any("," in token.before for token in subject):
        return ""
    cut = subject[:_LONGEST_SUGGESTION]
    first = cut[0]
    words = text[first.start : cut[-1].end] + (" …" if len(cut) < len(subject) else "")
    small = len(cut) > 1 and not cut[1].is_capital and not cut[1].word[0].isdecimal()
    if not first.is_capitals and (small or _is_common(first.word)):
        words = words[0].lower() + words[1:]
    return f"{told.verb[0].upper()}{told.verb[1:]} {words}"


def _is_common(word: str) -> bool:
    """Whether a word is surely no name, so that it is written small within a sentence."""
    known = verbs()
    return (
        word in DETERMINERS
        or word in known.bases
        or word in known.ings
        or is_participle(word)
        or word in ("new", "draft", "final", "initial", "further", "additional", "detailed")
    )
