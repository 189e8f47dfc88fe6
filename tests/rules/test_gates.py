"""What a rule says that an activity must have is true: the rule finds nothing in one without, so that nothing is lost unread."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kprlint.lint import engine
from kprlint.lint.settings import Settings
from kprlint.project.find import projects
from kprlint.rules import load
from kprlint.rules.base import ActivityFile, Gate, Hit, Rule, Subject, rule
from kprlint.source.reading import read_activity
from tests.prose.score_rules import LABELS, NEUTRAL, cases, file_of, text_of
from tests.test_real_plans import ROOT

GATED = [one for one in load().values() if one.gate]
STATUSES = ("Green", "on track", "Amber", "Red", "Complete", "Deferred", "Paused", "Not stated", "")
MORE = {
    "percent_complete": (0, 60, 100, 600),
    "status_reason": ("", "The survey found more than was expected."),
}
CLOSED = (
    {"done": "Mostly, at 60 per cent"},
    {"done": "2023-08-01"},
    {"to": "KA.09.99"},
    {"to": "the county council"},
)


@cache
def labelled() -> tuple[dict[str, Any], ...]:
    """The fields of the labelled activities."""
    return tuple(c.fields for name in ("tuning", "heldout") for c in cases(LABELS / f"{name}.yaml"))


def real() -> Iterator[ActivityFile]:
    """The activities of the two plans."""
    project, _ = projects([ROOT / "activities"])[0]
    for folder in project.plan_folders():
        for name in sorted(folder.activities):
            document = folder.load(name)
            activity = read_activity(document)
            yield ActivityFile(document, activity, folder, activity.judged_at)


def _is_true(one: Rule, file: ActivityFile) -> None:
    assert one.gate
    if not one.gate.admits(file):
        assert not list(one.check(file)), file.document.text.content


def test_there_are_gates() -> None:
    assert len(GATED) > 10
    assert {one.subject for one in GATED} == {Subject.ACTIVITY}


@pytest.mark.parametrize("one", GATED, ids=lambda one: one.name)
def test_nothing_is_found_in_an_activity_that_is_not_admitted(one: Rule) -> None:
    for file in (*map(file_of, map(text_of, labelled())), *real()):
        _is_true(one, file)


@given(st.data())
def test_nor_in_any_other(data: st.DataObject) -> None:
    fields = {**NEUTRAL, **data.draw(st.sampled_from(labelled()))}
    fields["status"] = data.draw(st.sampled_from(STATUSES))
    fields |= {name: data.draw(st.sampled_from(values)) for name, values in MORE.items()}
    closed = data.draw(st.lists(st.sampled_from(CLOSED), max_size=2))
    steps = [one for one in fields["next_steps"] or () if isinstance(one, dict)]
    fields["next_steps"] = [*steps, *({"action": "Tell the ward", **how} for how in closed)]
    file = file_of(text_of(fields))
    for one in GATED:
        _is_true(one, file)


def test_a_run_says_the_same_without_gates(monkeypatch: pytest.MonkeyPatch) -> None:
    def said() -> tuple[object, ...]:
        settings = Settings(paths=(ROOT / "activities",), show_waived=True)
        return engine.check(settings, load()).result.findings

    gated = said()
    monkeypatch.setattr(Gate, "admits", lambda *_: True)
    assert gated
    assert said() == gated


def test_what_is_empty_is_not_asked_for() -> None:
    file = file_of(text_of({"progress": ["Half of it, 50 %, is done."]}))
    assert Gate().admits(file)
    assert Gate(signs=("%",), fields=("progress",)).admits(file)
    assert not Gate(signs=("%",), fields=("done",)).admits(file)
    assert not Gate(signs=("@",)).admits(file)


def test_a_rule_that_is_not_admitted_is_not_run() -> None:
    @rule("loud", gate=Gate(signs=("aloud",)))
    def loud(file: ActivityFile) -> Iterator[Hit]:
        raise AssertionError
        yield

    settings = Settings(paths=(ROOT / "activities",), select=frozenset({"loud"}))
    assert not engine.check(settings, load().with_own([loud])).result.findings
