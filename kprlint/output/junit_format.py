"""For CI servers: JUnit XML, a test suite a file and a test case a finding.

What makes the run fail is a failed test, anything else a skipped one: readers show those, and go on.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from kprlint.lint.finding import Finding, Result
from kprlint.printing import visible, visible_lines
from kprlint.rules.base import Rule

# What XML 1.0 allows in no form, not even as a character reference.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(result: Result, rules: Mapping[str, Rule], color: bool) -> str:
    root = ET.Element("testsuites", _counts("kprlint", result.findings, result))
    for file, group in groupby(result.findings, lambda f: f.file):
        findings = list(group)
        suite = ET.SubElement(root, "testsuite", _counts(file, findings, result))
        suite.set("skipped", str(len(findings) - int(suite.get("failures", 0))))
        for finding in findings:
            _case(suite, finding, "failure" if result.fails_on(finding) else "skipped")
    if not result.findings:
        # CI servers take a report without tests for a run that failed.
        suite = ET.SubElement(root, "testsuite", _counts("kprlint", (), result))
        ET.SubElement(suite, "testcase", classname="kprlint", name="nothing to report")
    ET.indent(root)
    # ElementTree would declare the encoding of the locale.
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, "unicode")}\n'


def _counts(name: str, findings: Sequence[Finding], result: Result) -> dict[str, str]:
    failures = sum(map(result.fails_on, findings))
    counts = {"tests": len(findings) or 1, "failures": failures, "errors": 0}
    return {"name": _clean(name)} | {key: str(count) for key, count in counts.items()}


def _case(suite: ET.Element, finding: Finding, outcome: str) -> None:
    place, file, message = finding.place, _clean(finding.file), _clean(finding.message)
    name = _clean(f"{finding.rule}:{place.line}:{place.column}")
    case = ET.SubElement(suite, "testcase", classname=file, name=name)
    severity = f"waived {finding.severity}" if finding.waived else str(finding.severity)
    told = ET.SubElement(case, outcome, type=severity, message=message)
    told.text = f"{file}:{place.line}:{place.column}: {_clean_lines(finding.said)}"


def _clean_lines(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", visible_lines(text))


def _clean(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", visible(text))
