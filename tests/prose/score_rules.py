"""Precision and recall of the rules for prose: `python -m tests.prose.score_rules [RULE …] [--wrong]`.

Two files of labelled cases, by somebody who did not write the rules: `tuning.yaml` was used to choose words and
thresholds, `heldout.yaml` only to measure. `dates_probes.yaml` has more for the rules on dates, by the hand that
tuned them; `labels/README.md` says whose the others are, and what they gave when they were fresh. Each case says
whether one rule fires on one small activity.

With `--instances CSV --report TEXT` the rules are run over a report as it was printed, too. Its instances are
labelled, but not all of them: what is found beyond them is listed to be read, and counted apart.
"""

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from tabulate import tabulate

from kprlint.model import Activity, Code, Plan
from kprlint.rules import load
from kprlint.rules.base import ActivityFile, At, Folder, Hit, Rule, Scope, Subject
from kprlint.source.document import Document
from kprlint.source.reading import read_activity, read_plan
from tests.plans import REGISTER

LABELS = Path(__file__).with_name("labels")
RULES = (
    "status-contradicts-text",
    "nearly-complete",
    "red-without-plan",
    "past-tense-next-step",
    "state-not-action",
    "continue-only",
    "vague-next-step",
    "no-verb",
    "first-person",
    "percentage-mismatch",
    "percentage-cut-off",
    "figures-disagree",
    "claim-without-figure",
    "duplicate-text",
    "progress-restates-title",
    "unexplained-acronym",
    "personal-data",
    "list-damage",
    "spelling",
    "inconsistent-term",
    "sentence-too-long",
    "title-too-long",
    "all-capitals",
    "past-date-in-next-step",
    "date-disagrees-with-due",
    "ambiguous-date",
    "yearless-date",
    "undated-next-step",
    "event-after-as-at",
    "future-date-in-progress",
    "stale-progress",
    "placeholder-next-step",
)


class Case(NamedTuple):
    """One small activity, and whether `rule` fires on it. `quote` are the words that it should fire on."""

    id: str
    rule: str
    fires: bool
    quote: str
    fields: dict[str, Any]


class OnePlan(Folder):
    """A folder that holds the register of the tests and nothing else."""

    name = "2023-24"

    def __init__(self, register: str = REGISTER) -> None:
        self._plan = read_plan(Document("plan.yaml", register.encode(), "plan"))
        self._activities: dict[str, Activity] = {}

    @classmethod
    def around(cls, fields: dict[str, Any]) -> "OnePlan":
        """The plan of a case: its glossary, and the other activities that it tells of."""
        lines = [f"  {name}: {words}" for name, words in fields.get("glossary", {}).items()]
        folder = cls("\n".join([REGISTER, "glossary:", *lines]) if lines else REGISTER)
        for number, other in enumerate([fields, *fields.get("others", [])], start=4):
            code = f"KA.03.{number:02}"
            name = f"{code}.yaml"
            document = Document(name, text_of(other, code).encode(), "activity")
            folder._activities[name] = read_activity(document)
        return folder

    @property
    def activities(self) -> dict[str, Activity]:
        return self._activities

    @property
    def plan(self) -> Plan:
        return self._plan

    def files_with(self, code: Code) -> list[str]:
        return []

    def other_plan(self, name: str) -> Plan | None:
        return None

    def missing(self) -> list[Code]:
        return []


FOLDER = OnePlan()


def cases(path: Path) -> list[Case]:
    """The labelled cases of a file."""
    read = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return [
        Case(str(c["id"]), c["rule"], bool(c["fires"]), str(c.get("quote") or ""), c) for c in read
    ]


# What a case leaves out: nothing that any rule would remark on.
NEUTRAL = {
    "progress": ["Two monitors were put up on 3 July 2023."],
    "next_steps": [{"action": "Choose the places for the last monitors", "due": "2023-12-15"}],
}
# What another rule tells already is not told twice; nor is it missed.
ELSEWHERE = {"red-without-plan": "red-without-action", "list-damage": "empty-value"}


def text_of(fields: dict[str, Any], code: str = "KA.03.04") -> str:
    """The case as an activity's file; a string in double quotation marks is the same in JSON and YAML."""
    import json

    def scalar(value: object) -> str:
        return json.dumps(str(value), ensure_ascii=False)

    lines = [f"code: {code}", f"title: {scalar(fields.get('title') or 'Keep the air clean')}"]
    lines += ["lead: Regulatory Services", "portfolio: Environment and Climate Change"]
    lines += [f"period: {fields.get('period') or '2023/24 Q2'}"]
    if fields.get("as_at"):
        lines.append(f"as_at: {fields['as_at']}")
    lines += [f"status: {scalar(fields.get('status') or 'Green')}"]
    if fields.get("status_reason"):
        lines.append(f"status_reason: {scalar(fields['status_reason'])}")
    for name in ("progress", "next_steps"):
        items = fields.get(name, NEUTRAL[name]) or []
        items = [items] if isinstance(items, str) else items
        lines.append(f"{name}:" if items else f"{name}: []")
        for item in items:
            if isinstance(item, dict):
                pairs = [f"{key}: {scalar(value)}" for key, value in item.items()]
                lines.append("  - " + "\n    ".join(pairs))
            else:
                lines.append(f"  - {scalar(item)}")
    return "\n".join(lines) + "\n"


