"""One behaviour for users: without libyaml a file is not read by another parser, but not at all."""

import sys

import pytest

from kprlint.source.yaml import parse


def test_without_libyaml_nothing_is_read() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "_ruamel_yaml", None)
        with pytest.raises(ImportError):
            parse("a: b\n")
