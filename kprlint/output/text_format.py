"""For people: each finding with the line itself, a caret under the words, and what to do."""

from collections.abc import Mapping

from kprlint.lint.finding import Finding, Result
from kprlint.printing import plural, visible, visible_lines, width
from kprlint.rules.base import Rule, Severity

_RESET, _BOLD, _DIM = "\x1b[0m", "\x1b[1m", "\x1b[2m"
_COLOURS = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.INFO: "\x1b[1;36m",
}
_WIDEST = 120


def render(result: Result, rules: Mapping[str, Rule], color: bool) -> str:
    blocks = [_finding(finding, color) for finding in result.findings]
    return "".join(f"{block}\n\n" for block in blocks) + summary(result) + "\n" + _why(result)


def _why(result: Result) -> str:
    """Which command explains a finding; each has its page below it where that has an address."""
    told = next((f for f in result.findings if not f.waived), None)
    if told is None or told.page:
        return ""
    return f"“kprlint explain {visible(told.rule)}” says why; so for each name in brackets\n"


def summary(result: Result) -> str:
    """One line: what was checked and what came of it."""
    s = result.summary
    checked = f"{plural(s.activities, 'activity')} in {plural(s.files, 'file')}"
    counts = [plural(n, noun) for n, noun in ((s.error, "error"), (s.warning, "warning")) if n]
    if s.info:
        counts.append(f"{s.info:,} for information")
    line = f"{checked}: {', '.join(counts) or 'nothing to report'}"
    return line + (f" ({s.waived:,} waived)" if s.waived else "")


def label(finding: Finding) -> str:
    """``error[past-due-date]``, and whether that is waived."""
    waived = "waived " if finding.waived else ""
    return f"{waived}{finding.severity}[{finding.rule}]"


def _finding(finding: Finding, color: bool) -> str:
    place, on = finding.place, _paint if color else _plain
    head = (
        on(f"{visible(finding.file)}:{place.line}:{place.column}", _BOLD)
        + ": "
        + on(label(finding), _COLOURS[finding.severity])
        + f" {visible(finding.message)}"
    )
    gutter = " " * len(str(place.line))
    lines = [head]
    if finding.source and not finding.source.isspace():
        shown, start, length = _window(finding)
        caret = "^" * max(1, length)
        lines += [
            on(f"{gutter} |", _DIM),
            on(f"{place.line} |", _DIM) + f" {shown}",
            on(f"{gutter} |", _DIM) + f" {' ' * start}" + on(caret, _COLOURS[finding.severity]),
        ]
    first, *more = visible_lines(finding.help).split("\n")
    lines.append(on(f"{gutter} =", _DIM) + f" help: {first}")
    lines += more  # as they are to be pasted
    for related in finding.related:
        at = f"{visible(related.file)}:{related.place.line}:{related.place.column}"
        lines.append(on(f"{gutter} =", _DIM) + f" see: {at}: {visible(related.message)}")
    if finding.page:
        lines.append(on(f"{gutter} =", _DIM) + f" why: {finding.page}")
    if finding.waived:
        lines.append(on(f"{gutter} =", _DIM) + f" waived: {visible(finding.waived.reason)}")
    return "\n".join(lines)


def _window(finding: Finding) -> tuple[str, int, int]:
    """The source line (a part of it where it is long), and where the caret begins and how far it goes."""
    place, source = finding.place, finding.source
    first = place.column - 1
    last = place.end_column - 1 if place.end_line == place.line else len(source)
    last = max(last, first + 1)
    is_long = len(source) > _WIDEST or width(source) > _WIDEST
    left = max(0, first - _WIDEST // 3) if is_long else 0
    right = min(len(source), left + _WIDEST)
    middle = min(last, right)
    before, marked, after = (
        visible(source[a:b].replace("\t", " "))
        for a, b in ((left, first), (first, middle), (middle, right))
    )
    cut, rest = "… " if left else "", " …" if right < len(source) else ""
    return f"{cut}{before}{marked}{after}{rest}", len(cut) + width(before), width(marked)


def _paint(text: str, code: str) -> str:
    return f"{code}{text}{_RESET}"


def _plain(text: str, code: str) -> str:
    return text
