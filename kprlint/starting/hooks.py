"""pre-commit's configuration."""

from kprlint.source import emit
from kprlint.starting.origin import Pin

NAME = ".pre-commit-config.yaml"

_UNKNOWN = """\
  # No release is known here: write the address of your fork, and a tag or a commit of it for “rev”.
"""


def configuration(origin: Pin) -> str:
    return f"""\
default_install_hook_types: [pre-commit, pre-merge-commit]
repos:
{"" if origin.known else _UNKNOWN}\
  - repo: {emit.scalar(origin.url)}
    rev: {emit.quoted(origin.revision) if origin.revision.isdigit() else emit.scalar(origin.revision)}
    hooks:
      - id: kprlint-fix   # mends spellings of status words, missing quotation marks …
      - id: kprlint       # what one file can tell
      - id: kprlint-plan  # codes, missing files, deletions: what needs the whole plan
"""
