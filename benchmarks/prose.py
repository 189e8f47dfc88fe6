"""What each rule for prose costs an activity, on the two real plans: ``python benchmarks/prose.py``.

Caches are emptied before each round, so that every text is read once, as in a run of `kprlint check`. What the rules share,
the words and the dates of a text, is read before they are asked, and stands on lines of its own. Microseconds an activity,
the best of the rounds; they are of this machine, and the shares are what carries over.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tabulate import tabulate

from kprlint.project.find import projects
from kprlint.prose.text import sentences
from kprlint.rules import load
from kprlint.rules.base import ActivityFile, Rule, Subject
from kprlint.rules.dates.in_prose import seen
from kprlint.rules.index import BUILT_IN
from kprlint.source.reading import read_activity

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
# Beside the words these look at fields, at the register or at git, as all do that compare with last quarter.
NOT_PROSE = frozenset(
    """
    past-due-date due-after-plan outdated-period implausible-as-at invalid-date empty-progress empty-next-steps
    placeholder-next-step duplicate-next-step copied-from-last-quarter ambiguous-was silent-step slipped-without-reason
    unaccounted-step reopened-step idle-reason unknown-earlier-step falling-percentage invalid-percentage
    percentage-against-status past-due-activity unknown-successor
    """.split()
)
GROUPS = ("progress", "next_steps", "figures", "text", "dates")
OF_STATUS = ("nearly-complete", "red-without-plan", "status-contradicts-text")


def files() -> Iterator[ActivityFile]:
    """The activities of the two plans."""
    project, _ = projects([ROOT / "activities"])[0]
    for folder in project.plan_folders():
        for name in sorted(folder.activities):
            document = folder.load(name)
            activity = read_activity(document)
            yield ActivityFile(document, activity, folder, activity.judged_at)


def rules() -> list[Rule]:
    """The rules that read the words."""
    names = [
        n for g in GROUPS for n, known in BUILT_IN[g].items() if known.subject is Subject.ACTIVITY
    ]
    known = load()
    return [known[name] for name in (*names, *OF_STATUS) if name not in NOT_PROSE]


def forget() -> None:
    """Empties what kprlint remembers of texts, but not its word lists."""
    for module in list(sys.modules.values()):
        if module.__name__.startswith("kprlint."):
            for value in list(vars(module).values()):
                info = getattr(value, "cache_info", None)
                if info and info().maxsize:
                    value.cache_clear()


def measure() -> dict[str, float]:
    """Seconds of each rule, and of what all share, over all activities: the best of the rounds."""
    of, asked = list(files()), rules()
    best: dict[str, float] = {}
    for _ in range(ROUNDS + 1):  # the first reads the word lists
        forget()
        costs: dict[str, float] = {}

        def took(name: str, since: float, costs: dict[str, float] = costs) -> None:
            costs[name] = costs.get(name, 0) + time.process_time() - since

        began = time.process_time()
        for file in of:  # of all, since some rules look at all at once
            for passage in file.passages():
                sentences(passage.text)
        took("(words)", began)
        for file in of:
            began = time.process_time()
            list(seen(file, "progress", "next_steps"))
            took("(dates)", began)
            for rule in asked:
                began = time.process_time()
                list(rule.check(file))
                took(rule.name, began)
        for name, seconds in costs.items():
            best[name] = min(best.get(name, seconds), seconds)
    return {name: seconds / len(of) for name, seconds in best.items()}


def main() -> None:
    costs = measure()
    whole = sum(costs.values())
    rows = [
        (name, f"{1e6 * cost:.0f}", f"{100 * cost / whole:.0f} %")
        for name, cost in sorted(costs.items(), key=lambda item: -item[1])
    ]
    rows.append(("all together", f"{1e6 * whole:.0f}", "100 %"))
    print(
        tabulate(
            rows, headers=["rule", "µs an activity", "share"], colalign=["left", "right", "right"]
        )
    )


if __name__ == "__main__":
    main()
