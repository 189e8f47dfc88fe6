"""The configuration's shape is told without jsonschema, and just as jsonschema tells it."""

from typing import Any

from hypothesis import given, settings

from kprlint.project.config import _plain
from kprlint.source.schema import violations_of_data
from tests.source.near import CONFIG, JUNK, TOML_JUNK, near_configurations, single_changes


def test_they_agree_on_every_single_change() -> None:
    for changed in single_changes(CONFIG, JUNK + TOML_JUNK):
        assert _plain(changed) == (violations_of_data("config", changed) == []), changed


@settings(max_examples=500)
@given(near_configurations)
def test_the_short_way_and_the_schema_agree(data: dict[str, Any]) -> None:
    assert _plain(data) == (violations_of_data("config", data) == [])


def test_the_valid_configuration_is_valid() -> None:
    assert _plain(CONFIG)
    assert _plain({})
