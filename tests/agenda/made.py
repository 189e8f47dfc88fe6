"""A plan for what is due: an activity of each kind, seen from 2023-10-31."""

from kprlint.agenda.dues import Dues, dues_of
from kprlint.change.snapshot import Origin, Snapshot, Taken, read
from kprlint.cli.due import until
from kprlint.model.due import parse_day
from tests.plans import REGISTER, activity

DAY = "2023-10-31"
AS_OF = parse_day(DAY)

WORDS = REGISTER.replace("[KA.03.04, KA.03.05]", "[{}]").replace(
    "  Deferred:", "  Withdrawn:\n    kind: withdrawn\n  Deferred:"
)

STEPS = """
  - {action: Clear the ditch, due: 2023-09-30}
  - {action: Hang the gate, due: 2023-10-31, owner: The depot}
  - {action: Sow the meadow, due: 2023-11}
  - {action: Cut the reeds, due: 2024/25}
  - Write to the county by 15 December 2023
  - Talk to the neighbours
  - {action: Walk the bank, due: ongoing}
  - {action: Mend the fence, due: 2023-10-10, done: 2023-10-09}"""

FILES = {
    "KA.03.04": activity("KA.03.04", next_steps=STEPS),
    "KA.03.05": activity("KA.03.05", progress="", lead="[Housing, Regulatory Services]"),
    "KA.03.06": activity("KA.03.06", lead="", next_steps="\n  - None required"),
    "KA.03.07": activity("KA.03.07", period="2023/24 Q1", lead="Somebody Else"),
    "KA.03.08": activity(
        "KA.03.08",
        status="Complete",
        next_steps="\n  - {action: Take down the tent, due: 2023-09}",
    ),
    "KA.03.09": "code: KA.03.09\n\ttitle: broken",
    "KA.03.10": activity("KA.03.10", next_steps="", due="2023-08"),
}
CODES = (*FILES, "KA.03.11")  # the last one has no file


def contents(
    files: dict[str, str] = FILES, codes: tuple[str, ...] = CODES
) -> dict[str, bytes | str]:
    found: dict[str, bytes | str] = {f"{c}.yaml": t.encode() for c, t in files.items()}
    return {"plan.yaml": WORDS.format(", ".join(codes)).encode(), **found}


def snapshot(held: dict[str, bytes | str] | None = None) -> Snapshot:
    origin = Origin(Taken.FOLDER, "a folder", path="activities/2023-24")
    return read(origin, "activities/2023-24", contents() if held is None else held)


def due(now: Snapshot | None = None, within: str = "90d", lead: str | None = None) -> Dues:
    assert AS_OF
    return dues_of(now or snapshot(), AS_OF, until(AS_OF, within), lead=lead)
