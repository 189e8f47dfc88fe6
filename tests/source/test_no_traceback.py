"""Nothing that can stand in a file makes the readers raise."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kprlint.source.document import Document, max_bytes
from kprlint.source.reading import read_activity, read_plan
from kprlint.source.text import decode, yaml_view
from kprlint.source.yaml import parse
from tests.plans import REGISTER, activity
from tests.source.strategies import Written, any_text, damaged_documents, documents

schemas = st.sampled_from(["activity", "plan"])

_valid = st.sampled_from([activity().encode(), REGISTER.encode()])
_junk = st.binary(min_size=1, max_size=8) | any_text.map(lambda t: t.encode("utf-8", "replace"))
_nearly_valid = st.builds(
    lambda data, at, junk: data[: at % len(data)] + junk + data[at % len(data) :],
    _valid,
    st.integers(0, 2000),
    _junk,
)


def read(data: bytes, schema: str) -> Document:
    document = Document("KA.03.04.yaml", data, schema)
    if schema == "activity":
        read_activity(document)
    else:
        read_plan(document)
    assert document.violations == [] or not document.fits
    return document


@settings(max_examples=500)
@given(any_text | damaged_documents)
def test_any_text(text: str) -> None:
    if not any(fault.fatal for fault in decode(text.encode("utf-8", "surrogatepass"))[1]):
        parse(yaml_view(text))


@settings(max_examples=300)
@given(st.binary(max_size=200) | _junk | _nearly_valid, schemas)
def test_any_bytes(data: bytes, schema: str) -> None:
    read(data, schema)


@settings(max_examples=200)
@given(documents(), schemas)
def test_any_document(document: Written, schema: str) -> None:
    read(document.text.encode(), schema)


@settings(max_examples=300)
@given(st.binary(max_size=60) | _junk | _nearly_valid, schemas)
def test_what_cannot_be_read_has_a_reason(data: bytes, schema: str) -> None:
    document = read(data, schema)
    if not document.readable:
        assert (
            any(fault.fatal for fault in document.encoding)
            or document.tree.syntax
            or document.tree.features
            or document.violations
        )


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"# nothing\n", b"\xef\xbb\xbf", "# \u2028\n".encode()]
)
def test_an_empty_file_is_a_violation(data: bytes) -> None:
    assert [v.kind for v in read(data, "activity").violations] == ["empty"]


@pytest.mark.parametrize("schema", ["activity", "plan"])
def test_a_file_that_is_too_big_is_not_parsed(schema: str) -> None:
    document = read(b"#" * (max_bytes(schema) + 1), schema)
    assert [f.kind for f in document.tree.features] == ["size"]
    assert not document.readable
    assert document.has_faults
    assert document.violations == []
    assert read(b"#" * max_bytes(schema), schema).tree.features == []
