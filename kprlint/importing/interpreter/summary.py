"""The printed summary, which is a checksum of the activities."""

from collections import Counter

from kprlint.importing.interpreter import status_words as sw
from kprlint.importing.interpreter import vocabulary as v
from kprlint.importing.interpreter.doubts import Doubt
from kprlint.importing.interpreter.found import FoundActivity
from kprlint.importing.interpreter.front import Front
from kprlint.importing.interpreter.statuses import StatusWords
from kprlint.model import Kind


def check_summary(
    front: Front, activities: tuple[FoundActivity, ...], words: StatusWords, doubts: list[Doubt]
) -> tuple[tuple[str, int], ...]:
    """The summary as (word, count); adds to `doubts` where it differs from the activities.

    Without words of its own it is read in the order of the key.
    """
    if not front.counts:
        return ()
    counts = front.counts
    place = counts[0][1]
    own = len(front.labels) == len(counts)
    labels = front.labels if own else [w.word for w in front.words][: len(counts)]
    labels += [""] * (len(counts) - len(labels))
    summary = tuple((label, number) for label, (number, _) in zip(labels, counts, strict=True))
    parts = [(label, number) for label, number in summary if v.fold(label) != "total"]
    printed = ", ".join(f"{label} {number}".strip() for label, number in summary)
    total = sum(number for _, number in parts)
    found = len(activities)

    def doubt(name: str, message: str) -> None:
        doubts.append(Doubt(name, place, None, message, printed))

    if total != found:
        doubt(
            "import-summary-mismatch",
            f"the printed summary counts {total} activities, and {found} were found",
        )
    for label, number in summary:
        if v.fold(label) == "total" and number != total:
            doubt(
                "import-summary-mismatch",
                f"the printed total is {number}, and its parts make {total}",
            )
    lost = sum(a.kind is Kind.UNKNOWN for a in activities)
    if lost:
        doubt(
            "import-summary-unverified",
            f"{lost} of {found} activities have lost their status, so that the counts of the printed "
            "summary can only be compared in total",
        )
        return summary
    if not own:
        doubt(
            "import-summary-unverified",
            "the summary prints numbers without words; they are read in the order of the key",
        )
    met = Counter(a.kind for a in activities)
    for label, number in parts:
        word, meant = words.known(label), sw.meant(label)
        kind = word.kind if word else meant.kind if meant else None
        if kind is not None and met[kind] != number:
            message = f"the printed summary counts {number} {label}, and {met[kind]} were found"
            doubt("import-summary-mismatch", message)
    return summary
