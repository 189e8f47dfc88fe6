"""Codes of sixty forms: each is kept as printed, the register's `codes:` fits all of them, and `check` takes what was written."""

import csv
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kprlint.cli import main
from kprlint.model.code import LISTED, Code, CodeForm
from tests.importing.shapes import table, told

# One form a line: its first codes.
FORMS = """
1.9.2|1.9.3|1.10.1
1.1.1.1|1.1.1.2|1.1.2.1
5.01.05|5.01.06|5.02.01
PPT 01|PPT 02|PPT 03
J 1A 03|J 1A 04|J 1B 01
HS1|HS2|HS10
SR (25/26) 01|SR (25/26) 02|SR (25/26) 03
HH5.1|HH5.2|HH6.1
MOD_0106_1617-Q1|MOD_0107_1617-Q1|MOD_0108_1617-Q2
24-00096|24-00097|24-00103
6)|7)|8)
3.2a|3.2b|3.3a
CC-3.1|CC-3.2|CC-4.1
Action 14|Action 15|Action 16
139|140|141
E&C 5|E&C 6|E&C 7
HB.1|HB.2|CT.1
W(1)|W(2)|L(1)
F/01|F/02|P/01
Item 4(b)|Item 4(c)|Item 5(a)
IV.1|IV.2|V.1
2024/HR/3|2024/HR/4|2024/HR/5
CP3.10|CP3.11|CP3.12
(a)|(b)|(c)
i|ii|iii
N/7|N/8|N/9
A1a|A1b|A2a
KA.01.01|KA.01.02|KA.02.01
H&S-01|H&S-02|H&S-03
[15]|[16]|[17]
ENV/HW/003|ENV/HW/004|ENV/HW/005
OBJ1/ACT2|OBJ1/ACT3|OBJ2/ACT1
#12|#13|#14
P1.A.1|P1.A.2|P2.B.1
T-001|T-002|T-003
2024-25/17|2024-25/18|2024-25/19
R.1|R.2|R.10
AB12CD|AB13CD|AB14CD
C:1|C:2|C:3
Theme 2 – 3|Theme 2 – 4|Theme 3 – 1
1A|1B|2A
001|002|010
A|B|C
Aim 1 / 2|Aim 1 / 3|Aim 2 / 1
LP_01|LP_02|LP_03
HR 1.1 (i)|HR 1.1 (ii)|HR 1.2 (i)
Q2-07|Q2-08|Q2-09
CYM 3|CYM 4|CYM 5
Rec 3.1|Rec 3.2|Rec 4.1
NE1-S2-A3|NE1-S2-A4|NE1-S3-A1
1-1|1-2|2-1
Cyf. 4|Cyf. 5|Cyf. 6
D'1|D'2|D'3
A+1|A+2|A+3
10,1|10,2|10,3
§4|§5|§6
1.1*|1.2*|2.1*
X=1|X=2|X=3
W1:2|W1:3|W2:1
Straße 1|Straße 2|Straße 3
""".strip().splitlines()
TITLES = ("Grow moss", "Cut grass", "Fit lamps")
HEADINGS = ["Ref", "Action", "RAG", "Progress", "Next steps", "Lead"]


def _rows(codes: list[str]) -> list[list[str]]:
    return [HEADINGS] + [[code, title, "Green", "It is well on its way.", "Publish the plan by 3 March 2025", "Parks"] for code, title in zip(codes, TITLES, strict=True)]  # fmt: skip


@pytest.mark.parametrize("line", FORMS)
def test_a_code_is_what_is_printed(line: str) -> None:
    codes = line.split("|")
    found = table(_rows(codes))
    assert [str(a.code) for a in found.activities] == codes
    assert not any(a.doubts for a in found.activities)
    assert "import-given-codes" not in told(found)
    form = CodeForm.parse(found.codes)
    assert form is not None
    assert form.text == LISTED or all(form.fits(Code(code)) for code in codes)


@pytest.mark.parametrize("line", FORMS[::6])
def test_check_takes_what_was_written(line: str, tmp_path: Path) -> None:
    codes = line.split("|")
    with (tmp_path / "report.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(_rows(codes))
    arguments = ["import", str(tmp_path / "report.csv"), "--council", "Moss Council", "--plan", "2024-25", "--period", "2024/25 Q3", "--to", str(tmp_path / "2024-25")]  # fmt: skip
    assert CliRunner().invoke(main, arguments).exit_code == 0
    written = "".join(p.read_text() for p in sorted((tmp_path / "2024-25").iterdir()))
    assert all(re.search(rf"code: .?{re.escape(code)}", written) for code in codes if "'" not in code)  # fmt: skip
    checked = CliRunner().invoke(main, ["check", str(tmp_path / "2024-25"), "--format", "json"])
    findings = json.loads(checked.stdout)["findings"]
    assert [f["rule"] for f in findings if f["severity"] == "error"] == []
