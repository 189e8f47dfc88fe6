"""A council that does not exist, its repository, and the officers who commit to it."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PLAN = "activities/2023-24"
EARLIER = "activities/2019-20"
CONFIG = ".pre-commit-config.yaml"

_REGISTER = """\
plan: 2023-24
title: Thornmere Delivery Plan 2023/24
council: Thornmere District Council
starts: 2023-04-01
ends: 2024-03-31
period: 2023/24 Q2
statuses:
  Green:
    kind: on-track
    meaning: Milestones met, and no known issues
    aliases: [On track]
  Amber:
    kind: at-risk
    meaning: Some issues that may affect delivery
    aliases: [At risk]
  Red:
    kind: off-track
    meaning: Milestones missed, and delivery affected
  Complete:
    kind: complete
    meaning: Delivered in full
    aliases: [Completed]
  Deferred:
    kind: deferred
    meaning: Put off by a decision of the council
  Not stated:
    kind: unknown
leads:
  - Community Partnerships
  - Environmental Services
  - Housing Services
  - Property Team
portfolios:
  - Communities
  - Environment
  - Housing and Assets
objectives:
  - number: 1
    title: Strong and welcoming communities
    activities:
      - KA.01.01
      - KA.01.02
  - number: 2
    title: A cleaner, greener district
    activities:
      - KA.02.01
      - KA.02.02
  - number: 3
    title: Homes and buildings that last
    activities:
      - KA.03.01
      - KA.03.02
retired:
  KA.01.03: merged into KA.01.02 in May 2023
"""

_EARLIER_REGISTER = """\
plan: 2019-20
title: Thornmere Delivery Plan 2019/20
council: Thornmere District Council
starts: 2019-04-01
ends: 2020-03-31
period: 2019/20 Q4
statuses:
  Green:
    kind: on-track
  Complete:
    kind: complete
leads:
  - Environmental Services
portfolios:
  - Environment
objectives:
  - number: 1
    title: Clean streets and open spaces
    activities:
      - KA.01.01
      - KA.01.02
"""

FILES = {
    f"{PLAN}/plan.yaml": _REGISTER,
    f"{PLAN}/KA.01.01.yaml": """\
code: KA.01.01
title: Open a community hub in each of the three market towns
lead: Community Partnerships
portfolio: Communities
period: 2023/24 Q2
status: Green
progress:
  - The hub in Aldwick opened on 4 September with 46 visitors on its first day.
  - Eleven volunteers completed their training.
next_steps:
  - action: Agree the opening hours of the Fenby hub with the parish council
    due: 2023/24 Q3
  - action: Recruit a coordinator for the Marlow Cross hub
    due: 2024-01
    owner: Hub Manager
""",
    f"{PLAN}/KA.01.02.yaml": """\
code: KA.01.02
title: Run the community grants scheme
lead: [Community Partnerships, Property Team]
portfolio: Communities
period: 2023/24 Q2
status: Complete
progress:
  - All 24 grants of the year were paid by 29 September 2023.
next_steps: []
""",
    f"{PLAN}/KA.02.01.yaml": """\
code: KA.02.01
title: Monitor air quality on the ring road
continues: 2019-20/KA.01.01
lead: Environmental Services
portfolio: Environment
period: 2023/24 Q2
status: Amber
status_reason: Two of the five monitors were out of use for most of August.
progress:
  - The three remaining monitors recorded levels below the annual limit.
next_steps:
  - action: Replace the two monitors that failed
    due: 2023-11-30
""",
    f"{PLAN}/KA.02.02.yaml": """\
code: KA.02.02
title: Plant 2,000 trees with schools and parishes
lead: Environmental Services
portfolio: Environment
period: 2023/24 Q2
as_at: 2023-10-20
status: Red
status_reason: The nursery withdrew from the contract in July, so no trees can be planted this autumn.
progress:
  - Fourteen schools signed up.
next_steps:
  - action: Award the contract to another nursery
    due: 2023-12-15
""",
    f"{PLAN}/KA.03.01.yaml": """\
code: KA.03.01
title: Refurbish the Riverside leisure centre
lead: Property Team
portfolio: Housing and Assets
period: 2023/24 Q2
status: Deferred
status_reason: Cabinet put the works off on 12 July until the energy survey is in.
progress:
  - The energy survey was commissioned.
next_steps:
  - action: Bring the survey and a new timetable to Cabinet
    due: 2023/24 Q4
""",
    f"{PLAN}/KA.03.02.yaml": """\
code: KA.03.02
title: Adopt the housing allocations policy
lead: Housing Services
portfolio: Housing and Assets
period: 2023/24 Q2
status: Green
progress:
  - The consultation closed on 22 September with 212 responses.
next_steps:
  - action: Publish the responses
    due: 2023-10
  - action: Take the policy to Full Council
    due: 2024-02-26
""",
    f"{EARLIER}/plan.yaml": _EARLIER_REGISTER,
    f"{EARLIER}/KA.01.01.yaml": """\
code: KA.01.01
title: Set up air quality monitoring
lead: Environmental Services
portfolio: Environment
period: 2019/20 Q4
status: Complete
progress:
  - Five monitors were installed on the ring road in February 2020.
