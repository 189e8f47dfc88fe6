"""What holds of the dates of any text."""

import time
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kprlint.model import FinancialYear, Quarter
from kprlint.model.due import MONTHS, month_end
from kprlint.prose.dates import Certainty, Found, Grain, Tense, find, vocabulary
from kprlint.prose.dates.calendar import easter
from kprlint.prose.dates.conventions import DEFAULT
from kprlint.prose.dates.format import meaning, phrase
from tests.prose.score import PARTS, own

AS_OF = date(2023, 9, 30)

days = st.dates(date(1901, 1, 1), date(2098, 12, 31))
tenses = st.sampled_from([None, *Tense])

# Texts of pieces of dates: what is random seldom looks like one.
_PIECES = [
    *vocabulary.ANY_MONTH,
    *vocabulary.SEASONS,
    *vocabulary.PARTS,
    *vocabulary.WEEKDAYS,
    *vocabulary.ORDINALS,
    *vocabulary.UNITS,
    *vocabulary.YEAR_KINDS,
    *"Q q qtr quarter quarters H1 FY fy w/c wc within the next last this coming new year Christmas Easter".split(),
    *"to and or - – / , . ( ) ' ’ : ; & of in by on from since until between % £ st th nd ago time later".split(),
    *"May March was will held planned 1 2 3 4 6 13 23 24 29 31 45 1900 2020 2023 2024 2099 23/24 2023/24".split(),
    *"2023-24 6/11 6/11/23 2023-11-06 S106 homes end-of-year 51 ebidary Febuary 𝟚 é \u200b \u0661 İ\n".split(
        " "
    ),
]
texts = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(_PIECES), max_size=16).map(" ".join),
    st.lists(
        st.tuples(st.sampled_from(_PIECES), st.sampled_from(["", " ", "  "])), max_size=16
    ).map(lambda pairs: "".join(piece + blank for piece, blank in pairs)),
)


def check(text: str, found: tuple[Found, ...]) -> None:
    end = 0
    for one in found:
        assert end <= one.start < one.end <= len(text), (text, one)
        assert text[one.start : one.end] == one.text == one.text.strip()
        end = one.end
        assert (one.first_day is None) == (one.last_day is None)
        assert (one.first_day is None) == (one.certainty is Certainty.REFUSED)
        if one.first_day is not None and one.last_day is not None:
            assert one.first_day <= one.last_day
        if one.certainty is Certainty.AMBIGUOUS:
            assert len({reading[:2] for reading in one.readings}) == len(one.readings) > 1
            assert one.readings[0][:2] == (one.first_day, one.last_day)
        if one.certainty is Certainty.BY_CONVENTION or one.certainty is Certainty.REFUSED:
            assert one.why, (text, one)


def test_no_two_pieces_of_dates_break_it() -> None:
    for one, other in product(["", *_PIECES], _PIECES):
        for text in (f"{one} {other}", f"{one}{other}"):
            check(text, find(text, AS_OF))


@settings(max_examples=500)
@given(texts, days, tenses)
@example("November to January 2024", AS_OF, None)
@example("Q1/2", AS_OF, None)
@example("29 February", date(1902, 1, 1), None)
@example("Tuesday 29 February", AS_OF, Tense.PAST)
def test_spans_lie_in_the_text_and_do_not_overlap(
    text: str, as_of: date, tense: Tense | None
) -> None:
    found = find(text, as_of, tense=tense)
    check(text, found)
    for one in found:
        assert meaning(one)


@given(texts, st.sampled_from([date.min, date.max, date(1, 4, 1), date(9999, 1, 1)]), tenses)
def test_no_day_of_the_text_is_too_early_or_too_late(
    text: str, as_of: date, tense: Tense | None
) -> None:
    check(text, find(text, as_of, tense=tense))


@given(texts, days)
def test_blanks_do_not_matter(text: str, as_of: date) -> None:
    """More of them between two words, around the text, and tabs for blanks; a line break may end a sentence."""
    found = find(text, as_of)
    for other in (f"  {text}  ", text.replace(" ", "   "), text.replace(" ", "\t")):
        again = find(other, as_of)
        assert [(" ".join(f.text.split()), *f[3:]) for f in again] == [
            (" ".join(f.text.split()), *f[3:]) for f in found
        ]


_SENTENCES = [s.text for part in PARTS for s in own(part)]


@given(
    st.lists(st.sampled_from(_SENTENCES), min_size=2, max_size=4),
    st.sampled_from(["\n• ", " * ", "\n"]),
)
def test_a_sentence_means_the_same_wherever_it_stands(sentences: list[str], between: str) -> None:
    """What another item of a list says changes nothing, be it before or behind."""
    if between == "\n":
        sentences = [s if s[-1] in ".!?" else f"{s}." for s in sentences]
    apart = [(f.text, *f[3:]) for s in sentences for f in find(s, AS_OF)]
    together = [(f.text, *f[3:]) for f in find(between.join(sentences), AS_OF)]
    assert together == apart


@given(days, st.integers(0, 400), st.sampled_from(Grain), days)
def test_what_is_printed_is_read_back(first: date, length: int, grain: Grain, as_of: date) -> None:
    last = first + timedelta(days=length)
    (found,) = find(phrase(first, last, grain), as_of)
    assert (found.first_day, found.last_day) == (first, last)
    assert found.certainty in (Certainty.EXACT, Certainty.BY_CONVENTION)


