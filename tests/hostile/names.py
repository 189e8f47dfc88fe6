"""Words that command runners, terminals and spreadsheets, and all places of a repository that may hold them."""

from collections.abc import Callable
from pathlib import Path

from tests.conftest import write
from tests.hostile.tree import CONFIG, FILE, PLAN, REGISTER, git
from tests.plans import REGISTER as TEXT
from tests.plans import activity

EVIL = {
    "annotation": "::error file=x::y",
    "line feed and stop": "x\n::stop-commands::y",
    "carriage return and mask": "x\r::add-mask::y",
    "Azure": "##vso[task.setvariable variable=PATH]x",
    "group": "##[error]x",
    "section of GitLab": "x\x1b[0Ksection_start:1:y\r\x1b[0K",
    "title of a terminal": "\x1b]0;x\x07",
    "cleared screen": "\x1b[2J\x1b[H\x9b2J",
    "right to left": "x\u202ey\u2066z",
    "invisible": "x\u200by\ufeffz\u2028::error::w",
    "formula": "=HYPERLINK(\"http://x\";\"y\")",
    "mark-up": "<img src=x onerror=alert(1)>[y](javascript:z)@everyone",
}  # fmt: skip


# How such words get to a place where they may stand.
Put = Callable[[Path, str], object]


def _said(evil: str) -> str:
    """`evil` in double quotes of YAML or TOML."""
    return '"' + "".join(c if c.isalnum() else f"\\u{ord(c):04x}" for c in evil) + '"'


def _file_name(evil: str) -> str:
    return evil.replace("/", "-")


def _field(**fields: str) -> Put:
    return lambda top, evil: write(
        top / FILE,
        activity(**{name: value.replace("EVIL", _said(evil)) for name, value in fields.items()}),
    )


def _register(old: str, new: str) -> Put:
    assert old in TEXT
    return lambda top, evil: write(
        top / REGISTER, TEXT.replace(old, new.replace("EVIL", _said(evil)))
    )


def _config(text: str) -> Put:
    return lambda top, evil: write(top / CONFIG, text.replace("EVIL", _said(evil)))


def _committed(*arguments: str) -> Put:
    def make(top: Path, evil: str) -> None:
        write(top / FILE, activity(status="Red", status_reason="The contractor is late."))
        git(top, *(argument.replace("EVIL", evil) for argument in arguments))

    return make


PLACES: dict[str, Put] = {
    "name of a file": lambda top, evil: write(top / PLAN / f"{_file_name(evil)}.yaml", activity("KA.03.09")),
    "name of a file that is no YAML": lambda top, evil: write(top / PLAN / f"{_file_name(evil)}.yaml", "a: ["),
    "name of a folder": lambda top, evil: write(top / "activities" / _file_name(evil) / "plan.yaml", TEXT),
    "name of another file": lambda top, evil: write(top / PLAN / _file_name(evil), "x"),
    "key": lambda top, evil: write(top / FILE, activity() + f"{_said(evil)}: x\n"),
    "code": _field(code="code: EVIL"),
    "title": _field(title="EVIL"),
    "lead": _field(lead="EVIL"),
    "portfolio": _field(portfolio="EVIL"),
    "period": _field(period="EVIL"),
    "as-at day": _field(as_at="EVIL"),
    "status": _field(status="EVIL"),
    "reason": _field(status="Amber", status_reason="EVIL"),
    "due": _field(due="EVIL"),
    "percentage": _field(percent_complete="EVIL"),
    "progress": _field(progress="\n  - EVIL"),
    "step": _field(next_steps="\n  - action: EVIL\n    due: EVIL\n    owner: EVIL"),
    "outcome": _field(next_steps="\n  - action: Choose the places\n    dropped: EVIL\n    was: EVIL\n    from: EVIL"),
    "place where it goes on": _field(next_steps="\n  - action: Choose the places\n    to: EVIL"),
    "predecessor": _field(continues="EVIL"),
    "comment": lambda top, evil: write(top / FILE, activity() + f"# kprlint: ignore[{evil.split()[0]}] {evil}\n"),
    "plan": _register("plan: 2023-24", "plan: EVIL"),
    "title of the plan": _register("Our Plan 2023/24", "EVIL"),
    "council": _register("Fictional District Council", "EVIL"),
    "word of status": _register("  Amber:", "  EVIL:"),
    "meaning": _register("kind: at-risk", "kind: at-risk\n    meaning: EVIL"),
    "alias": _register("[On track]", "[EVIL]"),
    "kind": _register("kind: at-risk", "kind: EVIL"),
    "leads": _register("leads: [", "leads: [EVIL, "),
    "objective": _register("A sustainable environment", "EVIL"),
    "registered code": _register("KA.03.05]", "KA.03.05, EVIL]"),
    "form of codes": _register("statuses:", "codes: EVIL\nstatuses:"),
    "retired": _register("merged into KA.03.04 in May 2023", "EVIL"),
    "glossary": _register("retired:", "glossary: {EVIL: EVIL}\nretired:"),
    "paper": _register("retired:", "paper: {title: EVIL}\nretired:"),
    "root": _config("root = EVIL\n"),
    "profile": _config("profile = EVIL\n"),
    "selected rule": _config("select = [EVIL]\n"),
    "setting": _config("[rules.missing-lead]\nEVIL = EVIL\n"),
    "waiver": _config("[[waiver]]\nrule = EVIL\npaths = [EVIL]\nreason = EVIL\n"),
    "hiding waiver": _config('[[waiver]]\nrule = "silent-step"\npaths = ["**"]\nreason = EVIL\n'),
    "logo": _config("[publish]\nlogo = EVIL\n"),
    "licence": _config("[publish]\nlicence = EVIL\n"),
    "folder of phrases": _config("phrases = EVIL\n"),
    "message of a commit": _committed("commit", "-q", "-a", "-m", "EVIL"),
    "author": _committed("-c", "user.name=x EVIL", "commit", "-q", "-a", "-m", "x", "--author", "x EVIL <a@b>"),
    "message of a tag": _committed("tag", "-a", "kprlint/2023-24/2023-24-Q1", "-m", "EVIL", "HEAD~1"),
}  # fmt: skip
