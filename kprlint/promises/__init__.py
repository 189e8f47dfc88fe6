"""Two quarters' promises side by side: which step stands for which, and whether its date has moved.

Facts alone: what a file declares, and what the two texts show beyond doubt. Rules and the change report stand on it.
"""

from kprlint.promises.answers import (
    Answer,
    Answers,
    Basis,
    Continuation,
    Fault,
    answers,
    faults,
    fits,
)
from kprlint.promises.dates import Move, When, date_of, done_on, is_over, move, moved, of_due, when
from kprlint.promises.promise import Promise, promises

__all__ = [
    "Answer",
    "Answers",
    "Basis",
    "Continuation",
    "Fault",
    "Move",
    "Promise",
    "When",
    "answers",
    "date_of",
    "done_on",
    "faults",
    "fits",
    "is_over",
    "move",
    "moved",
    "of_due",
    "promises",
    "when",
]