@pytest.mark.parametrize("part", PARTS)
def test_every_labelled_date_is_printed_and_read_back(part: str) -> None:
    grains = set()
    for one in (f for s in own(part) for f in s.found):
        if one.first_day is None or one.last_day is None:
            continue
        words = phrase(one.first_day, one.last_day, one.grain)
        (again,) = find(words, AS_OF)
        assert again.text == words
        assert (again.first_day, again.last_day) == (one.first_day, one.last_day), words
        expected = Grain.RANGE if one.grain is Grain.RELATIVE else one.grain
        assert again.grain is expected, words
        grains.add(one.grain)
    assert grains == set(Grain)


@pytest.mark.parametrize("year", range(2000, 2100))
def test_every_quarter_and_financial_year(year: int) -> None:
    of = FinancialYear(year)
    short = f"{(year + 1) % 100:02}"
    spellings = [f"{year}/{short}", f"{year}-{short}", f"{year}–{short}", f"{year}/{year + 1}"]
    spellings += [f"{year}-{year + 1}", f"FY {year}/{short}", f"the {year}/{short} financial year"]
    for spelling in spellings:
        (found,) = find(f"Spend in {spelling}.", date(year, 6, 30))
        assert (found.first_day, found.last_day) == (of.first_day, of.last_day), spelling
        assert found.grain is Grain.FINANCIAL_YEAR
    names = ["", "one", "two", "three", "four"]
    nths = ["", "first", "second", "third", "fourth"]
    for number in range(1, 5):
        quarter = Quarter(of, number)
        for text in (
            f"Q{number} {year}/{short}",
            f"Q{number} of {year}-{short}",
            f"{year}/{short} Q{number}",
            f"{year}-{short} Quarter {number}",
            f"Quarter {number} of the {year}/{short} year",
            f"Qtr {number}, {year}/{short}",
            f"quarter {names[number]} of {year}/{year + 1}",
            f"the {nths[number]} quarter of {year}/{short}",
            f"Q{number} ({year}/{short})",
            f"quarter {number} {year % 100:02}/{short}",
        ):
            (found,) = find(text, date(year, 6, 30))
            assert (found.first_day, found.last_day) == (quarter.first_day, quarter.last_day), text
            assert found.grain is Grain.QUARTER
            assert found.certainty is Certainty.EXACT


@given(days)
def test_every_day_in_many_spellings(day: date) -> None:
    month = MONTHS[day.month - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day // 10 != 1 else 0, "th")
    for text in (
        f"{day.day} {month} {day.year}",
        f"{day.day}{ending} {month} {day.year}",
        f"{day.day}{ending} of {month}, {day.year}",
        f"{day.day:02}-{month[:3]}-{day.year}",
        f"{day:%A} {day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
    ):
        (found,) = find(f"It was opened on {text}.", AS_OF)
        assert (found.first_day, found.last_day) == (day, day), text
        assert found.text == text
        assert found.certainty in (Certainty.EXACT, Certainty.BY_CONVENTION)


@given(days, tenses)
def test_every_month_in_many_spellings(day: date, tense: Tense | None) -> None:
    first, last = day.replace(day=1), month_end(day.year, day.month)
    month = MONTHS[day.month - 1]
    for text in (f"{month} {day.year}", f"{month[:3]} {day.year}", f"{month.upper()} {day.year}"):
        (found,) = find(f"Works in {text} and after", AS_OF, tense=tense)
        assert (found.first_day, found.last_day) == (first, last), text
        assert found.certainty is Certainty.EXACT


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_after_the_first_full_moon_of_spring(year: int) -> None:
    found = easter(year)
    assert found is not None
    assert found.weekday() == 6
    assert date(year, 3, 22) <= found <= date(year, 4, 25)


def test_some_easters() -> None:
    known = {
        2000: (4, 23),
        2008: (3, 23),
        2011: (4, 24),
        2020: (4, 12),
        2024: (3, 31),
        2038: (4, 25),
    }
    for year, (month, number) in known.items():
        assert easter(year) == date(year, month, number)


def _seconds(text: str) -> float:
    best = 1.0
    for _ in range(3):
        start = time.process_time()
        find(text, AS_OF)
        best = min(best, time.process_time() - start)
    return best


_HARD = [
    *[f"{piece} " for piece in _PIECES],
    *"1, 1- 1/ Q1 Q1, 29,Feb, March/ June, 2023- early/mid/ 23/24- (".split(),
    *("1 May to ", "6 Nov ", "29 Feb and ", "the next 4 to ", "51 ebidary 2020 ", "Febuary 2024 "),
    *("Q1, FY12 and ", "1/29 Feb and June, ", "late 2022/early 2023 ", "was in May ", "Mon 1, "),
]


@pytest.mark.parametrize("piece", sorted(set(_HARD)))
def test_time_grows_with_the_text_alone(piece: str) -> None:
    """Five times the text takes five times as long; and 10,000 characters at most 50 ms, and some for a slow machine."""
    text = (piece * 10_000)[:10_000]
    whole, fifth = _seconds(text), _seconds(text[:2_000])
    assert whole < 0.1
    assert whole < 15 * fifth + 0.005


@given(st.lists(st.sampled_from(_HARD), min_size=1, max_size=4))
def test_time_grows_with_the_text_alone_whatever_it_is(pieces: list[str]) -> None:
    assert _seconds(("".join(pieces) * 10_000)[:10_000]) < 0.1


def test_a_sentence_takes_little_time() -> None:
    sentences = [s.text for part in PARTS for s in own(part)]
    start = time.process_time()
    for text in sentences:
        find(text, AS_OF, conventions=DEFAULT)
    assert (time.process_time() - start) / len(sentences) < 0.0003
