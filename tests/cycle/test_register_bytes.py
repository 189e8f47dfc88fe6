"""Laws of the register at the turn of the year: it says what was wished, and every line that speaks of nothing else stays."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kprlint.cycle.rollover import turn
from kprlint.cycle.wishes import Gone, Wishes
from kprlint.model import Code, Quarter
from kprlint.project.config import Config
from kprlint.project.find import CurrentPlan
from kprlint.project.workspace import Project
from kprlint.source.document import Document
from kprlint.source.yaml import plain
from tests.cycle.strategies import Line, are_kept, encoded, encodings, gaps, notes
from tests.plans import activity

calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
PERIOD = "2023/24 Q4"


class Register(NamedTuple):
    """The lines of a register, and the codes under each of its objectives."""

    lines: list[Line]
    codes: dict[int, list[str]]


@st.composite
def registers(draw: st.DrawFn) -> Register:
    codes = {
        number: [f"KA.{number:02}.{n:02}" for n in range(1, draw(st.integers(1, 4)))]
        for number in draw(st.lists(st.integers(1, 9), unique=True, min_size=1, max_size=3))
    }
    fields = [
        [Line(draw(st.sampled_from(["plan: 2023-24", "plan: '2023-24'  # the folder"])), "plan")],
        [Line(draw(st.sampled_from(["title: Our Plan 2023/24", 'title: "Plan: 2023–24" # so'])), "title")],
        [Line("starts: 2023-04-01  # a Saturday", "starts")],
        [Line("ends: 2024-03-31", "ends")],
        [Line(f"period: {PERIOD}{draw(notes)}", "period")],
        [Line("statuses:", None), Line("  Green: {kind: on-track}", None), Line("  Red:  # last", None), Line("    kind: off-track", None)],
        _objectives(draw, codes),
    ]  # fmt: skip
    if draw(st.booleans()):
        fields.append([Line("council: 'Fictional: District Council'", None)])
    if draw(st.booleans()):
        fields.append([Line("answers_from: 2023/24 Q2  # since then", "answers_from")])
    if draw(st.booleans()):
        gone = draw(st.sampled_from(["  KA.09.09: merged", "  'KA.09.09': 'It: merged'  # sadly"]))
        fields.append([Line("retired:", "retired"), Line(gone, None)])
    lines: list[Line] = []
    for field in draw(st.permutations(fields)):
        lines += [Line(text, None) for text in draw(gaps)] + field
    return Register(lines, codes)


def _objectives(draw: st.DrawFn, codes: dict[int, list[str]]) -> list[Line]:
    made = [Line("objectives:", None)]
    margin = draw(st.sampled_from(["", "  ", "    "]))
    for number, listed in codes.items():
        of = f"objective {number}"
        made += [Line(f"{margin}# about {number}", of)] * draw(st.integers(0, 1))
        made.append(Line(f"{margin}- number: {number}{draw(notes)}", of))
        made.append(Line(f"{margin}  title: 'Aim: {number}'  # printed so", of))
        if draw(st.booleans()):
            made.append(Line(f"{margin}  activities: [{', '.join(listed)}]{draw(notes)}", of))
            continue
        made.append(Line(f"{margin}  activities:", of))
        for code in listed:
            made += [Line(f"{margin}    # of {code}", of)] * draw(st.integers(0, 1))
            made.append(Line(f"{margin}    - {code}{draw(notes)}", of))
    return made


@st.composite
def wishes(draw: st.DrawFn, codes: dict[int, list[str]]) -> Wishes:
    """Such as can be meant: each new number and code but once, and of an objective that there is."""
    free = iter(draw(st.permutations(range(11, 19))))
    objectives: dict[int, int | Gone] = {}
    kept = draw(st.sampled_from(list(codes)))  # one has to be
    for number in codes:
        kind = draw(st.sampled_from(["stays", "stays", "other", "gone"]))
        if number == kept and kind == "gone":
            continue
        if kind == "other":
            objectives[number] = next(free)
        elif kind == "gone":
            objectives[number] = Gone(draw(st.sampled_from(["No money.", "It: 'over' # so"])))
    there = [new for number in codes if isinstance(new := objectives.get(number, number), int)]
    activities: dict[Code, Code | Gone] = {}
    sequence = iter(range(50, 70))
    for code in (code for listed in codes.values() for code in listed):
        kind = draw(st.sampled_from(["stays", "stays", "other", "gone"]))
        if kind == "other" and there:
            activities[Code(code)] = Code(f"KA.{draw(st.sampled_from(there)):02}.{next(sequence)}")
        elif kind == "gone":
            activities[Code(code)] = Gone(draw(st.sampled_from(["No grant.", "no"])))
    return Wishes(draw(st.sampled_from(["", "The next: plan"])), objectives, activities)


def rolled(register: bytes, codes: dict[int, list[str]], wished: Wishes) -> bytes:
    with TemporaryDirectory() as name:
        folder = Path(name).resolve() / "activities/2023-24"
        folder.mkdir(parents=True)
        (folder / "plan.yaml").write_bytes(register)
        names = [f"{code}.yaml" for listed in codes.values() for code in listed]
        for file in names:
            text = activity(file.removesuffix(".yaml"), period=PERIOD, status="Green")
            (folder / file).write_text(text)
        project = Project(folder.parents[1], Config(folder.parents[1]))
        found = project.folder(folder)
        quarter = Quarter.parse(PERIOD)
        assert found.plan
        assert quarter
        turning = CurrentPlan(project, found, found.plan, quarter, (*names, "plan.yaml"))
        return turn(turning, "2024-25", wished).files[folder.parent / "2024-25" / "plan.yaml"]


def says(data: bytes) -> dict[str, Any]:
    document = Document("plan.yaml", data, "plan")
    assert not document.tree.syntax
    found = plain(document.tree.root)
    assert isinstance(found, dict)
    for objective in found["objectives"]:  # a list that is empty may be written in either way
        objective["activities"] = objective["activities"] or None
    return found


def expected(before: dict[str, Any], wished: Wishes) -> dict[str, Any]:
    """What the register is to say, by the plainest way there is."""
    new: dict[str, str] = {}
    retired = dict(before.get("retired") or {})
    lists: dict[str, list[str]] = {}
    for objective in before["objectives"]:
        aim = wished.objectives.get(int(objective["number"]), int(objective["number"]))
        lists[objective["number"]] = []
        for code in objective["activities"] or []:
            wish = wished.activities.get(Code(code), aim)
            if isinstance(wish, Gone):
                retired[code] = wish.why
            else:
                new[code] = wish if isinstance(wish, str) else f"KA.{wish:02}.{code[-2:]}"
    numbers = {
        o["number"]: str(aim)
        for o in before["objectives"]
        if isinstance(aim := wished.objectives.get(int(o["number"]), int(o["number"])), int)
    }
    place = {int(aim): number for number, aim in numbers.items()}
    for code in new.values():
        lists[place[int(code[3:5])]].append(code)
    after = {name: value for name, value in before.items() if name != "answers_from"}
    title = wished.title or before["title"].replace("2023/24", "2024/25").replace(
        "2023–24", "2024–25"
    )
    after |= {"plan": "2024-25", "title": title, "period": "2024/25 Q1"}
    after |= {"starts": "2024-04-01", "ends": "2025-03-31"}
    after["objectives"] = [
        {**o, "number": numbers[o["number"]], "activities": lists[o["number"]] or None}
        for o in before["objectives"]
        if o["number"] in numbers
    ]
    return after | ({"retired": retired} if retired else {})


@calm
@given(registers(), encodings(), st.data())
def test_the_register_says_what_was_wished_and_no_more(
    register: Register, encoding: tuple[bool, str, bool], data: st.DataObject
) -> None:
    before = encoded(register.lines, encoding)
    wished = data.draw(wishes(register.codes))

    after = rolled(before, register.codes, wished)

    assert says(after) == expected(says(before), wished)
    touched = {"plan", "title", "starts", "ends", "period", "answers_from", "retired"}
    touched |= {f"objective {number}" for number in register.codes}
    assert are_kept(
        [line.text for line in register.lines if line.of not in touched and line.text], after
    )
    mark, end, _ = encoding
    assert after.startswith(b"\xef\xbb\xbf") == mark
    assert after.count(b"\n") == after.count(b"\r\n") or end == "\n"
