"""Words of status: those of other councils, and more of our own; each is kept as printed, and its kind is told or doubted."""

import pytest

from kprlint.importing.interpreter.statuses import ReadStatus, StatusWords, read
from kprlint.model import Kind, StatusWord


def status(
    text: str, key: tuple[tuple[str, Kind], ...] = (), fill: str | None = None
) -> ReadStatus:
    return read(text, [], fill, StatusWords([StatusWord(word, kind) for word, kind in key]))


# kind → words of which it is the kind beyond doubt
SURE = {
    "on-track": "Green|On track|On-target|In progress|On schedule", "at-risk": "Amber|At risk|Yellow|Minor issues",
    "off-track": "Red|Overdue|Delayed|Not on track|Off-track|Behind schedule", "complete": "Complete|Completed|Blue|Achieved|Closed",
    "deferred": "Deferred|Postponed", "paused": "On hold|Paused", "not-started": "Not started|Not yet started",
    "withdrawn": "Cancelled|Withdrawn",
}  # fmt: skip
LIKELY = {
    "on-track": "Ahead of schedule|Ongoing|Under control|No concerns|G|Progressing well|Underway|To plan|Satisfactory|Light green",
    "at-risk": "Slippage|Some slippage|Partially achieved|A|Some delay|Minor concerns|Contractual slippage|Needs attention|Dark amber",
    "off-track": "Behind target|Not achieved|Major concerns|R|Missed|Significant delay|Stalled|Not delivered",
    "complete": "B|Implemented|Finished|Completed late|Business as usual|Signed off",
    "deferred": "Carried forward|Rolled forward|Re-profiled", "paused": "Awaiting funding|In abeyance",
    "not-started": "Pending|Yet to start|Planned|Not yet due", "withdrawn": "Stopped|Superseded|No longer required",
    "unknown": "N/A|TBC|No update|Nearly home|Not green",
}  # fmt: skip


def _cases(listed: dict[str, str]) -> list[tuple[str, str]]:
    return [(kind, word) for kind, words in listed.items() for word in words.split("|")]


@pytest.mark.parametrize(("kind", "word"), _cases(SURE))
def test_words_beyond_doubt(kind: str, word: str) -> None:
    found = status(word)
    assert (found.word, str(found.kind), found.doubt) == (word, kind, None)


@pytest.mark.parametrize(("kind", "word"), _cases(LIKELY))
def test_words_with_a_doubt(kind: str, word: str) -> None:
    found = status(word)
    assert (found.word, str(found.kind)) == (word, kind)
    assert found.doubt is not None
    assert found.doubt[0] == "import-unknown-status"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Amber/Red", "off-track"), ("Green/Amber", "at-risk"), ("Amber-Green", "at-risk"), ("Red and Amber", "off-track"),
        ("Green – at risk", "at-risk"), ("Complete / Ongoing", "on-track"), ("Amber Green", "at-risk"), ("Paused, Red", "off-track"),
    ],
)  # fmt: skip
def test_a_mixed_status_is_kept_whole_and_of_the_graver_kind(text: str, kind: str) -> None:
    found = status(text)
    assert (found.word, str(found.kind)) == (text, kind)
    assert found.doubt is not None
    assert found.doubt[0] == "import-mixed-status"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Amber → Green", "Green"), ("Amber -> Green", "Green"), ("Red to Amber", "Amber"), ("Green (was Amber)", "Green"),
        ("Amber, previously Red", "Amber"), ("From Amber to Green", "Green"), ("was Red now Green", "was Red now Green"),
        ("☐ Red ☒ Amber ☐ Green", "Amber"), ("Red ☐ Amber ☐ Green ☑", "Green"), ("[ ] Red [x] Amber [ ] Green", "Amber"),
        ("☐ Red ☐ Amber", "Not stated"), ("☒ Red ☒ Amber", "Not stated"),
        ("● Amber", "Amber"), ("Green ↑", "Green"), ("RAG: Green", "Green"), ("Status – Amber", "Amber"), ("🔴 Red", "Red"), ("🟢", "Green"),
    ],
)  # fmt: skip
def test_the_one_that_is_meant(text: str, word: str) -> None:
    assert status(text).word == word


