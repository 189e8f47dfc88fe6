"""Addresses of pages: made of plan, quarter and code, safe as names of files, and the same for ever.

No address depends on what else there is, so that a link that somebody has saved goes on leading to the same thing.
"""

import hashlib
import re
import unicodedata
from urllib.parse import quote

from kprlint.model import Code, Quarter
from kprlint.model.code import why_no_name

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 60
_OWN = frozenset({"index.html", "search.html", "search.json", "accessibility.html", "feed.atom"})


def of_plan(name: str) -> str:
    """The folder of a plan's pages."""
    safe = _safe(name)
    return safe if safe == name and safe.casefold() not in _OWN else f"{safe}-{_mark(name)}"


def plan_page(plan: str) -> str:
    return f"{of_plan(plan)}/index.html"


def quarter_page(plan: str, quarter: Quarter) -> str:
    return f"{of_plan(plan)}/quarter/{quarter.slug}.html"


def data_file(plan: str, quarter: Quarter, ending: str) -> str:
    """A download of a quarter."""
    return f"{of_plan(plan)}/data/{quarter.slug}{ending}"


def calendar_file(plan: str) -> str:
    return f"{of_plan(plan)}/due.ics"


def activity_page(plan: str, code: Code) -> str:
    """The page of an activity: named after its file, which no other code of the plan is."""
    stem = code.stem
    safe = _safe(stem)
    name = safe if safe == stem and not why_no_name(stem) else f"{safe}-{_mark(code)}"
    return f"{of_plan(plan)}/activity/{name}.html"


def objective_page(plan: str, number: int | None, title: str) -> str:
    name = str(number) if number is not None else f"{_safe(title.lower())}-{_mark(title)}"
    return f"{of_plan(plan)}/objective/{name}.html"


def person_page(plan: str, kind: str, name: str) -> str:
    """The page of a lead or a portfolio. Two names may read alike without signs: the mark tells them apart."""
    return f"{of_plan(plan)}/{kind}/{_safe(name.lower())}-{_mark(name)}.html"


def link(address: str) -> str:
    """An address as a link has it, from the top of the site."""
    return quote(address, safe="/")


def anchor(code: Code) -> str:
    """Where a paper has an activity."""
    return quote(code.stem, safe="")


def _safe(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _UNSAFE.sub("-", plain).strip("-.")[:_LONGEST].strip("-.") or "x"


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
