"""Whatever a file holds, check ends with 0, 1 or 2 and never with a traceback."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kprlint.cli import main
from tests.conftest import write
from tests.plans import REGISTER, activity

FILE = "activities/2023-24/KA.03.04.yaml"
MANY = settings(
    max_examples=2000,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

# Bytes as such, and bytes that are nearly an activity.
_BYTES = st.binary(max_size=400) | st.builds(
    lambda at, junk: activity().encode()[:at] + junk + activity().encode()[at:],
    st.integers(0, len(activity())),
    st.binary(min_size=1, max_size=12),
)

_WORDS = st.sampled_from(
    ["KA.03.04", "2023/24 Q2", "2023-12", "06/11/23", "no", "01.04", "Green", "N/A", "", " ", "~"]
) | st.text(max_size=20)
_FIELDS = st.sampled_from(
    "code title continues lead portfolio period as_at status status_reason progress next_steps action due "
    "owner plan statuses leads objectives activities retired number kind starts ends council".split()
) | st.text(max_size=8)
_VALUES: st.SearchStrategy[object] = st.recursive(
    _WORDS | st.none() | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_FIELDS, inner, max_size=5),
    max_leaves=20,
)


@pytest.fixture(autouse=True)
def _here(plan: Path) -> object:
    before = Path.cwd()
    os.chdir(plan)
    yield
    os.chdir(before)


def ends_well(*arguments: str) -> None:
    result = CliRunner().invoke(main, ["check", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code in (0, 1, 2), result.output
    assert "Traceback" not in result.output
    assert "fault of kprlint" not in result.stderr, result.stderr
    assert "error[rule-crashed]" not in result.output


@MANY
@given(_BYTES)
def test_any_bytes(data: bytes) -> None:
    write(Path(FILE), data)
    ends_well(FILE)


@MANY
@given(st.dictionaries(_FIELDS, _VALUES, max_size=12) | _VALUES)
def test_any_yaml_document(document: object) -> None:
    # JSON is YAML, but for what JSON escapes and YAML does not know.
    write(Path(FILE), json.dumps(document, ensure_ascii=False).encode("utf-8", "replace"))
    ends_well(FILE)


@settings(MANY, max_examples=300)
@given(st.dictionaries(_FIELDS, _VALUES, max_size=12) | _VALUES, st.booleans())
def test_any_register(document: object, whole: bool) -> None:
    text = json.dumps(document, ensure_ascii=False)
    if whole and isinstance(document, dict):
        text = REGISTER + "".join(
            f"{json.dumps(k)}: {json.dumps(v)}\n" for k, v in document.items()
        )
    write(Path("activities/2023-24/plan.yaml"), text.encode("utf-8", "replace"))
    ends_well("activities")


@settings(MANY, max_examples=300)
@given(_BYTES)
def test_mending_mends_for_good(data: bytes) -> None:
    write(Path(FILE), data)
    ends_well(FILE, "--fix")
    once = Path(FILE).read_bytes()
    ends_well(FILE, "--fix")
    assert Path(FILE).read_bytes() == once


@settings(MANY, max_examples=300)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_configuration(data: bytes) -> None:
    write(Path("kprlint.toml"), data)
    ends_well()
