"""Writes docs/events.md, the list of events, from the registry: `python docs/events.py > docs/events.md`.

CI checks that it is current.
"""

from kprlint.change.event import Level
from kprlint.change.events import RULES

_SAID = {
    Level.NEEDS_EXPLANATION: "Needs an explanation",
    Level.WORTH_NOTING: "Worth noting",
    Level.FOR_THE_RECORD: "For the record",
}

print("# Events of the change report\n")
print("Made from the registry in `kprlint/change/events` by `docs/events.py`.\n")
print(
    "In the order of their gravity. An event is explained where it happens: a step in its own lines, a status in"
)
print(
    "`status_reason`, an activity that went in the register's `retired`; then it is told with what is said, and needs no"
)
print("reader. The report shows the events of the first two levels, and counts those of the third.")
print("`kprlint explain EVENT` says the same of one.")
for level in Level:
    print(f"\n## {_SAID[level]}\n")
    print("| event | what it finds |")
    print("| --- | --- |")
    for rule in RULES:
        if rule.level is level:
            print(f"| `{rule.name}` | {rule.summary} |")
