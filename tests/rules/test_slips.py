"""What officers paste and mistype, and what kprlint calls it: the cause, and what to write."""

from pathlib import Path

import pytest

from kprlint.characters import lookalikes, mark, plain, unseen
from kprlint.lint.engine import check
from kprlint.lint.finding import Finding
from kprlint.lint.settings import Settings
from kprlint.rules import load
from tests.conftest import Run, write
from tests.plans import activity

FILE = "activities/2023-24/KA.03.04.yaml"
ITEM = "  - Two monitors were put up in July 2023.\n"


def of(plan: Path, text: str) -> tuple[Finding, ...]:
    path = write(plan / FILE, text)
    return check(Settings(paths=(path,)), load()).result.findings


def spoilt(plan: Path, old: str, new: str) -> tuple[Finding, ...]:
    text = activity(progress="\n" + ITEM.rstrip("\n")).replace("progress: \n", "progress:\n")
    assert old in text, text
    return of(plan, text.replace(old, new, 1))


@pytest.mark.parametrize("nothing", ["[]", "{}", "''", '""', "~", "None", "N/A"])
@pytest.mark.parametrize("indent", ["", "  "])
def test_items_below_a_list_that_says_it_is_empty(plan: Path, nothing: str, indent: str) -> None:
    found = spoilt(
        plan, "progress:\n" + ITEM, f"progress: {nothing}\n{indent}- One.\n{indent}- Two.\n"
    )
    assert [(f.place.line, f.place.column) for f in found] == [(7, 11)], found
    assert f"“{nothing}” behind “progress:” says that nothing is in the list" in found[0].message
    assert found[0].help.startswith(f"delete “{nothing}”")


@pytest.mark.parametrize(
    ("sign", "said"),
    [
        ("• ", "a bullet, “•”"),
        ("▪\t", "a bullet, “▪”"),
        ("\uf0b7 ", "a bullet, U+F0B7"),
        ("o\t", "a bullet, “o”"),
        ("– ", "a dash, “–”"),
        ("—", "a dash, “—”"),
        ("* ", "an asterisk, “*”"),
        ("1. ", "a number, “1.”"),
        ("(a) ", "a number, “(a)”"),
        ("-", "no space after the hyphen"),
        ("-\xa0", "a non-breaking space"),
    ],
)
@pytest.mark.parametrize("place", ["alone", "first", "second"])
def test_another_sign_than_a_hyphen(plan: Path, sign: str, said: str, place: str) -> None:
    line = f"  {sign}Seeds were sown.\n"
    new = {"alone": line + line, "first": line + ITEM, "second": ITEM + line}[place]
    found = [f for f in spoilt(plan, ITEM, new) if f.rule != "list-damage"]
    if place == "second" and sign == "o\t":
        return  # may be a word
    assert len(found) == 1, found
    assert said in found[0].message
    assert found[0].place.line == (9 if place == "second" else 8)


@pytest.mark.parametrize(
    "text", ["**Bold** text", "*All* of it", "& partners", "&nbsp;text", "% of homes", "@council", "`code`", "> 50 homes",
             "| a | b |", ">50 homes"]
)  # fmt: skip
@pytest.mark.parametrize("field", ["title: {}\n", "progress:\n  - {}\n"])
def test_a_text_that_begins_with_a_sign(plan: Path, text: str, field: str) -> None:
    key = field.partition(":")[0]
    old = "progress:\n" + ITEM if key == "progress" else next(
        f"{line}\n" for line in activity().splitlines() if line.startswith("title")
    )  # fmt: skip
    (found,) = spoilt(plan, old, field.format(text))
    assert found.message.startswith("A text cannot begin with")
    assert "quot" in found.help
    assert "expected" not in found.message


@pytest.mark.parametrize("sign", ["：", ";", " =", ""])
def test_a_field_without_its_colon(plan: Path, sign: str) -> None:
    (found,) = spoilt(plan, "status: Green", f"status{sign} Green")
    assert "“status”" in found.message
    assert found.help == "write “status: …”, with a colon and a space"


@pytest.mark.parametrize("field", ["due: 2024-02", "was: Order seeds", "done:", "update: Half."])
@pytest.mark.parametrize("more", ["", "\n    and of the garden"])
def test_a_field_below_a_step_that_is_a_text_alone(plan: Path, field: str, more: str) -> None:
    steps = f"next_steps:\n  - Order the seeds of the park{more}\n    {field}\n"
    text = activity()
    found = of(plan, text[: text.index("next_steps:")] + steps)
    assert [f.rule for f in found] == ["yaml-syntax"], found
    assert (
        found[0].message == f"A step that has “{field.split()[0]}” below it begins with “action:”"
    )
    assert found[0].help == "write “- action: Order the seeds of the park”"


