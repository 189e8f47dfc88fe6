"""For code-scanning dashboards: SARIF 2.1.0."""

import inspect
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from kprlint import __version__, documentation
from kprlint.lint.finding import Finding, FindingFix, Place, Result
from kprlint.output.limits import SARIF_CHARACTERS, SARIF_RESULTS, gravest
from kprlint.printing import as_json, visible
from kprlint.rules.addresses import address_of
from kprlint.rules.base import Rule, Severity

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(result: Result, rules: Mapping[str, Rule], color: bool) -> str:
    kept = gravest(result.findings, SARIF_RESULTS)
    while len(text := as_json(_log(kept, len(result.findings), rules))) > SARIF_CHARACTERS:
        # Findings are of much the same length: a few rounds at most.
        kept = gravest(kept, len(kept) * SARIF_CHARACTERS // (len(text) + 1))
    return text


def _log(findings: Sequence[Finding], found: int, rules: Mapping[str, Rule]) -> dict[str, Any]:
    names = sorted({f.rule for f in findings})
    seen: Counter[str] = Counter()
    results = []
    for f in findings:
        seen[f.fingerprint] += 1  # two projects of one run may share one
        results.append(_result(f, names.index(f.rule), seen[f.fingerprint]))
    driver = {
        "name": "kprlint",
        "version": __version__,
        **({"informationUri": documentation.ADDRESS} if documentation.ADDRESS else {}),
        "rules": [_rule(name, rules.get(name)) for name in names],
    }
    run = {
        "tool": {"driver": driver},
        # So that GitHub keeps these apart from what other programs upload.
        "automationDetails": {"id": "kprlint/"},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    if left := found - len(findings):
        said = f"{left} of {found} findings, the least grave, are not in this file: it would be more than GitHub shows."
        told = [{"level": "warning", "message": {"text": said}}]
        run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": told}]
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(name: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": name}
    doc = inspect.cleandoc(rule.doc)
    return {
        "id": name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": doc, "markdown": doc},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    } | ({"helpUri": address} if (address := address_of(name)) else {})


def _result(finding: Finding, index: int, count: int) -> dict[str, Any]:
    physical = _physical(finding.joined, finding.place)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _sentences(finding.message, finding.help.replace("\n", " / "))},
        "locations": [{"physicalLocation": physical}],
        # GitHub looks at the second alone, and would make it of the line's text: a finding that is moved would be a new one.
        "partialFingerprints": {
            "kprlint/v1": finding.fingerprint,
            "primaryLocationLineHash": f"{finding.fingerprint}:{count}",
        },
    }
    if finding.fix and finding.fix.safe and finding.fix.edits:
        change = {
            "artifactLocation": physical["artifactLocation"],
            "replacements": _replacements(finding.fix),
        }
        result["fixes"] = [{"artifactChanges": [change]}]
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _physical(related.joined, related.place),
                "message": {"text": _sentences(related.message)},
            }
            for number, related in enumerate(finding.related)
        ]
    if finding.waived:
        kind = "inSource" if finding.waived.in_file else "external"
        result["suppressions"] = [
            {"kind": kind, "justification": _sentences(finding.waived.reason)}
        ]
    return result


def _physical(file: str, place: Place) -> dict[str, Any]:
    artifact = {"uri": quote(file, errors="replace")}
    return {"artifactLocation": artifact, "region": _region(place)}


def _replacements(fix: FindingFix) -> list[dict[str, Any]]:
    return [
        {"deletedRegion": _region(edit.place), "insertedContent": {"text": edit.text}}
        for edit in fix.edits
    ]


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _sentences(*texts: str) -> str:
    """Each text as a sentence; dashboards show the first one where there is room for no more."""
    said = " ".join(
        f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?", "!")) else ".")
        for text in map(visible, texts)
    )
    # In a SARIF message “[text](target)” is a link.
    return said.replace("](", "] (")
