"""The examples of docs/steps.md are files that fit."""

import re
from pathlib import Path

import pytest

from kprlint.source.document import Document
from kprlint.source.reading import read_activity
from tests.plans import activity

PAGE = (Path(__file__).parents[2] / "docs/steps.md").read_text("utf-8")
BLOCKS = re.findall(r"```yaml\n(next_steps:\n.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS)
def test_an_example_fits(block: str) -> None:
    text = activity(next_steps="@").replace("next_steps: @\n", block)
    document = Document("KA.03.04.yaml", text.encode(), "activity")
    steps = read_activity(document).next_steps
    assert document.fits
    assert all(step.due or step.ongoing or not step.is_open for step in steps)


def test_each_field_has_one() -> None:
    for field in "done dropped to void moved update was from".split():
        assert f"\n    {field}:" in "".join(BLOCKS)
