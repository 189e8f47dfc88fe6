"""A council's repository on a server, and the clone that a runner makes of a pull request."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.plans import REGISTER, activity

PLAN = "activities/2023-24"
_WHEN = {"GIT_AUTHOR_DATE": "2023-08-01T12:00:00Z", "GIT_COMMITTER_DATE": "2023-08-01T12:00:00Z"}
_WHO = ("-c", "user.name=An officer", "-c", "user.email=officer@example.org")


@dataclass(frozen=True)
class Council:
    """`folder` is the work tree of the officer; main, and the branch `pull` that leaves from it."""

    folder: Path
    environment: dict[str, str]

    def git(self, *arguments: str) -> str:
        return subprocess.run(
            ["git", *_WHO, *arguments],
            cwd=self.folder,
            env={**self.environment, **_WHEN},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()

    def write(self, name: str, text: str) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())

    def commit(self, message: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    def clone(self, folder: Path, *options: str) -> Path:
        """As actions/checkout does it: every branch under origin/, and the pull request checked out."""
        subprocess.run(
            [
                "git",
                "clone",
                "--quiet",
                "--branch=pull",
                *options,
                self.folder.as_uri(),
                str(folder),
            ],
            env=self.environment,
            check=True,
        )
        return folder


def founded(folder: Path, environment: dict[str, str], *, quarters: int = 2) -> Council:
    """A plan of two activities, with a quarter before the one under way unless `quarters` is 1.

    On main, KA.03.05 has recovered in the second quarter.
    """
    council = Council(folder, environment)
    folder.mkdir()
    council.git("init", "--quiet", "--template=", "--initial-branch=main")
    for quarter in ("2023/24 Q1", "2023/24 Q2")[-quarters:]:
        council.write(f"{PLAN}/plan.yaml", REGISTER.replace("2023/24 Q2", quarter))
        council.write(f"{PLAN}/KA.03.04.yaml", activity("KA.03.04", period=quarter))
        status = "Amber\nstatus_reason: A tender failed" if quarter.endswith("Q1") else "Green"
        council.write(f"{PLAN}/KA.03.05.yaml", activity("KA.03.05", period=quarter, status=status))
        council.commit(quarter)
    council.git("checkout", "--quiet", "-b", "pull")
    return council


def stolen(council: Council) -> None:
    """A pull request: KA.03.04 turns amber, and a promise slips without a word."""
    council.write(
        f"{PLAN}/KA.03.04.yaml",
        activity(
            status="Amber\nstatus_reason: Two monitors were stolen",
            next_steps="\n  - action: Choose the places for the new monitors\n    due: 2024/25 Q1"
            "\n  - action: Ask the police\n    due: 2023/24 Q3",
        ),
    )
    council.commit("The second quarter")
