"""A small plan of a council that does not exist."""

REGISTER = """\
plan: 2023-24
title: Our Plan 2023/24
council: Fictional District Council
starts: 2023-04-01
ends: 2024-03-31
period: 2023/24 Q2
statuses:
  Green:
    kind: on-track
    aliases: [On track]
  Amber:
    kind: at-risk
  Red:
    kind: off-track
  Complete:
    kind: complete
  Deferred:
    kind: deferred
  Paused:
    kind: paused
  Not stated:
    kind: unknown
leads: [Regulatory Services, Housing]
portfolios: [Environment and Climate Change, Wellbeing]
objectives:
  - number: 3
    title: A sustainable environment
    activities: [KA.03.04, KA.03.05]
retired:
  KA.03.03: merged into KA.03.04 in May 2023
"""

PREDECESSOR = """\
plan: 2019-20
title: Our Plan 2019/20
council: Fictional District Council
starts: 2019-04-01
ends: 2020-03-31
period: 2019/20 Q4
statuses:
  Green:
    kind: on-track
leads: [Regulatory Services]
portfolios: [Environment and Climate Change]
objectives:
  - number: 1
    title: A good place to live
    activities: [KA.01.04]
"""

_FIELDS = {
    "code": "code: KA.03.04",
    "title": "title: Keep the air clean",
    "lead": "lead: Regulatory Services",
    "portfolio": "portfolio: Environment and Climate Change",
    "period": "period: 2023/24 Q2",
    "status": "status: Green",
    "progress": "progress:\n  - The monitoring report was sent to the ministry.",
    "next_steps": "next_steps:\n  - action: Choose the places for the new monitors\n    due: 2023/24 Q4",
}


def activity(code: str = "KA.03.04", **fields: str) -> str:
    """A valid activity with some fields written differently; a field of "" is left out.

    A value that begins with a line break or has a colon in front is taken as it stands.
    """
    texts = dict(_FIELDS, code=f"code: {code}")
    if "period" in fields and fields["period"].startswith("2019"):
        texts["next_steps"] = "next_steps:\n  - action: Choose the places\n    due: 2020/21 Q1"
    for name, value in fields.items():
        texts[name] = f"{name}: {value}" if value else ""
    return "".join(f"{text}\n" for text in texts.values() if text)