def file_of(text: str, folder: Folder = FOLDER) -> ActivityFile:
    document = Document("KA.03.04.yaml", text.encode(), "activity")
    activity = read_activity(document)
    return ActivityFile(document, activity, folder, activity.judged_at)


def words(document: Document, hit: Hit) -> str:
    """What the caret stands under, as YAML reads it."""
    where = hit.where
    assert isinstance(where, At)
    text = str(getattr(document.node(where.path), "text", where.path[0]))
    return text[slice(*where.part)] if where.part else text


def fired(rule: Rule, fields: dict[str, Any]) -> list[str]:
    """The words that the rule fires on."""
    together = fields.keys() & {"glossary", "others"} or rule.scope is Scope.PLAN
    file = file_of(text_of(fields), OnePlan.around(fields) if together else FOLDER)
    if rule.subject is Subject.FAULTS:
        return [words(file.document, hit) for hit in rule.check(file.document)]
    return [words(file.document, hit) for hit in rule.check(file)]


def _overlap(quote: str, found: Iterable[str]) -> bool:
    """Whether the words that were found share any with the quote."""
    said = set(re.findall(r"\w+", quote.casefold()))
    return not said or any(said & set(re.findall(r"\w+", one.casefold())) for one in found)


class Score(NamedTuple):
    """Right and wrong, of one rule."""

    hits: int
    false: int
    missed: int
    silent: int

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.false) if self.hits + self.false else 1.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0


def score(labelled: Iterable[Case], wanted: Iterable[str]) -> tuple[dict[str, Score], list[str]]:
    """Each rule's score, and the cases that went wrong."""
    rules, counts, wrong = (
        load(),
        defaultdict[str, Counter[tuple[bool, bool]]](Counter),
        list[str](),
    )
    for case in labelled:
        if case.rule not in wanted:
            continue
        found = fired(rules[case.rule], case.fields)
        if case.fires and not found and case.rule in ELSEWHERE:
            found = fired(rules[ELSEWHERE[case.rule]], case.fields)
        if case.fires and found and not _overlap(case.quote, found):
            wrong.append(f"{case.rule} {case.id} points at {found}, not {case.quote!r}")
        counts[case.rule][case.fires, bool(found)] += 1
        if case.fires != bool(found):
            what = "missed" if case.fires else f"false: {found}"
            shown = {k: case.fields.get(k) for k in ("status", "progress", "next_steps")}
            wrong.append(f"{case.rule} {case.id} {what}: {shown}")
    return {
        rule: Score(c[True, True], c[False, True], c[True, False], c[False, False])
        for rule, c in counts.items()
    }, wrong


# The labels of the report's instances, by the rule that they are about; “soft” ones are not asked for.
INSTANCES = {
    "green-but-stalled (watermelon)": "status-contradicts-text",
    "stall-lexicon trap": "status-contradicts-text",
    "next-step-in-past-tense": "past-tense-next-step",
    "next-step-is-a-state-not-an-action": "state-not-action",
    "next-step-continue-or-ongoing-only": "continue-only",
    "next-step-vague-or-hedged": "vague-next-step",
    "next-step-has-no-verb": "no-verb",
    "red-has-mitigation": "red-without-plan",
    "arithmetic-recomputes": "percentage-mismatch",
    "arithmetic trap": "percentage-mismatch",
    "claim-without-figure": "claim-without-figure",
    "acronym-not-expanded": "unexplained-acronym",
    "acronym-two-expansions": "unexplained-acronym",
    "acronym-expanded": "unexplained-acronym",
    "progress-copied-into-next-steps": "duplicate-text",
    "punctuation-or-list-damage": "list-damage",
    "misspelling": "spelling",
    "quarter-without-year": "yearless-date",
    "event-after-period-end": "event-after-as-at",
    "future-plan-in-progress": "future-date-in-progress",
    "progress-is-stale": "stale-progress",
    "personal-name-in-published-text": "personal-data",
}
_STATUSES = ("Green", "Amber", "Red", "Complete", "Deferred")
_CODE = re.compile(r"(?:Key Activities )?(KA\.\d\d\.\d\d)\b")


