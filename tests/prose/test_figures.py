"""Figures: percentages are recomputed, figures compared, claims asked for one."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from kprlint.prose.facts.percentages import mismatches
from kprlint.rules import load
from tests.prose.score_rules import fired
from tests.work import grows_alike

RULES = load()
SHAPES = (
    "{part} of {whole} ({share})",
    "{part} out of {whole} ({share})",
    "{part} of the {whole} visits made ({share})",
    "{share} ({part} of {whole})",
    "{part} ({share}) of {whole} visits",
    "{part} of {whole}, or {share},",
)


def found(rule: str, *progress: str) -> list[str]:
    return fired(RULES[rule], {"progress": list(progress)})


@st.composite
def shares(draw: st.DrawFn) -> tuple[int, int, int, int]:
    """Part, whole, decimals, and the percentage in units of the last decimal, rounded half up."""
    whole = draw(st.integers(1, 2_000_000))
    part = draw(st.integers(0, whole))
    decimals = draw(st.integers(0, 2))
    scale = 100 * 10**decimals
    return part, whole, decimals, (2 * part * scale + whole) // (2 * whole)


def printed(shape: str, part: int, whole: int, units: int, decimals: int, *, commas: bool) -> str:
    number = f"{units / 10**decimals:.{decimals}f}"
    style = "," if commas else ""
    said = shape.format(part=f"{part:{style}}", whole=f"{whole:{style}}", share=f"{number}%")
    return f"Visits in the quarter: {said} in all."


@given(shares(), st.sampled_from(SHAPES), st.booleans())
@given_settings(max_examples=200)
def test_a_rightly_rounded_percentage_never_fires(
    share: tuple[int, int, int, int], shape: str, commas: bool
) -> None:
    part, whole, decimals, units = share
    assert not list(mismatches(printed(shape, part, whole, units, decimals, commas=commas)))


@given(shares(), st.sampled_from(SHAPES), st.booleans(), st.sampled_from((-1, 1)))
@given_settings(max_examples=200)
def test_one_unit_off_is_cut_and_no_mistake(
    share: tuple[int, int, int, int], shape: str, commas: bool, off: int
) -> None:
    part, whole, decimals, units = share
    assume(units + off >= 0)
    exact = Fraction(100 * part, whole)
    given = Fraction(units + off, 10**decimals)
    found = mismatches(printed(shape, part, whole, units + off, decimals, commas=commas))
    assert all(one.is_cut is (abs(given - exact) * 10**decimals < 1) for one in found)


@given(
    shares(), st.sampled_from(SHAPES), st.booleans(), st.integers(2, 500) | st.integers(-500, -2)
)
@given_settings(max_examples=200)
def test_one_that_is_two_units_off_always_does(
    share: tuple[int, int, int, int], shape: str, commas: bool, off: int
) -> None:
    part, whole, decimals, units = share
    assume(units + off >= 0)
    text = printed(shape, part, whole, units + off, decimals, commas=commas)
    (wrong,) = mismatches(text)
    assert f"{units / 10**decimals:.{decimals}f}%" == wrong.right
    assert 0 <= wrong.start < wrong.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "In the league table we are at 210 (48.2%) of 300 for minor applications.",
        "Phase 2 of 4 (75%) began on site.",
        "The museum was rated 4 out of 5 (91%) by visitors.",
        "We answered 18 of 24 requests (up 40%).",
        "We answered 18 of 24 requests (target 90%).",
        "Between 10 and 12 of 15 (90%) are let.",
        "Take-up was 10-12 of 15 (90%).",
        "Collection stood at 97% (2022/23) for business rates.",
        "It was seen on 7/11 (60%) of the route.",
        "Grants of £1.2m of the £1.5m (79%) were paid.",
        "Some 52 of 66 (90%) pitches were booked.",
        "Support is there 24/7 (80%).",
    ],
)
def test_what_is_no_part_of_a_whole_is_left_alone(text: str) -> None:
    assert not list(mismatches(text))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("We closed 34/40 (88%) cases.", "85%"),
        ("On time were nine out of twelve (80 per cent).", "75 per cent"),
        ("The fund spent £1.2m of its £1.5m (60%).", "80%"),
        ("Of all calls 60% (34/40) were answered.", "85%"),
        ("We made 1,150 of 1,450 checks (85.9%).", "79.3%"),
    ],
)
def test_the_right_percentage_is_offered_as_it_is_printed(text: str, right: str) -> None:
    assert [wrong.right for wrong in mismatches(text)] == [right]


@pytest.mark.parametrize(
    ("text", "relation", "right"),
    [
        ("We met 18 of 24 targets (80%).", "share", "75%"),
        ("Of 48 milestones, 36 (70%) were reached.", "share", "75%"),
        ("Of the 48 milestones, 36 (75%) were reached and 9 (25%) missed.", "share", "19%"),
        ("There are 40 allotments, of which 30% (10) are vacant.", "share", "25%"),
        ("There are 40 allotments, of which 10 (30%) are vacant.", "share", "25%"),
        ("Income was £1.5m, which is 80% of the budget of £2.5m.", "share", "60%"),
        ("We spent £250,000, or 60% of the £500,000 that was granted.", "share", "50%"),
        ("Grants came to £1.5m (80%) of the £2.5m fund.", "share", "60%"),
        ("Members rose from 200 to 250, an increase of 20%.", "rise", "25%"),
        ("Members rose by 20% from 200 to 250.", "rise", "25%"),
        ("Reports of litter fell from 250 to 200, a drop of 25%.", "fall", "20%"),
        ("The rent rose to £110.00, an increase of 15% from £100.00.", "rise", "10%"),
        ("Of 90 answers 58% were in favour, 31% against and 14% had no view.", "sum", "103%"),
    ],
)
def test_further_shapes(text: str, relation: str, right: str) -> None:
    (wrong,) = mismatches(text)
    assert (wrong.relation, wrong.right) == (relation, right)
    assert fired(RULES["percentage-mismatch"], {"progress": [text]})


@pytest.mark.parametrize(
    "text",
    [
        "We met 18 of 24 targets (75%).",
        "Of 48 milestones, 36 (75%) were reached and 9 (19%) missed.",
        "Of 50 flats, 20 are let and 10 (50%) of those are new.",
        "Income was £1.5m, which is 60% of the budget of £2.5m.",
        "Members rose from 200 to 250, an increase of 25%.",
        "Use grew from 60% to 75%, an increase of 15%.",
        "Rents went up by 7% from 3 April to 30 June.",
        "From 200 in May to 250 in June, members are up 40% on last year.",
        "Calls fell from 400 in 2021 to 300 in 2022, and 30% of them were answered.",
        "Of 90 answers 58% were in favour, 31% against and 11% had no view.",
        "Of 90 answers 58% liked the pool, 31% the park and 44% the museum.",
        "The reserve is £2.4m, of which £1.2m (50%) is free.",
    ],
)
def test_what_is_right_or_told_of_something_else(text: str) -> None:
    assert not list(mismatches(text))


def test_each_of_several_is_judged_by_itself() -> None:
    text = "We closed 34/40 (85%) and 34/40 (88%); of the rest 3 of 4 (75%) and 3 of 4 (50%)."
    assert [text[w.start : w.end] for w in mismatches(text)] == ["34/40 (88%)", "3 of 4 (50%)"]


def test_figures_that_change_places_are_told() -> None:
    (wrong,) = mismatches("Places filled: 30 of 25 (83%).")
    assert wrong.swapped


@pytest.mark.parametrize(
    "progress",
    [
        (
            "The fair on 3 May 2023 drew 120 visitors.",
            "The 210 visitors of the fair liked it.",
        ),
        (
            "The mobile library lent 850 books in the villages.",
            "The mobile library lent 580 books in the villages.",
        ),
    ],
)
def test_a_figure_with_two_values_is_told(progress: tuple[str, ...]) -> None:
    assert found("figures-disagree", *progress)


@pytest.mark.parametrize(
    "progress",
    [
        ("At Oakley 16 garages were let.", "At Ashby 21 garages were let."),
        ("In July 16 garages were let.", "In August 21 garages were let."),
        ("We let 16 garages in the quarter.", "The target was 21 garages let in the quarter."),
        ("We let 16 garages in the quarter.", "The 16 garages let in the quarter are full."),
        ("We let 16 garages.", "A further 21 garages were let."),
        ("12 officers were trained.", "40 members were trained."),
        ("The works took 12 weeks.", "The 20 weeks of works are over."),
    ],
)
def test_figures_of_two_things_are_not(progress: tuple[str, ...]) -> None:
    assert not found("figures-disagree", *progress)


@pytest.mark.parametrize(
    "text",
    [
        "The fair in May 2023 was a huge success.",
        "There was a significant increase in recycling in Quarter 2.",
        "A large number of residents came on 3 July.",
        "Attendance has risen dramatically since 2019/20.",
        "Delivery of 31 homes exceeded expectations.",
    ],
)
def test_a_claim_without_a_figure_is_told(text: str) -> None:
    assert found("claim-without-figure", text)


@pytest.mark.parametrize(
    "text",
    [
        "The fair was a huge success: 640 tickets were sold.",
        "There was a significant increase in recycling. It rose from 41% to 48%.",
        "There was no significant increase in complaints.",
        "The new rounds will bring a significant reduction in missed bins.",
        "Delivery of 31 homes exceeded expectations, against a target of 25.",
        "Work started at the Centre of Excellence.",
    ],
)
def test_a_claim_with_one_or_none_is_not(text: str) -> None:
    assert not found("claim-without-figure", text)


@pytest.mark.parametrize(
    "piece",
    [
        "1 of 2 (3%) ",
        "12 of 15 aaa bbb ccc ",
        "12%",
        "9 of ",
        "a ",
        "£1,000 ",
        "1,1",
        "(1/2 ",
        "significant ",
        "a large number ",
        "the 12 homes ",
    ],
)
@pytest.mark.parametrize(
    "rule", ["percentage-mismatch", "figures-disagree", "claim-without-figure"]
)
def test_no_text_takes_long(rule: str, piece: str) -> None:
    # Backtracking would take seconds for the whole, and the square of its length.
    text = (piece * 10_000)[:10_000]
    assert grows_alike(lambda part: found(rule, part + "%"), text)
