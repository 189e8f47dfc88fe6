"""Words: acronyms explained, texts repeated or damaged, people named."""

import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from kprlint.lint.engine import check
from kprlint.lint.settings import Settings
from kprlint.prose import data
from kprlint.prose.data import rows
from kprlint.prose.facts.acronyms import acronyms, expansions
from kprlint.prose.facts.artefacts import damage
from kprlint.prose.facts.personal_data import contacts, named
from kprlint.prose.text import read
from kprlint.rules import load
from kprlint.rules.base import Profile
from tests.plans import REGISTER, activity
from tests.prose.score_rules import fired

RULES = load()
# Those in which a form may stand for several words.
DATA = [
    path
    for path in sorted(Path(data.__file__).parent.glob("*.txt"))
    if path.stem not in ("spelling", "synonyms")
]


def progress(*items: str) -> str:
    lines = "".join(f'\n  - "{item}"' for item in items)
    return f"progress:{lines}"


def whole_plan(folder: Path, *, register: str = REGISTER, **files: str) -> list[tuple[str, str]]:
    """The rule and the file of what is found in a plan of these files."""
    path = folder / "activities/2023-24"
    path.mkdir(parents=True)
    (path / "plan.yaml").write_text(register)
    for name, text in files.items():
        code = name.replace("_", ".")
        fields = activity(code).split("progress:")[0]
        (path / f"{code}.yaml").write_text(f"{fields}{text}\nnext_steps: []\n", encoding="utf-8")
    settings = Settings(paths=(path,), profile=Profile.PUBLICATION)
    return [(f.rule, Path(f.file).name) for f in check(settings, load()).result.findings]


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        (
            "Bids to the Shared Prosperity Fund (SPF) closed.",
            "SPF",
            "Shared Prosperity Fund",
        ),
        ("The SPF (Shared Prosperity Fund) is open.", "SPF", "Shared Prosperity Fund"),
        (
            "The Department for Levelling Up (DLU) wrote.",
            "DLU",
            "Department for Levelling Up",
        ),
        (
            "Two Houses in Multiple Occupation (HMOs) were let.",
            "HMO",
            "Houses in Multiple Occupation",
        ),
        ("SPF – Shared Prosperity Fund – is open.", "SPF", "Shared Prosperity Fund"),
        (
            "It is the Local Plan Review, known as LPR.",
            "LPR",
            "Local Plan Review",
        ),
        (
            "The Smarter Services Scheme (SSS) began.",
            "SSS",
            "Smarter Services Scheme",
        ),
    ],
)
def test_an_acronym_is_explained_in_either_order(text: str, name: str, words: str) -> None:
    assert [(said.name, said.words) for said in expansions(text)] == [(name, words)]
    assert not fired(RULES["unexplained-acronym"], {"progress": [text]})


@pytest.mark.parametrize(
    "text",
    [
        "The NHS and the UK work with IT and HR.",
        "Application 23/00642/FUL was approved at LE16 9AA on the A427.",
        "KA.03.04 goes on in Phase II under Grade II.",
        "THE NEW LIBRARY IS OPEN",
        "Do NOT park here.",
        "See WWW.EXAMPLE.ORG for more.",
        "The works under S106 began.",
    ],
)
def test_what_is_no_acronym_needs_no_explanation(text: str) -> None:
    assert not fired(RULES["unexplained-acronym"], {"progress": [text]})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The ICB's view was asked for.", "ICB"),
        ("Nine HMOs were visited.", "HMO"),
        ("HUG2 is recruiting.", "HUG2"),
        ("The Council (LLEP) agreed.", "LLEP"),
    ],
)
def test_any_other_does(text: str, name: str) -> None:
    assert [found.name for found in acronyms(text)] == [name]
    assert fired(RULES["unexplained-acronym"], {"progress": [text]})


def test_the_glossary_explains_for_the_whole_plan(tmp_path: Path) -> None:
    register = REGISTER + "glossary:\n  ICB: Integrated Care Board\n"
    text = progress("The ICB met.", "The Interim Cycling Board (ICB) met.")
    found = whole_plan(
        tmp_path, register=register, KA_03_04=text, KA_03_05=progress("The ICBs met.")
    )
    assert [file for rule, file in found if rule == "unexplained-acronym"] == ["KA.03.04.yaml"]
    assert not [rule for rule, _ in found if rule in ("unknown-field", "wrong-type")]