def printed(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The activities of a report as it was printed, as far as their rows are whole: code and fields."""
    rows: list[list[str]] = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 3 or (cells[0] == "Key Activities" and not _CODE.search(line)):
            continue
        if _CODE.match(cells[0]):
            rows.append(cells)
        elif rows and "---" not in line:
            for index, cell in enumerate(cells[: len(rows[-1])]):
                rows[-1][index] += f"\n{cell}" if cell else "\n"
    for cells in rows:
        codes = re.findall(r"KA\.\d\d\.\d\d", cells[0])
        status = re.sub(r"<.*?>|Status", "", cells[1]).split()
        if status and status[0] in _STATUSES and len(cells) > 3:
            progress, steps = _items(cells[2]), _items(cells[3])
            for place, code in enumerate(codes):
                shared = len(codes) > 1 and len(steps) == len(codes)  # a step for each
                yield (
                    code,
                    {
                        "period": "2019/20 Q4",
                        "status": status[0],
                        "progress": progress,
                        "next_steps": steps[place : place + 1] if shared else steps,
                    },
                )
                if not shared:
                    break


def _items(cell: str) -> list[str]:
    """The items of a cell: of its list, or those that begin with a dash."""
    cell = re.sub(r"</?(?:ul|p|u)>", "", cell).replace("</li>", "\n").replace("<li>", "\n- ")
    cell = re.sub(r"^(?:Progress|Next Steps)\b", "", cell).replace(" - ", "\n- ")
    cell = re.sub(r" {3,}", "\n- ", cell)
    parts = re.split(r"(?:^|\n)\s*- ", cell)
    return [said for part in parts if (said := " ".join(part.split())) not in ("", "<br>")]


def instances(
    labels: Path, report: Path, wanted: Iterable[str]
) -> tuple[dict[str, Score], list[str]]:
    """Each rule's score on the instances of a printed report; what is found beyond them counts as silent."""
    rules = load()
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for code, fields in printed(report.read_text(encoding="utf-8")):
        file = file_of(text_of(fields))
        for name in wanted:
            for hit in rules[name].check(file):
                assert isinstance(hit.where, At)
                step = getattr(file.document.node(hit.where.path), "text", "")
                found[name].append((code, step, words(file.document, hit)))
    counts, lines = defaultdict[str, Counter[str]](Counter), list[str]()
    taken: set[tuple[str, str, str]] = set()
    with labels.open(encoding="utf-8") as file_:
        rows = [row for row in csv.DictReader(file_) if row["rule"] in INSTANCES]
    for row in rows:
        name = INSTANCES[row["rule"]]
        if name not in wanted:
            continue
        snippet = " ".join(row["snippet"].split()).casefold()
        met = [
            (name, c, s) for c, s, _ in found[name] if c == row["code"] and snippet in s.casefold()
        ]
        taken.update(met)
        verdict = "hit" if row["verdict"] == "hit" else "trap"
        counts[name][f"{verdict} {bool(met)}"] += 1
        if (row["verdict"] == "hit") != bool(met):
            lines.append(f"{name} {row['code']} {row['verdict']}, {bool(met)}: {row['snippet']}")
    for name, hits in found.items():
        for code, step, said in hits:
            if (name, code, step) not in taken:
                counts[name]["beyond"] += 1
                lines.append(f"{name} {code} beyond the labels: [{said}] {step}")
    return {
        rule: Score(c["hit True"], c["trap True"], c["hit False"], c["beyond"])
        for rule, c in counts.items()
    }, lines


def table(scores: dict[str, Score], last: str = "silent") -> str:
    rows = [
        (rule, *s[:3], s.silent, f"{s.precision:.2f}", f"{s.recall:.2f}")
        for rule, s in scores.items()
    ]
    return tabulate(
        rows,
        ["rule", "hits", "false", "missed", last, "precision", "recall"],
        disable_numparse=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rules", nargs="*", default=RULES, help="the rules to score")
    parser.add_argument("--wrong", action="store_true", help="list what went wrong in tuning.yaml")
    parser.add_argument("--instances", type=Path, help="labelled instances of a printed report")
    parser.add_argument("--report", type=Path, help="that report")
    asked = parser.parse_args()
    for name in (
        "tuning",
        "dates_probes",
        "heldout",
        "unseen",
        "unseen_more",
        "fresh_council",
        "fresh_government",
        "fresh2_council",
        "fresh2_government",
        "fresh3_council",
        "fresh3_government",
        "fresh4_mixed",
        "fresh5_council",
        "fresh5_government",
        "fresh6_council",
        "fresh6_government",
        "mended",
        "families",
    ):
        path = LABELS / f"{name}.yaml"
        if not path.exists():
            continue
        scores, wrong = score(cases(path), asked.rules)
        print(f"\n{name}\n{table(scores)}")
        # What went wrong in the held-out cases stays unread, so that they go on measuring.
        if asked.wrong and name in ("tuning", "dates_probes"):
            print(*wrong, sep="\n")
    if asked.instances and asked.report:
        scores, lines = instances(asked.instances, asked.report, asked.rules)
        print(f"\n{asked.report.name}\n{table(scores, 'beyond')}")
        print(*lines, sep="\n")


if __name__ == "__main__":
    main()
