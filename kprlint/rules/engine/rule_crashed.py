"""rule-crashed"""

from collections.abc import Iterator

from kprlint.rules.base import Crash, Hit, rule
from kprlint.source.text import Span


@rule("rule-crashed")
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
