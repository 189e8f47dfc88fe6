"""What invalid-date guesses: right, or nothing."""

import pytest

from kprlint.rules import load
from kprlint.source.document import Document
from tests.plans import REGISTER, activity

CHECK = load()["invalid-date"].check
NOVEMBER = "did you mean 2024-11 (November 2024)?"
SECOND_QUARTER = "did you mean 2024/25 Q2?"
QUARTERS = [
    "2024/25 q2",
    "2024/25Q2",
    "2024/25, Q2",
    "2024–25 Q2",
    "2024 / 25 Q2",
    "2024/25 Quarter 2",
    "24/25 Q2",
    "Q2 2024/25",
    "q2 2024-25",
    "Q2, 2024/25",
    "Q2 of 2024/25",
    "Qtr 2 24/25",
]


def said(document: Document) -> list[str]:
    return [
        hit.message.partition(" that can be read")[2].removeprefix(": ") for hit in CHECK(document)
    ]


def of_due(text: str) -> str:
    steps = f'\n  - action: Choose the places\n    due: "{text}"'
    [message] = said(Document("KA.03.04.yaml", activity(next_steps=steps).encode(), "activity"))
    return message


def of_period(text: str) -> str:
    content = activity(period=f'"{text}"').encode()
    [message] = said(Document("KA.03.04.yaml", content, "activity"))
    return message


def of_day(text: str) -> str:
    content = REGISTER.replace("starts: 2023-04-01", f'starts: "{text}"').encode()
    [message] = said(Document("plan.yaml", content, "plan"))
    return message


@pytest.mark.parametrize("text", QUARTERS)
def test_a_quarter(text: str) -> None:
    assert of_due(text) == of_period(text) == SECOND_QUARTER
    assert of_day(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        *("11/2024", "11-2024", "2024/11", "2024.11"),
        *(
            "Nov-24",
            "Nov 24",
            "Nov '24",
            "Nov 2024",
            "Nov. 2024",
            "Nov–2024",
            "November 2024",
            "NOVEMBER 2024",
        ),
    ],
)
def test_a_month(text: str) -> None:
    assert of_due(text) == NOVEMBER
    assert of_period(text) == of_day(text) == ""


@pytest.mark.parametrize(
    "text",
    ["2024-11-3", "2024/11/03", "03.11.2024", "3 Nov 2024", "3rd November 2024", "03-Nov-24"],
)
def test_a_day(text: str) -> None:
    for message in (of_due(text), of_day(text)):
        assert message.startswith("did you mean 2024-11-03")
    assert of_period(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025/03", "did you mean 2025-03 (March 2025)?"),
        ("2025/3", "did you mean 2025-03 (March 2025)?"),
        ("2023-4", "did you mean 2023-04 (April 2023), or the financial year 2023/24?"),
        ("2023-5", "did you mean 2023-05 (May 2023)?"),
        ("2024–25", "did you mean 2024/25?"),
        ("2023/25", "a financial year ends in the year after it begins, 2023/24"),
        ("2023/25 Q2", "a financial year ends in the year after it begins, 2023/24"),
        ("2023", "did you mean 2023-12-31, or the financial year 2023/24?"),
        ("13/2024", "there is no month 13"),
        ("31/11/2024", "November 2024 has 30 days"),
        ("06/11/23", "did you mean 2023-11-06, with the day first?"),
    ],
)
def test_what_can_be_told(text: str, expected: str) -> None:
    assert of_due(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "end of October",
            "November",
            "Spring 2025",
            "Q2 2024",
            "2024 Q2",
            "Ma 2024",
        ),
        *("Nov 0000", "30/11/0000", "11/12", "soon", "TBC"),
    ],
)
def test_what_cannot_be_told_is_not_guessed(text: str) -> None:
    assert of_due(text) == of_period(text) == of_day(text) == ""


@pytest.mark.parametrize(
    ("text", "space"),
    [
        ("2024/25  Q2", "it has a double space in it"),
        ("2024/25\\_Q2", "it has a non-breaking space in it"),
        ("2024/25 Q2 ", "it begins or ends with a space"),
    ],
)
def test_a_space_that_a_quotation_does_not_show(text: str, space: str) -> None:
    assert of_due(text) == of_period(text) == space


@pytest.mark.parametrize("text", ["Ongoing", "on-going", "On going", "Continuous", " ongoing"])
def test_a_standing_duty(text: str) -> None:
    assert "ongoing" in of_due(text) or "space" in of_due(text)


def test_a_standing_duty_needs_no_date() -> None:
    steps = "\n  - action: Watch the air\n    due: ongoing"
    assert not said(Document("KA.03.04.yaml", activity(next_steps=steps).encode(), "activity"))
