"""Precision and recall of the dates on labelled sentences: `python -m tests.prose.score [--wrong[=PART]]`.

Two sets: the dates of the first report, which lie beside the checkout, and those of `labels/dates.yaml`, of which
the part “tuning” was used to write the grammar and “test” only to measure it.
"""

import csv
import sys
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from tabulate import tabulate

from kprlint.prose.dates import Found, Tense, find

OWN = Path(__file__).with_name("labels") / "dates.yaml"
FORMS = OWN.with_name("forms.yaml")
REPORT = Path(__file__).parents[3] / "shared/labels/2019-20-q4-dates.csv"
PARTS = ("tuning", "test")

# The day of the first report, for phrases that the labels give no day: they hold no date.
_REPORT_DAY = date(2020, 3, 31)
_DAY, _LATER = date(2023, 9, 30), date(2023, 12, 31)
_TENSES = {"progress": Tense.PAST, "next_steps": Tense.FUTURE}


class Label(NamedTuple):
    """A date that is to be found; grain, certainty and role are empty where the labels do not tell."""

    words: str
    first_day: date | None
    last_day: date | None
    grain: str = ""
    certainty: str = ""
    role: str = ""


class Scored(NamedTuple):
    """A sentence with what was to be found and what was found; `pairs` are those that mean the same days."""

    text: str
    labels: tuple[Label, ...]
    found: tuple[Found, ...]
    pairs: tuple[tuple[Label, Found], ...]

    @property
    def is_right(self) -> bool:
        return len(self.pairs) == len(self.labels) == len(self.found)


def score(text: str, labels: tuple[Label, ...], as_of: date, tense: Tense | None) -> Scored:
    found = find(text, as_of, tense=tense)
    left = list(found)
    pairs = []
    at = 0
    for label in labels:
        start = text.index(label.words, at)
        end = at = start + len(label.words)
        for one in left:
            same_days = (one.first_day, one.last_day) == (label.first_day, label.last_day)
            # What is ambiguous must not be told as certain, nor the other way round.
            same_doubt = not label.certainty or _doubtful(one.certainty) == _doubtful(
                label.certainty
            )
            if one.start < end and start < one.end and same_days and same_doubt:
                pairs.append((label, one))
                left.remove(one)
                break
    return Scored(text, labels, found, tuple(pairs))


def _doubtful(certainty: str) -> str:
    return certainty if certainty in ("ambiguous", "refused") else ""


def own(part: str) -> list[Scored]:
    """The labelled sentences of a part, traps included."""
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(OWN)[part]
    scored = [score(text, (), _DAY, None) for text in loaded["traps"]]
    for sentence in loaded["dates"]:
        labels = tuple(map(_label, sentence["dates"]))
        tense = _TENSES[sentence["field"]] if "field" in sentence else None
        scored.append(score(sentence["text"], labels, sentence.get("as_of", _DAY), tense))
    return scored


def forms() -> list[Scored]:
    """The forms of `labels/forms.yaml`, traps included."""
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(FORMS)
    scored = [score(text, (), _DAY, Tense.FUTURE) for text in loaded["forms"]["traps"]]
    for part, as_of, tense in (("forms", _DAY, Tense.FUTURE), ("told", _LATER, Tense.PAST)):
        for sentence in loaded[part]["dates"]:
            labels = tuple(map(_label, sentence["dates"]))
            scored.append(score(sentence["text"], labels, as_of, tense))
    return scored


def _label(line: str) -> Label:
    if line.count(" | ") < 4:
        words, days, *certain = line.split(" | ")
        grain, certainty, role = "", certain[0] if certain else "exact", ""
    else:
        words, days, grain, certainty, role = line.split(" | ")
    first, _, last = days.partition("..")
    if first == "-":
        return Label(words, None, None, grain, "refused", role)
    return Label(
        words,
        date.fromisoformat(first),
        date.fromisoformat(last or first),
        grain,
        certainty,
        role,
    )


def report() -> list[Scored]:
    """The labelled phrases of the first report; the label is the phrase in whole."""
    scored = []
    with REPORT.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            labels: tuple[Label, ...] = ()
            if row["start"]:
                first, last = map(date.fromisoformat, (row["start"], row["end_inclusive"]))
                labels = (Label(row["text"], first, last),)
            day = row["reference_date"]
            as_of = date.fromisoformat(day) if day else _REPORT_DAY
            scored.append(score(row["text"], labels, as_of, None))
    return scored


class Figures(NamedTuple):
    """How many dates were labelled, found and right, and the false alarms in sentences without any."""

    sentences: int
    labelled: int
    found: int
    right: int
    false_alarms: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 1.0


def figures(scored: list[Scored]) -> Figures:
    return Figures(
        len(scored),
        sum(len(s.labels) for s in scored),
        sum(len(s.found) for s in scored),
        sum(len(s.pairs) for s in scored),
        sum(len(s.found) for s in scored if not s.labels),
    )


def share(scored: list[Scored], field: str) -> float:
    """The share of right dates whose grain, certainty or role is the labelled one, too."""
    pairs = [pair for s in scored for pair in s.pairs]
    right: list[bool] = [getattr(label, field) == getattr(one, field) for label, one in pairs]
    return sum(right) / len(right)


def main() -> None:
    rows = []
    sets = {part: own(part) for part in PARTS}
    sets["forms"] = forms()
    if REPORT.is_file():
        sets["first report"] = report()
    else:
        print(f"note: {REPORT} is not there; the dates of the first report are not scored\n")
    for name, scored in sets.items():
        f = figures(scored)
        told = (
            [share(scored, field) for field in ("grain", "certainty", "role")]
            if name in PARTS
            else ["", "", ""]
        )
        rows.append([name, *f, f.precision, f.recall, *told])
    headers = ["set", "sentences", "dates", "found", "right", "false alarms"]
    headers += ["precision", "recall", "grain", "certainty", "role"]
    print(tabulate(rows, headers=headers, floatfmt=".3f"))
    for argument in sys.argv[1:]:
        option, _, only = argument.partition("=")
        if option != "--wrong":
            continue
        for name, scored in sets.items():
            if only and only != name:
                continue
            for s in scored:
                if not s.is_right:
                    print(f"\n{name}: {s.text}")
                    for label in s.labels:
                        print("    expected", *label)
                    for one in s.found:
                        print("    found   ", one.text, *one[3:8])


if __name__ == "__main__":
    main()
