"""Reading into the model: strict, and in step with the published schemas."""

from datetime import date

import pytest
from hypothesis import given, settings

from kprlint.model import (
    ActivityId,
    Code,
    Due,
    FinancialYear,
    Kind,
    NextStep,
    Objective,
    Outcome,
    Quarter,
    Status,
)
from kprlint.source.document import Document
from kprlint.source.reading import read_activity, read_plan
from kprlint.source.schema import violations
from tests import plans
from tests.source.near import (
    ACTIVITY,
    JUNK,
    REGISTER,
    near_activities,
    near_registers,
    single_changes,
    yaml,
)
from tests.source.strategies import Written, documents

Q2 = Quarter(FinancialYear(2023), 2)
Q3 = Q2 + 1


def activity_document(text: str) -> Document:
    return Document("KA.03.04.yaml", text.encode("utf-8", "surrogatepass"), "activity")


def plan_document(text: str) -> Document:
    return Document("plan.yaml", text.encode("utf-8", "surrogatepass"), "plan")


def agrees(document: Document) -> bool:
    """The law: a document fits if and only if the schema finds nothing that is reported."""
    return document.fits == (violations(document.schema, document.tree.root) == [])


def test_every_single_change_to_an_activity_is_judged_as_the_schema_judges_it() -> None:
    for changed in single_changes(ACTIVITY, JUNK):
        document = activity_document(yaml(changed))
        read_activity(document)
        assert document.tree.syntax is None
        assert agrees(document), changed


def test_every_single_change_to_a_register_is_judged_as_the_schema_judges_it() -> None:
    for changed in single_changes(REGISTER, JUNK):
        document = plan_document(yaml(changed))
        read_plan(document)
        assert document.tree.syntax is None
        assert agrees(document), changed


@settings(max_examples=500)
@given(near_activities)
def test_an_activity_fits_exactly_if_the_schema_says_so(text: str) -> None:
    document = activity_document(text)
    read_activity(document)
    assert agrees(document)


@settings(max_examples=500)
@given(near_registers)
def test_a_register_fits_exactly_if_the_schema_says_so(text: str) -> None:
    document = plan_document(text)
    read_plan(document)
    assert agrees(document)


@settings(max_examples=100)
@given(documents())
def test_any_document_fits_exactly_if_the_schema_says_so(written: Written) -> None:
    for document in (activity_document(written.text), plan_document(written.text)):
        (read_activity if document.schema == "activity" else read_plan)(document)
        assert agrees(document)


@pytest.mark.parametrize(
    "field", ["code", "period", "as_at", "continues", "title", "lead", "status"]
)
@pytest.mark.parametrize("blank", ["", "''", '" "', '"\\u2003"', "|"])
def test_a_blank_field_of_an_activity_is_reported(field: str, blank: str) -> None:
    document = activity_document(plans.activity(**{field: blank}) + f"{field}:\n" * (not blank))
    read_activity(document)
    assert not document.fits
    assert [(v.kind, v.path) for v in document.violations] == [("empty", (field,))]


@pytest.mark.parametrize("field", ["starts", "ends", "period", "title"])
@pytest.mark.parametrize("blank", ["", "''", '" "'])
def test_a_blank_field_of_a_register_is_reported(field: str, blank: str) -> None:
    lines = plans.REGISTER.splitlines()
    text = "\n".join(f"{field}: {blank}" if x.startswith(f"{field}:") else x for x in lines)
    document = plan_document(text)
    read_plan(document)
    assert not document.fits
    assert [(v.kind, v.path) for v in document.violations] == [("empty", (field,))]


def test_a_due_date_that_is_blank_is_reported() -> None:
    document = activity_document(plans.activity(next_steps="\n  - action: Do\n    due: ''"))
    read_activity(document)
    assert not document.fits
    assert [(v.kind, v.path) for v in document.violations] == [("empty", ("next_steps", 0, "due"))]


def test_the_valid_documents_are_valid() -> None:
    document = activity_document(yaml(ACTIVITY))
    read_activity(document)
    assert document.fits
    document = plan_document(yaml(REGISTER))
    read_plan(document)
    assert document.fits


def test_an_activity_is_read_whole() -> None:
    activity = read_activity(activity_document(yaml(ACTIVITY)))
    assert activity.code == Code("KA.03.04")
    assert activity.title == "Keep the air clean"
    assert activity.continues == (ActivityId("2019-20", Code("KA.01.04")),)
    assert activity.leads == ("Regulatory Services", "Housing")
    assert activity.portfolio == "Environment and Climate Change"
    assert activity.period == Q2
    assert activity.as_at == activity.judged_at == date(2023, 10, 31)
    assert activity.status == "Amber"
    assert activity.status_reason == "The contractor is late."
    assert activity.progress == ("The report was sent.", "The places were chosen.")
    assert activity.next_steps == (
        NextStep("Order the monitors", Due.parse("2023/24 Q3"), "Housing"),
        NextStep("Put them up"),
        NextStep("Read them"),
        NextStep("Choose the places", done="2023-09-12", was=("Find the places",)),
        NextStep(
            "Buy all that is needed",
            ongoing=True,
            was=("Buy paint", "Buy brushes…"),
            origin="KA.03.05",
            moved="The shop was closed.",
            update="Half is there.",
        ),
        NextStep("Ask the owners", dropped="There are none."),
        NextStep("Water the moss", to="daily business"),
        NextStep("Read them", void="Entered twice."),
    )
    assert [step.outcome for step in activity.next_steps] == [
        *(None, None, None, Outcome.DONE, None, Outcome.DROPPED, Outcome.TO, Outcome.VOID)
    ]
    assert [step.action for step in activity.open_steps] == [
        *("Order the monitors", "Put them up", "Read them", "Buy all that is needed")
    ]


