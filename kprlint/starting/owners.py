"""CODEOWNERS: who of the forge's accounts is asked about which activity, by its leads."""

import re
from collections.abc import Iterable, Mapping

from kprlint.errors import InputError
from kprlint.model import Activity
from kprlint.model.status import fold
from kprlint.wording import did_you_mean, quote

PLACES = (".github/CODEOWNERS", "CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS")
"""Where forges look for it."""

_OWNER = re.compile(r"@[\w.-]+(/[\w./-]+)?|[^@\s]+@[^@\s]+\.[^@\s]+")


def parse(texts: Iterable[str]) -> dict[str, str]:
    """``LEAD=OWNER …``, each → owners by lead; raises InputError."""
    found = {}
    for text in texts:
        lead, equals, owners = text.rpartition("=")
        named = owners.split()
        if not equals or not lead.strip() or not named or not all(map(_OWNER.fullmatch, named)):
            raise InputError(
                f"--owners “{text}” cannot be used: write the lead, =, and who owns its files, for example "
                '--owners "Housing=@council/housing"'
            )
        found[lead.strip()] = " ".join(named)
    return found


def code_owners(
    owners: Mapping[str, str], activities: Iterable[Activity], folder: str, leads: Iterable[str]
) -> tuple[str, list[str]]:
    """The file, and the leads without an owner. Raises InputError where a lead is named that the plan has not."""
    leads = sorted(leads)
    by_lead = {fold(lead): owner for lead, owner in owners.items()}
    for lead in owners:
        if fold(lead) not in set(map(fold, leads)):
            raise InputError(f"the plan has no lead {quote(lead)}{did_you_mean(lead, leads)}")
    lines = ["# Who is asked about which activity, by its leads.\n"]
    for activity in activities:
        found = [by_lead[fold(lead)] for lead in activity.leads if fold(lead) in by_lead]
        named = dict.fromkeys(owner for text in found for owner in text.split())
        if named and activity.code:
            path = f"{folder}/{activity.code.file_name}".replace(" ", "\\ ")
            lines.append(f"/{path} {' '.join(named)}\n")
    missing = [lead for lead in leads if fold(lead) not in by_lead]
    lines += [f"# Nobody is named for the lead {lead}.\n" for lead in missing]
    return "".join(lines), missing
