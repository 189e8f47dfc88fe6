"""The beginning in Welsh: whole, sound, and with the forms that its numbers take. What it says, no test can tell."""

from pathlib import Path

import pytest

import kprlint
from kprlint.model import Due
from kprlint.publish.build import words_for
from kprlint.words import Words
from tests.conftest import write
from tests.plans import REGISTER

WELSH = Path(__file__).resolve().parents[2] / "docs/welsh/paper.yaml"
RULES = ("invalid-language", "paper-placeholders", "untranslated-paper", "unknown-field", "wrong-type")  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "activities/2023-24/plan.yaml", REGISTER + WELSH.read_text("utf-8"))
    return tmp_path / "activities/2023-24"


@pytest.fixture
def words(folder: Path) -> Words:
    return words_for(kprlint.read_plan(folder))


def test_it_has_every_word_and_every_place(folder: Path) -> None:
    assert not kprlint.check(folder, folder / "plan.yaml", select=RULES).findings


def test_it_says_that_nobody_has_reviewed_it() -> None:
    assert "NOT REVIEWED BY A WELSH SPEAKER" in WELSH.read_text("utf-8")


def test_numbers_take_the_forms_of_welsh(words: Words) -> None:
    said = [words.say("steps_overdue", number) for number in (1, 2, 3, 4, 6, 11)]
    assert [text.split(" yn hwyr")[0] for text in said] == [
        "Mae un cam", "Mae dau gam", "Mae tri cham", "Mae 4 o gamau", "Mae chwe cham", "Mae 11 o gamau",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2024-02-15", "15 Chwefror 2024"),
        ("2024-07", "Gorffennaf 2024"),
        ("2023/24 Q3", "Ch3 2023/24"),
        ("2023/24", "2023/24"),
    ],
)
def test_dates_are_told_in_welsh(words: Words, due: str, said: str) -> None:
    read = Due.parse(due)
    assert read
    assert words.due(read) == said


@pytest.mark.parametrize(
    ("written", "rule", "told"),
    [
        ("language: Welsh\n", "invalid-language", "“Welsh” is no language"),
        ("language: cy\n", "untranslated-paper", "words of its paper are in English"),
        ("paper: {moved_from_to: 'To {late}'}\n", "paper-placeholders", "Nothing is put in for “{late}”"),
        ("paper: {moved_from_to: 'To {later}'}\n", "paper-placeholders", "lacks {earlier}"),
        ("paper: {steps_overdue: {one: 'One', other: 'Some'}}\n", "paper-placeholders", "lacks {count}"),
        ("paper: {contnets: Cynnwys}\n", "unknown-field", "Did you mean “contents”?"),
        ("paper: {steps_overdue: {ones: One, other: '{count}'}}\n", "unknown-field", "“ones”"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(tmp_path: Path, written: str, rule: str, told: str) -> None:
    folder = tmp_path / "activities/2023-24"
    write(folder / "plan.yaml", REGISTER + written)
    found = kprlint.check(folder, folder / "plan.yaml", select=RULES).findings
    assert any(one.rule == rule and told in one.message for one in found), found
