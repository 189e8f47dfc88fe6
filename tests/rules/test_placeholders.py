"""Which next steps are none: what says nothing is caught, and what says something is left alone."""

import pytest

from kprlint.prose.steps.placeholders import is_placeholder


@pytest.mark.parametrize(
    "text",
    [
        *(
            "TBC",
            "TBC.",
            "N/A",
            "n.a.",
            "None required.",
            "Nothing to report",
            "…",
            "---",
            "Ongoing",
        ),
        # With a reason, which is no step either.
        *(
            "TBC – awaiting funding",
            "TBC - awaiting funding",
            "TBC—awaiting funding",
            "TBC: awaiting funding",
        ),
        *(
            "TBC (awaiting funding)",
            "TBC. Awaiting funding.",
            "TBC pending the county's decision in May",
        ),
        "TBC – awaiting confirmation of the grant from the county council, expected in May",
        *(
            "To be confirmed – subject to funding",
            "Ongoing – awaiting funding",
            "On hold – no funding",
        ),
        *(
            "Pending – awaiting funding",
            "None – the project is complete",
            "None at present – the bid failed",
        ),
        *("No further action – the work is done", "Not applicable (see KA.01.02)", "N/A: complete"),
        *(
            "N/A as the project has closed",
            "Not applicable for this project",
            "Nil – awaiting funding",
        ),
        # As before.
        *(
            "Continue as planned",
            "Carry on as planned",
            "Ongoing as planned.",
            "Work continues as planned",
        ),
        *(
            "Not yet required",
            "Not required at this stage",
            "As set out in the report",
            "See report.",
        ),
        *("Business as usual", "Business as usual – no change", "Continue as before", "As planned"),
    ],
)
def test_says_nothing(text: str) -> None:
    assert is_placeholder(text)
    assert is_placeholder(text.upper())
    assert is_placeholder(text.replace(" ", "\u00a0 "))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Not applicable rates to be reviewed",
            "N/A rates to be reviewed",
            "Nil-rate band to be reviewed",
        ),
        *("None of the sites is ready: find others", "No action plan exists yet - write one"),
        # A step may follow upon a word that says nothing alone.
        *("TBC – publish the strategy after the election", "Ongoing – publish the survey by March"),
        *("Ongoing – awaiting survey results, then publish them", "TBC – no later than March"),
        *("Monitor – review the data every month", "Completed – final report to Cabinet"),
        "Continue - as part of the programme, install 20 chargers",
        *(
            "Continue planned works on the roof",
            "Carry on with the works",
            "Business as usual review to Cabinet",
        ),
        *(
            "Pending applications to be decided",
            "Same-day repairs to be offered",
            "TBC-funded works to be tendered",
        ),
        *("Awaiting the county's decision in May", "Sign the lease pending approval by Cabinet"),
    ],
)
def test_says_something(text: str) -> None:
    assert not is_placeholder(text)


def test_words_of_the_council_s_own() -> None:
    assert is_placeholder("As per  programme.", also=("as per programme",))
    assert is_placeholder("As per programme – awaiting funding", also=("as per programme",))
    assert not is_placeholder("As per programme", also=("", "as per plan"))


def test_a_long_text_takes_no_long_time() -> None:
    for part in (" ", " –", "now ", "a ", "pending ", "no "):
        for begin in ("TBC ", "none ", "TBC pending"):
            is_placeholder(f"{begin}{part * (200_000 // len(part))}.x")
