"""What readers say that they need of a text is true: without it they find nothing."""

from collections.abc import Callable, Iterable
from datetime import date
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kprlint.prose import dates, patterns
from kprlint.prose.dates import grammar
from kprlint.prose.facts import acronyms, claims, figures, percentages, personal_data, stalled
from kprlint.prose.facts import unfinished as facts_unfinished
from kprlint.prose.needs import ANY, Needs
from kprlint.prose.steps import vague
from kprlint.prose.text import read, sentences
from tests.prose.score_rules import LABELS, cases


class Written(NamedTuple):
    """A text in a field."""

    text: str
    field: str = "progress"


class Reader(NamedTuple):
    """A reader: where it says what it needs, and what it finds in a text."""

    module: ModuleType
    name: str
    read: Callable[[str], Iterable[object]]


def _stalled(text: str) -> Iterable[object]:
    return stalled.stalled([Written(text)], complete=False, first_year=None)


def _named(text: str) -> Iterable[object]:
    return [found] if (found := personal_data.named(text, step=True)) else []


def _vague(text: str) -> Iterable[object]:
    return [found] if (found := vague.vague(sentences(text), dated=False)) else []


def _disagreeing(text: str) -> Iterable[object]:
    return figures.disagreeing([Written(text), Written(text.replace("1", "2"))])


def _dates(text: str) -> Iterable[object]:
    return dates._find(text, date(2023, 9, 30), None, dates.DEFAULT)


first_person = import_module("kprlint.rules.next_steps.first_person")
all_capitals = import_module("kprlint.rules.text.all_capitals")
READERS = (
    Reader(stalled, "NEEDS", _stalled),
    Reader(facts_unfinished, "NEEDS", lambda text: facts_unfinished.unfinished([Written(text)])),
    Reader(claims, "NEEDS", lambda text: claims.claims([Written(text)])),
    Reader(vague, "NEEDS", _vague),
    Reader(percentages, "NEEDS", percentages.mismatches),
    Reader(figures, "NEEDS", _disagreeing),
    Reader(acronyms, "NEEDS", acronyms.acronyms.__wrapped__),
    Reader(acronyms, "NEEDS", acronyms.expansions.__wrapped__),
    Reader(personal_data, "NEEDS", personal_data.contacts),
    Reader(personal_data, "NEEDS_OF_NAMES", _named),
    Reader(grammar, "NEEDS", _dates),
    Reader(first_person, "NEEDS", lambda text: first_person._persons(text, plural=True)),
    Reader(all_capitals, "NEEDS", all_capitals._runs),
)
TEXTS = sorted(
    {
        text
        for name in ("tuning", "dates_probes")
        for case in cases(LABELS / f"{name}.yaml")
        for value in case.fields.values()
        for text in (value if isinstance(value, list) else [value])
        if isinstance(text, str)
    }
)
_WORDS = sorted({word for text in TEXTS for word in text.split()})


def _is_true(reader: Reader, texts: Iterable[str], ungated: pytest.MonkeyPatch) -> None:
    needs: Needs = getattr(reader.module, reader.name)
    unmet = [text for text in texts if not needs.met_by(text)]
    ungated.setattr(reader.module, reader.name, ANY)
    if reader.read is _dates:
        ungated.setattr(dates, "NEEDS", ANY)
    if found := getattr(reader.module, "_PATTERNS", None):
        assert isinstance(found, patterns.Patterns)
        ungated.setattr(found, "needs", ANY)
    wrong = [text for text in unmet if list(reader.read(text))]
    assert not wrong


@pytest.mark.parametrize("reader", READERS, ids=lambda r: f"{r.module.__name__}.{r.name}")
def test_a_text_without_what_is_needed_holds_nothing(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    _is_true(reader, TEXTS, monkeypatch)


@pytest.mark.parametrize("reader", READERS, ids=lambda r: f"{r.module.__name__}.{r.name}")
@given(said=st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join))
def test_nor_does_a_text_of_any_words(reader: Reader, said: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        _is_true(reader, [said], patch)


def test_most_texts_are_passed_over() -> None:
    met = sum(
        getattr(reader.module, reader.name).met_by(text) for reader in READERS for text in TEXTS
    )
    assert met < len(READERS) * len(TEXTS) / 2


def test_words_with_an_apostrophe_are_known_without_it() -> None:
    assert {"may's", "may"} <= read("May's figures").words


@pytest.mark.parametrize(
    "listed", ["stalled", "unfinished", "claims", "vague", "denials", "doubts"]
)
def test_in_a_long_sentence_the_same_is_found(listed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = [sentence for text in TEXTS for sentence in sentences(text)]
    phrases = patterns.listed(listed)
    usual = [list(phrases.find(one)) for one in said]
    monkeypatch.setattr(patterns, "LONG", 0)
    assert [list(phrases.find(one)) for one in said] == usual
    assert any(usual)
