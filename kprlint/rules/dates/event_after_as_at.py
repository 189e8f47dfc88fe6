"""event-after-as-at"""

from collections.abc import Iterator
from datetime import date

from kprlint.model.due import say_day
from kprlint.prose.data import words
from kprlint.prose.dates import Certainty, Found, Grain, Role, Tense
from kprlint.prose.dates.attach import (
    is_done_by,
    is_time_of,
    is_told_before,
    is_told_behind,
    is_told_beside,
    is_year_written,
    place_of,
    sentence_start,
    tense_at,
    words_before,
)
from kprlint.prose.dates.own import is_of_an_event
from kprlint.prose.dates.terms import Why
from kprlint.prose.lexicon import VB, tags
from kprlint.rules.base import ActivityFile, Hit, Profile, Severity, rule
from kprlint.rules.dates.in_prose import seen
from kprlint.wording import quote

_SENTENCE = 12
# So many days after the report was written a day without a year is hardly that of the year before.
_SOON = 60
_RAN = words("when", "ran")
_BEGUN = words("when", "begun")
_WHEN = frozenset({Role.POINT, Role.DURING, Role.SINCE})
_OF_THEM = words("when", "parts of it")
_DONE_FOR = words("when", "done for")
_OF_WHAT_COMES = words("when", "of what comes")
_BEFORE_NOUNS = words("when", "before nouns")


@rule("event-after-as-at", severity=Severity.WARNING, profile=Profile.STANDARD)
def event_after_as_at(file: ActivityFile) -> Iterator[Hit]:
    """Something is told as done that lies after the day on which the report was written.

    In progress, or in what is said of a step (`done`, `update` …). That day is `as_at`, else the last day of the period.

    ### Why it matters

    Either the date is wrong, or the report is younger than it says: then its figures are of another day, too.

    ### Bad

    ```yaml
    period: 2023/24 Q2
    progress:
      - Cabinet approved the lettings policy on 17 October 2023.
    ```

    ### Good

    ```yaml
    period: 2023/24 Q2
    as_at: 2023-10-31
    progress:
      - Cabinet approved the lettings policy on 17 October 2023.
    ```
    """
    judged_at = file.judged_at
    if judged_at is None:
        return
    for passage, found in seen(file, "progress", "outcomes"):
        text = passage.text
        at_once = found.role is Role.START and _has_begun(text, found)
        beside = at_once or (found.role in _WHEN and is_told_beside(text, found))
        behind = is_told_behind(text, found)
        if (
            found.first_day is None
            or not (found.first_day > judged_at or _ends_later(text, found, judged_at))
            or not (found.role in _WHEN or at_once or behind or is_done_by(text, found))
            or found.certainty is Certainty.AMBIGUOUS
            or not (is_year_written(found) or _is_soon(found, judged_at))
            or tense_at(text, found) is not Tense.PAST
            or not (beside or behind or is_told_before(text, found))
            or not (beside or behind or is_time_of(text, found))
            or (not beside and is_of_an_event(text, found))
            or (not beside and _is_of_what_comes(text, found))
            or not words("when", "arranges").isdisjoint(_said_before(text, found))
        ):
            continue
        yield Hit(
            passage.at(found.start, found.end),
            f"{quote(found.text)} is told as past, but this was written as at {say_day(judged_at)}",
            "correct the date; or write “as_at:” with the day on which the text was written",
            (text, found.text),
        )


def _ends_later(text: str, found: Found, judged_at: date) -> bool:
    """“Between April and December 2023, 84 were helped”, “It ran from 4 September to 16 October”, written in September."""
    before = words_before(text, found, 2)
    ran = before[-1:] == ["from"] and before[0] in _RAN
    spans = found.grain is Grain.RANGE and (before[-1:] == ["between"] or ran)
    return (
        spans
        and found.last_day is not None
        and found.last_day > judged_at
        and (ran or is_done_by(text, found) or is_told_beside(text, found))
    )


def _is_soon(found: Found, judged_at: date) -> bool:
    """A day without a year, that is told as past and comes next: “Interviews took place on 10 October”."""
    first = found.first_day
    return (
        found.grain is Grain.DAY
        and first is not None
        and (first - judged_at).days < _SOON
        and Why.RELATIVE not in found.why
    )


def _has_begun(text: str, found: Found) -> bool:
    """“Works started in October 2023”, “the exhibition, held from 1 to 20 October 2023”."""
    before = words_before(text, found, 2)
    ran = found.grain is Grain.RANGE and before[-1:] == ["from"] and before[0] in _RAN
    return ran or not _BEGUN.isdisjoint(before) or before == ["as", "of"]


def _is_of_what_comes(text: str, found: Found) -> bool:
    tokens, begin, _ = place_of(text, found)
    before = _without_what_is_past(words_before(text, found))
    if not _OF_WHAT_COMES.isdisjoint(before) or before[-1:] == ["to"]:
        return True
    return (
        any(
            tokens.low[at - 1] == "to" and tags(tokens.low[at]) & VB and not tokens.is_capital(at)
            for at in range(begin - len(before) + 1, begin)
        )
        and "due" not in before
        and not _is_to_somebody(before)
    )


def _said_before(text: str, found: Found) -> list[str]:
    """The words of the sentence before the date, without those next to it."""
    tokens, begin, _ = place_of(text, found)
    start = max(sentence_start(tokens, begin), begin - _SENTENCE)
    return tokens.low[start:begin][:-2]


def _without_what_is_past(before: list[str]) -> list[str]:
    """The words before a date without “of them” and “voted for”, which lead to nothing that comes."""
    kept = list[str]()
    for one, other, word in zip(["", *before], before, [*before[1:], ""], strict=False):
        of_them = other == "of" and word in _OF_THEM
        if not of_them and not (other == "for" and one in _DONE_FOR):
            kept.append(other)
    return kept


def _is_to_somebody(before: list[str]) -> bool:
    """“submitted to Cabinet on”: the word after “to” is the last but the preposition."""
    return "to" in before and before.index("to") == len(before) - 3
