"""The dates on labelled sentences: the figures must not get worse. `python -m tests.prose.score` prints them all."""

import os

import pytest

from tests.prose.score import PARTS, REPORT, Figures, figures, forms, own, report, share


def test_the_dates_of_the_first_report() -> None:
    if not REPORT.is_file():
        assert "CI" not in os.environ, "the labels must be beside the checkout in CI"
        pytest.skip("the labels of the first report are not beside the checkout")
    scored = report()
    found = figures(scored)
    assert len(scored) == 23
    right = found.right + sum(not s.labels and not s.found for s in scored)
    assert right >= 21
    assert found.false_alarms == 0
    assert all(len(s.found) <= 1 for s in scored)


@pytest.fixture(scope="module", params=PARTS)
def part(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def test_the_dates_of_our_own_sentences(part: str) -> None:
    scored = own(part)
    found: Figures = figures(scored)
    assert found.sentences >= 140
    assert found.precision >= 0.97
    assert found.recall >= 0.95
    assert found.false_alarms <= 2
    assert share(scored, "grain") >= 0.98
    assert share(scored, "certainty") >= 0.98
    assert share(scored, "role") >= 0.95


def test_every_form_has_its_right_days() -> None:
    scored = forms()
    assert [s.text for s in scored if not s.is_right] == []
    assert len({s.text for s in scored}) == len(scored) >= 900


def test_there_are_enough_and_half_of_them_are_traps() -> None:
    sentences = [s for name in PARTS for s in own(name)]
    assert len({s.text for s in sentences}) == len(sentences) >= 300
    traps = sum(not s.labels for s in sentences)
    assert 0.45 <= traps / len(sentences) <= 0.55


def test_all_that_can_be_said_of_a_date_is_labelled() -> None:
    from kprlint.prose.dates import Certainty, Grain, Role

    labels = [label for name in PARTS for s in own(name) for label in s.labels]
    assert {label.grain for label in labels} == set(map(str, Grain))
    assert {label.role for label in labels} == set(map(str, Role))
    assert {label.certainty for label in labels} == set(map(str, Certainty))
