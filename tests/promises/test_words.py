"""The same words, but for spelling, punctuation, case and the number in a list; and never more than that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kprlint.promises.words import begins, is_beginning, key

SAME = [
    ("Organise the boat race", "organize the Boat Race."),
    ("Re-open the ferry slip", "Reopen the ferry slip"),
    ("Fit out the on-site café", "Fit out the onsite cafe"),
    ("3. Dredge the channel", "Dredge the channel"),
    ("(b) Dredge the channel", "c) dredge the channel"),
    ("• Dredge the channel", "Step 2: Dredge the channel"),
    ("1.4 Dredge the channel", "2.1 Dredge the channel"),
    ("Colour the harbour centre", "Color the harbor center"),
    ("Train forty-two wardens", "Train 42 wardens"),
    ("Don’t let the boathouse", "Do not let the boathouse"),
    ("Instal ten moorings", "Install 10 moorings"),
    ("Raise 40% of £1,500", "raise 40 per cent of £1500"),
    ("Bid for £1.5m", "Bid for £1.5 million"),
    ("Survey Phase II", "Survey phase 2"),
    ("Hold the first review", "Hold the 1st review"),
    ("Accomodate the crews", "Accommodate the crews"),
    ("Open the ﬁrst oﬃce", "Open the first office"),
    ("Renew the licence", "Renew the license"),
    ("Arts & sports", "Arts and sports"),
    ("Agree  the\ncrews’ rota", "Agree the crews' rota"),
]
OTHER = [
    ("Survey phase 1", "Survey phase 2"),
    ("Survey phase I", "Survey phase II"),
    ("Let the boathouse", "Do not let the boathouse"),
    ("Open with a licence", "Open without a licence"),
    ("Train 40 wardens", "Train 14 wardens"),
    ("Let lot A", "Let lot B"),
    ("Let sites 1 and 12", "Let sites 11 and 2"),
    ("1.2 km of path to lay", "1.5 km of path to lay"),
    ("J. Ash to report", "K. Ash to report"),
    ("Meet Zara", "Meet Sara"),
    ("Publish the Q1 review", "Publish the Q2 review"),
    ("Raise £40", "Raise 40"),
    ("The plan is notable", "The plan is no table"),
    ("Adopt the 2021/22 accounts", "Adopt the 2022/23 accounts"),
    ("Renew the leases", "Renew the lease"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_words(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_words(one: str, other: str) -> None:
    assert key(one) != key(other)


WORDS = st.sampled_from(
    "open the hub organise 12 wardens harbour not phase II £1,500 café re-let".split()
)


@given(st.lists(WORDS, min_size=1))
def test_case_spaces_and_marks_make_no_difference(words: list[str]) -> None:
    text = " ".join(words)
    assert key(text) == key(text.upper()) == key("  ".join(words) + ".") == key("– " + text + " ;")


@given(st.lists(WORDS, min_size=1), st.lists(WORDS, min_size=1))
def test_more_words_are_other_words(words: list[str], more: list[str]) -> None:
    whole = " ".join(words + more)
    assert begins(" ".join(words) + " …", whole)
    if any(word.isalpha() for word in more):
        assert len(key(whole)) > len(key(" ".join(words)))


@given(st.text())
def test_any_text_has_a_key(text: str) -> None:
    assert key(text) == key(text)
    assert is_beginning(text + "…")


@pytest.mark.parametrize(
    "beginning", ["Let the remaining…", "let the Remain...", "Let the  remaining …"]
)
def test_a_beginning(beginning: str) -> None:
    assert is_beginning(beginning)
    assert begins(beginning, "Let the remaining units")
    assert not begins(beginning, "Let the other units")


def test_marks_alone_begin_nothing() -> None:
    assert not begins("…", "Let the remaining units")
