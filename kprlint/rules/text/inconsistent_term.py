"""inconsistent-term"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from kprlint.model import Activity
from kprlint.project.across import Group, Index, Value
from kprlint.prose.data import rows
from kprlint.prose.text import Token, read, sentences, tokens
from kprlint.rules.base import ActivityFile, Hit, Profile, Scope, Severity, rule
from kprlint.wording import quote

_SPACE = " "


class _Form(NamedTuple):
    """A term as it is spelt somewhere. Names (“Well-being Act”) are compared with names alone."""

    term: str
    is_name: bool
    form: str
    start: int
    end: int


class _Usual(NamedTuple):
    """The form that the plan has most of, as it was first written, and how often."""

    said: str
    form: str
    times: int


def _facts(activity: Activity) -> Iterator[tuple[str, Value]]:
    """Each term of an activity as it is spelt there."""
    for text in _texts(activity):
        for found in _forms(text):
            yield _key(found), (found.form, text[found.start : found.end])


def _key(found: _Form) -> str:
    return f"{found.term}, a name" if found.is_name else found.term


def _told(group: Group) -> _Usual | None:
    """The usual form of a term that the plan spells in more than one way."""
    forms = dict[str, tuple[int, str]]()
    for _, (form, said) in group:
        count, first = forms.get(form, (0, said))
        forms[form] = (count + 1, first)
    if len(forms) < 2:
        return None
    # Of equally frequent forms the first one counts as the usual one.
    form = max(forms, key=lambda form: forms[form][0])
    return _Usual(forms[form][1], form, forms[form][0])


TERMS = Index("terms", _facts, _told)


@rule(
    "inconsistent-term",
    severity=Severity.INFO,
    scope=Scope.PLAN,
    profile=Profile.PUBLICATION,
    reads_all=True,
    across=TERMS,
)
def inconsistent_term(file: ActivityFile) -> Iterator[Hit]:
    """The plan spells one term in two ways.

    “COVID-19” and “Covid 19”, “wellbeing” and “well-being”. Each rarer form is shown once in an activity; where they
    are even, the one that comes later in the plan.

    ### Why it matters

    Readers wonder whether two things are meant, and a search finds only one of them.

    ### Bad

    ```yaml
    progress:
      - The wellbeing survey was sent out in July.
      - Answers to the well-being survey came from 340 people.
    ```

    ### Good

    ```yaml
    progress:
      - The wellbeing survey was sent out in July.
      - Answers to the wellbeing survey came from 340 people.
    ```
    """
    if file.folder is None:
        return
    told = set[str]()
    for passage in file.passages():
        for found in _forms(passage.text):
            wanted = file.folder.across(TERMS, _key(found))
            if wanted is None or wanted.form == found.form or found.form in told:
                continue
            told.add(found.form)
            said = passage.text[found.start : found.end]
            times = "once" if wanted.times == 1 else f"{wanted.times} times"
            yield Hit(
                passage.at(found.start, found.end),
                f"{quote(said)} is spelt {quote(wanted.said)} elsewhere in the plan, {times}",
                f"write {quote(wanted.said)} everywhere",
                (found.form, wanted.form),
            )


def _texts(activity: Activity) -> Iterator[str]:
    yield activity.title
    yield activity.status_reason
    yield from activity.progress
    yield from (step.action for step in activity.next_steps)


@cache
def _table() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """First word of a form → its words with the marks between, the term and the form; longer forms first."""
    found = dict[str, list[tuple[tuple[str, ...], str, str]]]()
    for forms in rows("terms"):
        for form in forms:
            if form:
                parts = _parts(tokens(form.lower()))
                found.setdefault(parts[0], []).append((parts, forms[0], form.lower()))
    return {
        first: tuple(sorted(forms, key=lambda entry: -len(entry[0])))
        for first, forms in found.items()
    }


def _parts(words: tuple[Token, ...]) -> tuple[str, ...]:
    """Words and the marks between them: ``("covid", "-", "19")``."""
    parts = [words[0].word]
    for token in words[1:]:
        parts += [token.before or _SPACE, token.word]
    return tuple(parts)


@lru_cache(maxsize=4096)  # asked for the plan, then for the file
def _forms(text: str) -> tuple[_Form, ...]:
    """The terms of `text` in every spelling that is listed."""
    return tuple(_spelt(text))


def _spelt(text: str) -> Iterator[_Form]:
    table = _table()
    if table.keys().isdisjoint(read(text).words):
        return
    for sentence in sentences(text):
        if table.keys().isdisjoint(sentence.words):
            continue
        words = sentence.tokens
        at = 0
        while at < len(words):
            for parts, term, form in table.get(words[at].word, ()):
                size = (len(parts) + 1) // 2
                some = words[at : at + size]
                if len(some) < size or _parts(some) != parts or _is_address(words, at, at + size):
                    continue
                is_name = at > 0 and some[0].is_capital and not term[0].isupper()
                yield _Form(term, is_name, form, some[0].start, some[-1].end)
                at += size - 1
                break
            at += 1


def _is_address(words: tuple[Token, ...], at: int, after: int) -> bool:
    """Whether the words are part of an address, or of a longer compound."""
    behind = words[after].before if after < len(words) else ""
    return any(mark in ("@", "/", ".", "_") for mark in (words[at].before, behind))
