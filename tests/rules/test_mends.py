"""A rule's page says whether it has a fix; that is held to its code."""

import inspect
import re
from pathlib import Path

import pytest

from kprlint.rules import load
from kprlint.rules.base import Mends

RULES = load()
# Modules that make fixes for several rules.
SHARED = ("quoting import", "unregistered(")


@pytest.mark.parametrize("name", list(RULES))
def test_a_rule_says_whether_it_mends(name: str) -> None:
    rule = RULES[name]
    module = inspect.getmodule(rule.check)
    assert module is not None
    assert module.__file__ is not None
    text = Path(module.__file__).read_text(encoding="utf-8")
    has_fix = bool(re.search(r"\bFix\(", text)) or any(word in text for word in SHARED)
    assert (rule.mends is not None) == has_fix
    if rule.mends is Mends.UNSAFE:
        assert "safe=False" in text


def test_a_rule_says_since_when() -> None:
    assert all(re.fullmatch(r"\d+\.\d+(\.\d+)?", rule.since) for rule in RULES.values())
