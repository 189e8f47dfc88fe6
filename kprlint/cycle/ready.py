"""Whether the quarter under way may be left behind: it is reported, or closed, and git keeps its text."""

from kprlint.git import top_level
from kprlint.git.head import tag_exists
from kprlint.printing import plural
from kprlint.project.committed import committed
from kprlint.project.find import CurrentPlan
from kprlint.project.timeline import tag_name
from kprlint.source.files import shown
from kprlint.source.reading import read_activity


def passed_over(turning: CurrentPlan) -> list[str]:
    """Why the next quarter may not be opened yet, with the activities that do not report on this one; or nothing.

    A plan of which git knows no earlier quarter may always go on: its first one was written elsewhere.
    """
    if turning.folder.past.last_quarter(turning.period) is None:
        return []
    if tag_exists(turning.path, tag_name(turning.folder.name, turning.period)):
        return []
    reports = {
        activity.code: activity
        for name in turning.activities
        if (activity := read_activity(turning.folder.load(name))).code
    }
    silent = [
        code
        for code in turning.plan.codes
        if code not in reports or not reports[code].reports_on(turning.period)
    ]
    if not silent:
        return []
    count = plural(len(silent), "activity")
    says = "does not report on it" if len(silent) == 1 else "do not report on it"
    return [
        f"{turning.period} is not closed, and {count} {says}:",
        *(f"  {code}{f' {reports[code].title}' if code in reports else ''}" for code in silent),
    ]


def unsaved(turning: CurrentPlan) -> str:
    """Which text would be lost, and what to do about it; empty where git keeps all of it."""
    if not top_level(turning.path):
        return (
            f"{shown(turning.path)} is not in a git repository, so nothing keeps the progress of "
            f"{turning.period}; git init, and commit it"
        )
    others = committed(turning).others
    if not others:
        return ""
    names = ", ".join(turning.show(name) for name in others[:5])
    more = f" and {len(others) - 5} more" if len(others) > 5 else ""
    differ = "differs" if len(others) == 1 else "differ"
    return (
        f"{names}{more} {differ} from the last commit, so git does not keep the text of "
        f"{turning.period}; commit first (git add, git commit)"
    )
