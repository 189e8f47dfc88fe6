"""The published schemas, and what is said of a document that breaks one."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kprlint.model import Code, Due, Kind, Quarter
from kprlint.source.document import Document
from kprlint.source.schema import NAMES, Violation, load, violations, violations_of_data
from kprlint.source.yaml import Mapping, parse
from tests.plans import REGISTER, activity
from tests.source.near import near_activities, near_configurations, near_registers
from tests.source.strategies import Written, documents

# The example of the file format, as plain texts.
EXAMPLE = {
    "code": "KA.03.04",
    "title": "Provide effective local air quality management",
    "continues": "2019-20/KA.01.04",
    "lead": "Regulatory Services",
    "portfolio": "Environment and Climate Change",
    "period": "2023/24 Q2",
    "as_at": "2023-10-31",
    "status": "Green",
    "status_reason": "…",
    "progress": ["One sentence or more of plain text."],
    "next_steps": [
        {
            "action": "Confirm the study location and send the first questionnaires",
            "due": "2023/24 Q3",
            "owner": "…",
        },
        "A plain string is allowed too; it is an action without a due date.",
    ],
}


def subschemas(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for part in schema.values():
            yield from subschemas(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from subschemas(part)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_a_schema(name: str) -> None:
    schema = load(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", NAMES)
def test_every_example_of_a_schema_keeps_it(name: str) -> None:
    for part in subschemas(load(name)):
        for example in part.get("examples", ()):
            assert Draft202012Validator(part).is_valid(example), example


def test_the_contracts_example_is_an_activity() -> None:
    Draft202012Validator(load("activity")).validate(EXAMPLE)


@pytest.mark.parametrize("name", ["activity", "plan"])
def test_every_field_is_explained_to_the_reader_of_an_editor(name: str) -> None:
    for part in subschemas(load(name)):
        for field in part.get("properties", {}).values():
            if isinstance(field, dict) and "type" in field:
                assert field["title"]
                assert field["description"].endswith(".")


def test_the_kinds_of_the_schema_are_those_of_the_model() -> None:
    statuses = load("plan")["properties"]["statuses"]
    assert statuses["additionalProperties"]["properties"]["kind"]["enum"] == [*Kind]


def matches(pattern: str, text: str) -> bool:
    return Draft202012Validator({"pattern": pattern}).is_valid(text)


@given(
    st.text(alphabet="0123459-/ Q\n", max_size=12)
    | st.dates().map(str)
    | st.from_regex(r"20[0-9]{2}[/-](20)?[0-9]{2}([ -]Q[0-9])?")
    | st.from_regex(r"KA\.[0-9]{2}\.[0-9]{2}")
)
def test_the_patterns_for_editors_refuse_nothing_that_the_model_reads(text: str) -> None:
    properties = load("activity")["properties"]
    due = properties["next_steps"]["items"]["properties"]["due"]["pattern"]
    assert matches(due, text) or Due.parse(text) is None
    assert matches(properties["period"]["pattern"], text) or Quarter.parse(text) is None
    assert matches(properties["code"]["pattern"], text) or Code.parse(text) is None


def check_places(document: Document) -> None:
    """Each violation points at something; a missing key at a mapping that lacks it."""
    for violation in violations(document.schema, document.tree.root):
        path = violation.path
        if violation.kind == "missing":
            parent = document.node(path[:-1])
            assert isinstance(parent, Mapping)
            assert path[-1] not in parent.pairs
            assert path[-1] in violation.allowed
        elif path:
            assert document.node(path) is not None
        if violation.kind == "unknown":
            assert violation.found == path[-1]
            assert path[-1] not in violation.allowed


@settings(max_examples=300)
@given(near_activities)
def test_violations_of_an_activity_have_their_place(text: str) -> None:
    check_places(Document("a.yaml", text.encode("utf-8", "surrogatepass"), "activity"))


@settings(max_examples=300)
@given(near_registers)
def test_violations_of_a_register_have_their_place(text: str) -> None:
    check_places(Document("plan.yaml", text.encode("utf-8", "surrogatepass"), "plan"))


@settings(max_examples=100)
@given(documents(), st.sampled_from(["activity", "plan"]))
def test_violations_of_any_document_have_their_place(written: Written, schema: str) -> None:
    check_places(Document("a.yaml", written.text.encode(), schema))


@settings(max_examples=100)
@given(near_configurations)
def test_violations_come_once_and_in_order(data: dict[str, Any]) -> None:
    found = violations_of_data("config", data)
    assert len({(v.kind, v.path) for v in found}) == len(found)
    assert found == sorted(found, key=lambda v: ([str(step) for step in v.path], v.kind))


def said(text: str, schema: str = "activity") -> list[Violation]:
    return violations(schema, parse(text).root)


def test_a_missing_field() -> None:
    (violation,) = said(activity(title=""))
    assert (violation.kind, violation.path) == ("missing", ("title",))
    assert violation.allowed == tuple(load("activity")["properties"])


def test_a_missing_field_of_a_step() -> None:
    (violation,) = said(activity(next_steps="\n  - due: 2023-12"))
    assert violation == Violation(
        "missing",
        ("next_steps", 0, "action"),
        allowed=tuple("action due owner done dropped to void moved update was from".split()),
    )


def test_an_unknown_field() -> None:
    (violation,) = said(activity() + "titel: x\n")
    assert (violation.kind, violation.path, violation.found) == ("unknown", ("titel",), "titel")


def test_several_faults_of_one_place_are_told_apart() -> None:
    found = said(activity(lead="", status="") + "titel: x\nstaus: y\n")
    assert [(v.kind, v.path) for v in found] == [
        ("missing", ("status",)),
        ("unknown", ("staus",)),
        ("unknown", ("titel",)),
    ]


@pytest.mark.parametrize(
    ("text", "path", "found", "expected"),
    [
        (activity(title="[a]"), ("title",), "a list", ("string",)),
        (activity(title="{a: b}"), ("title",), "a mapping", ("string",)),
        (activity(lead="{a: b}"), ("lead",), "a mapping", ("string", "array")),
        (activity(progress="Text"), ("progress",), "Text", ("array",)),
        (activity(next_steps="[[a]]"), ("next_steps", 0), "a list", ("string", "object")),
    ],
)
def test_a_wrong_type(text: str, path: Any, found: str, expected: tuple[str, ...]) -> None:
    assert said(text) == [Violation("type", path, found, expected)]


def test_a_wrong_word() -> None:
    (violation,) = said(REGISTER.replace("kind: at-risk", "kind: amber"), "plan")
    assert violation == Violation("value", ("statuses", "Amber", "kind"), "amber", tuple(Kind))


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (activity(title="''"), ("title",)),
        (activity(title='" \\u2003"'), ("title",)),
        (activity(lead="[]"), ("lead",)),
        (activity(lead="[Housing, '']"), ("lead", 1)),
        (activity(progress="\n  -\n  - b"), ("progress", 0)),
        (activity(next_steps="\n  - action:"), ("next_steps", 0, "action")),
        (activity(period="''"), ("period",)),
        (activity(next_steps="\n  - action: a\n    due: ' '"), ("next_steps", 0, "due")),
        ("", ()),
    ],
)
def test_nothing_where_something_should_be(text: str, path: Any) -> None:
    assert [(v.kind, v.path) for v in said(text)] == [("empty", path)]


@pytest.mark.parametrize(
    "text",
    [
        activity("KA.3.4"),
        activity(period="Q2 2023"),
        activity(as_at="31/10/2023"),
        activity(continues="KA.01.04"),
        activity(next_steps="[{action: a, due: soon}]"),
    ],
)
def test_what_has_a_rule_of_its_own_is_left_to_it(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_schemas_of_a_checkout_are_those_that_are_published(name: str) -> None:
    assert load(name)["$id"].endswith(f"/{name}.schema.json")
    assert json.loads(json.dumps(load(name))) == load(name)