@pytest.mark.parametrize(
    ("text", "word", "reason"),
    [
        ("Green – waiting for the county", "Green", "waiting for the county"), ("Completed (June 2024)", "Completed", "June 2024"),
        ("On hold pending funding", "On hold", "pending funding"), ("Amber: the bridge is closed", "Amber", "the bridge is closed"),
        ("Complete with exceptions", "Complete", "with exceptions"), ("Green but delayed", "Green", "but delayed"),
    ],
)  # fmt: skip
def test_a_phrase_behind_the_word_becomes_its_reason(text: str, word: str, reason: str) -> None:
    found = status(text)
    assert (found.word, found.reason) == (word, reason)
    assert found.doubt is not None


@pytest.mark.parametrize(
    "text", ["", "-", "65%", "3", "The pool was closed for most of the quarter and nobody swam."]
)
def test_a_lost_status_is_nobodys_word(text: str) -> None:
    words = StatusWords([])
    read("Steady", [], None, words)
    found = read(text, [], None, words)
    assert (found.word, found.kind, found.is_lost) == ("Not stated", Kind.UNKNOWN, True)
    assert found.rest in ("", text)


def test_the_key_comes_before_everything() -> None:
    key = (("Amber", Kind.ON_TRACK), ("Green", Kind.COMPLETE), ("Blue", Kind.NOT_STARTED))
    for text, kind in (
        ("Amber", "on-track"),
        ("green", "complete"),
        ("Blue – not started", "not-started"),
        ("A", "on-track"),
    ):
        assert str(status(text, key).kind) == kind
    assert str(status("", key, "#ffc000").kind) == "on-track"
    assert str(status("Steady", key, "#92d050").kind) == "complete"


def test_a_word_in_a_shaded_cell_is_kept_and_shading_alone_is_told() -> None:
    assert status("Steady", fill="#92d050")[:2] == ("Steady", Kind.ON_TRACK)
    shown = status("", fill="#ff0000")
    assert (shown.word, shown.kind) == ("Red", Kind.OFF_TRACK)
    assert shown.doubt is not None
    assert shown.doubt[0] == "import-status-from-colour"


# Of the words that stand in `statuses.toml` since some hundred more councils were read.
MORE = {
    "on-track": "In train|Exceeding|Good progress|Getting there|Steady|Work in progress|Ar y trac|Cynnydd da",
    "at-risk": "Cause for concern|Slight slippage|Partially met|Not quite there|Medium|Cynnydd cyfyngedig|May be delayed",
    "off-track": "Outstanding|Stuck|No progress made|Will miss its date|Unlikely|Heb ei gyflawni|Escalated",
    "complete": "Embedded|Achieved in full|Actioned|Job done|Now business as usual|Wedi ei gwblhau",
    "deferred": "Delayed start|Re-programmed|Gohiriwyd", "paused": "Parked|Dormant|Awaiting approval|Ataliwyd",
    "not-started": "Yet to start|Scoping|Not due this quarter|Heb ei ddechrau", "withdrawn": "Superseded|De-scoped|No longer needed|Canslwyd",
    "unknown": "None|Nil return|Data awaited|Turquoise|Porffor",
}  # fmt: skip


@pytest.mark.parametrize(("kind", "word"), _cases(MORE))
def test_words_of_a_hundred_more_councils(kind: str, word: str) -> None:
    found = status(word)
    assert (found.word, str(found.kind)) == (word, kind)
    assert found.doubt is not None
    assert found.is_assumed == (kind != "unknown")


def test_a_word_alone_is_no_status_in_a_text() -> None:
    """“Fine” may be all that a status says; at the head of a sentence it is a word like any other."""
    assert status("Fine").kind is Kind.ON_TRACK
    assert status("Fine, once the roof is on").kind is Kind.UNKNOWN


@pytest.mark.parametrize(
    "text",
    ["Previous: Red / Current: Green", "Current: Green; previous: Red", "Last quarter: Amber\nThis quarter: Green"],
)  # fmt: skip
def test_of_two_that_are_named_the_present_one(text: str) -> None:
    found = status(text)
    assert (found.word, str(found.kind)) == ("Green", "on-track")
    assert found.doubt is not None
    assert found.doubt[0] == "import-status-phrase"


def test_the_words_of_a_picture_are_kept() -> None:
    words = StatusWords([])
    for icon, kind in (("Sailing past the buoy", "unknown"), ("Missing target", "off-track")):
        found = read("", [icon], None, words)
        assert (found.word, str(found.kind)) == (icon, kind)
        assert found.doubt is not None
    for icon in ("status_3.png", "Picture 4", "icon", ""):
        assert read("", [icon], None, words).is_lost
