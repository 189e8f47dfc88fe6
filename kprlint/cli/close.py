"""kprlint close"""

from collections import Counter
from collections.abc import Mapping

import click

from kprlint import __version__
from kprlint.cli import options
from kprlint.cli.streams import FOUND, note, say, wants_color, write
from kprlint.errors import Refused
from kprlint.git import top_level
from kprlint.git.head import make_tag, tag_exists
from kprlint.lint import engine
from kprlint.lint.finding import Finding, Result
from kprlint.lint.settings import Settings
from kprlint.model import Outcome, Quarter
from kprlint.printing import plural, visible
from kprlint.project.closed import digest
from kprlint.project.committed import committed, is_committed
from kprlint.project.find import CurrentPlan, find_plan
from kprlint.project.timeline import tag_name
from kprlint.rules import Rules, load
from kprlint.rules.base import Severity
from kprlint.source.document import Document
from kprlint.source.files import shown
from kprlint.source.reading import read_activity


@click.command()
@click.argument("quarter", type=options.quarter, metavar="[QUARTER]", required=False)
@options.plan_option
@click.option("--dry-run", is_flag=True, help="Say whether it can be closed, and make no tag.")
def close(quarter: Quarter | None, plan: str | None, dry_run: bool) -> None:
    """Close the quarter: tag it in git, once nothing is missing.

    QUARTER is the plan's present one, which is also the default. While "kprlint check --closing" finds an
    error in the plan the exit code is 1, and what is missing is listed by lead. Else the last commit gets an
    annotated tag such as kprlint/2023-24/2023-24-Q2, which says that the text was free of errors, and by which version of
    kprlint, with the counts of statuses and steps and a digest of the files, which "kprlint verify" compares:
    in the folder of the plans, after git checkout of the tag, "LC_ALL=C; sha256sum 2023-24/*.yaml | sha256sum"
    gives it, too.
    """
    rules = load()
    turning = find_plan(plan)
    period = turning.period
    if quarter and quarter != period:
        which = "is over" if quarter - period < 0 else "has not begun"
        raise Refused(
            f"the plan {turning.plan.name} is in {period}, and {quarter} {which}; only the quarter "
            f"under way can be closed, with “kprlint close {period.slug}”"
        )
    if not top_level(turning.path):
        raise Refused(
            f"{shown(turning.path)} is not in a git repository, and a quarter is closed by a tag of "
            "git; git init, and commit the plan"
        )
    name = tag_name(turning.folder.name, period)
    if tag_exists(turning.path, name):
        raise Refused(
            f"{period} is closed already: there is a tag {name}; if it was too early, delete it with "
            f"“git tag --delete {name}” and close again"
        )
    settings = Settings(paths=(turning.path,), closing=True)
    result = engine.check(settings, rules).result
    errors = tuple(f for f in result.findings if f.severity is Severity.ERROR)
    if errors:
        write(_missing(turning, result._replace(findings=errors), rules))
        raise click.exceptions.Exit(FOUND)
    if dry_run:
        _rehearse(turning, name)
        return
    make_tag(turning.path, name, _message(turning, _contents(turning)))
    say(f"{turning.plan.name}: {period} is closed, as the tag {name}")
    note(f"git push origin {name} publishes it")


def _rehearse(turning: CurrentPlan, name: str) -> None:
    try:
        _contents(turning)
    except Refused as error:
        note(f"without --dry-run this is refused: {error}")
    say(f"{turning.plan.name}: {turning.period} is free of errors, and would be closed as {name}")


def _contents(turning: CurrentPlan) -> Mapping[str, bytes]:
    """The plan's files as the last commit holds them; refused where they differ from it."""
    held = committed(turning)
    others = [turning.show(name) for name in held.others]
    file = turning.project.config.file
    if file and not is_committed(file):
        others.append(shown(file))  # what is waived there was checked
    if others:
        names = ", ".join(others[:5]) + (f" and {len(others) - 5} more" if others[5:] else "")
        differ = "differs" if len(others) == 1 else "differ"
        raise Refused(
            f"{names} {differ} from the last commit, which is what the tag would close; commit first "
            "(git add, git commit)"
        )
    return held.contents


def _message(turning: CurrentPlan, contents: Mapping[str, bytes]) -> str:
    """What the tag says: a line for people, then facts that other programs can read."""
    plan, period = turning.plan, turning.period
    counts: Counter[str] = Counter()
    steps: Counter[str] = Counter()
    for name in turning.activities:
        activity = read_activity(Document(name, contents[name], "activity"))
        status = plan.find_status(activity.status)
        counts[status.word if status else activity.status] += 1
        steps.update(step.outcome.value if step.outcome else "open" for step in activity.next_steps)
    words = [word for word in plan.statuses if counts[word]]
    words += sorted(counts.keys() - plan.statuses.keys())
    lines = [
        f"{plan.title or plan.name}: {period} is closed",
        "",
        f"plan: {turning.folder.name}",
        f"quarter: {period}",
        f"kprlint: {__version__}",
        "errors: 0",
        f"activities: {len(turning.activities)}",
        "statuses:",
        *(f"  {word}: {counts[word]}" for word in words),
        "steps:",
        *(f"  {name}: {steps[name]}" for name in ("open", *Outcome) if steps[name]),
        f"digest: sha256:{digest(turning.folder.name, contents)}",
    ]
    return "".join(f"{visible(line.rstrip())}\n" for line in lines)


def _missing(turning: CurrentPlan, result: Result, rules: Rules) -> str:
    """Why the quarter cannot be closed: the errors counted by lead, then each of them."""
    from tabulate import tabulate

    from kprlint.output import renderer

    leads = _leads(turning)
    by_lead: dict[str, list[Finding]] = {}
    for finding in result.findings:
        by_lead.setdefault(leads.get(finding.file, "(the plan's register)"), []).append(finding)
    rows = [
        (
            visible(lead),
            len({f.file for f in found}),
            sum(f.rule == "outdated-period" for f in found),
            sum(f.rule == "empty-progress" for f in found),
            len(found),
        )
        for lead, found in sorted(by_lead.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    # Where the register lists no leads, there is nobody to sort by.
    headers = ["lead", "files", "not updated", "no progress", "errors in all"]
    count = plural(len(result.findings), "error")
    table = tabulate(rows, headers=headers, disable_numparse=[0])
    color = wants_color("auto", to_file=False)
    return (
        f"{visible(turning.plan.name)}: {turning.period} cannot be closed yet: {count}\n\n"
        + (f"{table}\n\n" if turning.plan.leads else "")
        + renderer("text")(result, rules, color)
    )


def _leads(turning: CurrentPlan) -> dict[str, str]:
    """Who answers for each activity file, by its path as findings show it."""
    found: dict[str, str] = {}
    for name in turning.activities:
        leads = read_activity(turning.folder.load(name)).leads
        found[turning.show(name)] = ", ".join(filter(None, leads)) or "(no lead)"
    return found