def test_two_explanations_in_one_plan_are_told_in_both_activities(tmp_path: Path) -> None:
    found = whole_plan(
        tmp_path,
        KA_03_04=progress("The Depot Change Project (DCP) met."),
        KA_03_05=progress("The Depot Closure Programme (DCP) met."),
    )
    assert [file for rule, file in found if rule == "unexplained-acronym"] == [
        "KA.03.04.yaml",
        "KA.03.05.yaml",
    ]


def test_the_same_explanation_in_other_letters_is_none(tmp_path: Path) -> None:
    found = whole_plan(
        tmp_path,
        KA_03_04=progress("The Air Quality Action Plan (AQAP) is out."),
        KA_03_05=progress("Two air quality action plans (AQAPs) are out."),
    )
    assert "unexplained-acronym" not in [rule for rule, _ in found]


def test_a_sentence_in_two_activities_is_told_in_both(tmp_path: Path) -> None:
    said = "Officers attended the county-wide resilience exercise on 21 September 2023"
    found = whole_plan(
        tmp_path,
        KA_03_04=progress(f"{said}."),
        KA_03_05=progress(f"{said.upper()}; see below.", f"In June we trained. {said}!"),
    )
    assert [file for rule, file in found if rule == "duplicate-text"] == [
        "KA.03.04.yaml",
        "KA.03.05.yaml",
    ]


def test_a_short_one_and_one_with_another_figure_are_not(tmp_path: Path) -> None:
    found = whole_plan(
        tmp_path,
        KA_03_04=progress(
            "The report was approved.", "We inspected 64 kitchens of cafés and pubs."
        ),
        KA_03_05=progress(
            "The report was approved.", "We inspected 88 kitchens of cafés and pubs."
        ),
    )
    assert "duplicate-text" not in [rule for rule, _ in found]


@pytest.mark.parametrize(
    ("title", "text", "restates"),
    [
        (
            "Support and promote the market towns",
            "Work continues to support our market towns.",
            True,
        ),
        ("Support and promote the market towns", "The market towns had 40 stalls.", False),
        ("Keep streets clean and safe", "Streets are kept clean and safe throughout.", True),
        ("Keep streets clean and safe", "Clean and safe streets: 12 lights were mended.", False),
    ],
)
def test_progress_that_says_what_the_title_says(title: str, text: str, restates: bool) -> None:
    assert (
        bool(fired(RULES["progress-restates-title"], {"title": title, "progress": [text]}))
        is restates
    )


