"""A paper of each real plan, in every format, is the same activities again; a PDF may flag, never alter."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kprlint.importing.interpreter import interpret
from kprlint.importing.interpreter.found import FoundActivity, Imported
from kprlint.importing.readers import csv, docx, html, pdf, xlsx
from kprlint.importing.readers.pdf.pages import read_pages
from kprlint.model import Quarter
from tests.importing.papers import FORMATS, Printed, Section, as_pdf, paper

READERS = {
    "csv": csv.read,
    "docx": docx.read,
    "html": html.read,
    "pdf": pdf.read,
    "xlsx": xlsx.read,
}
PLANS = {"2019-20": Quarter.parse("2019/20 Q4"), "2023-24": Quarter.parse("2023/24 Q2")}


def imported(plan: str, kind: str) -> Imported:
    period = PLANS[plan]
    assert period is not None
    return interpret(READERS[kind](FORMATS[kind](paper(plan)), f"r.{kind}"), period)


def printed(found: FoundActivity) -> Printed:
    return Printed(
        str(found.code), found.title, found.status, found.progress,
        tuple(step.action for step in found.next_steps), found.leads, found.portfolios,
    )  # fmt: skip


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("plan", PLANS)
def test_the_same_activities_again(plan: str, kind: str) -> None:
    found = imported(plan, kind)
    sections = paper(plan)
    assert [printed(one) for one in found.activities] == [
        one for section in sections for one in section.activities
    ]
    assert [(o.number, o.title) for o in found.objectives] == [
        (section.number, section.title) for section in sections
    ]
    assert not found.left_over
    names = {doubt.name for doubt in found.all_doubts}
    assert ("import-continued-row" in names) == (kind == "pdf")
    doubtful = sum(bool(one.doubts) for one in found.activities)
    assert doubtful < len(found.activities) / 2


@pytest.mark.parametrize("plan", PLANS)
def test_a_pdf_whose_lists_have_no_marks_is_flagged_where_it_differs(plan: str) -> None:
    period = PLANS[plan]
    assert period is not None
    sections = paper(plan)
    found = interpret(pdf.read(as_pdf(sections, mark=""), "r.pdf"), period).activities
    truth = [one for section in sections for one in section.activities]
    differing = [
        {doubt.name for doubt in one.doubts}
        for one, true in zip(found, truth, strict=True)
        if printed(one) != true
    ]
    assert all(names & {"import-joined-lines", "import-continued-row"} for names in differing)
    assert 0 < len(differing) < len(found) / 2


@pytest.mark.parametrize("plan", PLANS)
def test_a_pdf_without_rules_between_its_columns(plan: str) -> None:
    period = PLANS[plan]
    assert period is not None
    sections = paper(plan)
    found = interpret(pdf.read(as_pdf(sections, rules="LINEBELOW"), "r.pdf"), period)
    assert not found.left_over
    truth = [one for section in sections for one in section.activities]
    for one, true in zip(found.activities, truth, strict=True):
        assert one.doubts or printed(one) == true
    exact = sum(printed(one) == true for one, true in zip(found.activities, truth, strict=True))
    assert exact > 0.9 * len(truth)


AWKWARD = st.lists(
    st.sampled_from([
        "Site", "the", "£1.5m", "50%", "<b>", "&amp;", "A&B", "“so-called”", "O’Neill", "e.g.", "24/25", "1.", "x;",
        "naïve", "Ŵ", "KA.01.03", "-", "–", "•", "#1", "co-op", "(see", "below)", "\\n", "=1+1", "🙂", "Green", "Lead",
    ]),
    min_size=1,
    max_size=9,
).map(lambda words: "The " + " ".join(words) + " ends.")  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(FORMATS)),
    st.lists(st.tuples(AWKWARD, st.lists(AWKWARD, max_size=3), st.lists(AWKWARD, max_size=3)), min_size=1, max_size=4),
)  # fmt: skip
def test_awkward_text_is_the_same_again_or_flagged(
    kind: str, plan: list[tuple[str, list[str], list[str]]]
) -> None:
    truth = [
        Printed(f"KA.02.{n:02}", title, "Green", tuple(progress), tuple(steps), ("Housing",), ("Land",))
        for n, (title, progress, steps) in enumerate(plan, 1)
    ]  # fmt: skip
    # The fonts that every PDF reader has know no other letters.
    assume(kind != "pdf" or not {"Ŵ", "🙂"} & set(str(truth)))
    content = FORMATS[kind]([Section(2, "Good homes", tuple(truth))])
    period = PLANS["2023-24"]
    assert period is not None
    read = read_pages if kind == "pdf" else READERS[kind]
    found = interpret(read(content, f"r.{kind}"), period)
    by_code = {str(one.code): one for one in found.activities}
    for true in truth:
        assert by_code[true.code].doubts or printed(by_code[true.code]) == true
