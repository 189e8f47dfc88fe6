"""The catalogue of a paper's words: the schema has each, numbers take CLDR's forms, and what is printed is read back."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from kprlint.model import Due, Quarter
from kprlint.model.due import MONTHS, say_day, say_due
from kprlint.words import PLACE, Entry, Words, english, words_of
from kprlint.words.plural import FORMS, category
from kprlint.words.printed import (  # fmt: skip
    Beside,
    Promised,
    read_beside,
    read_due,
    read_step,
    say_beside,
    say_step,
)

SCHEMA = Path(__file__).resolve().parents[2] / "schema/plan.schema.json"
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
DUES = DAYS.flatmap(
    lambda day: st.sampled_from(
        (str(day), str(day)[:7], str(Quarter.of(day)), str(Quarter.of(day).year))
    )
).map(Due.parse)


def properties() -> dict[str, Any]:
    """What the schema of a register should say of the words."""
    found: dict[str, Any] = {}
    for key, entry in english().entries.items():
        title = key.replace("_", " ").capitalize()
        texts = [entry] if isinstance(entry, str) else list(entry.values())
        said = ", ".join(f"“{text}”" for text in texts)
        own: dict[str, Any]
        if isinstance(entry, str):
            own = {"default": entry, "type": "string", "pattern": "\\S"}
        else:
            own = {"default": entry, "$ref": "#/$defs/counted"}
        found[key] = {"title": title, "description": f"In English: {said}.", **own}
    found["title"]["description"] = "The paper's title; the plan's own without it."
    del found["title"]["default"]
    return found


def test_the_schema_has_every_word() -> None:
    """KPRLINT_UPDATE_GOLDEN=1 writes them into it."""
    text = SCHEMA.read_text(encoding="utf-8")
    if os.environ.get("KPRLINT_UPDATE_GOLDEN"):
        lines = ",\n".join(
            f"        {json.dumps(key)}: {json.dumps(said, ensure_ascii=False)}".replace('{"', '{ "').replace('"}', '" }')
            for key, said in properties().items()
        )  # fmt: skip
        before, paper, after = text.partition('    "paper": {')
        head, opening, rest = after.partition('"properties": {\n')
        _, closing, rest = rest.partition("\n      }\n")
        text = "".join((before, paper, head, opening, lines, closing, rest))
        SCHEMA.write_text(text, encoding="utf-8")
    assert json.loads(text)["properties"]["paper"]["properties"] == properties()


@pytest.mark.parametrize("language", "en cy ga gd pl bn gu hi pa de ur so".split())
def test_a_number_takes_the_form_that_cldr_gives_it(language: str) -> None:
    rule = Locale.parse(language).plural_form
    for number in (*range(300), 1000, 1002, 10_000):
        assert category(language, number) == rule(number), number


def test_a_form_for_the_number_itself_stands_before_that_of_its_category() -> None:
    words = words_of("cy", {"again": {"one": "cat", "2": "own", "two": "not", "other": "{count}"}})
    assert [words.say("again", n) for n in (1, 2, 3)] == ["cat", "own", "3"]


def test_texts_have_known_forms_and_the_same_places_in_each() -> None:
    """A form of one number may do without the number."""
    for key, entry in english().entries.items():
        if not isinstance(entry, str):
            assert entry.keys() <= FORMS, key
            places = {frozenset(PLACE.findall(text)) - {"count"} for text in entry.values()}
            assert len(places) == 1, key


def test_a_text_of_the_register_is_filled_and_never_run() -> None:
    words = words_of("", {"untitled": "{plan} {plan.__class__} {0} {{plan}} {unknown}"})
    assert words.say("untitled", plan="P") == "P {plan.__class__} {0} {P} {unknown}"


@given(DAYS)
def test_dates_are_told_in_english_as_everywhere_else(day: date) -> None:
    assert english().day(day) == say_day(day)
    assert english().quarter(Quarter.of(day)) == str(Quarter.of(day))


@given(DUES)
def test_a_date_is_told_in_english_as_everywhere_else(due: Due | None) -> None:
    assert due
    assert english().due(due) == say_due(due)


def marked() -> Words:
    """Other words than English ones, in another order."""
    own: dict[str, Entry] = {month.lower(): f"<{month[::-1]}>" for month in MONTHS}
    own |= {
        "day_of_month": "{year}. {month} {day}.",
        "month_of_year": "{year} {month}",
        "quarter_of_year": "{year} n. {number}",
        "step_due": "gan {date}",
        "step_owner": "{owner} yn arwain",
        "step_ongoing": "parhaus",
        "step_undated": "dim dyddiad",
        "as_at": "Ar {day}",
        "promised_for": "Erbyn {date}",
        "percent_complete": "{percent} y cant",
        "continues": "{plan}: {code} yn parhau",
    }
    return words_of("cy", own)


@given(DUES, st.sampled_from([english(), marked()]))
def test_what_is_printed_in_any_words_is_read_back(due: Due | None, words: Words) -> None:
    assert due
    assert read_due(words.due(due), words) == due
    for step in (
        Promised("Open it", due, "Housing, or Parks"),
        Promised("Open it", owner="Housing", is_ongoing=True),
        Promised("Open it (soon)", due),
    ):
        assert read_step(say_step(step, words, is_overdue=True), words) == step
    assert read_step(say_step(Promised("Open it (parhaus)"), words), words).action == "Open it (parhaus)"  # fmt: skip
    beside = Beside(as_at=due.start, due=due, percent_complete=40)
    lines = [read_beside(line, words) for line in say_beside(beside, words)]
    assert lines == [Beside(as_at=due.start), Beside(due=due), Beside(percent_complete=40)]
