"""Codes, their forms, the names of their files, and identities: what is one, and what only looks like one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kprlint.model import ActivityId, Code, CodeForm
from kprlint.model.code import LONGEST, USUAL_FORM, same_name, why_no_form, why_no_name

texts = st.text(max_size=LONGEST + 2) | st.text(alphabet="KA.01/2-é\n (&)\t", max_size=16)
codes = texts.filter(lambda text: Code.parse(text) is not None).map(Code)
plans = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}", fullmatch=True)
literals = st.text(alphabet="KACP.-/ (&)é1", max_size=4)


def form(text: str) -> CodeForm:
    found = CodeForm.parse(text)
    assert found
    return found


@st.composite
def forms(draw: st.DrawFn) -> CodeForm:
    """Any form of one or two numbers."""
    orders = [["sequence"], ["objective", "sequence"], ["sequence", "objective"]]
    widths = st.sampled_from(["", ":02", ":3", ":1"])
    text = draw(literals)
    for name in draw(st.sampled_from(orders)):
        text += f"{{{name}{draw(widths)}}}{draw(literals)}"
    return CodeForm.parse(text) or form("CP{objective}.{sequence}")


@given(texts)
def test_a_code_is_any_short_line(text: str) -> None:
    code = Code.parse(text)
    assert code is None or code == text
    if 1 <= len(text) <= LONGEST and text.strip() == text and text.isprintable():
        assert code is not None


@pytest.mark.parametrize(
    "text",
    ["", " ", "A\nB", "A\r", "A\u2028B", "A\x85B", " A", "A ", "\u00a0A", "A\t", "A\x00", "A" * 41, "\ud800"],
)  # fmt: skip
def test_what_is_no_line_of_text_is_no_code(text: str) -> None:
    assert Code.parse(text) is None


@given(plans, codes)
def test_an_identity_is_read_back(plan: str, code: Code) -> None:
    identity = ActivityId(plan, code)
    assert ActivityId.parse(str(identity)) == identity


def test_the_first_slash_of_an_identity_ends_the_plan() -> None:
    assert ActivityId.parse("2024-28/HH04/001") == ("2024-28", "HH04/001")
    assert ActivityId.parse("2024-28/SR (25/26) 01") == ("2024-28", "SR (25/26) 01")


@pytest.mark.parametrize(
    "text",
    ["", "KA.03.04", "/KA.03.04", "2019-20/", "2019-20/KA.03.04\n", "../KA.03.04", "-x/KA.03.04",
     "2019-20 /KA.03.04", "2019-20\n/KA.03.04", "2019-20\\KA.03.04", "é/KA.03.04", "2019-20/ A"],
)  # fmt: skip
def test_a_near_miss_is_no_identity(text: str) -> None:
    assert ActivityId.parse(text) is None


def test_without_a_register_codes_sort_as_people_count() -> None:
    written = ["CP1.10", "CP1.9", "CP1.2", "A1b", "A1a", "1.10", "1.9.2", "1.9"]
    assert sorted(map(Code, written)) == [
        "1.9", "1.9.2", "1.10", "A1a", "A1b", "CP1.2", "CP1.9", "CP1.10",
    ]  # fmt: skip
    assert max(map(Code, written)) == "CP1.10"


@given(codes, codes)
def test_sorting_tells_any_two_codes_apart(a: Code, b: Code) -> None:
    assert (a < b) + (b < a) + (a == b) == 1


# Forms


def test_the_usual_form_is_what_its_text_says() -> None:
    assert form(USUAL_FORM.text) == USUAL_FORM


@given(forms(), st.integers(1, 120), st.integers(1, 120))
def test_what_a_form_writes_it_reads(form: CodeForm, objective: int, sequence: int) -> None:
    code = form.write(objective, sequence)
    if code is None:  # a number too long for its width
        assert any(width for _, width in form.fields)
        return
    numbers = form.read(code)
    assert numbers and numbers.sequence == sequence
    assert numbers.objective == (objective if form.has_objective else None)


@given(forms(), texts)
def test_what_a_form_reads_it_writes(form: CodeForm, text: str) -> None:
    numbers = form.read(text)
    if numbers:
        assert form.write(numbers.objective, numbers.sequence) == text


@given(st.text(alphabet="{}:0123 objectivsqun.", max_size=30) | texts)
def test_a_text_is_a_form_or_there_is_a_reason(text: str) -> None:
    assert (CodeForm.parse(text) is None) == bool(why_no_form(text))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("KA.{number}", "braces"),
        ("KA", "has to stand in it once"),
        ("KA.{objective}", "has to stand in it once"),
        ("{sequence}.{sequence}", "has to stand in it once"),
        ("{objective}.{objective}.{sequence}", "only once"),
        ("{objective}{sequence}", "nothing"),
        ("{objective}1{sequence}", "digits"),
        ("{sequence:00}", "braces"),
        ("{sequence:x}", "braces"),
        (" {sequence}", "blanks at its ends"),
        ("A\n{sequence}", "line breaks"),
        ("A" * 40 + "{sequence}", "40"),
        ("Listed", "has to stand in it once"),
    ],
)
def test_why_a_text_is_no_form(text: str, why: str) -> None:
    assert CodeForm.parse(text) is None
    assert why in why_no_form(text)


@pytest.mark.parametrize(
    ("text", "fit", "misfits"),
    [
        (
            "KA.{objective:02}.{sequence:02}",
            ["KA.03.04", "KA.99.99"],
            ["KA.3.4", "KA.003.04", "ka.03.04", "KA.03.00", "KA.00.04", "03.04", "KA.٠٣.٠٤", "КА.03.04"],
        ),
        ("CP{objective}.{sequence}", ["CP1.2", "CP12.120"], ["CP1.02", "CP01.2", "CP1", "CP1.2a", "cp1.2"]),
        ("{sequence:03}", ["001", "120"], ["1", "0001", "000", "1.0"]),
        ("{sequence}", ["1", "120"], ["0", "01", "1.0", "-1"]),
        ("ENV-{sequence:02}", ["ENV-01"], ["ENV-1", "ENV-001", "ENV–01"]),
        ("HH{objective:02}/{sequence:03}", ["HH04/001"], ["HH4/001", "HH04-001"]),
        ("{sequence}/{objective}", ["12/3"], ["12"]),
        ("listed", ["SR (25/26) 01", "ii", "1.1.1.1"], []),
    ],
)  # fmt: skip
def test_codes_fit_a_form_to_the_letter(text: str, fit: list[str], misfits: list[str]) -> None:
    assert [code for code in fit if not form(text).fits(code)] == []
    assert [code for code in misfits if form(text).fits(code)] == []


_USUAL = "KA.{objective:02}.{sequence:02}"


@pytest.mark.parametrize(
    ("text", "near", "meant"),
    [
        (_USUAL, ["KA.3.4", "ka-03-04", "3.4", "KA 03 04", "KA.03.04 ", "KA.003.04", "KA..3.4"], "KA.03.04"),
        (_USUAL, ["KA0304", "CP1.2", "KA.03", "", "KA.0.4", "KA.100.4", "KA.3.4.5"], None),
        ("CP{objective}.{sequence}", ["cp1.2", "CP 1.2", "CP1-2", "1/2", "CP01.02"], "CP1.2"),
        ("CP{objective}.{sequence}", ["KA.01.02", "CP 12"], None),
        ("ENV-{sequence:02}", ["env1", "ENV 01", "1", "ENV001"], "ENV-01"),
        ("listed", ["a1a"], None),
    ],
)  # fmt: skip
def test_a_near_miss_is_told_by_its_numbers(text: str, near: list[str], meant: str | None) -> None:
    assert {written: form(text).meant(written) for written in near} == dict.fromkeys(near, meant)


# Names of files


@pytest.mark.parametrize(
    ("code", "stem"),
    [
        ("KA.03.04", "KA.03.04"),
        ("SR (25/26) 01", "SR-25-26-01"),
        ("E&C 5", "E-C-5"),
        ("6)", "6"),
        ("HH04/001", "HH04-001"),
        ("É 7", "É-7"),
        ("(/)", ""),
        ("MOD_0106_1617-Q1", "MOD_0106_1617-Q1"),
        ("../../etc", "..-..-etc"),
    ],
)
def test_a_file_is_named_after_its_code(code: str, stem: str) -> None:
    assert Code(code).stem == stem


@given(codes)
def test_no_code_leads_out_of_its_folder(code: Code) -> None:
    assert re.fullmatch(r"[\w.-]*", code.stem)
    assert not code.stem.startswith("-") and not code.stem.endswith("-")


@pytest.mark.parametrize("stem", ["plan", "PLAN", "CON", "con.1", "lpt9", "", "..", "_"])
def test_some_names_no_file_can_have(stem: str) -> None:
    assert why_no_name(stem)


@pytest.mark.parametrize("stem", ["plan-1", "CON1", "A1a", "1.9.2", "7", "É-7", "com10"])
def test_others_can_be_had(stem: str) -> None:
    assert not why_no_name(stem)


def test_capitals_and_accents_do_not_tell_two_names_apart() -> None:
    assert same_name("É-7") == same_name("e-7")
    assert same_name("Straße") == same_name("STRASSE")
    assert same_name("A-1") != same_name("A-2")
