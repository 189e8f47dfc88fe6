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
    "A *mirror* is what the same two snapshots give the other way round; events without one judge the later"
)
print(
    "side alone. The report shows the events of the first two levels, and counts those of the third."
)
for level in Level:
    print(f"\n## {_SAID[level]}\n")
    print("| event | what it finds | mirror |")
    print("| --- | --- | --- |")
    for rule in RULES:
        if rule.level is level:
            print(
                f"| `{rule.name}` | {rule.summary} | {f'`{rule.mirror}`' if rule.mirror else '–'} |"
            )
