"""What a forge takes or shows at most; what goes beyond is the least grave, and is said."""

from collections.abc import Sequence

from kprlint.lint.finding import Finding
from kprlint.rules.base import Severity

# Of a run that is uploaded GitHub takes 25,000 results and shows 5,000, the gravest.
# https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads
SARIF_RESULTS = 5_000
# It takes 10 MB of them, packed; what is kept is below that as it is.
SARIF_CHARACTERS = 9_000_000
# Beside the files it shows as many annotations of each kind of a step.
GITHUB_ANNOTATIONS = 10

_GRAVITY = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def gravest(findings: Sequence[Finding], most: int) -> tuple[Finding, ...]:
    """As many as `most` of them, in their order; those that are waived go first, then the least grave, from the end on."""
    if len(findings) <= most:
        return tuple(findings)
    numbered = sorted(
        range(len(findings)),
        key=lambda n: (findings[n].waived is not None, _GRAVITY.index(findings[n].severity), n),
    )
    return tuple(findings[n] for n in sorted(numbered[:most]))
