"""The rules for prose on labelled sentences: the figures must not get worse. `python -m tests.prose.score_rules` prints them."""

import os
from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from kprlint.rules import load as all_rules
from kprlint.rules.base import Severity
from tests.prose.score_rules import (
    LABELS,
    RULES,
    Case,
    Score,
    cases,
    file_of,
    fired,
    instances,
    score,
    text_of,
)
from tests.test_real_plans import SHARED

FILES = ("tuning", "heldout")
# Those of which both files have cases; the fresh ones have more.
IN_BOTH = [rule for rule in RULES if rule not in ("placeholder-next-step", "percentage-cut-off")]
# What the rules of a severity must reach together: precision, recall.
WANTED = {Severity.ERROR: (1.0, 0.9), Severity.WARNING: (0.9, 0.8), Severity.INFO: (0.75, 0.6)}


@cache
def scores(name: str) -> dict[str, Score]:
    return score(cases(LABELS / f"{name}.yaml"), RULES)[0]


def together(of: dict[str, Score], severity: Severity) -> Score:
    rules = all_rules()
    some = [s for name, s in of.items() if rules[name].severity is severity]
    return Score(*(sum(column) for column in zip(*some, strict=True)))


def test_every_rule_has_labels_in_both_files() -> None:
    for name in FILES:
        assert set(scores(name)) == set(IN_BOTH)
        assert all(s.hits + s.missed > 2 and s.silent + s.false > 2 for s in scores(name).values())


@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("name", FILES)
def test_rules_of_each_severity(name: str, severity: Severity) -> None:
    precision, recall = WANTED[severity]
    found = together(scores(name), severity)
    assert found.precision >= precision
    assert found.recall >= recall


@pytest.mark.parametrize("rule", IN_BOTH)
def test_no_rule_cries_wolf(rule: str) -> None:
    """On both files together, a rule alone."""
    found = Score(*(sum(c) for c in zip(*(scores(name)[rule] for name in FILES), strict=True)))
    least = {Severity.ERROR: 1.0, Severity.WARNING: 0.9, Severity.INFO: 0.75}
    assert found.precision >= least[all_rules()[rule].severity]


PROBES = cases(LABELS / "dates_probes.yaml")


def test_whose_a_date_is() -> None:
    """The rules on dates, on sentences in which the date may be that of a thing."""
    found = score(PROBES, RULES)[0]
    assert sum(s.false for s in found.values()) == 0
    assert all(s.recall >= 0.85 for s in found.values())


@pytest.mark.parametrize(
    "case", [c for c in PROBES if "severity" in c.fields], ids=lambda case: str(case.id)
)
def test_errors_only_where_nothing_is_in_doubt(case: Case) -> None:
    rule = all_rules()[case.rule]
    hits = list(rule.check(file_of(text_of(case.fields))))
    assert [hit.severity or rule.severity for hit in hits] == [case.fields["severity"]]


def test_on_the_first_report() -> None:
    labels = SHARED / "labels/2019-20-q4-instances.csv"
    report = SHARED / "reports/harborough-2019-20-q4.txt"
    if not labels.is_file():
        assert "CI" not in os.environ, "the labels must be beside the checkout in CI"
        pytest.skip("the labels of the first report are not beside the checkout")
    found, _ = instances(Path(labels), Path(report), RULES)
    assert found["status-contradicts-text"][:3] == (11, 0, 0)
    assert found["past-tense-next-step"].recall > 0.8
    assert found["vague-next-step"].recall > 0.8
    assert sum(s.false for s in found.values()) == 0
    assert sum(s.hits for s in found.values()) >= 45


def test_what_was_agreed_for_a_day_to_come_is_no_event() -> None:
    loaded = YAML(typ="safe", pure=True).load(LABELS / "events.yaml")
    rule = all_rules()["event-after-as-at"]

    def told(text: str) -> bool:
        return bool(fired(rule, {"progress": [text]}))

    assert [text for text in loaded["to come"] if told(text)] == []
    assert [text for text in loaded["events"] if not told(text)] == []
