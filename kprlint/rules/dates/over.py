"""What the rules on dates that are over advise."""

from kprlint.rules import offers
from kprlint.rules.base import ActivityFile, Offer
from kprlint.source.yaml import Path

HELP = (
    "write “done:” below it if it was done; if it goes on, the new date and “moved:” with why, or, where no new date is "
    "known, “update:” with why not"
)


def was_over(file: ActivityFile, path: Path) -> tuple[Offer, ...]:
    """What may be written below the step at `path`; a new date is somebody's to decide."""
    if file.counted:
        return ()
    document = file.document
    return (
        *offers.field(document, path, "done", "It was done: write “done:”, and say when"),
        *offers.field(
            document, path, "update", "There is no new date: write “update:”, and say why not"
        ),
    )
