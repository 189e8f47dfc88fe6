"""A finding as the editor's protocol has it."""

import os
from collections.abc import Callable
from pathlib import Path

from lsprotocol import types

from kprlint.lint.finding import Finding
from kprlint.lsp.positions import Positions
from kprlint.printing import visible, visible_lines
from kprlint.rules.base import Severity
from kprlint.source.text import Text

SOURCE = "kprlint"

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


def diagnostic(
    finding: Finding, text: Text, positions: Positions, text_of: Callable[[Path], Text]
) -> types.Diagnostic:
    """`text` is the file's, `text_of` says that of others."""
    page = finding.page
    return types.Diagnostic(
        range=positions.range(text, finding.place),
        message=f"{visible(finding.message)}\n{visible_lines(finding.help)}",
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(page) if page else None,
        source=SOURCE,
        related_information=[
            types.DiagnosticRelatedInformation(
                types.Location(
                    uri_of(path := Path(os.path.abspath(one.file))),
                    positions.range(text_of(path), one.place),
                ),
                visible(one.message),
            )
            for one in finding.related
        ]
        or None,
        data=finding.fingerprint,
    )


def uri_of(path: Path) -> str:
    return path.as_uri()