def test_an_indentation_of_other_spaces(plan: Path) -> None:
    (found,) = spoilt(plan, ITEM, "\xa0\xa0- Seeds were sown.\n")
    assert "U+00A0" in found.message
    assert "space bar" in found.help


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2023-13", "there is no month 13"),
        ("2023-99", "there is no month 99"),
        ("2023-25", "a financial year ends in the year after it begins, 2023/24"),
        ("2023/24 Q5", "there is no quarter 5"),
        ("45382", "how Excel counts days; did you mean 2024-03-31?"),
        ("“2024-03”", "leave out the quotation marks, as in 2024-03"),
        ("2023-02-30", "February 2023 has 28 days"),
    ],
)
def test_dates(plan: Path, due: str, said: str) -> None:
    found = of(plan, activity(next_steps=f"\n  - action: Choose the places\n    due: {due}"))
    assert [said in f.message for f in found] == [True], found


def test_examples_are_of_the_plans_own_years(run: Run, plan: Path) -> None:
    folder = plan / "activities/2031-32"
    for file in (plan / "activities/2023-24").iterdir():
        text = (
            file.read_text().replace("2023", "2031").replace("2024", "2032").replace("/24", "/32")
        )
        write(folder / file.name, text.replace("2031-24", "2031-32"))
    text = (folder / "KA.03.04.yaml").read_text()
    for old, new in (
        ("period: 2031/32 Q2\n", ""),
        ("period: 2031/32 Q2", "period: Q2"),
        ("period: 2031/32 Q2", "period:"),
    ):
        write(folder / "KA.03.04.yaml", text.replace(old, new))
        said = run("check", str(folder / "KA.03.04.yaml")).stdout
        assert "2031/32 Q2" in said
        assert "2023" not in said
        assert "2024" not in said


class TestCharacters:
    @pytest.mark.parametrize(
        "sign", ["\u200b", "\xad", "\u2060", "\u200e", "\u202e", "\u2063", "\ufe0f", "\u3164"]
    )
    @pytest.mark.parametrize("text", ["two{} monitors", "mo{}nitors", "status", "title"])
    def test_nobody_sees_them(self, plan: Path, sign: str, text: str) -> None:
        if text in ("status", "title"):
            found = spoilt(plan, f"{text}: ", f"{text}: {sign}")
        else:
            found = spoilt(plan, "Two monitors", text.format(sign))
        told = [f for f in found if f.rule == "encoding"]
        assert [f"U+{ord(sign):04X}" in f.message for f in told] == [True]
        assert told[0].field in ("/progress/0", "/status", "/title")

    @pytest.mark.parametrize(
        "text",
        ["👩\u200d👩\u200d👧", "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f", "❤️", "1️⃣", "👍🏽", "नमस्\u200dते",
         "£5\xa0million", "Ŵern café", "12 μg", "Москва", "“full”"],
    )  # fmt: skip
    def test_what_has_a_right_to_be_there(self, text: str) -> None:
        assert not list(unseen(text))
        assert not list(lookalikes(text))

    def test_fixes(self, run: Run, plan: Path) -> None:
        text = activity(
            title="The ﬁnance\u2060 of Gr\u0435\u0435n\x92s \x0bpark\xad",
            progress="\n  - Two\u200bparks.",
        )
        write(plan / FILE, text)
        run("check", "--fix-only", FILE)
        after = (plan / FILE).read_text()
        assert "The finance of Green’s  park\n" in after
        assert "Two\u200bparks" in after, "nobody knows whether a space belongs there"

    @pytest.mark.parametrize(
        ("written", "said"),
        [("Gr\u0435en", "“е” in it is no Latin letter (U+0435, Cyrillic)"), ("Green\u200b", "U+200B, zero width space"),
         ("Ｇreen", "only look like letters")],
    )  # fmt: skip
    def test_a_word_of_the_plan(self, plan: Path, written: str, said: str) -> None:
        found = spoilt(plan, "status: Green", f"status: {written}")
        assert [said in f.message for f in found if f.rule == "unknown-status"] == [True]

    def test_plain_and_mark(self) -> None:
        assert plain("Gr\u0435\u200ben") == "Green"
        assert mark("- text") is None
        assert mark("-5%") is None
        assert mark("One text.") is None
        assert mark("Of all") is None


@pytest.mark.parametrize(
    "text",
    [
        "“The park”",
        "‘The park’",
        "'“The park”'",
        "'\"The park\"'",
        "„The park“",
        "‘The park’s beds’",
    ],
)
def test_a_title_in_quotation_marks(run: Run, plan: Path, text: str) -> None:
    write(plan / FILE, activity(title=text))
    found = of(plan, activity(title=text))
    assert [(f.rule, f.field) for f in found] == [("text-in-quotes", "/title")]
    run("check", "--fix-only", FILE)
    assert "title: The park" in (plan / FILE).read_text()
    assert "text-in-quotes" not in run("check").stdout


@pytest.mark.parametrize(
    "text", ["“Parks” and “beds”", "The “long” park", "‘Parks’ and ‘beds’", "’Twas the park’"]
)
def test_other_quotation_marks(plan: Path, text: str) -> None:
    assert not [f for f in of(plan, activity(title=text)) if f.rule == "text-in-quotes"]
