"""The action, run over a council's repository: what its tests share."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ci.steps import ROOT, Outcome, load

KPRLINT = Path(sys.executable).with_name("kprlint")
ACTION: dict[str, Any] = load(ROOT / "action.yml")
NEWEST = "1" * 40

needed = pytest.mark.skipif(
    not all(map(shutil.which, ("bash", "jq"))) or not KPRLINT.exists(),
    reason="needs bash, jq and the installed command",
)

Act = Callable[..., Outcome]
