"""What a next step is, if it is none: done already, a state, more of the same, vague, or a thing without a verb.

One step is told of once. A placeholder is another rule's business; then what was done goes before what is, that
before “continue”, that before what is vague, and what has no verb comes last.
"""

from datetime import date
from functools import lru_cache

from kprlint.model import NextStep
from kprlint.prose.data import words
from kprlint.prose.lexicon import DT, VB, VBG, VBN, tags
from kprlint.prose.steps.continuative import continuative
from kprlint.prose.steps.kinds import Classified, StepKind
from kprlint.prose.steps.past import past
from kprlint.prose.steps.placeholders import is_placeholder
from kprlint.prose.steps.stative import stative
from kprlint.prose.steps.vague import vague
from kprlint.prose.steps.verbless import verbless
from kprlint.prose.text import sentences

_LONGEST_SUGGESTION = 9
_NOW = words("steps", "now")
_BEFORE_NOUN = words("steps", "before a noun")


def classify(
    steps: tuple[NextStep, ...], placeholders: tuple[str, ...], judged_at: date | None
) -> tuple[tuple[int, Classified], ...]:
    """What each step is that says anything, with its place in the list."""
    found: list[tuple[int, Classified]] = []
    for index, step in enumerate(steps):
        if step.action and not is_placeholder(step.action, placeholders):
            later = bool(step.due and judged_at and not step.due.is_past(judged_at))
            found.append((index, _read(step.action, bool(step.due), later, judged_at)))
    only_go_on = all(
        t.kind in (StepKind.CONTINUATIVE, StepKind.CONTINUATIVE_AT_LENGTH) for _, t in found
    )
    return tuple(
        (index, _one_of_many(told, steps[index], only_go_on and place == 0))
        for place, (index, told) in enumerate(found)
    )


def _one_of_many(told: Classified, step: NextStep, speaks_for_all: bool) -> Classified:
    """A step that goes on at length is a fault where no other does more, and told once for all of them."""
    if told.kind is not StepKind.CONTINUATIVE_AT_LENGTH:
        return told
    if speaks_for_all:
        return told._replace(kind=StepKind.CONTINUATIVE)
    return vague(sentences(step.action), dated=bool(step.due)) or told


@lru_cache(maxsize=1024)
def _read(text: str, dated: bool, due_later: bool, judged_at: date | None) -> Classified:
    said = sentences(text)
    return (
        past(said, due_later=due_later, judged_at=judged_at)
        or stative(said)
        or continuative(said)
        or vague(said, dated=dated)
        or verbless(text, said, dated=dated)
        or Classified(StepKind.ACTION, 0, len(text))
    )


def instead(text: str, told: Classified) -> str:
    """The step with its verb first: “Develop a programme”, for “A programme is being developed”; "" where none is known."""
    if not told.verb:
        return ""
    tokens = next(s.tokens for s in sentences(text) if s.start <= told.start < s.end)
    if told.kind is StepKind.VERBLESS:
        subject = list(tokens[:-1])
    else:
        subject = [token for token in tokens if token.end <= told.start]
    if subject and subject[-1].word in _NOW:
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
    return bool(tags(word) & (DT | VB | VBG | VBN)) or word in _BEFORE_NOUN
