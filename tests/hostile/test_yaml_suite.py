"""The inputs of the official yaml-test-suite as activities: each is read, or told of; none breaks anything."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from fuzz.targets import fixers, reader
from kprlint.source.document import Document

SUITE: dict[str, tuple[str, bool, str]] = json.loads(
    Path(__file__).with_name("yaml-test-suite.json").read_text("utf-8")
)
# What libyaml takes although YAML 1.2 does not: comments without a space, tabs, and indentation within brackets.
LENIENT = set("9C9N 9JBA CVW2 DK95-1 G5U8 QB6E S98Z SU5Z X4QW Y79Y-3 YJV2".split())


@pytest.fixture(autouse=True)
def _back() -> Iterator[None]:
    before = Path.cwd()
    yield
    os.chdir(before)


@pytest.mark.parametrize("name", SUITE)
def test_an_input_of_the_suite(name: str) -> None:
    title, is_none, text = SUITE[name]
    reader(text.encode())
    if ord(name[-1]) % 2:
        fixers(text.encode())
    document = Document("KA.03.04.yaml", text.encode(), "activity")
    told = bool(document.tree.syntax or document.tree.features or document.encoding)
    if is_none:
        assert told != (name in LENIENT), title
    assert document.has_faults, title  # an activity is none of them
