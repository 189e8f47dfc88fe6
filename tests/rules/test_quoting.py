"""Sentences that YAML misreads are mended by quotation marks around them."""

import pytest

from kprlint.lint.fix import apply
from kprlint.rules import load
from kprlint.source.document import Document
from kprlint.source.reading import read_activity
from tests.plans import activity

CHECK = load()["yaml-syntax"].check
SENTENCES = [
    "Two things held it up: frost and flood.",
    "“Yes”: that is what they said",
    '"Cabinet" adopted it on 11 March',
    "'tis the season: closed",
    "@home: the team",
    "5% of it: done",
    "- frost",
    "`code` of it",
    "> 5 people are left",
    "*all* of it",
    "{x} was adopted",
    'A "quoted" word: it\'s here',
    r"C:\plans: moved",
]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_fix_says_what_was_written(sentence: str, end: str) -> None:
    steps = f"\n  - action: Sweep the lido\n    due: 2023-12\n    update: {sentence}\n  - Read the meters"
    text = activity(next_steps=steps).replace("\n", end)
    document = Document("KA.03.04.yaml", text.encode(), "activity")
    hits = list(CHECK(document))
    if not hits:  # YAML reads it as it is meant
        assert read_activity(document).next_steps[0].update == sentence
        return
    (hit,) = hits
    assert "quotation" in hit.help
    assert hit.fix and hit.fix.safe
    mended = apply(document.text, [hit.fix])
    assert mended is not None
    read = read_activity(Document("KA.03.04.yaml", mended.encode(), "activity"))
    assert [step.action for step in read.next_steps] == ["Sweep the lido", "Read the meters"]
    assert read.next_steps[0].update == sentence


@pytest.mark.parametrize(
    "text", ["22 of 40: half # of them", "Frost: flood\n      and more: rain", "[x"]
)
def test_what_its_author_alone_can_tell_has_no_fix(text: str) -> None:
    steps = f"\n  - action: Sweep the lido\n    update: {text}"
    (hit,) = CHECK(Document("K.yaml", activity(next_steps=steps).encode(), "activity"))
    assert hit.fix is None
