"""The ledger on labelled cases: the figures must not get worse. `python -m tests.change.score` prints them all."""

import pytest

from tests.change.score import Scored, cases, same_promise, score


def share(scored: list[Scored], kind: str, *, of: str) -> float:
    """The precision or the recall of one kind."""
    right = sum(s.right and s.expected.fate == kind for s in scored)
    whole = sum((s.told if of == "told" else s.expected).fate == kind for s in scored)
    return right / whole


@pytest.mark.parametrize("name", ["tuning.yaml", "heldout.yaml"])
def test_the_ledger_is_right(name: str) -> None:
    scored = score(name)
    assert len(cases(name)) >= 50
    assert len(scored) >= 300
    assert sum(s.right for s in scored) / len(scored) >= 0.92
    precision, recall = same_promise(scored)
    assert precision >= 0.95
    assert recall >= 0.95
    for kind, least in (("unchanged", 0.99), ("earlier", 0.95), ("delivered", 0.95)):
        assert share(scored, kind, of="told") >= least, kind
    for kind, least in (("unchanged", 0.99), ("later", 0.95), ("delivered", 0.88)):
        assert share(scored, kind, of="expected") >= least, kind


@pytest.mark.parametrize("name", ["tuning.yaml", "heldout.yaml"])
def test_a_sentence_that_is_quoted_is_the_right_one(name: str) -> None:
    kept = [s for s in score(name) if s.right and s.expected.fate == "delivered"]
    right = sum(s.told.evidence == s.expected.evidence for s in kept)
    assert right / len(kept) >= 0.95


@pytest.mark.parametrize("name", ["tuning.yaml", "heldout.yaml"])
def test_what_differs_in_a_figure_or_a_negation_is_never_unchanged(name: str) -> None:
    for s in score(name):
        if s.told.fate == "unchanged":
            assert s.expected.fate == "unchanged", s
