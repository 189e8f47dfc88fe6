"""KA codes and identities: what is one, what only looks like one, and the order of the plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kprlint.model import ActivityId, KACode

codes = st.builds(KACode, st.integers(1, 99), st.integers(1, 99))
plans = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}", fullmatch=True)
identities = st.builds(ActivityId, plans, codes)


@given(codes)
def test_a_code_is_read_back(code: KACode) -> None:
    assert KACode.parse(str(code)) == code


@given(identities)
def test_an_identity_is_read_back(identity: ActivityId) -> None:
    assert ActivityId.parse(str(identity)) == identity


@given(st.text(alphabet="KA.0193/ k\n٣３²-", max_size=12))
def test_only_what_a_code_prints_is_a_code(text: str) -> None:
    code = KACode.parse(text)
    assert code is None or str(code) == text


@given(st.text(max_size=20) | st.text(alphabet="KA.01/2-é\n ", max_size=16))
def test_only_what_an_identity_prints_is_an_identity(text: str) -> None:
    identity = ActivityId.parse(text)
    assert identity is None or str(identity) == text


@given(codes, st.integers(0, 7), st.characters())
def test_a_code_with_one_character_more_is_none(code: KACode, at: int, more: str) -> None:
    assert KACode.parse(str(code)[:at] + more + str(code)[at:]) is None


@given(codes, st.integers(0, 7))
def test_a_code_with_one_character_less_is_none(code: KACode, at: int) -> None:
    assert KACode.parse(str(code)[:at] + str(code)[at + 1 :]) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "KA.3.4",
        "KA.03.4",
        "KA.003.04",
        "KA 03.04",
        "KA-03-04",
        "ka.03.04",
        "KA.03.04\n",
        "\nKA.03.04",
        " KA.03.04",
        "KA.03.04 ",
        "KA.03.04.",
        "KA.03.04.yaml",
        "KA.03.00",
        "KA.00.04",
        "KA.٠٣.٠٤",
        "KA.０３.０４",
        "KA.0².04",
        "КА.03.04",  # Cyrillic letters
        "03.04",
    ],
)
def test_a_near_miss_is_no_code(text: str) -> None:
    assert KACode.parse(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "KA.03.04",
        "/KA.03.04",
        "2019-20/",
        "2019-20/KA.3.4",
        "2019-20/KA.03.04\n",
        "2019-20//KA.03.04",
        "2019/20/KA.03.04",
        "../KA.03.04",
        "-x/KA.03.04",
        "2019-20 /KA.03.04",
        "2019-20\n/KA.03.04",
        "2019-20\\KA.03.04",
        "٢٠١٩/KA.03.04",
        "é/KA.03.04",
    ],
)
def test_a_near_miss_is_no_identity(text: str) -> None:
    assert ActivityId.parse(text) is None


@given(codes, codes)
def test_codes_stand_in_the_order_that_the_plan_prints_them_in(a: KACode, b: KACode) -> None:
    assert (a < b) == (str(a) < str(b))
