"""A paper of each real plan, in every format, is the same activities again; a PDF may flag, never alter."""

import pytest

from kprlint.importing.interpreter import interpret
from kprlint.importing.interpreter.found import Activity, Imported
from kprlint.importing.readers import csv, docx, html, pdf, xlsx
from kprlint.model import Quarter
from tests.importing.papers import FORMATS, Printed, as_pdf, paper

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


def printed(found: Activity) -> Printed:
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
