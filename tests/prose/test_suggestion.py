"""The sentence that may answer a step: shared out one to one."""

import pytest

from kprlint.prose.steps.gist import denies
from kprlint.prose.steps.suggestion import suggest


def test_each_sentence_goes_to_the_step_that_it_fits_best() -> None:
    progress = [
        "Slipway: two moorings. A harbour master started on 4 December 2023.",
        "New lamps shine in both lighthouses.",
    ]
    steps = ["Renew the lighting of the lighthouses", "Appoint a harbour master", "Buy a boat"]
    assert suggest(steps, progress) == [
        "New lamps shine in both lighthouses.",
        "A harbour master started on 4 December 2023.",
        None,
    ]


def test_a_step_that_is_accounted_for_keeps_its_sentence() -> None:
    progress = ["The pump of the lower pond was replaced."]
    lost, others = ["Replace the pump of the upper pond"], ["Replace the pump of the lower pond"]
    assert suggest(lost, progress) == progress
    assert suggest(lost, progress, others) == progress  # it clearly speaks of both
    assert suggest(["Sow the bank"], progress, others) == [None]


@pytest.mark.parametrize("empty", ["", "To be", "By June 2024", "…"])
def test_a_step_that_says_nothing_has_what_is_left_over(empty: str) -> None:
    progress = ["The pump was replaced in May.", "Anglers came in June."]
    assert suggest(["Replace the pump", empty], progress) == progress
    assert suggest([empty, "Replace the pump"], progress[:1]) == [None, progress[0]]


def test_one_sentence_may_answer_two_steps() -> None:
    progress = ["The boathouse was painted and the jetty was mended."]
    assert suggest(["Paint the boathouse", "Mend the jetty"], progress) == progress * 2


@pytest.mark.parametrize(
    "sentence",
    [
        "The landlord refused the wayleave.",
        "The lease wasn’t signed.",
        "No caretaker has been found.",
        "None of the stewards has been trained.",
        "410 of 900 bulbs were planted.",
        "Caddies went to 40% of homes.",
        "The roof is nearly complete.",
        "The strategy was sent back by Council.",
        "The opening was postponed to March.",
    ],
)
def test_what_denies_answers_a_step_too(sentence: str) -> None:
    assert denies(sentence)
    assert suggest(["Dust the globe"], ["The harbour bell rings hourly.", sentence]) == [sentence]


def test_times_say_when_and_not_what() -> None:
    progress = ["In June 2024 it rained.", "The kiosk is used by many."]
    assert suggest(["Open the kiosk by June 2024"], progress) == progress[1:]


def test_what_is_left_over_may_answer_a_step_that_shares_no_word() -> None:
    progress = ["The pump was replaced.", "Anglers came in May.", "Mooring income: 3% up."]
    steps = ["Replace the pump", "Rehang the gate", "Dust the globe"]
    first = dict(zip(steps, suggest(steps, progress), strict=True))
    assert first["Replace the pump"] == "The pump was replaced."
    assert sorted(map(str, first.values())) == ["Anglers came in May.", "None", progress[0]]
    assert suggest(steps[::-1], progress) == list(first.values())[::-1]


def test_a_word_that_two_steps_share_gives_no_sentence_to_both() -> None:
    progress = ["A harbour warden began on 2 May.", "The harbour bell fell silent."]
    steps = ["Appoint a harbour warden", "Recast the harbour bell"]
    assert suggest(steps, progress) == progress


def test_a_place_alone_says_little() -> None:
    progress = ["Quay Lane was busy on market days.", "Vehicles run on new asphalt since 2 May."]
    assert suggest(["Resurface Quay Lane"], progress) == progress[1:]


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        ("Appoint a lido manager", "Ms Ivers took up her post on 4 May."),
        (
            "Bring 15 empty homes back into use",
            "Families live in seventeen houses that stood vacant.",
        ),
        ("Adopt the allotment strategy", "Cabinet signed the document off."),
        ("Resurface Quay Lane", "New tarmac was laid as far as the chapel."),
        ("Open the lido", "Swimmers have used it since May."),
        ("Buy six electric vans", "Drivers took delivery of them."),
        ("Dust 24 globes", "A cloth went over two dozen."),
        ("Dust 42 globes", "Forty-two shine now."),
        ("Redraft the harbour silt removal code", "The HSRC runs to nine pages."),
        ("Redraft the HSRC", "The harbour silt removal code runs to nine pages."),
    ],
)
def test_other_words_for_the_same(step: str, answer: str) -> None:
    others = [
        "Lido café takings rose.",
        "Takings of the fair in Quay Lane were below budget.",
        "Strategy days cost £200.",
    ]
    assert suggest([step], [*others, answer]) == [answer]
