"""duplicate-text"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from kprlint.prose.steps.placeholders import is_placeholder
from kprlint.prose.text import sentences
from kprlint.rules.base import ActivityFile, Folder, Hit, Profile, Scope, Severity, rule
from kprlint.wording import all_of, quote

# Shorter sentences of two activities are alike by chance: “The report was sent to Cabinet.”
_FEWEST_ELSEWHERE, _FEWEST_HERE = 9, 6
_SHOWN = 3
_FIELDS = {"progress": "progress", "next_steps": "the next steps"}


@rule("duplicate-text", severity=Severity.WARNING, scope=Scope.PLAN, profile=Profile.STANDARD)
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
    elsewhere = _of_plan(file.folder) if file.folder else {}
    seen: dict[tuple[str, ...], str] = {}
    for passage in file.passages("progress", "next_steps"):
        for sentence in sentences(passage.text):
            words = sentence.words
            if len(words) < _FEWEST_HERE:
                continue
            first = seen.get(words)
            if first is None:
                seen[words] = passage.field
                if words not in elsewhere:
                    continue
            if is_placeholder(passage.text):
                break
            text = passage.text[sentence.start : sentence.end]
            where = passage.at(sentence.start, sentence.end)
            others = sorted(elsewhere.get(words, frozenset()) - {str(file.activity.code)})
            if first and not first == passage.field == "next_steps":
                yield Hit(
                    where,
                    f"{quote(text)} stands in {_FIELDS[first]} already",
                    "say there what was done and here what will be done"
                    if first != passage.field
                    else "keep one of the two",
                    (passage.field, *words),
                )
            elif others and not first:
                names = all_of(others, _SHOWN)
                yield Hit(
                    where,
                    f"{quote(text)} stands in {names}, too",
                    "keep it where it belongs, and say here what is true of this activity alone",
                    (passage.field, *words),
                )


@lru_cache(maxsize=1)
def _of_plan(folder: Folder) -> Mapping[tuple[str, ...], frozenset[str]]:
    """The long sentences that stand in more than one activity of the plan, with their codes."""
    found: dict[tuple[str, ...], set[str]] = {}
    for activity in folder.activities.values():
        for text in (*activity.progress, *(step.action for step in activity.open_steps)):
            for sentence in sentences(text):
                if len(sentence.words) < _FEWEST_ELSEWHERE:
                    continue
                found.setdefault(sentence.words, set()).add(str(activity.code))
    return {words: frozenset(codes) for words, codes in found.items() if len(codes) > 1}
