"""Headings of columns: what the words of other councils hold, and headings of our own that nobody has listed."""

import pytest

from kprlint.importing.interpreter.headings import read
from kprlint.importing.interpreter.periods import Side
from kprlint.model import Quarter

PERIOD = Quarter.parse("2024/25 Q3")
assert PERIOD is not None

# field → headings; “|” parts them. A field of a group of its own (`both`, `due_revised` …) is what the import makes of it.
OF_OTHERS = {
    "title": "Project name|Action title|Key task|Recommendation|Sub-action|Improvement|Milestones|Key milestones",
    "progress": "Notes|Latest note|Supporting commentary|Progress comment|Progress this period|Action taken|Current position|"
    "Key achievements",
    "status": "Action status|Stage|Current RAG|Overall RAG|Delivery RAG",
    "ignore": "Outcome RAG|Target value|Actual|Short trend|Long trend|Budget|Start",
    "next_steps": "Next period|Planned for next period|Next milestone|Remedial action|Further action required",
    "lead": "Responsible person|Executive lead|Project manager|SRO|Directorate|Service area|Managed by",
    "both": "Update and next steps",
    "due": "Due date|Target date|By when|Timescale|End|Completion",
    "due_original": "Original due date", "due_revised": "Revised due date", "as_at": "Note date",
    "percent_complete": "% complete|Progress bar",
}  # fmt: skip
OF_OURS = {
    "title": "Commitment|Council action|Name of project|What we will do|Agreed action|Service plan action|Delivery plan action|"
    "Name of scheme|Big project|Planned improvement|Housing recommendation|Key deliverables|Activity description|Sub-tasks|"
    "Action (as agreed)|ActionTitle|Plan_Action",
    "progress": "Highways delivery commentary|Quarterly officer comments|Brief update|Narrative for members|What we did this quarter|"
    "What has been done?|Progress against milestones|Progress since last quarter|Update (max. 100 words)|Latest progress|"
    "Q3 commentary|Update – Quarter 3|Oct–Dec 2024 update|Summary of progress|Headline achievements|Officer's comments|"
    "Update as at 31 December 2024|CommentaryText|Director's narrative|Activity undertaken in Q3",
    "status": "RAG (Q3)|Q3 2024/25 RAG status|Status at 31/12/2024|Status – December 2024|BRAG rating|R/A/G|Traffic light|"
    "Delivery confidence|Project RAG|Milestone status|Programme health|RAGStatus|Progress (RAG)|Overall status for the quarter|"
    "Action RAG rating|Status (this quarter)",
    "status_reason": "Reason for RAG rating|Rationale for status|Reason for delay|Why?|RAG justification|Reason for slippage",
    "next_steps": "What happens next|Actions for next quarter|Planned for Q4|Actions planned for Q4|Work planned next quarter|"
    "Path to green|Outstanding actions|What will we do next quarter?|Key next steps|Forward plan|Mitigating actions|Next 3 steps|"
    "Upcoming milestones|Corrective action|Looking ahead",
    "both": "Progress & next steps|Commentary / next steps|Progress update and planned actions|Update + next steps",
    "lead": "Lead officer (name)|Officer responsible for delivery|Accountable director|Head of service|Action owner|Owned by|Led by|"
    "Assigned to|Directorate name|Named officer|ActionOwner|Responsible team|By whom|Who?|Programme sponsor|Delivery owner",
    "portfolio": "Cabinet member|Portfolio holder|Cabinet portfolio|Lead member|Executive councillor|Responsible cabinet member|"
    "Lead Cllr|Portfolio",
    "due": "Deadline|Completion date|Expected completion|When|To be completed by|Timescale for completion|Go-live date|Target end date|"
    "Date due|Planned finish|DueDate|Action due by|Milestone deadline",
    "due_original": "Original target date|Baseline date|Due date (original)|Original deadline", "due_revised": "Revised target date|"
    "New due date|Forecast completion date|Target date (revised)|Anticipated completion",
    "as_at": "Last updated|Date of update|Update date|Date of note",
    "percent_complete": "Percentage complete|Complete (%)|Progress (%)|% done|Overall % complete|Completion %|% progress at Q3",
    "objective": "Corporate priority|Strategic objective|Council plan priority|Ambition|Aim|Corporate objective (2024–28)|Key priority|"
    "Link to corporate plan|Pledge|Goal|Workstream",
    "theme": "Theme|Corporate theme|Plan pillar", "code": "Ref|Ref.|No.|Action ref no.|Reference number|ID|Project code|Unique ID|#",
    "ignore": "Previous status change since start date|Direction of travel|Risk rating|Total budget|Spend to date|Partners|"
    "Measures of success|Start date|Financial RAG|Forecast RAG|Key risks",
}  # fmt: skip
UNKNOWN = "Widget|Doings|Blurb|Sort|Ward councillors consulted on|Status change|Owner review|Colour of the bin|Zone|Weather|RAG movement"  # fmt: skip


