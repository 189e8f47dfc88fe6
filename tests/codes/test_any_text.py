"""Whatever stands in a register as a form or as a code: every answer is a finding, never a traceback."""

import json
from pathlib import Path

from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kprlint.cli import main
from kprlint.model import Code, CodeForm
from kprlint.model.code import form_of, form_unsaid, why_no_form, why_no_name
from tests.plans import REGISTER, activity

_BITS = st.sampled_from(
    ["{objective}", "{sequence}", "{sequence:02}", "{objective:3}", "{", "}", "KA.", ".", "/", "1", "0", " ", "listed",
     "É", "\u0301", "(", "CON", "plan", "\n", "\t", "\x00", "\u202e", "\ud800", "#", ": ", "'", '"', "&", "%", "x" * 41]
)  # fmt: skip
TEXTS = st.lists(_BITS, max_size=6).map("".join) | st.text(max_size=12)


@given(TEXTS, st.lists(TEXTS, max_size=5))
def test_a_form_reads_any_text(form: str, codes: list[str]) -> None:
    found = CodeForm.parse(form)
    assert (found is None) == bool(why_no_form(form))
    for code in codes:
        if found:
            numbers = found.read(code)
            meant = found.meant(code)
            assert numbers is None or found.write(*numbers) == code
            assert meant is None or found.read(meant)
        known = Code.parse(code)
        assert known is None or isinstance(why_no_name(known.stem), str)


@given(st.lists(TEXTS.filter(lambda text: Code.parse(text) is not None), min_size=1, max_size=6))
def test_the_form_that_fits_all_fits_all(texts: list[str]) -> None:
    codes = dict.fromkeys(map(Code, texts), 1)
    assert all(form_of(codes).fits(code) for code in codes)
    assert form_unsaid(codes).text in ("listed", "KA.{objective:02}.{sequence:02}")


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.none() | TEXTS, st.lists(TEXTS, min_size=1, max_size=4), TEXTS)
def test_a_register_may_hold_any_text(
    tmp_path: Path, form: str | None, codes: list[str], own: str
) -> None:
    folder = tmp_path / "activities/2023-24"
    folder.mkdir(parents=True, exist_ok=True)
    listed = json.dumps(codes)
    register = REGISTER.replace("[KA.03.04, KA.03.05]", listed)
    register += "" if form is None else f"codes: {json.dumps(form)}\n"
    (folder / "plan.yaml").write_text(register)
    (folder / "a.yaml").write_text(activity().replace("code: KA.03.04", f"code: {json.dumps(own)}"))
    runner = CliRunner()
    for command in (
        ["check", str(tmp_path), "--format", "json"],
        ["check", str(tmp_path), "--format", "text"],
        ["check", str(folder / "a.yaml"), "--scope", "file"],
        ["textconv", str(folder / "plan.yaml")],
    ):
        done = runner.invoke(main, command)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
        assert done.exit_code in (0, 1, 2)
        assert "rule-crashed" not in done.output
