"""Rules that a council writes itself, through the command line and against a search that is too simple to be wrong."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kprlint.rules.base import At
from kprlint.rules.phrases import PhraseError, read
from kprlint.source.document import Document
from tests.plans import REGISTER, activity
from tests.prose.score_rules import file_of, text_of
from tests.test_real_plans import ROOT

GUIDE = (ROOT / "docs/phrases.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"`phrases/([a-z-]+)\.yaml`:\n\n```yaml\n(.*?)```", GUIDE, re.DOTALL))


@pytest.fixture
def council(tmp_path: Path) -> Path:
    folder = tmp_path / "activities/2023-24"
    folder.mkdir(parents=True)
    (folder / "plan.yaml").write_text(REGISTER)
    (folder / "KA.03.04.yaml").write_text(activity("KA.03.04"))
    (folder / "KA.03.05.yaml").write_text(activity("KA.03.05"))
    (tmp_path / "phrases").mkdir()
    (tmp_path / "kprlint.toml").write_text('phrases = "phrases"\n')
    return tmp_path


def kprlint(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "kprlint", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def say(council: Path, **fields: Any) -> None:
    (council / "activities/2023-24/KA.03.04.yaml").write_text(text_of(fields))


def findings(council: Path, *arguments: str) -> list[dict[str, Any]]:
    done = kprlint(council, "check", "activities", "--format", "json", *arguments)
    assert done.returncode in (0, 1), done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return [one for one in found if one["rule"] in EXAMPLES]


def test_the_guide_has_an_example_of_each_kind() -> None:
    kinds = {re.search(r"extends: (\w+)", text)[1] for text in EXAMPLES.values()}  # type: ignore[index]
    assert kinds == {"existence", "substitution", "occurrence"}


def test_the_examples_of_the_guide_find_what_they_say(council: Path) -> None:
    for name, text in EXAMPLES.items():
        (council / f"phrases/{name}.yaml").write_text(text)
    say(
        council,
        progress=["Going forward, officers utilised the new form.", "The going is good."],
        next_steps=[
            {"action": "Robust plans and a robust, truly robust review of it", "due": "2023-12"}
        ],
    )
    found = {(one["rule"], one["line"]) for one in findings(council)}
    assert {rule for rule, _ in found} == set(EXAMPLES)
    shown = kprlint(council, "check", "activities").stdout
    assert "“utilised” is better said as “used”" in shown


def test_it_is_a_rule_as_any_other(council: Path) -> None:
    (council / "phrases/no-synergy.yaml").write_text(
        "extends: existence\nmessage: “{found}” says nothing\nseverity: error\ntokens: [synerg*, win/win-win]\n"
    )
    say(council, progress=["New synergies were found on 3 July 2023."])
    done = kprlint(council, "check", "activities")
    assert done.returncode == 1
    assert "KA.03.04.yaml:8:10: error[no-synergy] “synergies” says nothing" in done.stdout
    assert kprlint(council, "check", "activities", "--ignore", "no-synergy").returncode == 0
    assert "no-synergy" in kprlint(council, "check", "activities", "--select", "no-synergy").stdout
    assert "the council's own" in kprlint(council, "explain", "no-synergy").stdout
    assert "no-synergy" in kprlint(council, "rules").stdout
    assert "no-synergy" in kprlint(council, "check", "activities", "--format", "sarif").stdout
    (council / "kprlint.toml").write_text(
        'phrases = "phrases"\n[rules.no-synergy]\nseverity = "info"\n'
    )
    assert kprlint(council, "check", "activities").returncode == 0
    say(
        council,
        progress=["New synergies were found on 3 July 2023.  # kprlint: ignore[no-synergy] x"],
    )


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("x", "extends: rumour\n", "x.yaml:1:10: “extends” cannot be “rumour”"),
        ("x", "extends: existence\n", "“tokens” is missing"),
        ("x", "extends: existence\ntokens: [a]\nseverty: info\n", "x.yaml:3:1: There is no “severty” here"),
        ("x", "extends: existence\ntokens: ['...']\n", "a phrase has no words"),
        ("x", "extends: existence\ntokens: [be <VBX>]\n", "there is no <VBX> in “be <VBX>”"),
        ("x", "extends: [\n", "This is not YAML from here on"),
        ("x", "", "x.yaml"),
        ("past-due-date", "extends: existence\ntokens: [a]\n", "there is a rule called past-due-date already"),
        ("Bad Name", "extends: existence\ntokens: [a]\n", "small letters and hyphens"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_told(council: Path, name: str, text: str, said: str) -> None:
    (council / f"phrases/{name}.yaml").write_text(text)
    done = kprlint(council, "check", "activities")
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("folder", ["../elsewhere", "nowhere"])
def test_a_folder_that_is_not_there_or_not_ours_is_told(council: Path, folder: str) -> None:
    (council.parent / "elsewhere").mkdir(exist_ok=True)
    (council / "kprlint.toml").write_text(f'phrases = "{folder}"\n')
    done = kprlint(council, "check", "activities")
    assert done.returncode == 2
    assert "kprlint.toml:1:11" in done.stderr
    assert "is no folder of this repository" in done.stderr


@settings(max_examples=300)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_no_bytes_make_a_traceback(data: bytes) -> None:
    try:
        read("a-rule", Document("phrases/a-rule.yaml", data, "phrases"))
    except PhraseError as error:
        said = str(error)
    else:
        return
    assert said.startswith("phrases/a-rule.yaml")


WORDS = st.sampled_from("the plan plans planned going forward use utilise Utilise of".split())
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
PHRASES = st.lists(WORDS, min_size=1, max_size=2).map(" ".join)


def hits(rule_text: str, text: str) -> list[tuple[int, int]]:
    rule = read("a-rule", Document("a-rule.yaml", rule_text.encode(), "phrases"))
    file = file_of(text_of({"title": text, "progress": [], "next_steps": []}))
    places = [hit.where for hit in rule.check(file)]
    return [at.part for at in places if isinstance(at, At) and at.part]


@given(TEXTS, PHRASES)
def test_it_finds_what_a_search_by_words_finds(text: str, phrase: str) -> None:
    found = hits(f"extends: existence\nwhere: [title]\ntokens: [{phrase}]\n", text)
    simple = re.finditer(rf"(?<!\S){phrase}(?!\S)", text, re.IGNORECASE)
    assert found == [match.span() for match in simple]


@given(TEXTS, st.lists(PHRASES, min_size=1, max_size=4))
def test_the_order_of_phrases_is_of_no_account(text: str, phrases: list[str]) -> None:
    one, other = (
        hits(f"extends: existence\nwhere: [title]\ntokens: {json.dumps(order)}\n", text)
        for order in (phrases, phrases[::-1])
    )
    assert one == other


def test_exceptions_and_capitals() -> None:
    assert not hits("extends: existence\ntokens: [plan]\nexceptions: [the plan]\n", "the plan")
    assert hits("extends: existence\ntokens: [plan]\nexceptions: [the plan]\n", "a plan")
    assert not hits("extends: existence\ntokens: [IT]\nignore-case: false\n", "it is")
    assert hits("extends: existence\ntokens: [IT]\nignore-case: false\n", "The IT team")


def test_phrases_are_cut_as_texts_are() -> None:
    for phrase, text in (
        ("3.5", "The 3.5 posts"),
        ("1,000", "Of 1,000 homes"),
        ("re-open", "To re-open it"),
    ):
        assert hits(f"extends: existence\nwhere: [title]\ntokens: ['{phrase}']\n", text)


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("keep … under review", "We keep the two lists under close review.", ""),
        ("keep … under review", "We keep the two lists under review.", "keep the two lists under review"),
        ("keep … under review", "We keep it, and it is under review.", ""),
        ("has ~ agreed", "The fee has not yet been agreed.", ""),
        ("has ~ agreed", "The fee has now been agreed.", "has now been agreed"),
        ("will be <VBN>", "The list will be reviewed.", "will be reviewed"),
        ("will be <VBN>", "The list will be long.", ""),
        ("<VBG> towards", "Working towards a plan.", "Working towards"),
        ("de* the plan", "To decide the plan.", "decide the plan"),
    ],
)  # fmt: skip
def test_gaps_and_tags(phrase: str, text: str, found: str) -> None:
    places = hits(f"extends: existence\nwhere: [title]\ntokens: ['{phrase}']\n", text)
    assert [text[start:end] for start, end in places] == [found] * bool(found)


def test_many_gaps_do_not_hang() -> None:
    phrase = " … ".join(["plan"] * 12)
    assert not hits(f"extends: existence\nwhere: [title]\ntokens: ['{phrase} x']\n", "plan " * 400)


def test_a_better_word_is_offered_and_never_written_by_itself(council: Path) -> None:
    (council / "phrases/plain.yaml").write_text("extends: substitution\nswap: {utilise: use}\n")
    say(council, progress=["Utilise the form."])
    path = council / "activities/2023-24/KA.03.04.yaml"
    before = path.read_bytes()
    kprlint(council, "check", "activities", "--fix")
    assert path.read_bytes() == before
    done = kprlint(council, "check", "activities", "--select", "plain", "--format", "json")
    (found,) = json.loads(done.stdout)["findings"]
    assert found["fix"]["safety"] == "unsafe"
    assert [edit["text"] for edit in found["fix"]["edits"]] == ["Use"]
