"""For CI servers: JUnit XML, a test suite a file and a failed test case a finding."""

import re
from collections.abc import Mapping
from itertools import groupby
from xml.etree import ElementTree as ET

from kprlint.lint.finding import Finding, Result
from kprlint.output.visible import visible
from kprlint.rules.base import Rule

# What XML 1.0 allows in no form, not even as a character reference.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(result: Result, rules: Mapping[str, Rule], color: bool) -> str:
    failures = len(result.findings)
    root = ET.Element("testsuites", _counts("kprlint", failures or 1, failures))
    for file, group in groupby(result.findings, lambda f: f.file):
        findings = list(group)
        suite = ET.SubElement(root, "testsuite", _counts(file, len(findings), len(findings)))
        for finding in findings:
            _case(suite, finding)
    if not failures:
        # CI servers take a report without tests for a run that failed.
        suite = ET.SubElement(root, "testsuite", _counts("kprlint", 1, 0))
        ET.SubElement(suite, "testcase", classname="kprlint", name="nothing to report")
    ET.indent(root)
    # ElementTree would declare the encoding of the locale.
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, "unicode")}\n'


def _counts(name: str, tests: int, failures: int) -> dict[str, str]:
    return {"name": _clean(name), "tests": str(tests), "failures": str(failures), "errors": "0"}


def _case(suite: ET.Element, finding: Finding) -> None:
    place, file, message = finding.place, _clean(finding.file), _clean(finding.message)
    name = _clean(f"{finding.rule}:{place.line}:{place.column}")
    case = ET.SubElement(suite, "testcase", classname=file, name=name)
    failure = ET.SubElement(case, "failure", type=finding.severity, message=message)
    failure.text = f"{file}:{place.line}:{place.column}: {message}; {_clean(finding.help)}"


def _clean(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", visible(text))
