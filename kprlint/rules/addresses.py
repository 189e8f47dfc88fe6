"""Where a rule is explained on the web."""

from kprlint.documentation import page
from kprlint.rules.index import BUILT_IN


def address_of(rule: str) -> str:
    """The address of a built-in rule's page; empty for a council's own rule, and where the documentation has no address."""
    address = page(f"rules/{rule}")
    return address if address and any(rule in group for group in BUILT_IN.values()) else ""
