"""stale-progress"""

from collections.abc import Iterator
from itertools import pairwise

from kprlint.model import Kind
from kprlint.model.due import say_day
from kprlint.prose.data import words
from kprlint.prose.dates import Certainty, Found, Role
from kprlint.prose.dates.attach import is_year_written
from kprlint.prose.lexicon import VBD, VBN, WAS, base_of_participle
from kprlint.prose.text import Sentence, sentences
from kprlint.rules.base import ActivityFile, Hit, Passage, Profile, Severity, rule
from kprlint.rules.dates.in_prose import seen
from kprlint.wording import quote

_OVER = frozenset({Kind.DEFERRED, Kind.PAUSED, Kind.COMPLETE, Kind.WITHDRAWN, Kind.NOT_STARTED})
_NOW = words("when", "of now")
_OPENING = 2
_AT_ANOTHER_TIME = words("when", "at another time")
_NOT_THEN = _NOW | _AT_ANOTHER_TIME
_OF_THEN = frozenset({Role.NAME, Role.SINCE, Role.AFTER})


@rule("stale-progress", severity=Severity.WARNING, profile=Profile.STANDARD)
def stale_progress(file: ActivityFile) -> Iterator[Hit]:
    """All that progress tells was over before the quarter began.

    Only where each sentence has a date of its own, all of them are past, and none speaks of the present. “Following
    the decision in March 2023, officers wrote …” does not say when they wrote.

    ### Why it matters

    The report is asked what happened in the quarter. Old news under a new heading hides that nothing did.

    ### Bad

    ```yaml
    period: 2023/24 Q2
    progress:
      - The transport strategy was adopted in December 2020.
    ```

    ### Good

    ```yaml
    period: 2023/24 Q2
    progress:
      - The transport strategy of December 2020 led to two new bus lanes, opened on 4 September 2023.
    ```
    """
    activity, status = file.activity, file.status
    if not activity.period or not activity.progress or (status and status.kind in _OVER):
        return
    began = activity.period.first_day
    told = list(seen(file, "progress"))
    for _, found in told:
        if found.last_day is None or found.certainty is Certainty.AMBIGUOUS:
            return
        if found.last_day >= began or found.role in _OF_THEN or not is_year_written(found):
            return
    for passage in file.passages("progress"):
        dates = [one.found for one in told if one.passage == passage]
        if not all(_is_over(passage, sentence, dates) for sentence in sentences(passage.text)):
            return
    if not told:
        return
    passage, found = max(told, key=lambda one: one.found.last_day or began)
    yield Hit(
        passage.at(found.start, found.end),
        f"The latest that progress tells of, {quote(found.text)}, "
        f"was over before the quarter began on {say_day(began)}",
        "say what happened in the quarter; if nothing did, say that and why",
        (passage.text, found.text),
    )


def _is_over(passage: Passage, sentence: Sentence, dates: list[Found]) -> bool:
    """Whether the sentence has a date, and tells of nothing beside what happened then."""
    own = [found for found in dates if sentence.start <= found.start < sentence.end]
    if not own or not _NOT_THEN.isdisjoint(sentence.words):
        return False
    if _is_aside(sentence, own[0]):
        return False
    if len(sentence.tokens) > _OPENING and own[0].start < sentence.tokens[_OPENING].start:
        return True  # “In May 2023 the team drew up …”
    last = max(found.end for found in own)
    return not any(
        token.start >= last and (token.tags & (WAS | VBD) or base_of_participle(token.word))
        for token in sentence.tokens
    )


def _is_aside(sentence: Sentence, found: Found) -> bool:
    """“The whistleblowing line, set up in October 2020, answered 431 calls”: the sentence goes on behind the aside."""
    commas = [i for i, token in enumerate(sentence.tokens) if "," in token.before]
    for begin, end in pairwise(commas):
        tokens = sentence.tokens
        if tokens[begin].start <= found.start < tokens[end].start:
            first = tokens[begin]
            went_on = tokens[end].tags & (WAS | VBD | VBN)
            return bool(first.tags & VBN) and bool(went_on)
    return False