@pytest.mark.parametrize(
    ("done", "on"),
    [("2023-09-12", "2023-09-12"), ("2023-09", "2023-09"), ("2023/24 Q2", "2023/24 Q2"),
     ("2023/24", "2023/24"), ("Cabinet adopted it on 11 March", None), ("2023-13", None)],
)  # fmt: skip
def test_done_on(done: str, on: str | None) -> None:
    document = activity_document(yaml(ACTIVITY | {"next_steps": [{"action": "Do", "done": done}]}))
    (step,) = read_activity(document).next_steps
    assert document.fits
    assert (step.done, step.outcome) == (done, Outcome.DONE)
    assert step.done_on == (Due.parse(on) if on else None)


def test_a_step_is_closed_once() -> None:
    step = {"action": "Do", "dropped": "No.", "done": "2023-09-12", "to": "x", "void": "y"}
    document = activity_document(yaml(ACTIVITY | {"next_steps": [step]}))
    (read,) = read_activity(document).next_steps
    assert not document.fits
    assert agrees(document)
    assert read.outcome is Outcome.DONE


def test_a_register_is_read_whole() -> None:
    plan = read_plan(plan_document(yaml(REGISTER)))
    assert (plan.name, plan.title) == ("2023-24", "Our Plan 2023/24")
    assert plan.council == "Fictional District Council"
    assert (plan.starts, plan.ends) == (date(2023, 4, 1), date(2024, 3, 31))
    assert plan.period == Q2
    assert plan.statuses == {
        "Green": Status("Green", Kind.ON_TRACK, "All is well", ("On track",)),
        "Red": Status("Red", Kind.OFF_TRACK),
    }
    assert plan.leads == {"Regulatory Services", "Housing"}
    assert plan.portfolios == {"Environment and Climate Change"}
    assert plan.objectives == (
        Objective(3, "A sustainable environment", "Place", (Code("KA.03.04"), Code("KA.03.05"))),
        Objective(4, "Homes", "", ()),
    )
    assert plan.answers_from == Q3
    assert plan.retired == {Code("KA.03.03"): "merged into KA.03.04"}
    assert plan.codes == {Code("KA.03.04"): 0, Code("KA.03.05"): 1}


def test_one_lead_is_a_list_of_one() -> None:
    one = read_activity(activity_document(yaml(ACTIVITY | {"lead": "Housing"})))
    many = read_activity(activity_document(yaml(ACTIVITY | {"lead": ["Housing"]})))
    assert one.leads == many.leads == ("Housing",)


def test_what_cannot_be_read_is_left_out_and_lists_keep_their_length() -> None:
    broken = ACTIVITY | {
        "code": "KA.3\n4",
        "period": "2023/25 Q2",
        "as_at": "yesterday",
        "continues": ["nothing", "2019-20/KA.01.04"],
        "lead": {"name": "Housing"},
        "progress": ["one", None, ["two"], "three"],
        "next_steps": [None, {"due": "soon"}, ["three"], "four"],
    }
    document = activity_document(yaml(broken))
    activity = read_activity(document)
    assert not document.fits
    assert (activity.code, activity.period, activity.as_at) == (None, None, None)
    assert activity.judged_at is None
    assert activity.continues == (None, ActivityId("2019-20", Code("KA.01.04")))
    assert activity.leads == ()
    assert activity.progress == ("one", "", "", "three")
    assert activity.next_steps == (NextStep(""), NextStep(""), NextStep(""), NextStep("four"))


@pytest.mark.parametrize("text", ["", "just a text\n", "- a list\n", "a: b: c\n", "? [a]\n: b\n"])
def test_what_is_no_mapping_is_read_as_nothing(text: str) -> None:
    document = activity_document(text)
    activity = read_activity(document)
    assert not document.fits
    assert not document.readable
    assert (activity.code, activity.title, activity.leads, activity.next_steps) == (
        None,
        "",
        (),
        (),
    )
    document = plan_document(text)
    plan = read_plan(document)
    assert not document.fits
    assert (plan.name, plan.statuses, plan.objectives, plan.codes) == ("", {}, (), {})


@pytest.mark.parametrize(
    ("number", "fits"),
    [("3", True), ("007", True), ("'3'", False), ("-3", False), ("3.0", False), ("٣", False),
     ("²", False), ("|\n      3", False), ("[3]", False), ("", False), ("1" * 9, True), ("1" * 10, False), ("1" * 5000, False)],
)  # fmt: skip
def test_the_number_of_an_objective(number: str, fits: bool) -> None:
    document = plan_document(plans.REGISTER.replace("number: 3", f"number: {number}"))
    plan = read_plan(document)
    assert document.fits == fits
    assert agrees(document)
    assert plan.objectives[0].number == (int(number) if fits else None)
