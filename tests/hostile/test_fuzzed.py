"""What fuzzing starts with, and what it has found: one run of each target over them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from fuzz.seeds import seeds
from fuzz.targets import TARGETS

CRASHES = Path(__file__).parent / "crashes"


@pytest.fixture(autouse=True)
def _back() -> Iterator[None]:
    before = Path.cwd()
    yield
    os.chdir(before)


@pytest.mark.parametrize("target", TARGETS)
def test_seeds(target: str) -> None:
    given = list(seeds(target))
    assert given
    for seed in given[:3]:
        TARGETS[target](seed)


@pytest.mark.parametrize("name", sorted(path.name for path in CRASHES.iterdir()))
def test_what_was_found_stays_mended(name: str) -> None:
    target = max((t for t in TARGETS if name.startswith(t)), key=len)
    TARGETS[target]((CRASHES / name).read_bytes())