def _cases(listed: dict[str, str]) -> list[tuple[str, str]]:
    return [(field, name) for field, names in listed.items() for name in names.split("|")]


@pytest.mark.parametrize(("field", "heading"), _cases(OF_OTHERS))
def test_headings_of_other_councils(field: str, heading: str) -> None:
    found = read(heading, PERIOD)
    assert found.field == field or (field == "ignore" and found.field is None)


@pytest.mark.parametrize(("field", "heading"), _cases(OF_OURS))
def test_headings_of_our_own(field: str, heading: str) -> None:
    assert read(heading, PERIOD).field == field or (field == "ignore" and read(heading, PERIOD).field is None)  # fmt: skip


@pytest.mark.parametrize("heading", UNKNOWN.split("|"))
def test_what_nobody_knows_is_not_guessed(heading: str) -> None:
    assert read(heading, PERIOD).field is None


@pytest.mark.parametrize("field", OF_OURS)
def test_there_are_twice_as_many_of_our_own(field: str) -> None:
    ours, others = sum(map(len, (n.split("|") for n in OF_OURS.values()))), sum(map(len, (n.split("|") for n in OF_OTHERS.values())))  # fmt: skip
    assert ours >= 2 * others


@pytest.mark.parametrize(
    ("heading", "side"),
    [
        ("Q3 RAG", Side.OWN), ("RAG Q2", Side.BEFORE), ("RAG Q4", Side.NEXT), ("Quarter three update", Side.OWN),
        ("Q3 2023/24 RAG", Side.BEFORE), ("2024/25 Q3 status", Side.OWN), ("Status 2023/24", Side.BEFORE), ("Status (Dec 24)", Side.OWN),
        ("Status at 30 September 2024", Side.BEFORE), ("Status (31/12/2024)", Side.OWN), ("Status January 2025", Side.LATE),
        ("Status June 2025", Side.AFTER), ("Current status", Side.OWN), ("Last quarter's RAG", Side.BEFORE), ("Previous RAG", Side.BEFORE),
        ("Prior RAG", Side.BEFORE), ("RAG last reported", Side.BEFORE), ("Status this period", Side.OWN), ("Latest update", Side.OWN),
        ("Oct - Dec 2024 update", Side.OWN), ("Jul–Sep 24 update", Side.BEFORE), ("Third quarter update", Side.OWN), ("Status", Side.NONE),
        ("Progress since last quarter", Side.NONE), ("Year end status", Side.NEXT), ("Update Q1 24/25", Side.BEFORE), ("Qtr 3 update", Side.OWN),
    ],
)  # fmt: skip
def test_the_quarter_that_a_heading_names(heading: str, side: Side) -> None:
    assert read(heading, PERIOD).when.side is side


# Headings that ask a question, and others of a hundred more councils, as they are printed.
QUESTIONS = {
    "title": "What did we say we would do?|What the peers recommended|Equality action|Saving proposal|Area for improvement|Our promise",
    "status": "Judgement|Tracking|Stage reached|How are we tracking?|Is it on track?|Will it be delivered on time?|RAG today|Health check",
    "status_reason": "If not on track, why?|Why is it this colour?|If not complete, please say why",
    "progress": "What have we done this quarter?|Where we've got to|What has been achieved since April?|How far have we got?|"
    "You said, we did|Highlight report|What went well|Follow up findings|Action Progress Comments",
    "next_steps": "What are we going to do next and by when?|What we'll do next|Key next tasks|Next quarter’s focus|Look ahead|"
    "What still needs to happen before March?|How will we get it back on track?|Follow-up|Actions to get to green|Priorities to December",
    "both": "What have we done and what will we do next?",
    "lead": "Who's doing it|Person|Budget holder|Executive|Who will take this forward?|Who is responsible for delivery?|Post holder",
    "portfolio": "Exec member|Which councillor leads?|Elected member lead|Political sponsor",
    "objective": "Which priority does this support?|Links to|High-level objective|Which of our aims does it serve?",
    "due": "When will it be done?|When will we do it by?|Go-live|Expected end|By what date|To be in place by|When will residents see it?",
    "due_original": "Previous deadline|Originally planned for|First due date", "due_revised": "Forecast end|Now due|Slipped to|Extended to",
    "percent_complete": "How far along|How much of it is done?|Proportion complete|How far through are we?",
    "code": "UID|Nr|Nr.|Unique identifier|Num", "as_at": "Date of report|When was this updated?",
    "ignore": "What difference has it made?|What could go wrong?|How will we know it has worked?|Who benefits?|How much will it cost?",
}  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "field"), [(h, f) for f, said in QUESTIONS.items() for h in said.split("|")]
)
def test_questions_and_more(heading: str, field: str) -> None:
    assert read(heading, PERIOD).field == field


def test_a_question_read_by_its_first_words_is_not_sure() -> None:
    assert read("What have we done this quarter?", PERIOD).sure
    assert not read("What has been mended since the flood?", PERIOD).sure
