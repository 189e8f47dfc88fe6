"""rule-crashed"""

from collections.abc import Iterator
from typing import NamedTuple

from kprlint.rules.base import Hit, Subject, rule
from kprlint.source.text import Span


class Crash(NamedTuple):
    """A rule that raised, with the error in one line."""

    rule: str
    error: str


@rule("rule-crashed", subject=Subject.CRASH)
def rule_crashed(crash: Crash) -> Iterator[Hit]:
    """A rule broke down over this file. The other rules went on.

    ### Why it matters

    What the rule would have found is not reported, so the file is not known to be right.
    """
    yield Hit(
        Span(0, 0),
        f"The rule {crash.rule} broke down here: {crash.error}",
        "report it to whoever wrote the rule, with this file; --ignore the rule to go on without it",
        (crash.rule,),
    )
