"""What somebody means who is asked for a date and answers in plain words: “end of March”."""

from datetime import date, timedelta

from kprlint.model.due import Due
from kprlint.prose.data import words
from kprlint.prose.dates import Certainty, Found, Tense, find
from kprlint.prose.steps.deadline import as_due
from kprlint.prose.tokens import tokens_of

_AROUND = words("dates", "leads") | words("dates", "behind") | words("dates", "links (deadline)")
_BEFORE = words("when", "before a date")


def date_answer(text: str, as_at: date, *, ahead: bool) -> tuple[Due, ...]:
    """The dates that `text` may mean, read as of `as_at`: nothing where it is no date, or says more than one.

    Two where its words have two meanings. `ahead`: it is still to come; by then a time without a name of its own
    (“mid-May”, “spring”) is over on its last day. What has happened is left in its words where they have no such date.
    """
    text = text.strip().rstrip(".")
    if exact := Due.parse(text):
        return (exact,)
    found = find(text, as_at, tense=Tense.FUTURE if ahead else Tense.PAST)
    if len(found) != 1 or not _is_all(text, found[0]):
        return ()
    one = found[0]
    if one.certainty is Certainty.AMBIGUOUS:
        days = [(reading.first_day, reading.last_day) for reading in one.readings]
    elif one.first_day and one.last_day:
        days = [(one.first_day, one.last_day)]
    else:
        return ()
    if not _BEFORE.isdisjoint(tokens_of(text[: one.start]).low) and ahead:
        days = [(first - timedelta(days=1),) * 2 for first, _ in days if first > date.min]
    made = (as_due(first, last) or (as_due(last, last) if ahead else None) for first, last in days)
    return tuple(dict.fromkeys(due for due in made if due))


def is_time(text: str, as_at: date) -> bool:
    """Whether `text` is nothing but a time, be it one that has no date of its own: “last week”."""
    found = find(text.strip().rstrip("."), as_at, tense=Tense.PAST)
    return len(found) == 1 and _is_all(text.strip().rstrip("."), found[0])


def _is_all(text: str, found: Found) -> bool:
    """Whether nothing stands around the date but what leads to one."""
    around = [*tokens_of(text[: found.start]).low, *tokens_of(text[found.end :]).low]
    return all(word in _AROUND or not word.isalnum() for word in around)