next_steps: []
""",
    f"{EARLIER}/KA.01.02.yaml": """\
code: KA.01.02
title: Replace the litter bins in the town centres
lead: Environmental Services
portfolio: Environment
period: 2019/20 Q4
status: Complete
progress:
  - The last of the 85 bins was replaced in March 2020.
next_steps: []
""",
    "README.md": "# Thornmere District Council: our Key Activities\n",
}

# What a finding begins with, in the hooks' output.
_FINDING = re.compile(r"^(\S.*?):(\d+):\d+: (error|warning|info)\[([\w-]+)\]:? ", re.MULTILINE)


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A finding that the hooks printed."""

    file: str
    line: int
    rule: str
    severity: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a git command that runs hooks."""

    passed: bool
    output: str

    @property
    def findings(self) -> list[Found]:
        """In the order in which they were printed."""
        return [Found(m[1], int(m[2]), m[4], m[3]) for m in _FINDING.finditer(self.output)]

    @property
    def rules(self) -> set[str]:
        return {found.rule for found in self.findings}

    def result_of(self, hook: str) -> str:
        """How pre-commit says that a hook ended: Passed, Failed, Skipped."""
        found = re.search(rf"^{re.escape(hook)}\.+(?:\(.*\))?(\w+)$", self.output, re.MULTILINE)
        assert found, f"the hook “{hook}” did not run:\n{self.output}"
        return found[1]


EACH_ACTIVITY = "kprlint: each activity"
WHOLE_PLAN = "kprlint: each plan as a whole"
MEND = "kprlint: mend what can be mended safely"


def clean_environment(home: Path) -> dict[str, str]:
    """The environment of a machine without settings of its own; pre-commit keeps its things in `home`."""
    ours = ("GIT_", "PRE_COMMIT", "PYTHON", "KPRLINT")
    colours_and_choices = ("NO_COLOR", "FORCE_COLOR", "SKIP", "VIRTUAL_ENV")
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(ours) and name not in colours_and_choices
    }
    git_settings = home / "gitconfig"
    git_settings.touch()
    return kept | {
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_GLOBAL": str(git_settings),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "init.defaultBranch",
        "GIT_CONFIG_VALUE_0": "main",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_EDITOR": "true",
        "GIT_AUTHOR_NAME": "An Officer",
        "GIT_AUTHOR_EMAIL": "officer@thornmere.example",
        "GIT_COMMITTER_NAME": "An Officer",
        "GIT_COMMITTER_EMAIL": "officer@thornmere.example",
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "PRE_COMMIT_COLOR": "never",
    }


@dataclass(frozen=True, slots=True)
class Council:
    """A git repository, and what people do in it. Paths are relative, with forward slashes."""

    folder: Path
    environment: dict[str, str]

    def run(self, *command: str, folder: str = ".", check: bool = True) -> Outcome:
        """Runs a command, in a folder of the repository; one that must succeed, unless told otherwise."""
        done = subprocess.run(
            command,
            cwd=self.folder / folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=600,
        )
        output = done.stdout.decode("utf-8")
        assert done.returncode == 0 or not check, f"{' '.join(command)}\n{output}"
        return Outcome(done.returncode == 0, output)

    def git(self, *arguments: str, folder: str = ".", check: bool = True) -> Outcome:
        return self.run("git", *arguments, folder=folder, check=check)

    def pre_commit(self, *arguments: str, check: bool = True) -> Outcome:
        return self.run(sys.executable, "-m", "pre_commit", *arguments, check=check)

    @property
    def head(self) -> str:
        return self.git("rev-parse", "HEAD").output.strip()

    def commit(self, *arguments: str, folder: str = ".") -> Outcome:
        """`git commit`; where it is blocked there is no new commit, else there is one."""
        before = self.head
        outcome = self.git("commit", "--message", "Update", *arguments, folder=folder, check=False)
        assert (self.head != before) == outcome.passed, outcome.output
        return outcome

    def commit_all(self) -> Outcome:
        """Commits all that there is in the folder, as a forge's web editor does."""
        self.git("add", "--all")
        return self.commit()

    def read(self, file: str) -> bytes:
        return (self.folder / file).read_bytes()

    def write(self, file: str, content: str | bytes) -> None:
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def replace(self, file: str, old: str | bytes, new: str | bytes) -> None:
        """Puts `new` where `old` stands once, and nowhere else."""
        old = old.encode() if isinstance(old, str) else old
        new = new.encode() if isinstance(new, str) else new
        content = self.read(file)
        assert content.count(old) == 1, f"{old!r} stands {content.count(old)} times in {file}"
        self.write(file, content.replace(old, new))

    def delete(self, file: str) -> None:
        (self.folder / file).unlink()

    def line(self, file: str, text: str) -> int:
        """The number of the one line of `file` that `text` stands on."""
        lines = self.read(file).decode("utf-8", "replace").split("\n")
        numbers = [number for number, line in enumerate(lines, 1) if text in line]
        assert len(numbers) == 1, f"{text!r} stands on the lines {numbers} of {file}"
        return numbers[0]

    def copy(self, folder: Path) -> "Council":
        """The same repository once more, in `folder`."""
        shutil.copytree(self.folder, folder, symlinks=True)
        return Council(folder, self.environment)
