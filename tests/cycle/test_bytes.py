"""Laws of what is written: only what was said changes, every comment survives, and twice is once."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kprlint.cycle.rollover import turn
from kprlint.cycle.update import Answers, StepAnswer, updated
from kprlint.model import Quarter
from kprlint.project.config import Config
from kprlint.project.find import CurrentPlan
from kprlint.project.workspace import Project
from kprlint.source.document import Document
from kprlint.source.reading import read_activity
from kprlint.source.yaml import plain
from tests.cycle.strategies import (
    NEXT,
    PERIOD,
    Line,
    are_kept,
    encoded,
    encodings,
    files,
    texts,
)
from tests.plans import REGISTER

# A busy machine is slow, and no law is broken by that.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def says(data: bytes) -> dict[str, Any]:
    document = Document("KA.03.04.yaml", data, "activity")
    assert not document.tree.syntax
    found = plain(document.tree.root)
    assert isinstance(found, dict)
    return found


def even(said: dict[str, Any]) -> dict[str, Any]:
    """A list that is empty may be written in either way; what ends the file in block style may get a line break."""
    lists = ("progress", "next_steps")
    return {
        k: v or None if k in lists else v.rstrip("\n") if isinstance(v, str) else v
        for k, v in said.items()
    }


@st.composite
def outcomes(draw: st.DrawFn, number: int) -> dict[str, str]:
    text = draw(texts)
    return draw(
        st.sampled_from(
            [
                {},
                {"done": "2024-02-01"},
                {"done": text},
                {"update": text},
                {"update": ""},
                {"due": "2024-05", "moved": text},
                {"due": "", "moved": text},
                {"dropped": text, "update": "", "moved": ""},
                {"to": "KA.03.05"},
                {"void": text},
                {"action": f"Do other thing {number}", "was": f"Do thing {number}"},
                {"action": text, "was": f"Do thing {number}", "due": "2024/25 Q1"},
            ]
        )
    )


@st.composite
def answered(draw: st.DrawFn, count: int) -> Answers:
    fields: dict[str, str] = {}
    if draw(st.booleans()):
        fields["status"] = draw(st.sampled_from(["Red", "Amber", "Green", "Not stated"]))
    if draw(st.booleans()):
        fields["status_reason"] = draw(st.one_of(st.just(""), texts))
    progress = draw(st.one_of(st.none(), st.lists(texts, unique=True, max_size=3)))
    new = draw(st.lists(texts, unique=True, max_size=2))
    return Answers(fields, progress, [], [{"action": text, "due": "2024-06"} for text in new])


def expected(before: dict[str, Any], answers: Answers) -> dict[str, Any]:
    """What a file is to say, by the plainest way there is."""

    def made(said: dict[str, Any], fields: dict[str, str]) -> dict[str, Any]:
        kept = {name: value for name, value in said.items() if fields.get(name, "x")}
        return kept | {name: text for name, text in fields.items() if text}

    after = made(before, dict(answers.fields))
    if answers.progress is not None:
        after["progress"] = list(answers.progress)
    steps = list(after["next_steps"] or [])
    for answer in answers.steps:
        assert answer.place is not None
        step, fields = steps[answer.place], dict(answer.fields)
        if not isinstance(step, dict):
            step = {"action": step} if any(fields.values()) else step
        steps[answer.place] = made(step, fields) if isinstance(step, dict) else step
    there = [" ".join((s if isinstance(s, str) else s["action"]).split()) for s in steps]
    steps += [dict(fields) for fields in answers.new if fields["action"] not in there]
    after["next_steps"] = steps
    return after


@calm
@given(files(), encodings(), st.data())
def test_an_update_changes_what_it_says_alone(
    file: tuple[list[Line], int], encoding: tuple[bool, str, bool], data: st.DataObject
) -> None:
    lines, count = file
    before = encoded(lines, encoding)
    document = Document("KA.03.04.yaml", before, "activity")
    promised = read_activity(document).next_steps
    answers = data.draw(answered(count))
    given_out = {n: data.draw(outcomes(n)) for n in range(count)}
    steps = [StepAnswer(promised[n], n, fields) for n, fields in given_out.items() if fields]
    answers = answers._replace(steps=steps)

    after = updated(document, answers)

    assert even(says(after)) == even(expected(says(before), answers))
    touched = {*answers.fields, *(n for n, fields in given_out.items() if fields)}
    touched |= {"progress"} if answers.progress is not None else set()
    touched |= {"next_steps"} if answers.new or steps else set()
    assert are_kept([line.text for line in lines if line.of not in touched and line.text], after)
    mark, end, _ = encoding
    assert after.startswith(b"\xef\xbb\xbf") == mark
    assert after.count(b"\n") == after.count(b"\r\n") or end == "\n"
    again = Document("KA.03.04.yaml", after, "activity")
    assert updated(again, answers) == after


@calm
@given(files(), encodings())
def test_no_answer_changes_nothing(
    file: tuple[list[Line], int], encoding: tuple[bool, str, bool]
) -> None:
    before = encoded(file[0], encoding)
    assert updated(Document("KA.03.04.yaml", before, "activity"), Answers()) == before


PLAN = REGISTER.replace("2023/24 Q2", PERIOD).replace("KA.03.04, KA.03.05", "KA.03.04")


def rolled(content: bytes) -> bytes:
    with TemporaryDirectory() as name:
        folder = Path(name).resolve() / "activities/2023-24"
        folder.mkdir(parents=True)
        (folder / "plan.yaml").write_text(PLAN)
        (folder / "KA.03.04.yaml").write_bytes(content)
        project = Project(folder.parents[1], Config(folder.parents[1]))
        found = project.folder(folder)
        quarter = Quarter.parse(PERIOD)
        assert found.plan
        assert quarter
        turning = CurrentPlan(project, found, found.plan, quarter, ("KA.03.04.yaml", "plan.yaml"))
        return turn(turning, "2024-25").files[folder.parent / "2024-25" / "KA.03.04.yaml"]


@calm
@given(files(), encodings(), st.data())
def test_the_turn_of_the_year_changes_what_it_says_alone(
    file: tuple[list[Line], int], encoding: tuple[bool, str, bool], data: st.DataObject
) -> None:
    """Steps may be closed before, by an update."""
    lines, count = file
    document = Document("KA.03.04.yaml", encoded(lines, encoding), "activity")
    promised = read_activity(document).next_steps
    closed = data.draw(st.sets(st.integers(0, count - 1))) if count else set[int]()
    steps = [StepAnswer(promised[n], n, {"done": "2024-02-01"}) for n in closed]
    before = updated(document, Answers(steps=steps))

    after = rolled(before)

    said = says(before)
    wanted = {name: value for name, value in said.items() if name != "as_at"}
    wanted |= {"period": NEXT, "continues": "2023-24/KA.03.04", "progress": None}
    wanted["next_steps"] = [
        {k: v for k, v in step.items() if k not in ("was", "from", "moved", "update")}
        if isinstance(step, dict)
        else step
        for place, step in enumerate(said["next_steps"] or [])
        if place not in closed
    ]
    assert even(says(after)) == even(wanted)
    touched = {"as_at", "period", "continues", "progress", "next_steps", *range(count)}
    kept = [line.text for line in lines if line.of not in touched and line.text]
    assert are_kept(kept, after)
