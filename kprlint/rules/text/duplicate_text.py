"""duplicate-text"""

from collections.abc import Iterator
from typing import NamedTuple

from kprlint.model import Activity
from kprlint.project.across import Group, Index, Value, digest
from kprlint.prose.steps.placeholders import is_placeholder
from kprlint.prose.text import Sentence, sentences
from kprlint.rules.base import (
    ActivityFile,
    At,
    Hit,
    Passage,
    Profile,
    Related,
    Scope,
    Severity,
    rule,
)
from kprlint.source.yaml import Path
from kprlint.wording import all_of, quote

# Shorter sentences of two activities are alike by chance: “The report was sent to Cabinet.”
_FEWEST_ELSEWHERE, _FEWEST_HERE = 9, 6
_SHOWN = 3
_FIELDS = {"progress": "progress", "next_steps": "the next steps"}


class _There(NamedTuple):
    """Where a sentence stands in the plan."""

    code: str
    file: str
    at: At


def _key(sentence: Sentence) -> str:
    return digest(*sentence.words)


def _facts(activity: Activity) -> Iterator[tuple[str, Value]]:
    """The long sentences of an activity, with its code and where they stand."""
    texts: list[tuple[Path, str]] = [
        (("progress", i), text) for i, text in enumerate(activity.progress)
    ]
    steps = enumerate(activity.next_steps)
    texts += [(("next_steps", i), step.action) for i, step in steps if step.is_open]
    for path, text in texts:
        for sentence in sentences(text):
            if len(sentence.words) >= _FEWEST_ELSEWHERE:
                yield _key(sentence), (str(activity.code), *path)


def _told(group: Group) -> tuple[_There, ...]:
    """The activities that a sentence stands in, once for each, by code."""
    found: dict[str, _There] = {}
    for name, (code, *path) in group:
        found.setdefault(code, _There(code, name, At(tuple(path))))
    return tuple(sorted(found.values()))


SENTENCES = Index("sentences", _facts, _told)


@rule(
    "duplicate-text",
    severity=Severity.WARNING,
    scope=Scope.PLAN,
    profile=Profile.STANDARD,
    reads_all=True,
    across=SENTENCES,
)
def duplicate_text(file: ActivityFile) -> Iterator[Hit]:
    """A sentence stands in two activities of the plan, or twice in one.

    Sentences that are alike word for word count, from nine words on in two activities and from six in one; capitals
    and marks do not matter. A step that is listed twice is told by duplicate-next-step, a file that stands there
    twice by duplicate-code. “Not applicable (…)” and the like are left to placeholder-next-step.

    ### Why it matters

    One of the two is probably about something else. What was done cannot be what will be done next; and readers
    count twice what happened once.

    ### Bad

    ```yaml
    progress:
      - Develop the training offer for new parish councillors with the county association.
    next_steps:
      - action: Develop the training offer for new parish councillors with the county association
        due: 2023-12
    ```

    ### Good

    ```yaml
    progress:
      - Two of four courses for new parish councillors were written with the county association.
    next_steps:
      - action: Develop the last two courses for new parish councillors
        due: 2023-12
    ```
    """
    seen: dict[tuple[str, ...], Passage] = {}
    for passage in file.passages("progress", "next_steps"):
        for sentence in sentences(passage.text):
            words = sentence.words
            if len(words) < _FEWEST_HERE:
                continue
            first = seen.get(words)
            own = str(file.activity.code)
            elsewhere: tuple[_There, ...] = ()
            if file.folder and len(words) >= _FEWEST_ELSEWHERE:
                elsewhere = file.folder.across(SENTENCES, _key(sentence))
            if first is None:
                seen[words] = passage
                if len(elsewhere) < 2:
                    continue
            if is_placeholder(passage.text):
                break
            text = passage.text[sentence.start : sentence.end]
            where = passage.at(sentence.start, sentence.end)
            others = [there for there in elsewhere if there.code != own]
            if first and not first.field == passage.field == "next_steps":
                yield Hit(
                    where,
                    f"{quote(text)} stands in {_FIELDS[first.field]} already",
                    "say there what was done and here what will be done"
                    if first.field != passage.field
                    else "keep one of the two",
                    (passage.field, *words),
                    related=(Related(At(first.path), "here already"),),
                )
            elif others and not first:
                names = all_of([there.code for there in others], _SHOWN)
                yield Hit(
                    where,
                    f"{quote(text)} stands in {names}, too",
                    "keep it where it belongs, and say here what is true of this activity alone",
                    (passage.field, *words),
                    related=tuple(
                        Related(there.at, f"it stands in {there.code}, too", there.file)
                        for there in others[:_SHOWN]
                    ),
                )
