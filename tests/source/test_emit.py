"""What is written as YAML reads back as what was meant."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kprlint.source import emit
from kprlint.source.yaml import Mapping, Scalar, parse, plain

TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff\x85\u2028\u2029") | st.sampled_from(" :#-\"'&*[]{}\\|>%@`!?,~"),
    max_size=40,
)  # fmt: skip


@given(TEXT)
def test_a_text_reads_back(text: str) -> None:
    for form in ("x: {}\n", "x:\n  - {}\n", "- x: {}\n"):
        tree = parse(form.format(emit.scalar(text)))
        assert not tree.features
        assert text in [s.text for s in tree.scalars[:2]], form


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Green", "Green"),
        ("On track: late", '"On track: late"'),
        ("5 # of them", '"5 # of them"'),
        ("“Quoted”", "“Quoted”"),
        ('"Quoted"', '"\\"Quoted\\""'),
        ("- a", '"- a"'),
        ("", '""'),
        (" a", '" a"'),
        ("a\nb", '"a\\nb"'),
        ("Tom's", "Tom's"),
        ("&c", '"&c"'),
        ("[a]", '"[a]"'),
    ],
)
def test_quotation_marks_where_they_are_needed(text: str, written: str) -> None:
    assert emit.scalar(text) == written


VALUES: st.SearchStrategy[Any] = st.recursive(
    TEXT | st.none() | st.dates(), lambda inner: st.lists(inner, max_size=3), max_leaves=5
)


@given(
    st.dictionaries(
        st.sampled_from(["code", "title", "progress", "next_steps"]), VALUES, min_size=1
    )
)
def test_a_document_reads_back(value: dict[str, Any]) -> None:
    tree = parse(emit.document(value))
    assert not tree.features
    assert plain(tree.root) == emit._expected(value)


def test_an_empty_field_is_one_to_fill_in() -> None:
    made = emit.document({"lead": None, "progress": ["One: two"]})
    assert made == "lead:\nprogress:\n  - 'One: two'\n"
    root = parse(made).root
    assert isinstance(root, Mapping)
    assert isinstance(root.get("lead"), Scalar)
