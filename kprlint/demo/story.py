"""What was committed when. The texts are in `council/`: a folder for each quarter, and what no quarter changes."""

from typing import NamedTuple


class Commit(NamedTuple):
    """A commit of files of `council/` and of the quarter's folder, named by patterns.

    `gone` are files of the plan that it deletes.
    """

    day: str
    message: str
    files: tuple[str, ...]
    gone: tuple[str, ...] = ()


class Quarter(NamedTuple):
    """A quarter of a plan: the day on which it was opened, if it is not the plan's first, and closed, if it was.

    `forced`: though the quarter before was not closed, and not reported by every activity.

    Its folder in `council/` is laid out like the repository, and holds what differs from the quarter before.
    """

    plan: str
    name: str
    commits: tuple[Commit, ...]
    opened: str = ""
    closed: str = ""
    forced: bool = False

    @property
    def folder(self) -> str:
        return self.name.replace("/", "-")


STORY = (
    Quarter(
        "2023-24",
        "2023/24-Q4",
        (Commit("2024-04-15", "The plan 2023-24 and its last quarter", ("*",)),),
        closed="2024-04-19",
    ),
    Quarter(
        "2024-25",
        "2024/25-Q1",
        (Commit("2024-07-08", "The plan 2024-25 and its first quarter", ("*",)),),
        closed="2024-07-12",
    ),
    Quarter(  # never closed, since KA.03.01 is last quarter's file
        "2024-25",
        "2024/25-Q2",
        (
            Commit("2024-10-02", "Communities: 2024/25 Q2", ("KA.01.*",)),
            Commit("2024-10-04", "Housing: 2024/25 Q2", ("KA.02.*",)),
            Commit("2024-10-04", "Environment: 2024/25 Q2", ("KA.03.*",)),
            Commit("2024-10-07", "Towns and council: 2024/25 Q2", ("KA.04.*",)),
        ),
        opened="2024-07-15",
    ),
    Quarter(
        "2024-25",
        "2024/25-Q3",
        (
            Commit(
                "2025-01-06",
                "The register and environment: 2024/25 Q3",
                ("plan.yaml", "KA.01.04.yaml", "KA.03.*"),
            ),
            Commit("2025-01-07", "Communities: 2024/25 Q3", ("KA.01.*",)),
            Commit("2025-01-08", "Housing: 2024/25 Q3", ("KA.02.*",)),
            Commit("2025-01-10", "Towns and council: 2024/25 Q3", ("KA.04.*",)),
        ),
        opened="2024-10-21",
        forced=True,
        closed="2025-01-17",
    ),
    Quarter(  # under way: KA.03.04 is still to be reported
        "2024-25",
        "2024/25-Q4",
        (
            Commit(
                "2025-04-01",
                "The register: 2024/25 Q4",
                ("plan.yaml", "KA.01.05.yaml"),
                gone=("KA.01.04.yaml", "KA.02.03.yaml", "KA.02.04.yaml", "KA.04.01.yaml"),
            ),
            Commit("2025-04-02", "Communities: 2024/25 Q4", ("KA.01.*",)),
            Commit("2025-04-03", "Housing: 2024/25 Q4", ("KA.02.*",)),
            Commit("2025-04-03", "Environment: 2024/25 Q4", ("KA.03.*",)),
            Commit("2025-04-07", "Towns and council: 2024/25 Q4", ("KA.04.*",)),
        ),
        opened="2025-01-20",
    ),
)