@pytest.mark.parametrize(
    "text",
    [
        "Market Harborough to host the fair.",
        "Taste Harborough to print the guide.",
        "Leicester City to lend the pitch.",
        "Citizens Advice to open on Mondays.",
        "Holly Farm to be surveyed.",
        "Melton Mowbray to bid for funding.",
        "Cllr Jane Smith to chair the panel.",
        "Head of Housing to report in May.",
        "David Wilson Homes to start on site.",
        "John Lewis to leave the high street.",
        "Charles Park to be resurfaced.",
        "Speak with Charles Street traders.",
        "St Mary's to open the hall.",
        "Mark the anniversary in May.",
    ],
)
def test_places_bodies_and_posts_are_no_private_people(text: str) -> None:
    assert named(text, step=True) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jane Smith to contact the owner.", "Jane Smith"),
        ("Priya Patel-Jones will write to them.", "Priya Patel-Jones"),
        ("John and Sarah Brown to sign.", None),
        ("Mr Brown to sign the lease.", "Mr Brown"),
        ("Send the lease to Mrs Brown.", "Mrs Brown"),
        ("Contact David Jones by May.", "David Jones"),
        ("Meet the Project Officer, Susan Green, in May.", "Susan Green"),
    ],
)
def test_people_who_act_or_are_turned_to_are_told(text: str, name: str | None) -> None:
    found = named(text, step=True)
    if name is None:
        assert found is not None
    else:
        assert found
        assert text[found.start : found.end] == name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Write to j.smith@example.org by May.", ["j.smith@example.org"]),
        ("Write to planning@example.gov.uk or info@example.org.", []),
        ("Write to jane.parks@example.org.", ["jane.parks@example.org"]),
        ("Ring 01632 960123, (01632) 960124 or +44 1632 960125.", ["01632 960123", "(01632) 960124", "+44 1632 960125"]),
        ("Ring 0300 123 4567 or 0800 111 222.", []),
        ("The helpline on 01632 960123 is open.", []),
        ("It cost £01234567890; the reference is 0123456789/22.", []),
    ],
)  # fmt: skip
def test_addresses_and_numbers_of_people(text: str, told: list[str]) -> None:
    assert [text[found.start : found.end] for found in contacts(text)] == told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The chair was elected..", ".."),
        ("Murals were painted • The subway was lit", "•"),
        ("Advice for trade o Training for staff", "o "),
        ("- Repaint the bandstand", "- Repaint"),
        ("1. More trees", "1."),
        ("Two visits: 1. Leeds 2. Derby", "2. "),
        ("The plan was written. - Recruit an officer", "- "),
        ("We met the council and.", "and."),
        ("The works began in May -", " -"),
        ("<li>Paint the hall", "<li>"),
        ("Costs &amp; benefits", "&amp;"),
        ("It was in November 2023 . All was well", " ."),
        ("It is below the mean.General comments", "mean.General"),
        ("See the annex ()", "()"),
    ],
)
def test_damage_is_found_where_it_is(text: str, words: str) -> None:
    assert [text[found.start : found.end] for found in damage(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Bin it, don't fling it... on 20 buses.",
        "Tools (spades, rakes etc.) were given.",
        "-8°C was the lowest.",
        "Job club - the last one was in July",
        "Short- and long-term plans for R&D at 9 o'clock.",
        "In Quarter 1. Then in Quarter 2. It is so.",
        "See Gov.UK or www.example.org/a..b for more.",
        "2 new flats were let; 1.5 m of hedge was cut.",
        "It took < 5 days, and 3 > 2.",
    ],
)
def test_what_is_written_so_on_purpose_is_left_alone(text: str) -> None:
    assert not list(damage(text))


def test_a_sentence_in_two_items_is_told_once() -> None:
    items = ["Contractors finished the rewiring", "of the chamber in August.", "The lift works."]
    assert fired(RULES["list-damage"], {"progress": items}) == ["of"]


@given(st.text(st.sampled_from("aA .,;-–•o1(<&@0and\n£"), max_size=80))
@given_settings(max_examples=150)
def test_whatever_is_found_lies_in_the_text(text: str) -> None:
    name = named(text, step=True)
    places = [(found.start, found.end) for found in damage(text)]
    places += [(found.start, found.end) for found in contacts(text)]
    places += [(found.start, found.end) for found in acronyms(text)]
    places += [(name.start, name.end)] if name else []
    assert all(0 <= start < end <= len(text) for start, end in places)


@pytest.mark.parametrize(
    "piece",
    ["- ", "• ", ". . ", "a.B", "<b ", "&", " o", "((", "1. A ", "a@", "01 ", "0", "\t", "and ", "_*", "AB (", "AB "],
)  # fmt: skip
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    short, long = (_calls((piece * size)[:size]) for size in (1000, 2000))
    assert long <= 2.5 * short + 100


def _calls(text: str) -> int:
    """How many functions are called, in Python and below it, to read a text."""
    read.cache_clear()
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        list(damage(text))
        list(contacts(text))
        named(text, step=True)
        acronyms(text)
        expansions(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_no_entry_of_a_list_hides_another(path: Path) -> None:
    """Of two entries with one name only the later would be read."""
    names = Counter(row[0] for row in rows(path.stem))
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize(("name", "columns"), [("stalled", 5), ("unfinished", 3), ("vague", 3)])
def test_every_phrase_has_all_its_columns(name: str, columns: int) -> None:
    assert [row for row in rows(name) if len(row) != columns] == []
