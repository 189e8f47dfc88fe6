"""What the sheets hold: a column for each field, with its heading, its width and what belongs in it."""

from typing import NamedTuple

from kprlint.model import Outcome

ACTIVITIES, STEPS, GUIDE, LISTS, RECORD = "Activities", "Steps", "Guide", "Lists", "Record"
"""The sheets; the last two are hidden: the words of the drop-downs, and what the files said at the export."""


class Column(NamedTuple):
    """A column. `choices` names the list of its drop-down; `dates`: what it holds are dates in one of our forms."""

    field: str
    heading: str
    width: int
    hint: str
    choices: str = ""
    dates: bool = False


_DATE = "A day (2025-02-14), a month (2025-02), a quarter (2024/25 Q4) or a year (2024/25)."

OF_ACTIVITIES = (
    Column("code", "Code", 12, "The activity. It is never changed here."),
    Column("title", "Title", 34, "The promise, word for word as the plan prints it."),
    Column("lead", "Lead", 24, "Who answers for it. Several: one to a line (Alt+Enter).", "lead"),
    Column("portfolio", "Portfolio", 24, "The cabinet portfolio.", "portfolio"),
    Column("period", "Period", 12, "The quarter that this text reports on."),
    Column("as_at", "As at", 12, "The day on which the text is true, if not the quarter's last: 2025-01-31.", dates=True),
    Column("status", "Status", 14, "One of the plan's words.", "status"),
    Column("status_reason", "Status reason", 36, "Why the status is what it is."),
    Column("due", "Due", 12, f"By when the whole activity is promised. {_DATE}", dates=True),
    Column("moved", "Moved", 28, "Why that date has moved since last quarter."),
    Column("percent_complete", "Percent complete", 11, "A whole number from 0 to 100."),
    Column("progress", "Progress", 70, "What happened: one fact to a line (Alt+Enter). A line that begins with two blanks goes on with the one above."),
)  # fmt: skip

OF_STEPS = (
    Column("code", "Code", 12, "The activity that the step belongs to."),
    Column("step", "Step", 7, "The step's number in its file. Leave it empty for a new step."),
    Column("action", "Action", 48, "What will be done."),
    Column("due", "Due", 12, f"By when. {_DATE} Or “ongoing”, for a standing duty.", dates=True),
    Column("owner", "Owner", 20, "Who does it, if not the lead."),
    Column("outcome", "Outcome", 12, "What became of it: done, dropped, to (it goes on elsewhere) or void (was no promise). Empty while it is open.", "outcome"),
    Column("said", "When, why or where", 36, "For done a date or a sentence; for dropped and void why; for to the activity's code, or where in words.", dates=True),
    Column("update", "Update", 36, "What there is to say of a step that stays open."),
    Column("moved", "Moved", 28, "Why its date is later than last quarter."),
    Column("was", "Was", 28, "The words that it had last quarter, if they have changed. Several: one to a line."),
    Column("from", "From", 12, "The activity that had it last quarter, if that was another one."),
)  # fmt: skip

OUTCOMES = tuple(outcome.value for outcome in Outcome)

BY_SHEET = {ACTIVITIES: OF_ACTIVITIES, STEPS: OF_STEPS}


def number(sheet: str, field: str) -> int:
    """The place of a field's column in the sheet as it is exported, from 0."""
    return [column.field for column in BY_SHEET[sheet]].index(field)
